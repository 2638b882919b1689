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
import { success } from '../../views/answer.ts'
import { parsed } from '../shared/options.ts'

/** What `--tasks` says; the user who gets the tasks is looked up later. */
type TasksOption = 'keep' | 'delete' | { readonly giveTo: UserReference }

export default defineCommand<{ reference: UserReference; tasks: TasksOption | undefined }, User>({
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
    await confirm(question(user, viewer, count, tasks))
    await removeUser(await context.writer(), viewer, user, found, context.instant)
    return user
  },
  human: ({ id, name }, style) => success(`Deleted #${id}: ${name}`, style),
  json: userJson,
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
