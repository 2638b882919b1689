import { askNewPassword, hashPassword } from '../../access/password.ts'
import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { setPasswordHash } from '../../db/users/passwords.ts'
import { getUser } from '../../db/users/users.ts'
import { type Password, parsePassword } from '../../domain/password.ts'
import { parseUserReference, type User, type UserReference, userWord } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { userFields, userJson } from '../../json/user.ts'
import { success, withHints } from '../../views/answer.ts'
import { flag, requireAtMostOne } from '../shared/options.ts'

type Change =
  | { readonly kind: 'set'; readonly password: Password }
  | { readonly kind: 'ask' | 'remove' | 'reset' }

export default defineCommand<{ reference: UserReference; change: Change }, User>({
  fields: userFields,
  async input(args, context) {
    const [user = ''] = args.operands
    const reference = parseUserReference(user)
    requireAtMostOne(args, 'passwordStdin', 'remove', 'reset')
    if (flag(args, 'remove')) return { reference, change: { kind: 'remove' } }
    if (flag(args, 'reset')) return { reference, change: { kind: 'reset' } }
    if (flag(args, 'passwordStdin')) {
      const password = parsePassword(await context.actor.readPassword())
      return { reference, change: { kind: 'set', password } }
    }
    if (context.interactive) return { reference, change: { kind: 'ask' } }
    throw usageError(
      'Cannot ask for the new password: there is no terminal.',
      'Pipe it in with --password-stdin.',
    )
  },
  async run({ reference, change }, context) {
    const confirm = change.kind === 'reset' ? context.consent() : undefined
    const db = await context.db()
    const user = await getUser(db, reference)
    if (confirm) {
      await context.actor.requireOwner('remove a password without knowing it', db)
      if (!user.has_password) return user
      await confirm(`Remove ${user.name}’s password? (You cannot undo this.)`)
    } else await context.actor.authorize(user)
    const password = await newPassword(change, context)
    const hash = password === undefined ? null : await hashPassword(password)
    await setPasswordHash(await context.writer(), user, hash, context.instant)
    return getUser(db, { id: user.id })
  },
  human(user, style) {
    if (!user.has_password) return success(`${user.name} has no password now.`, style)
    const logIn = { lead: 'Log in', command: `login ${userWord(user)}`, forActor: false } as const
    return withHints(success(`${user.name} has a new password.`, style), [logIn], style)
  },
  json: userJson,
})

async function newPassword(change: Change, context: Context): Promise<Password | undefined> {
  if (change.kind === 'set') return change.password
  return change.kind === 'ask' ? askNewPassword(await context.ask()) : undefined
}
