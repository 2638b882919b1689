import type { Selectable } from 'kysely'
import type { Routine, templateFields } from '../../../domain/routine/routine.ts'
import type { Task } from '../../../domain/task.ts'
import type { Row } from '../../../exchange/jsonl/rows.ts'
import { turnReasonRow } from '../../../exchange/jsonl/turn.ts'
import type { RoutineRow } from '../../routines/routines.ts'
import type { Schema } from '../../schema.ts'
import { type Names, nameOf } from './names.ts'

// Rows of the household as a file says them.

type Stored<Table extends keyof Schema> = Selectable<Schema[Table]>

/** A row that refers to a task, which is named by its UUID. */
export type WithTask<Value> = Value & { readonly task_uuid: string }

type StoredUser = Pick<Stored<'users'>, (typeof userColumns)[number]>

/** The columns of members that files have. */
export const userColumns = [
  'id',
  'uuid',
  'name',
  'role',
  'email',
  'active',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Schema['users'])[]

export function userRow({ id: _, ...row }: StoredUser): Row<'user'> {
  return row
}

export function categoryRow(
  { name, color, user_id, created_at, updated_at }: Stored<'categories'>,
  { users }: Names,
): Row<'category'> {
  return { name, owner_uuid: nameOf(users, user_id), color, created_at, updated_at }
}

/** @param members who takes turns, in their order */
export function routineRow(
  routine: RoutineRow,
  members: readonly Stored<'routine_members'>[],
  names: Names,
): Row<'routine'> {
  const { mode, rule, start_date, until_date, times, season_from, season_to } = routine
  const { lead_days, when_away, turns, status, status_note, paused_until } = routine
  const { created_at, updated_at } = routine
  return {
    ...templateRow(routine, names),
    ...{ mode, rule, start_date, until_date, times, season_from, season_to },
    ...{ lead_days, when_away, turns },
    member_uuids: members.flatMap(({ user_id }) => names.users.get(user_id) ?? []),
    ...{ status, status_note, paused_until, created_at, updated_at },
  }
}

/** A task without what is looked up in other rows. */
export type StoredTask = Omit<Stored<'tasks'>, 'search_text'>

export function taskRow(task: StoredTask, names: Names): Row<'task'> {
  const { due_date, status, status_note, completed_at, completed_on, occurrence_number } = task
  const { occurrence_date, starts_on, created_at, updated_at } = task
  return {
    ...templateRow(task, names),
    ...{ due_date, status, status_note, completed_at, completed_on },
    completed_by_uuid: nameOf(names.users, task.completed_by_user_id),
    routine_uuid: nameOf(names.routines, task.routine_id),
    ...{ occurrence_number, occurrence_date, starts_on },
    turn_reason: turnReasonRow(task.turn_reason, (id) => names.users.get(id)),
    ...{ created_at, updated_at },
  }
}

function templateRow(
  stored: Pick<Task & Routine, 'uuid' | (typeof templateFields)[number]>,
  { users, categories }: Names,
) {
  const { uuid, title, description, domain, effort, definition_of_done, reviewed } = stored
  const { materials_needed, owner_user_id, category_id, priority, private: isPrivate } = stored
  return {
    ...{ uuid, title, description, domain, effort, definition_of_done, reviewed },
    materials_needed,
    owner_uuid: nameOf(users, owner_user_id),
    category: nameOf(categories, category_id),
    ...{ priority, private: isPrivate },
  }
}

export function winRow(win: WithTask<Stored<'daily_wins'>>, { users }: Names): Row<'win'> {
  const { date, task_uuid, status, note, completed_at, created_at, updated_at } = win
  return {
    ...{ date, task_uuid, status, note },
    selected_by_uuid: nameOf(users, win.selected_by_user_id),
    completed_at,
    completed_by_uuid: nameOf(users, win.completed_by_user_id),
    ...{ created_at, updated_at },
  }
}

/** An occurrence with its routine; its task is null if it was deleted, or if nobody may see it. */
export type StoredOccurrence = Omit<Stored<'occurrences'>, 'task_id'> & {
  readonly routine_uuid: string
  readonly task_uuid: string | null
}

export function occurrenceRow(time: StoredOccurrence, { users }: Names): Row<'occurrence'> {
  const { routine_uuid, number, date, outcome, on_date, effort, task_uuid, note } = time
  return {
    ...{ routine_uuid, number, date, outcome },
    turn_uuid: nameOf(users, time.turn_user_id),
    completed_by_uuid: nameOf(users, time.completed_by_user_id),
    ...{ on_date, effort, task_uuid, note, created_at: time.created_at },
  }
}

export function absenceRow(absence: Stored<'absences'>, { users }: Names): Row<'absence'> {
  const { from_date, until_date, note, created_at, updated_at } = absence
  const user_uuid = nameOf(users, absence.user_id)
  return { user_uuid, from_date, until_date, note, created_at, updated_at }
}

export function restRow(rest: Stored<'rest_days'>, { users }: Names): Row<'rest'> {
  const { from_date, until_date, weekday, note, created_at, updated_at } = rest
  const set_by_uuid = nameOf(users, rest.set_by_user_id)
  return { from_date, until_date, weekday, note, set_by_uuid, created_at, updated_at }
}

export function noteRow(note: WithTask<Stored<'notes'>>, { users }: Names): Row<'note'> {
  const { task_uuid, text, created_at } = note
  return { task_uuid, author_uuid: nameOf(users, note.author_user_id), text, created_at }
}
