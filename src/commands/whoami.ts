import { defineCommand } from '../command.ts'
import type { User } from '../domain/user.ts'
import { userFields, userJson } from '../json/user.ts'
import { withHints } from '../views/answer.ts'

const logIn = { lead: 'Log in', command: 'login <user>', forActor: false } as const

export default defineCommand<undefined, User | undefined>({
  fields: userFields,
  input: () => undefined,
  run: (_, context) => context.actor.user(),
  human: (user, style) => (user ? user.name : withHints('Not logged in.', [logIn], style)),
  json: (user) => (user ? userJson(user) : null),
})
