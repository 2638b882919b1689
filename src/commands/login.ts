import { defineCommand } from '../command.ts'
import { getUser } from '../db/users/users.ts'
import { parseUserReference, type User, type UserReference } from '../domain/user.ts'
import { userFields, userJson } from '../json/user.ts'
import { success } from '../views/answer.ts'
import { flag } from './shared/options.ts'

type Input = { readonly reference: UserReference; readonly piped: string | undefined }

export default defineCommand<Input, User>({
  fields: userFields,
  async input(args, context) {
    const [user = ''] = args.operands
    const piped = flag(args, 'passwordStdin') ? await context.actor.readPassword() : undefined
    return { reference: parseUserReference(user), piped }
  },
  saves: () => true,
  async run({ reference, piped }, context) {
    const user = await getUser(await context.db(), reference)
    await context.actor.logIn(user, piped)
    return user
  },
  human: ({ name }, style) => success(`Logged in as ${name}.`, style),
  json: userJson,
})
