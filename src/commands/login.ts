import { askPassword, checkPassword } from '../access/password.ts'
import type { Context } from '../command.ts'
import { defineCommand } from '../command.ts'
import type { Db } from '../db/schema.ts'
import { openSession } from '../db/users/sessions.ts'
import { getUser } from '../db/users/users.ts'
import { readGuess } from '../domain/password.ts'
import { parseUserReference, type User, type UserReference } from '../domain/user.ts'
import { notAllowedError } from '../errors.ts'
import { userFields, userJson } from '../json.ts'
import { success } from '../views/answer.ts'
import { flag } from './shared/options.ts'

type Input = { readonly reference: UserReference; readonly piped: string | undefined }

export default defineCommand<Input, User>({
  fields: userFields,
  async input(args, context) {
    const [user = ''] = args.operands
    const piped = flag(args, 'passwordStdin') ? await context.readSecret() : undefined
    return { reference: parseUserReference(user), piped }
  },
  async run({ reference, piped }, context) {
    const db = await context.db()
    const user = await getUser(db, reference)
    if (!user.has_password) {
      context.remember({ user: user.id, token: null })
      return user
    }
    await requirePassword(db, user, piped, context)
    const token = context.newToken()
    context.remember({ user: user.id, token })
    await openSession(db, user.id, token, context.now)
    return user
  },
  human: ({ name }, style) => success(`Logged in as ${name}.`, style),
  json: userJson,
})

async function requirePassword(
  db: Db,
  user: User,
  piped: string | undefined,
  context: Context,
): Promise<void> {
  if (piped !== undefined) return checkPassword(db, user, readGuess(piped), context.clock)
  if (context.interactive) return askPassword(db, user, await context.ask(), context.clock)
  throw notAllowedError(
    `${user.name} has a password, and there is no terminal to ask for it on.`,
    'Pipe it in with --password-stdin.',
  )
}
