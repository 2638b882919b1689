import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { dialectOf } from '../../db/dialect.ts'
import { describeProblem } from '../../db/faults.ts'
import { type Forgotten, forgetHistory } from '../../db/history/forget.ts'
import type { Db } from '../../db/schema.ts'
import { shrinkFile } from '../../db/sqlite/shrink.ts'
import { parseDate } from '../../domain/date.ts'
import { type CalendarDate, startOfDay } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { forgottenFields, forgottenJson } from '../../json/journal.ts'
import { plural, size } from '../../terminal/words.ts'
import { success } from '../../views/answer.ts'
import { parsed } from '../shared/options.ts'

type Output = Forgotten & { readonly freed_bytes: number }

export default defineCommand<CalendarDate, Output>({
  fields: forgottenFields,
  isLongWork: true,
  input(args, context) {
    const before = parsed(args, 'before', (date) => parseDate(date, context.today))
    if (before !== undefined) return before
    throw usageError('Missing --before: how much history should be deleted?', {
      lead: 'Give a date, or tomorrow to delete all of it',
      command: 'db forget --before 2026-01-01',
    })
  },
  saves: () => true,
  async run(before, context) {
    const confirm = context.consent()
    const db = await context.db()
    await context.actor.requireOwner('delete its history', db)
    await confirm(`Delete the history before ${before}? (You cannot undo this.)`)
    const forgotten = await forgetHistory(db, startOfDay(before, context.settings.days))
    return { ...forgotten, freed_bytes: await giveRoomBack(db, before, context) }
  },
  human({ commands, changes, freed_bytes }, style) {
    const what = `${plural(commands, 'command')} and ${plural(changes, 'change')}`
    const room = freed_bytes > 0 ? ` The file is ${size(freed_bytes)} smaller.` : ''
    return success(`Deleted ${what} from the history.${room}`, style)
  },
  json: forgottenJson,
})

/**
 * The history is deleted already, so a file that stays as large as it was is only worth a notice.
 */
async function giveRoomBack(db: Db, before: CalendarDate, context: Context): Promise<number> {
  // A server uses the room again by itself.
  if (dialectOf(db) === 'postgres' || context.isDryRun) return 0
  try {
    return await shrinkFile(db)
  } catch (error) {
    context.notice(`The file did not get smaller: ${describeProblem(error)}`, {
      lead: 'To try again',
      command: `db forget --before ${before}`,
    })
    return 0
  }
}
