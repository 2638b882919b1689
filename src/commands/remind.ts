import { defineCommand } from '../command.ts'
import { findDigest } from '../db/household/digest.ts'
import { getUser } from '../db/users/users.ts'
import { parseAhead } from '../domain/date-span.ts'
import type { Digest } from '../domain/digest.ts'
import type { CalendarDate } from '../domain/time.ts'
import { parseUserReference, type UserReference } from '../domain/user.ts'
import { digestFields, digestJson } from '../json.ts'
import { digestText } from '../views/digest.ts'
import { parsed } from './shared/options.ts'

type Input = {
  readonly for: UserReference | undefined
  /** The last day of what is soon. */
  readonly soon: CalendarDate
}

export default defineCommand<Input, Digest>({
  fields: digestFields,
  isUnattended: true,
  input: (args, { today }) => ({
    for: parsed(args, 'for', parseUserReference),
    soon: parsed(args, 'soon', (text) => parseAhead(text, today)) ?? today,
  }),
  async run(input, context) {
    const db = await context.db()
    const actor = await context.actor.user()
    const member = input.for === undefined ? actor : await getUser(db, input.for)
    const reader = { viewer: actor?.id ?? null, today: context.today }
    return findDigest(db, reader, member, input.soon)
  },
  human: digestText,
  json: digestJson,
})
