import { timeText, unrecordedText } from '../../domain/load-words.ts'
import type { Report } from '../../domain/report.ts'
import { activeMembers, LoadBars } from '../charts/load-bars.tsx'
import { counted, grouped } from '../words.ts'
import { type Head, Section, Table, Written } from './parts.tsx'

const heads: readonly Head[] = [
  { name: 'member' },
  { name: 'tasks', isNumber: true },
  { name: 'days', isNumber: true },
  { name: 'share', isNumber: true },
  { name: 'fair', isNumber: true },
]

export function LoadSection({ report: { load, user } }: { readonly report: Report }) {
  const rows = activeMembers(load).map((member) => {
    const { tasks, present_days, share, fair_share } = member
    const name = <Written text={member.user} />
    return {
      key: member.user,
      cells: [name, grouped(tasks), grouped(present_days), percent(share), percent(fair_share)],
    }
  })
  return (
    <Section id="load-of-members" heading="Who did how much">
      <p>
        {user !== null && 'This is about the whole household. '}
        {load.points === 0
          ? 'No task was done in this time.'
          : `${counted(load.points, 'point')} of work: about ${timeText(load.points)}.`}
        {load.by_nobody > 0 && ` ${unrecordedText(counted(load.by_nobody, 'point'))}`}
      </p>
      {rows.length > 0 && (
        <>
          <div class="side whole">
            <LoadBars load={load} />
            <Table heads={heads} rows={rows} isStacked />
          </div>
          <p class="quiet small">
            “Days” are the days on which a member was there, and “fair” is a fair share for them. A
            tiny task is 1 point, a small one 4, a medium one 16, a complex one 64. Members are in
            the order in which they joined; private tasks do not count.
          </p>
        </>
      )}
    </Section>
  )
}

function percent(share: number | null): string {
  return share === null ? '–' : `${share}%`
}
