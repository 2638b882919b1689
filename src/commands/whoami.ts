import { defineCommand } from '../command.ts'
import type { User } from '../domain/user.ts'
import { userFields, userJson } from '../json.ts'

export default defineCommand<undefined, User | undefined>({
  fields: userFields,
  input: () => undefined,
  run: (_, context) => context.user(),
  human: (user, { paint }) =>
    user ? user.name : `Nobody in particular.\n${paint.dim('Log in: momentum login <user>')}`,
  json: (user) => (user ? userJson(user) : null),
})
