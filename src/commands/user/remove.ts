import { defineCommand } from '../../command.ts'
import { removeUser, type TasksFate } from '../../db/household/user-removal.ts'
import type { Db } from '../../db/schema.ts'
import { countTasks } from '../../db/tasks/lists.ts'
import { getUser } from '../../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { userFields, userJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { success } from '../../views/answer.ts'
import { option } from '../shared/options.ts'

/** What `--tasks` says; the user who gets the tasks is looked up later. */
type Fate = 'keep' | 'delete' | { readonly giveTo: UserReference } | undefined

export default defineCommand<{ reference: UserReference; fate: Fate }, User>({
  fields: userFields,
  input(args) {
    const [user = ''] = args.operands
    return { reference: parseUserReference(user), fate: parseFate(option(args, 'tasks')) }
  },
  async run({ reference, fate }, context) {
    const confirm = context.consent()
    const db = await context.db()
    const user = await getUser(db, reference)
    const found = await findFate(db, user, fate)
    await context.actor.authorize(user)
    const viewer = await context.actor.viewer()
    await confirm(describeLoss(user, await countTasks(db, viewer, { owner: user.id }), fate))
    await removeUser(await context.writer(), viewer, user, found, context.instant)
    return user
  },
  human: ({ id, name }, style) => success(`Deleted #${id}: ${name}`, style),
  json: userJson,
})

function parseFate(text: string | undefined): Fate {
  const word = text?.trim().toLowerCase()
  if (text === undefined || word === 'keep' || word === 'delete') {
    return word as 'keep' | 'delete' | undefined
  }
  return { giveTo: parseUserReference(text) }
}

async function findFate(db: Db, user: User, fate: Fate): Promise<TasksFate | undefined> {
  if (typeof fate !== 'object') return fate
  const heir = await getUser(db, fate.giveTo)
  if (heir.id !== user.id) return { giveTo: heir.id }
  throw refusedError(
    `${user.name} cannot keep their tasks after being deleted.`,
    'Use --tasks keep (without an owner) or --tasks delete, or name another member.',
  )
}

function describeLoss(user: User, tasks: number, fate: Fate): string {
  const what = fate === 'delete' && tasks > 0 ? ` and ${plural(tasks, 'task')}` : ''
  return `Delete ${user.name}${what}? Their private tasks are deleted too. (You can undo this.)`
}
