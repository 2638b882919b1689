import { enumerate } from '../domain/enumerate.ts'
import type { Routine, RoutineMode } from '../domain/routine/routine.ts'
import type { UpcomingTime } from '../domain/routine/upcoming.ts'
import type { CalendarDate } from '../domain/time.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, signCell, table } from '../terminal/table.ts'
import { capitalized, relativeDate, shortDate, weekdayName } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { late } from './task.ts'

/** A rule in a sentence, and its first dates. */
export type RuleDates = {
  readonly says: string
  readonly dates: readonly CalendarDate[]
  /** Whether it has no other dates. */
  readonly isAll: boolean
}

/** "The first dates are Tue 24 Nov, Tue 1 Dec and Tue 8 Dec." */
export function datesText(
  dates: readonly CalendarDate[],
  mode: RoutineMode,
  today: CalendarDate,
): string {
  const days = enumerate(
    dates.map((date) => shortDate(date, today)),
    'and',
  )
  if (dates.length === 1) return `The only date is ${days}.`
  return mode === 'AFTER'
    ? `If it is always done on its date, the first dates are ${days}.`
    : `The first dates are ${days}.`
}

/** The dates of a rule, one per line, below how it is understood. */
export function datesPage({ says, dates, isAll }: RuleDates, { paint, today }: Style): string {
  const lines = dates.map((date) => {
    const when = relativeDate(date, today)
    const day = `${date}  ${weekdayName(date).slice(0, 3)}`
    return when === date ? day : `${day}  ${paint.dim(when)}`
  })
  return [
    paint.bold(capitalized(says)),
    ...lines,
    ...(isAll ? [paint.dim('Then it ends.')] : []),
  ].join('\n')
}

/** Upcoming times of routines, one per line. */
export function upcomingTable(times: readonly UpcomingTime[], style: Style): string {
  const { paint, today } = style
  const none = { text: '–', paint: paint.dim }
  const rows = times.map(({ date, title, turn }): Cell[] => {
    return [shortDate(date, today), whenCell(date, style), title, turn ?? none]
  })
  return table(
    [
      { title: 'date' },
      { title: 'when', from: 50 },
      { title: 'routine', flexible: true },
      { title: 'turn', flexible: true },
    ],
    rows,
    style,
  )
}

/** "in 2 days", "! 3 days ago"; nothing for a date that is far away. */
function whenCell(date: CalendarDate, { paint, today }: Style): Cell {
  const when = relativeDate(date, today)
  if (date < today) return signCell(late, when === date ? 'overdue' : when, paint)
  return when === date ? '' : when
}

/** Why no dates are listed, and what to type. */
export function nothingUpcoming(routine: Routine | undefined, style: Style): string {
  const see = { lead: 'See all routines', command: 'routine list --all' }
  if (routine?.status === 'PAUSED') {
    const resume = { lead: 'To resume it', command: `routine resume ${routine.id}` }
    return withHints(`“${routine.title}” is paused.`, [resume], style)
  }
  if (routine?.status === 'ENDED') return withHints(`“${routine.title}” has ended.`, [see], style)
  return withHints('Nothing is coming up.', [see], style)
}
