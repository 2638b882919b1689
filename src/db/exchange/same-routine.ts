import type { Occurrence } from '../../domain/routine/routine.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import type { RoutineId } from '../../domain/task.ts'
import { findLive } from '../routines/live.ts'
import type { RoutineRow } from '../routines/routines.ts'
import type { Tx } from '../schema.ts'
import type { RoutineDraftOf } from './drafts.ts'
import type { Categories } from './references.ts'

/** The times of a routine that are over. */
export async function listTimes(
  tx: Tx,
  id: RoutineId,
): Promise<readonly Pick<Occurrence, 'number' | 'date'>[]> {
  return tx
    .selectFrom('occurrences')
    .select(['number', 'date'])
    .where('routine_id', '=', id)
    .orderBy('number')
    .execute()
}

/**
 * Whether a routine of a file says nothing that is not so already, as one that comes back from
 * another program.
 */
export async function isAsStored(
  tx: Tx,
  row: RoutineRow,
  draft: RoutineDraftOf,
  categories: Categories,
): Promise<boolean> {
  const { category } = draft.checked
  if (!categories.isCalled(row.category_id, category)) return false
  const said = Object.entries(valuesOf(draft))
  if (!said.every(([name, value]) => row[name as keyof RoutineRow] === value)) return false
  const { past, start, status } = draft.record
  const open = past.find(({ outcome }) => outcome === 'OPEN')
  const live = await findLive(tx, row.id)
  if (status === 'ENDED') return live === undefined
  if (live?.occurrence_date !== (open?.date ?? start)) return false
  if (open && (open.isStarted ?? false) !== (live.status === 'ACTIVE')) return false
  const dates = new Set((await listTimes(tx, row.id)).map(({ date }) => date))
  return past.every(({ date, outcome }) => outcome === 'OPEN' || dates.has(date))
}

function valuesOf({ checked, record, owner, turns, isPrivate }: RoutineDraftOf) {
  const { mode, rule, until = null, times = null, leadDays, status = 'ACTIVE' } = record
  return {
    description: null,
    priority: 'MEDIUM',
    ...checked.fields,
    mode,
    rule,
    until_date: until,
    times,
    status,
    private: isPrivate,
    ...(leadDays === undefined ? {} : { lead_days: leadDays }),
    ...(record.turns === undefined ? {} : { turns }),
    ...(owner === undefined || isRota(turns) ? {} : { owner_user_id: owner }),
  }
}
