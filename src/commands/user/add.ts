import type { Context } from '../../command.ts'
import { type Args, defineCommand } from '../../command.ts'
import { addUser, requireFree, type UserDraft } from '../../db/users/users.ts'
import { type Password, parsePassword } from '../../domain/password.ts'
import { parseEmail, parseRole, parseUserName, type User } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { userFields, userJson } from '../../json/user.ts'
import { success } from '../../views/answer.ts'
import { flag, orNone, parsed } from '../shared/options.ts'

type Input = { readonly draft: UserDraft; readonly password: Password | undefined }

export default defineCommand<Input, User>({
  fields: userFields,
  async input(args, context) {
    const role = parsed(args, 'role', orNone(parseRole)) ?? null
    const email = parsed(args, 'email', orNone(parseEmail)) ?? null
    const name = await requireName(args, email, context)
    const isPiped = flag(args, 'passwordStdin')
    return {
      draft: { name, role, email },
      password: isPiped ? parsePassword(await context.actor.readPassword()) : undefined,
    }
  },
  async run({ draft, password }, context) {
    const passwordHash = password && (await hash(password))
    return addUser(await context.writer(), { ...draft, passwordHash }, context.instant)
  },
  human: ({ id, name }, style) => success(`Added #${id}: ${name}`, style),
  json: userJson,
})

async function requireName(args: Args, email: string | null, context: Context): Promise<string> {
  const [given] = args.operands
  if (given !== undefined) return parseUserName(given)
  if (context.interactive) {
    // Whatever can be refused already is refused before anything is asked.
    const db = await context.db()
    if (email !== null) await requireFree(db, { email })
    return (await context.ask()).text({ message: 'Name:', parse: parseUserName })
  }
  throw usageError('Missing name: who should be added?', { lead: 'Type', command: 'user add Alex' })
}

async function hash(password: Password): Promise<string> {
  const { hashPassword } = await import('../../access/password.ts')
  return hashPassword(password)
}
