import type { PunctualRoutine, Report } from '../../domain/report.ts'
import { counted, grouped } from '../words.ts'
import { type Head, Section, Table, Written } from './parts.tsx'

const heads: readonly Head[] = [
  { name: 'routine' },
  { name: 'on time', isNumber: true },
  { name: 'late', isNumber: true },
  { name: 'late by', isNumber: true },
  { name: 'skipped', isNumber: true },
  { name: 'missed', isNumber: true },
]

export function RoutinesSection({ report: { routines, user } }: { readonly report: Report }) {
  return (
    <Section id="routines" heading="Routines">
      {user !== null && (
        <p>
          These are the times that were the turn of <Written text={user} />, or that{' '}
          <Written text={user} /> did.
        </p>
      )}
      {routines.length === 0 ? (
        <p>No routine was planned for these days.</p>
      ) : (
        <>
          <Table heads={heads} rows={routines.map(rowOf)} isStacked />
          <p class="quiet small">
            Late means after the planned date. “Late by” is the middle number: half of the late
            times were later than that, half less late.
          </p>
        </>
      )}
    </Section>
  )
}

/** What did not happen is quieter than what did. */
function number(count: number) {
  return count === 0 ? <span class="quiet">0</span> : grouped(count)
}

function rowOf(routine: PunctualRoutine) {
  const { routine_id, title, says, on_time, late, median_days_late, skipped, missed } = routine
  const name = (
    <>
      <Written text={title} />
      <small>{says}</small>
    </>
  )
  const by =
    median_days_late === null ? <span class="quiet">–</span> : counted(median_days_late, 'day')
  return {
    key: routine_id,
    cells: [name, number(on_time), number(late), by, number(skipped), number(missed)],
  }
}
