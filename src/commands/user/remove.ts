import { defineCommand } from '../../command.ts'
import {
  type OwnedTasks,
  removeUser,
  requireUserRemovable,
} from '../../db/household/user-removal.ts'
import type { Db } from '../../db/schema.ts'
import { countTasks } from '../../db/tasks/lists.ts'
import { getUser } from '../../db/users/users.ts'
import {
  parseUserReference,
  type User,
  type UserReference,
  type Viewer,
} from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { userFields, userJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { success, withHints } from '../../views/answer.ts'
import { aboutTasks, assignHint } from '../../views/user.ts'
import { parsed } from '../shared/options.ts'
import { findLeftTasks, type LeftTasks } from './shared/left-tasks.ts'

/** What `--tasks` says; the user who gets the tasks is looked up later. */
type TasksOption = 'keep' | 'delete' | { readonly giveTo: UserReference }

type Input = { readonly reference: UserReference; readonly tasks: TasksOption | undefined }

/** The deleted member, and what happened to the open tasks that they left. */
type Output = {
  readonly user: User
  readonly left: LeftTasks
  readonly tasks: OwnedTasks | undefined
  readonly newOwner: User | undefined
  /** Whether members deleted themselves. */
  readonly isSelf: boolean
}

export default defineCommand<Input, Output>({
  fields: userFields,
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
    const count = await countTasks(db, viewer, { owner: user.id })
    const left = await findLeftTasks(user, context)
    await confirm(question(user, viewer, count, tasks))
    await removeUser(await context.writer(), viewer, user, found, context.instant)
    const newOwner = typeof found === 'object' ? await getUser(db, { id: found.giveTo }) : undefined
    return { user, left, tasks: found, newOwner, isSelf: viewer === user.id }
  },
  human({ user: { id, name }, left, tasks, newOwner, isSelf }, style) {
    const answer = success(`Deleted #${id}: ${name}`, style)
    if (left.count === 0 || tasks === undefined || tasks === 'delete') return answer
    const verb = left.count === 1 ? 'is' : 'are'
    const owner = tasks === 'keep' ? 'unassigned' : `${newOwner?.name}’s`
    const sentence = `${plural(left.count, 'open task')} ${verb} ${owner} now`
    const named = `${answer}\n${aboutTasks(sentence, left)}`
    if (tasks !== 'keep') return named
    const hint = left.taker
      ? assignHint(left, left.taker)
      : {
          lead: `To add a member who does ${left.count === 1 ? 'it' : 'them'}`,
          command: 'user add',
        }
    // A deleted member can no longer act.
    return withHints(named, [isSelf ? { ...hint, forActor: false } : hint], style)
  },
  json: ({ user }) => userJson(user),
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
  count: number,
  tasks: TasksOption | undefined,
): string {
  const what = tasks === 'delete' && count > 0 ? ` and ${plural(count, 'task')}` : ''
  // Members who delete themselves have seen their private tasks in the count.
  const more = viewer === user.id ? '' : ' Their private tasks are deleted too.'
  return `Delete ${user.name}${what}?${more} (You can undo this.)`
}
