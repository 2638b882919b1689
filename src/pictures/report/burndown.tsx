import { openIn } from '../../domain/burndown.ts'
import { dayAndMonth } from '../../domain/date-names.ts'
import type { Report } from '../../domain/report.ts'
import { BurndownChart } from '../charts/burndown.tsx'
import { grouped } from '../words.ts'
import { type Head, Section, Table, Wide, Written } from './parts.tsx'

const statuses = ['backlog', 'active', 'paused', 'blocked'] as const

const heads: readonly Head[] = [
  { name: 'week until' },
  ...[...statuses, 'open', 'done'].map((name) => ({ name, isNumber: true })),
]

export function BurndownSection({ report }: { readonly report: Report }) {
  const { burndown, user, made_on } = report
  const rows = burndown.map((week) => ({
    key: week.from,
    cells: [
      dayAndMonth(week.until, made_on),
      ...statuses.map((status) => grouped(week[status])),
      grouped(openIn(week)),
      grouped(week.done),
    ],
  }))
  const isEmpty = burndown.every((week) => openIn(week) + week.done === 0)
  return (
    <Section id="open-tasks" heading="Open tasks">
      {user !== null && (
        <p>
          These are the tasks that <Written text={user} /> owns.
        </p>
      )}
      {isEmpty ? (
        <p>No task was open, and none was done.</p>
      ) : (
        <>
          <Wide name="Open tasks, week by week" isLatestFirst>
            <BurndownChart weeks={burndown} />
          </Wide>
          <details>
            <summary>Week by week</summary>
            <Wide name="Open tasks, in numbers">
              <Table heads={heads} rows={rows} />
            </Wide>
          </details>
          <p class="quiet small">
            Weeks run from Monday to Sunday. They are shown whole, even if the report has only some
            of their days.
          </p>
        </>
      )}
    </Section>
  )
}
