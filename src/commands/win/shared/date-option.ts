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

/** The date that `--date` names, read by {@link findDate}; or today. */
export async function findDateOption(args: Args, context: Context): Promise<CalendarDate> {
  const { date } = args.options
  return typeof date === 'string' ? findDate(date, context) : context.today
}

/**
 * The date of a win that may exist already. A member further east may have a win for the date that
 * is tomorrow here. Messages name that win by its date, so this date can be typed, too.
 *
 * @throws MomentumError `usage` for a text that is not a date, or a future date without a win
 */
export async function findDate(text: string, context: Context): Promise<CalendarDate> {
  const tomorrow = addDays(context.today, 1)
  if (text.trim() !== tomorrow) return parsePastDate(text, context.today)
  if (await findWin(await context.db(), tomorrow)) return tomorrow
  throw futureDateError(tomorrow)
}
