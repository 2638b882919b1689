import { refusedError } from '../../errors.ts'
import type { CalendarDate } from '../time.ts'
import { parseRule } from './parse.ts'
import { unlessRefused } from './refusals.ts'
import type { Routine, RoutineStatus } from './routine.ts'
import { ruleSentence } from './say.ts'

/** The status of a routine as it is stored, and what belongs to it. */
type StoredStatus = Pick<Routine, 'status' | 'status_note' | 'paused_until'>

/** The status of a routine on a day: a pause that ends on a day has no effect from then on. */
export function statusOn(
  { status, paused_until }: Omit<StoredStatus, 'status_note'>,
  day: CalendarDate,
): RoutineStatus {
  return status === 'PAUSED' && paused_until !== null && paused_until <= day ? 'ACTIVE' : status
}

/** A routine as it is on a day: every reader sees it like this. */
export function routineOn(stored: Omit<Routine, 'says'>, day: CalendarDate): Routine {
  const status = statusOn(stored, day)
  const says = sentenceOf(stored)
  if (status === stored.status) return { ...stored, says }
  return { ...stored, says, status, status_note: null, paused_until: null }
}

/** The rule in a sentence; what another program stored instead of a rule, as it is. */
function sentenceOf({ rule, mode }: Pick<Routine, 'rule' | 'mode'>): string {
  const read = unlessRefused(() => parseRule(rule, mode))
  return read === undefined ? rule : ruleSentence(read)
}

/**
 * @param what what cannot be done with it: “edited”
 * @throws MomentumError `refused` for a routine that has ended
 */
export function requireNotEnded(
  { title, status }: Pick<Routine, 'title' | 'status'>,
  what: string,
): void {
  if (status !== 'ENDED') return
  throw refusedError(`“${title}” has ended and cannot be ${what}.`, {
    lead: 'Add it again, or see what can be undone',
    command: 'undo --list',
  })
}
