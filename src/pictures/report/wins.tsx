import type { Report } from '../../domain/report.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { months } from '../../domain/time.ts'
import type { WinYear } from '../../domain/win-year.ts'
import { countSigns, HeatMap, winSentence } from '../charts/heat-map.tsx'
import { counted } from '../words.ts'
import { type Head, Section, Table, Wide } from './parts.tsx'

export function WinsSection({ report }: { readonly report: Report }) {
  const { years, began } = report
  return (
    <Section id="wins-of-days" heading="Daily Wins">
      {sentencesOf(years, began).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Wide name="Daily Wins, day by day" isLatestFirst>
        <HeatMap years={years} began={began} period={report} />
      </Wide>
      <details>
        <summary>Month by month</summary>
        {years.map((year) => (
          <MonthTable key={year.year} year={year} began={began} />
        ))}
      </details>
    </Section>
  )
}

/** A sentence for each year, or one for all of them if there are many. */
function sentencesOf(years: readonly WinYear[], began: CalendarDate): readonly string[] {
  if (years.length <= 2) return years.map((year) => `${year.year}: ${winSentence(year, began)}`)
  const days = years.flatMap((year) => year.days)
  return [`${years[0]?.year} to ${years.at(-1)?.year}: ${winSentence({ days }, began)}`]
}

const monthHeads: readonly Head[] = [
  { name: 'month' },
  ...['won', 'not won', 'rest days', 'no pick'].map((name) => ({ name, isNumber: true })),
]

type MonthsProps = { readonly year: WinYear; readonly began: CalendarDate }

function MonthTable({ year: { year, days }, began }: MonthsProps) {
  const rows = months.flatMap((name, place) => {
    const own = days.filter(({ date }) => Number(date.slice(5, 7)) === place + 1)
    const { WON, PICKED, REST, NONE } = countSigns(own, began)
    const counts = [WON, PICKED, REST, NONE]
    if (counts.every((each) => each === 0)) return []
    return [{ key: name, cells: [`${name} ${year}`, ...counts] }]
  })
  if (rows.length === 0) return <p>{`Nothing to count in ${year}.`}</p>
  return <Table heads={monthHeads} rows={rows} />
}

export function StreakSection({ report: { wins } }: { readonly report: Report }) {
  const { current_streak, longest_streak, rest_days, last30 } = wins
  return (
    <Section id="streaks" heading="Streaks">
      <dl>
        <Fact name="Current streak" value={counted(current_streak, 'day')}>
          {rest_days > 0 && `over ${counted(rest_days, 'rest day')}`}
        </Fact>
        <Fact name="Longest streak" value={counted(longest_streak, 'day')} />
        {last30.due > 0 && (
          <Fact name={`Last ${counted(last30.dates, 'day')}`} value={`${last30.won} won`}>
            {`of ${last30.due}, rest days left out`}
          </Fact>
        )}
      </dl>
      <p class="quiet small">
        A streak counts won days in a row. A rest day neither breaks it nor adds to it.
      </p>
    </Section>
  )
}

type FactProps = {
  readonly name: string
  readonly value: string
  readonly children?: string | false
}

function Fact({ name, value, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {children && <span class="small">{children}</span>}
      </dd>
    </div>
  )
}
