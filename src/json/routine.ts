import type { PastOccurrence, Routine } from '../domain/routine/routine.ts'
import type { UpcomingTime } from '../domain/routine/upcoming.ts'
import { pick } from './pick.ts'

export const routineFields = [
  'id',
  'uuid',
  'title',
  'description',
  'domain',
  'effort',
  'definition_of_done',
  'reviewed',
  'materials_needed',
  'owner_user_id',
  'owner',
  'category_id',
  'category',
  'priority',
  'private',
  'mode',
  'rule',
  'says',
  'start_date',
  'until_date',
  'times',
  'season_from',
  'season_to',
  'lead_days',
  'when_away',
  'turns',
  'members',
  'status',
  'status_note',
  'paused_until',
  'next_date',
  'next_task_id',
  'turn',
  'done_count',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Routine)[]

export const occurrenceFields = [
  'id',
  'routine_id',
  'number',
  'date',
  'outcome',
  'turn_user_id',
  'turn',
  'completed_by_user_id',
  'completed_by',
  'on_date',
  'effort',
  'task_id',
  'note',
  'created_at',
] as const satisfies readonly (keyof PastOccurrence)[]

export const upcomingFields = [
  'date',
  'routine_id',
  'title',
  'turn',
] as const satisfies readonly (keyof UpcomingTime)[]

export function routineJson(routine: Routine) {
  return pick(routine, routineFields)
}

export function occurrenceJson(occurrence: PastOccurrence) {
  return pick(occurrence, occurrenceFields)
}

export function upcomingJson(time: UpcomingTime) {
  return pick(time, upcomingFields)
}
