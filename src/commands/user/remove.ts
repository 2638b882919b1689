import { defineCommand } from '../../command.ts'
import {
  type OwnedTasks,
  removeUser,
  requireUserRemovable,
} from '../../db/household/user-removal.ts'
import { countRoutines } from '../../db/routines/routines.ts'
import type { PassedTurn } from '../../db/routines/turns.ts'
import type { Db } from '../../db/schema.ts'
import { countTasks } from '../../db/tasks/lists.ts'
import { getUser } from '../../db/users/users.ts'
import { enumerate } from '../../domain/enumerate.ts'
import {
  parseUserReference,
  type User,
  type UserReference,
  type Viewer,
} from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { passedJson } from '../../json/absence.ts'
import { userFields, userJson } from '../../json/user.ts'
import { plural } from '../../terminal/words.ts'
import { success, withHints } from '../../views/answer.ts'
import { passedTurns } from '../../views/turn.ts'
import { aboutLeft, assignHints } from '../../views/user.ts'
import { parsed } from '../shared/options.ts'
import { findLeftTasks, type LeftTasks, withoutPassed } from './shared/left-tasks.ts'

/** What `--tasks` says; the user who gets the tasks is looked up later. */
type TasksOption = 'keep' | 'delete' | { readonly giveTo: UserReference }

type Input = { readonly reference: UserReference; readonly tasks: TasksOption | undefined }

/** The deleted member, and what happened to their turns and to the open tasks that they left. */
type Output = {
  readonly user: User
  readonly passed: readonly PassedTurn[]
  readonly left: LeftTasks
  readonly tasks: OwnedTasks | undefined
  readonly newOwner: User | undefined
  /** Whether members deleted themselves. */
  readonly isSelf: boolean
}

export default defineCommand<Input, Output>({
  fields: [...userFields, 'passed'],
  input(args) {
    const [user = ''] = args.operands
    return { reference: parseUserReference(user), tasks: parsed(args, 'tasks', parseTasks) }
  },
  async run({ reference, tasks }, context) {
    const confirm = context.consent()
    const db = await context.db()
    const user = await getUser(db, reference)
    const found = await findOwnedTasks(db, user, tasks)
    await context.actor.authorize(user)
    const viewer = await context.actor.viewer()
    await requireUserRemovable(db, viewer, user, found)
    const counts = {
      tasks: await countTasks(db, viewer, { owners: [user.id] }),
      routines: await countRoutines(db, viewer, user.id),
    }
    const left = await findLeftTasks(user, context)
    await confirm(question(user, viewer, counts, tasks))
    const reader = { viewer, today: context.today }
    const passed = await removeUser(await context.writer(), reader, user, found, context.instant)
    const newOwner = typeof found === 'object' ? await getUser(db, { id: found.giveTo }) : undefined
    const rest = withoutPassed(left, passed)
    return { user, passed, left: rest, tasks: found, newOwner, isSelf: viewer === user.id }
  },
  human({ user: { id, name }, passed, left, tasks, newOwner, isSelf }, style) {
    const answer = [success(`Deleted #${id}: ${name}`, style), ...passedTurns(passed)].join('\n')
    if (tasks === undefined || tasks === 'delete') return answer
    const owner = tasks === 'keep' ? 'unassigned' : `${newOwner?.name}’s`
    const lines = aboutLeft(left, (things, count) => {
      return `${things} ${count === 1 ? 'is' : 'are'} ${owner} now`
    })
    const named = [answer, ...lines].join('\n')
    if (tasks !== 'keep' || lines.length === 0) return named
    const toDo = left.count + left.routines.length === 1 ? 'it' : 'them'
    const hints = left.taker
      ? assignHints(left, left.taker)
      : [{ lead: `To add a member who does ${toDo}`, command: 'user add' }]
    // A deleted member can no longer act.
    const byOthers = hints.map((hint) => (isSelf ? { ...hint, forActor: false as const } : hint))
    return withHints(named, byOthers, style)
  },
  json: ({ user, passed }) => ({ ...userJson(user), ...passedJson(passed) }),
})

function parseTasks(text: string): TasksOption {
  const word = text.trim().toLowerCase()
  return word === 'keep' || word === 'delete' ? word : { giveTo: parseUserReference(text) }
}

async function findOwnedTasks(
  db: Db,
  user: User,
  tasks: TasksOption | undefined,
): Promise<OwnedTasks | undefined> {
  if (typeof tasks !== 'object') return tasks
  const newOwner = await getUser(db, tasks.giveTo)
  if (newOwner.id !== user.id) return { giveTo: newOwner.id }
  throw refusedError(
    `${user.name} cannot keep their tasks after being deleted.`,
    'Use --tasks keep (unassigned) or --tasks delete, or name another member.',
  )
}

function question(
  user: User,
  viewer: Viewer,
  counts: { readonly tasks: number; readonly routines: number },
  tasks: TasksOption | undefined,
): string {
  const named = [
    ...(counts.tasks > 0 ? [plural(counts.tasks, 'task')] : []),
    ...(counts.routines > 0 ? [plural(counts.routines, 'routine')] : []),
  ]
  const what = enumerate([user.name, ...(tasks === 'delete' ? named : [])], 'and')
  // Members who delete themselves have seen their private tasks in the count.
  const more = viewer === user.id ? '' : ' Their private tasks are deleted too.'
  return `Delete ${what}?${more} (You can undo this.)`
}
