import { nameDays } from '../../domain/routine/named-days.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import type { Occurrence, RoutineMode } from '../../domain/routine/routine.ts'
import { ruleText } from '../../domain/routine/say.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { findLive } from '../routines/live.ts'
import type { RoutineRow } from '../routines/routines.ts'
import type { Tx } from '../schema.ts'
import type { RoutineDraftOf } from './drafts.ts'
import type { Categories } from './references.ts'

/** The times of a routine that are over. */
export async function listTimes(
  tx: Tx,
  id: RoutineId,
): Promise<readonly Pick<Occurrence, 'number' | 'date' | 'outcome'>[]> {
  return tx
    .selectFrom('occurrences')
    .select(['number', 'date', 'outcome'])
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
  const live = await findLive(tx, row.id)
  const { category } = draft.checked
  const isCalled = (id: RoutineRow['category_id']) => categories.isCalled(id, category)
  if (!isCalled(row.category_id) && !(live && isCalled(live.category_id))) return false
  const times = await listTimes(tx, row.id)
  const { rule, times: left, status: state, ...said } = valuesOf(draft)
  const { mode, start } = draft.record
  if (namedRule(row.rule, row.mode, row.start_date) !== namedRule(rule, mode, start)) return false
  // Most programs have no place for a routine beside its open task, and know how often it still
  // comes.
  const isSaid = ([name, value]: [string, unknown]) =>
    [row, live].some((stored) => stored && stored[name as keyof typeof stored] === value)
  if (!Object.entries(said).every(isSaid)) return false
  const done = times.filter(({ outcome }) => outcome === 'DONE').length
  if (left !== row.times && left !== Math.max(1, (row.times ?? 0) - done)) return false
  const { past, status } = draft.record
  if (status === 'ENDED') return row.status === 'ENDED' && live === undefined
  if (state !== row.status && !(state === 'PAUSED' && live?.status === 'PAUSED')) return false
  const open = past.find(({ outcome }) => outcome === 'OPEN')
  const date = open?.date ?? start
  if (live?.occurrence_date !== date && live?.due_date !== date) return false
  if (open && (open.isStarted ?? false) !== (live?.status === 'ACTIVE')) return false
  const dates = new Set(times.map(({ date }) => date))
  return past.every(({ date, outcome }) => outcome === 'OPEN' || dates.has(date))
}

function namedRule(rule: string, mode: RoutineMode, start: CalendarDate): string {
  return ruleText(nameDays(parseRule(rule, mode), start))
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
