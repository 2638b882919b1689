import type { Args, Context } from '../../../command.ts'
import { findWin } from '../../../db/wins/wins.ts'
import { futureDateError, parsePastDate } from '../../../domain/date.ts'
import { addDays, type CalendarDate } from '../../../domain/time.ts'
import { parsed } from '../../shared/options.ts'

/** The day that `--date` names, or today. */
export function parseDateOption(args: Args, context: Context): CalendarDate {
  const today = context.today
  return parsed(args, 'date', (date) => parsePastDate(date, today)) ?? today
}

/** As {@link findDate}, for `--date`; today by default. */
export async function findDateOption(args: Args, context: Context): Promise<CalendarDate> {
  const { date } = args.options
  return typeof date === 'string' ? findDate(date, context) : context.today
}

/**
 * The date of a win that there may be already. A household further east may have a win on the date
 * that is tomorrow here; messages name it by its date, and so that date can be typed.
 *
 * @throws MomentumError `usage` for a text that is not a date, or a date in the future without a win
 */
export async function findDate(text: string, context: Context): Promise<CalendarDate> {
  const tomorrow = addDays(context.today, 1)
  if (text.trim() !== tomorrow) return parsePastDate(text, context.today)
  if (await findWin(await context.db(), tomorrow)) return tomorrow
  throw futureDateError(tomorrow)
}
