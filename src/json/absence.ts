import type { ChangedAbsence } from '../db/absences/changes.ts'
import type { PassedTurn } from '../db/routines/turns.ts'
import type { Absence } from '../domain/absence.ts'
import { pick } from './pick.ts'

export const absenceFields = [
  'id',
  'user_id',
  'user',
  'from_date',
  'until_date',
  'note',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Absence)[]

/** The keys of an absence that was added or deleted. */
export const changedAbsenceFields = [...absenceFields, 'moved', 'passed'] as const

export function absenceJson(absence: Absence) {
  return pick(absence, absenceFields)
}

/**
 * As {@link absenceJson}, with the routines that moved because of it, and the turns that passed on.
 */
export function changedAbsenceJson({ absence, moved, passed }: ChangedAbsence) {
  const routines = moved.map(({ id: routine_id, title, task: task_id, date: next_date }) => {
    return { routine_id, title, task_id, next_date }
  })
  return { ...absenceJson(absence), moved: routines, ...passedJson(passed) }
}

/** Turns that passed on because of what a command changed: from whom, and to whom. */
export function passedJson(passed: readonly PassedTurn[]) {
  const turns = passed.map(({ task: task_id, title, from, to }) => ({ task_id, title, from, to }))
  return { passed: turns }
}
