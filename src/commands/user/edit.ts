import { defineCommand, option } from '../../command.ts'
import { editUser, getUser, type UserDraft } from '../../db/users/users.ts'
import { isNone } from '../../domain/text.ts'
import {
  parseEmail,
  parseRole,
  parseUserName,
  parseUserReference,
  type User,
  type UserReference,
} from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { userFields, userJson } from '../../json.ts'

type Input = {
  readonly reference: UserReference
  readonly changes: Partial<UserDraft>
}

export default defineCommand<Input, User>({
  fields: userFields,
  input(args) {
    const [user = ''] = args.operands
    const name = option(args, 'name')
    const role = option(args, 'role')
    const email = option(args, 'email')
    if (name === undefined && role === undefined && email === undefined) {
      throw usageError(
        'Nothing to change was named.',
        'Add --name <name>, --role <text> or --email <address>.',
      )
    }
    const changes = {
      ...(name === undefined ? {} : { name: parseUserName(name) }),
      ...(role === undefined ? {} : { role: isNone(role) ? null : parseRole(role) }),
      ...(email === undefined ? {} : { email: isNone(email) ? null : parseEmail(email) }),
    }
    return { reference: parseUserReference(user), changes }
  },
  async run({ reference, changes }, context) {
    const db = await context.db()
    const user = await getUser(db, reference)
    await context.authorize(user)
    return editUser(await context.writer(), user, changes, context.instant)
  },
  human: (user, { paint }) => `${paint.green('✓')} ${user.name} is changed.`,
  json: userJson,
})
