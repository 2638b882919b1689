import { defineCommand } from '../../command.ts'
import { editUser, getUser, type UserDraft } from '../../db/users/users.ts'
import {
  parseEmail,
  parseRole,
  parseUserName,
  parseUserReference,
  type User,
  type UserReference,
} from '../../domain/user.ts'
import { userFields, userJson } from '../../json/user.ts'
import { success } from '../../views/answer.ts'
import { isEmpty, noChangesError, onlyGiven, orNone, parsed } from '../shared/options.ts'

type Input = {
  readonly reference: UserReference
  readonly changes: Partial<UserDraft>
}

export default defineCommand<Input, User>({
  fields: userFields,
  input(args) {
    const [user = ''] = args.operands
    const changes = onlyGiven({
      name: parsed(args, 'name', parseUserName),
      role: parsed(args, 'role', orNone(parseRole)),
      email: parsed(args, 'email', orNone(parseEmail)),
    })
    if (isEmpty(changes)) {
      throw noChangesError('Add --name <name>, --role <text> or --email <address>.')
    }
    return { reference: parseUserReference(user), changes }
  },
  async run({ reference, changes }, context) {
    const db = await context.db()
    const user = await getUser(db, reference)
    await context.actor.authorize(user)
    return editUser(await context.writer(), user, changes, context.instant)
  },
  human: ({ id, name }, style) => success(`Changed #${id}: ${name}`, style),
  json: userJson,
})
