import { defineCommand, option } from '../../command.ts'
import { editUser, getUser } from '../../db/users.ts'
import { isNone } from '../../domain/text.ts'
import {
  parseRole,
  parseUserName,
  parseUserReference,
  type User,
  type UserReference,
} from '../../domain/user.ts'
import { MomentumError } from '../../errors.ts'
import { userFields, userJson } from '../../json.ts'

type Input = {
  readonly reference: UserReference
  readonly changes: Partial<Pick<User, 'name' | 'role'>>
}

export default defineCommand<Input, User>({
  fields: userFields,
  input(args) {
    const [user = ''] = args.operands
    const name = option(args, 'name')
    const role = option(args, 'role')
    if (name === undefined && role === undefined) {
      throw new MomentumError(
        'usage',
        'Nothing to change was named.',
        'Add --name <name> or --role <text>.',
      )
    }
    const changes = {
      ...(name === undefined ? {} : { name: parseUserName(name) }),
      ...(role === undefined ? {} : { role: isNone(role) ? null : parseRole(role) }),
    }
    return { reference: parseUserReference(user), changes }
  },
  async run({ reference, changes }, context) {
    const db = await context.db()
    const user = await getUser(db, reference)
    return editUser(db, user.id, changes, context.instant)
  },
  human: (user, { paint }) => `${paint.green('✓')} ${user.name} is changed.`,
  json: userJson,
})
