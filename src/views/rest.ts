import { type RestPeriod, type RestSpan, restWeekdayName } from '../domain/rest.ts'
import { firstRestDay } from '../domain/rest-day.ts'
import { type CalendarDate, daysBetween } from '../domain/time.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { plural, shortDate } from '../terminal/words.ts'

/** "Thu 24 Dec to Sat 26 Dec (3 days)", "every Sunday from Sun 29 Nov" */
export function restText(span: RestSpan, today: CalendarDate): string {
  const { until_date, weekday } = span
  const from = shortDate(firstRestDay(span), today)
  const until = until_date === null ? '' : ` to ${shortDate(until_date, today)}`
  if (weekday !== null) return `every ${restWeekdayName(weekday)} from ${from}${until}`
  if (until_date === null || until_date === span.from_date) return from
  return `${from}${until} (${plural(daysBetween(span.from_date, until_date) + 1, 'day')})`
}

/** Rest days, a line for each time that some were set. */
export function restTable(all: readonly RestPeriod[], style: Style): string {
  const { paint, today } = style
  const rows = all.map((rest): Cell[] => {
    const isOver = rest.until_date !== null && rest.until_date < today
    const days = restText(rest, today)
    return [
      { text: String(rest.id), paint: paint.dim },
      isOver ? { text: days, paint: paint.dim } : days,
      rest.set_by ?? { text: '–', paint: paint.dim },
      { text: rest.note ?? '', paint: paint.dim },
    ]
  })
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'rest days', flexible: true },
      { title: 'set by', flexible: true },
      { title: 'note', flexible: true, from: 70 },
    ],
    rows,
    style,
  )
}
