import { requireOwner } from '../../access/ownership.ts'
import { defineCommand } from '../../command.ts'
import { type Forgotten, forget } from '../../db/history/forget.ts'
import { type CalendarDate, parseDate } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { forgottenFields, forgottenJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { parsed } from '../shared/options.ts'

export default defineCommand<CalendarDate, Forgotten>({
  fields: forgottenFields,
  input(args, context) {
    const before = parsed(args, 'before', (date) => parseDate(date, context.today()))
    if (before !== undefined) return before
    throw usageError('It is not said how much of the history is to be forgotten.', {
      lead: 'Give a date, or tomorrow for all of it',
      command: 'db forget --before 2026-01-01',
    })
  },
  async run(before, context) {
    const confirm = context.consent()
    const db = await context.db()
    await requireOwner(context.location(), db, 'forget its history')
    await confirm(`Forget what was changed before ${before}? It cannot be taken back afterwards.`)
    return forget(db, context.beginningOf(before))
  },
  human: ({ commands, changes }, { paint }) =>
    `${paint.green('✓')} ${plural(commands, 'command')} and ${plural(changes, 'change')} are forgotten.`,
  json: forgottenJson,
})
