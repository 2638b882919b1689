import { type Context, defineCommand } from '../command.ts'
import { findDigest } from '../db/household/digest.ts'
import { findIdentity, getMembership } from '../db/household/identity.ts'
import type { Db } from '../db/schema.ts'
import { getUser } from '../db/users/users.ts'
import { parseAhead } from '../domain/date-span.ts'
import { type Digest, isNothing, thingsIn, withoutSaid } from '../domain/digest.ts'
import type { CalendarDate } from '../domain/time.ts'
import { parseUserReference, type User, type UserReference } from '../domain/user.ts'
import { errorCode } from '../errors.ts'
import { digestFields, digestJson } from '../json.ts'
import { readSaid, writeSaid } from '../settings/said.ts'
import { digestText } from '../views/digest.ts'
import { flag, parsed } from './shared/options.ts'

type Input = {
  readonly for: UserReference | undefined
  /** The last day of what is soon. */
  readonly soon: CalendarDate
  /** Whether to leave out what was said before on this day. */
  readonly once: boolean
}

export default defineCommand<Input, Digest>({
  fields: digestFields,
  isUnattended: true,
  input: (args, { today }) => ({
    for: parsed(args, 'for', parseUserReference),
    soon: parsed(args, 'soon', (text) => parseAhead(text, today)) ?? today,
    once: flag(args, 'once'),
  }),
  async run(input, context) {
    const db = await context.db()
    const actor = await context.actor.user()
    const member = input.for === undefined ? actor : await getUser(db, input.for)
    const reader = { viewer: actor?.id ?? null, today: context.today }
    const digest = await findDigest(db, reader, member, input.soon)
    return input.once ? sayOnce(digest, await whomOf(db, member), context) : digest
  },
  human: digestText,
  json: digestJson,
})

/** The UUIDs of the household and of the member, by which is remembered what they were told. */
async function whomOf(db: Db, member: User | undefined): Promise<readonly string[]> {
  if (member === undefined) return [(await findIdentity(db)) ?? '']
  const { household, user } = await getMembership(db, member)
  return [household, user]
}

/** Leaves out what was said before on this day, and remembers the rest. */
function sayOnce(digest: Digest, whom: readonly string[], context: Context): Digest {
  const { date } = digest
  const said = readSaid(context.settings.stateFolder(), whom, date)
  const news = withoutSaid(digest, said.things)
  if (isNothing(news)) return news
  try {
    writeSaid(said.path, date, new Set([...said.things, ...thingsIn(news)]))
  } catch (error) {
    // It is better to say something twice than to keep it back.
    const code = errorCode(error)
    if (code === undefined) throw error
    context.notice(`“${said.path}” cannot be written (${code}), so this will be said again.`)
  }
  return news
}
