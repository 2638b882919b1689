import type { Context } from '../../../command.ts'
import { listRoutinesOf } from '../../../db/routines/owned.ts'
import type { PassedTurn } from '../../../db/routines/turns.ts'
import { countTasks, listTasks } from '../../../db/tasks/lists.ts'
import { listUsers } from '../../../db/users/users.ts'
import type { Routine } from '../../../domain/routine/routine.ts'
import type { Task } from '../../../domain/task.ts'
import { openStatuses } from '../../../domain/task-status.ts'
import type { User } from '../../../domain/user.ts'

/**
 * The open tasks of a member who no longer does them, and the routines, as far as the viewer may
 * see them.
 */
export type LeftTasks = {
  readonly count: number
  /** The first few of them. */
  readonly first: readonly Task[]
  /** Those that have not ended. */
  readonly routines: readonly Routine[]
  /** An active member who can take them: the one who acts, otherwise the first by name. */
  readonly taker: User | undefined
}

/** How many tasks are read: an answer names only a few, but not the turns that pass on. */
const mostRead = 100

/** Finds them without asking for a password, because the command may be finished already. */
export async function findLeftTasks(user: User, context: Context): Promise<LeftTasks> {
  const db = await context.db()
  const viewer = (await context.actor.provenUser())?.id ?? null
  const open = { owners: [user.id], statuses: openStatuses }
  const others = (await listUsers(db, { all: false })).filter(({ id }) => id !== user.id)
  return {
    count: await countTasks(db, viewer, open),
    first: await listTasks(db, viewer, open, { limit: mostRead }),
    routines: await listRoutinesOf(db, { viewer, today: context.today }, user.id),
    taker: others.find(({ id }) => id === viewer) ?? others[0],
  }
}

/** What is left after turns have passed to other members. */
export function withoutPassed(left: LeftTasks, passed: readonly PassedTurn[]): LeftTasks {
  const isPassed = ({ id }: Task) => passed.some(({ task }) => task === id)
  const first = left.first.filter((task) => !isPassed(task))
  return { ...left, first, count: left.count - (left.first.length - first.length) }
}
