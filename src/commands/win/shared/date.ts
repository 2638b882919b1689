import type { Context } from '../../../command.ts'
import { type Args, option } from '../../../command.ts'
import { type CalendarDate, parsePastDate } from '../../../domain/time.ts'

/** The day that is meant: `--date`, or today. */
export function parseDateOption(args: Args, context: Context): CalendarDate {
  const date = option(args, 'date')
  return date === undefined ? context.today() : parsePastDate(date, context.today())
}
