import { enumerate } from '../domain/enumerate.ts'
import type { RoutineMode } from '../domain/routine/routine.ts'
import type { CalendarDate } from '../domain/time.ts'
import { shortDate } from '../terminal/words.ts'

/** "It comes on Tue 24 Nov, Tue 1 Dec and Tue 8 Dec." */
export function datesText(
  dates: readonly CalendarDate[],
  mode: RoutineMode,
  today: CalendarDate,
): string {
  const days = enumerate(
    dates.map((date) => shortDate(date, today)),
    'and',
  )
  if (dates.length === 1) return `It comes only once, on ${days}.`
  return mode === 'AFTER'
    ? `If it is always done on its day, it comes on ${days}.`
    : `It comes on ${days}.`
}
