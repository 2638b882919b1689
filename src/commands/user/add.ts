import { defineCommand, option } from '../../command.ts'
import { addUser } from '../../db/users.ts'
import { parseRole, parseUserName, type User } from '../../domain/user.ts'
import { MomentumError } from '../../errors.ts'
import { userFields, userJson } from '../../json.ts'

export default defineCommand<Pick<User, 'name' | 'role'>, User>({
  fields: userFields,
  async input(args, context) {
    const [given] = args.operands
    const role = option(args, 'role')
    const draft = { role: role === undefined ? null : parseRole(role) }
    if (given !== undefined) return { name: parseUserName(given), ...draft }
    if (!context.interactive) {
      throw new MomentumError('usage', 'A name is missing.', 'Type: momentum user add Alex')
    }
    const prompts = await context.ask()
    return { name: await prompts.text({ message: 'Name:', parse: parseUserName }), ...draft }
  },
  async run(draft, context) {
    return addUser(await context.db(), draft, context.instant)
  },
  human: (user, { paint }) =>
    `${paint.green('✓')} ${user.name} is in the household. ${paint.dim(`#${user.id}`)}`,
  json: userJson,
})
