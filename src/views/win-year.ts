import type { Period } from '../domain/load.ts'
import { daysBetween, startOfWeek, toParts } from '../domain/time.ts'
import type { WinMark, WinYear } from '../domain/win-year.ts'
import { details } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { plural } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { legend, type Sign, weekRows, widthOfWeeks } from './calendar.ts'

const signs = {
  WON: 'won',
  PICKED: 'picked',
  REST: 'rest',
  NONE: 'none',
  OPEN: 'today',
} as const satisfies Record<WinMark, Sign>

/** How many months a calendar may have: those of a wide terminal first. */
const partsOfYear = [12, 6, 3, 1] as const

/**
 * The calendar of a year, with the future blank, and its totals. On a narrow terminal, it is in
 * parts that stand one below the other.
 */
export function winYearPage(year: WinYear, style: Style): string {
  if (year.won + year.picked === 0) return emptyPage(year, style)
  const used = new Set<Sign>(['won', 'picked', 'none'])
  for (const { mark } of year.days) if (mark !== null) used.add(signs[mark])
  const parts = fittingParts(year, style).map((part) => partRows(part, year, style).join('\n'))
  return [
    style.paint.bold(`Daily Wins of ${year.year}`),
    ...parts,
    legend(used, style),
    totals(year, style),
  ].join('\n\n')
}

function emptyPage({ year }: WinYear, style: Style): string {
  if (year < toParts(style.today)[0]) {
    const latest = { lead: 'See the latest wins', command: 'win history' }
    return withHints(`There was no Daily Win in ${year}.`, [latest], style)
  }
  const show = { lead: 'See today’s', command: 'win show' }
  return withHints(`No Daily Win in ${year} yet.`, [show], style)
}

/** As few parts of a year as fit the terminal. */
function fittingParts({ days }: WinYear, { columns = 80 }: Style): readonly Period[] {
  const split = (months: number) =>
    Array.from({ length: 12 / months }, (_, place) => {
      const isInPart = (month: number) => Math.floor((month - 1) / months) === place
      return days.map(({ date }) => date).filter((date) => isInPart(toParts(date)[1]))
    }).flatMap(([from, ...others]) => (from ? [{ from, until: others.at(-1) ?? from }] : []))
  const fits = (part: Period) => widthOfWeeks(weeksOf(part)) <= columns
  return partsOfYear.map(split).find((parts) => parts.every(fits)) ?? split(1)
}

/** How many weeks have a day of a period. */
function weeksOf({ from, until }: Period): number {
  return Math.floor(daysBetween(startOfWeek(from), until) / 7) + 1
}

function partRows(part: Period, { days }: WinYear, style: Style): readonly string[] {
  const marks = new Map(days.map(({ date, mark }) => [date, mark]))
  return weekRows(startOfWeek(part.from), weeksOf(part), style, (date) => {
    const mark = date < part.from || date > part.until ? null : marks.get(date)
    return mark ? signs[mark] : undefined
  })
}

function totals({ won, picked, rest_days, longest_streak }: WinYear, style: Style): string {
  return details(
    [
      ['Days won', String(won)],
      ['Picked, not won', picked > 0 ? plural(picked, 'day') : undefined],
      ['Rest days', rest_days > 0 ? String(rest_days) : undefined],
      ['Longest streak', plural(longest_streak, 'day')],
    ],
    style,
  )
}
