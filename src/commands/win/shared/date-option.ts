import type { Args, Context } from '../../../command.ts'
import { parsePastDate } from '../../../domain/date.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import { parsed } from '../../shared/options.ts'

/** The day that `--date` names, or today. */
export function parseDateOption(args: Args, context: Context): CalendarDate {
  const today = context.today
  return parsed(args, 'date', (date) => parsePastDate(date, today)) ?? today
}
