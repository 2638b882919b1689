import { addDays, type CalendarDate, months, toParts, weekday } from '../domain/time.ts'
import type { WinStatus } from '../domain/win.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'

/** The status of each date's win; dates without a win are missing. */
type Days = ReadonlyMap<CalendarDate, WinStatus>

const dayNames = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'] as const
const margin = 5

/** The most weeks that a calendar shows: a year, and the present week. */
export const mostWeeks = 53

/** One column per week and one row per weekday, as many weeks as fit, with today's at the right. */
export function calendar(days: Days, style: Style): string {
  const weeks = Math.max(4, Math.min(mostWeeks, Math.floor(((style.columns ?? 80) - margin) / 2)))
  const daysSinceMonday = (weekday(style.today) + 6) % 7
  const first = addDays(style.today, -daysSinceMonday - (weeks - 1) * 7)
  const rows = dayNames.map((name, row) => {
    const cells = Array.from({ length: weeks }, (_, week) => {
      const date = addDays(first, week * 7 + row)
      return date > style.today ? ' ' : cell(days.get(date), date === style.today, style)
    })
    return `${style.paint.dim(name.padEnd(margin))}${cells.join(' ')}`.trimEnd()
  })
  const isTodayOpen = !days.has(style.today)
  return [monthLine(first, weeks, style), ...rows, '', legend(isTodayOpen, style)].join('\n')
}

function cell(status: WinStatus | undefined, isToday: boolean, { paint }: Style): string {
  if (status === 'DONE') return paint.green('■')
  if (status !== undefined) return paint.yellow('□')
  return isToday ? '▫' : paint.dim('·')
}

function legend(isTodayOpen: boolean, { paint, columns }: Style): string {
  const meanings = [
    `${paint.green('■')} won`,
    `${paint.yellow('□')} picked, not won`,
    `${paint.dim('·')} no pick`,
    ...(isTodayOpen ? ['▫ today'] : []),
  ]
  return paragraph(meanings.join('   '), margin, columns)
}

/** Names each month above the week of its first day, unless the name before it is in the way. */
function monthLine(first: CalendarDate, weeks: number, { paint }: Style): string {
  let line = ''
  for (let week = 0; week < weeks; week += 1) {
    const [, month, day] = toParts(addDays(first, week * 7 + 6))
    const place = week * 2
    const name = months[month - 1]?.slice(0, 3) ?? ''
    const begins = day <= 7
    if (begins && line.length <= place && place + name.length <= weeks * 2) {
      line = `${line.padEnd(place)}${name} `
    }
  }
  return paint.dim(`${' '.repeat(margin)}${line}`.trimEnd())
}
