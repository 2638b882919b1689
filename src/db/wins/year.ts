import { type CalendarDate, datesOfYear } from '../../domain/time.ts'
import { type WinYear, winYearOf } from '../../domain/win-year.ts'
import type { Db } from '../schema.ts'
import { findRest } from './rest.ts'
import { listWinDays } from './wins.ts'

/** Finds what became of each date of a year, until today. Call it in `readAtOneMoment`. */
export async function findWinYear(db: Db, year: number, today: CalendarDate): Promise<WinYear> {
  const dates = datesOfYear(year)
  const period = { from: dates[0] ?? today, until: dates.at(-1) ?? today }
  const wins = await listWinDays(db, period)
  return winYearOf(year, wins, await findRest(db, period.until), today)
}
