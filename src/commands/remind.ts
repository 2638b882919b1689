import { type Args, defineCommand } from '../command.ts'
import { findDigest } from '../db/household/digest.ts'
import { getUser } from '../db/users/users.ts'
import { parseAhead } from '../domain/date-span.ts'
import type { Digest } from '../domain/digest.ts'
import type { CalendarDate } from '../domain/time.ts'
import type { Unit } from '../domain/unit.ts'
import { parseUserReference, type UserReference } from '../domain/user.ts'
import { digestFields, digestJson, unitFields, unitJson } from '../json/today.ts'
import { digestText } from '../views/digest.ts'
import { flag, parsed } from './shared/options.ts'
import { sayOnce, whomOf } from './shared/say-once.ts'
import { parseUnitKind, writeUnit } from './shared/unit.ts'

type Input = {
  readonly for: UserReference | undefined
  /** The last day on which a task counts as due soon. */
  readonly soon: CalendarDate
  /** Whether to leave out what was printed earlier today. */
  readonly once: boolean
}

export default defineCommand<Input | Unit, Digest | Unit>({
  fields: (args) => (args.options.unit === undefined ? digestFields : unitFields),
  isUnattended: true,
  async input(args, context) {
    const input = parseInput(args, context.today)
    const unit = parseUnitKind(args)
    return unit === undefined ? input : writeUnit(unit, args, context)
  },
  async run(input, context) {
    if ('unit' in input) return input
    const db = await context.db()
    const actor = await context.actor.user()
    const member = input.for === undefined ? actor : await getUser(db, input.for)
    const reader = { viewer: actor?.id ?? null, today: context.today }
    const digest = await findDigest(db, reader, member, input.soon)
    return input.once ? sayOnce(digest, await whomOf(db, member), context) : digest
  },
  human: (output, style) =>
    'unit' in output
      ? output.files.map(({ text }) => text).join('\n\n')
      : digestText(output, style),
  isCopied: (output) => 'unit' in output,
  json: (output) => ('unit' in output ? unitJson(output) : digestJson(output)),
})

function parseInput(args: Args, today: CalendarDate): Input {
  return {
    for: parsed(args, 'for', parseUserReference),
    soon: parsed(args, 'soon', (text) => parseAhead(text, today)) ?? today,
    // With --quiet nothing is read, so nothing is remembered as printed.
    once: flag(args, 'once') && args.globals.quiet !== true,
  }
}
