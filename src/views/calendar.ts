import { addDays, type CalendarDate, months, toParts, weekday } from '../domain/time.ts'
import type { WinStatus } from '../domain/win.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'

/** How a day went: its win's status, or nothing where no win was picked. */
type Days = ReadonlyMap<CalendarDate, WinStatus>

const dayNames = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'] as const
const margin = 5

/** A column a week, a row a weekday: the last weeks that fit, the week of `today` at the right. */
export function calendar(days: Days, style: Style): string {
  const weeks = Math.max(4, Math.min(53, Math.floor(((style.columns ?? 80) - margin) / 2)))
  const daysSinceMonday = (weekday(style.today) + 6) % 7
  const first = addDays(style.today, -daysSinceMonday - (weeks - 1) * 7)
  const rows = dayNames.map((name, row) => {
    const cells = Array.from({ length: weeks }, (_, week) => {
      const date = addDays(first, week * 7 + row)
      return date > style.today ? ' ' : cell(days.get(date), date === style.today, style)
    })
    return `${style.paint.dim(name.padEnd(margin))}${cells.join(' ')}`.trimEnd()
  })
  const openToday = !days.has(style.today)
  return [monthLine(first, weeks, style), ...rows, '', legend(openToday, style)].join('\n')
}

function cell(status: WinStatus | undefined, isToday: boolean, { paint }: Style): string {
  if (status === 'DONE') return paint.green('■')
  if (status !== undefined) return paint.yellow('□')
  return isToday ? '▫' : paint.dim('·')
}

function legend(openToday: boolean, { paint, columns }: Style): string {
  const signs = [
    `${paint.green('■')} won`,
    `${paint.yellow('□')} picked, not won`,
    `${paint.dim('·')} no pick`,
    ...(openToday ? ['▫ today'] : []),
  ]
  return paragraph(signs.join('   '), margin, columns)
}

/** The name of a month above the week that holds its first day, where there is room for it. */
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
