import { defineCommand } from '../../command.ts'
import { type Forgotten, forgetHistory } from '../../db/history/forget.ts'
import { parseDate } from '../../domain/date.ts'
import { type CalendarDate, startOfDay } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { forgottenFields, forgottenJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { success } from '../../views/answer.ts'
import { parsed } from '../shared/options.ts'

export default defineCommand<CalendarDate, Forgotten>({
  fields: forgottenFields,
  input(args, context) {
    const before = parsed(args, 'before', (date) => parseDate(date, context.today))
    if (before !== undefined) return before
    throw usageError('Missing --before: how much history should be deleted?', {
      lead: 'Give a date, or tomorrow to delete all of it',
      command: 'db forget --before 2026-01-01',
    })
  },
  async run(before, context) {
    const confirm = context.consent()
    const db = await context.db()
    await context.actor.requireOwner('delete its history', db)
    await confirm(`Delete the history before ${before}? (You cannot undo this.)`)
    return forgetHistory(db, startOfDay(before, context.settings.timeZone))
  },
  human({ commands, changes }, style) {
    const what = `${plural(commands, 'command')} and ${plural(changes, 'change')}`
    return success(`Deleted ${what} from the history.`, style)
  },
  json: forgottenJson,
})
