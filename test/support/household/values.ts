import type { Db } from '../../../src/db/schema.ts'
import type { TaskMove } from '../../../src/db/tasks/moves.ts'
import type { Writer } from '../../../src/db/transaction.ts'
import type { Absence } from '../../../src/domain/absence.ts'
import type { Routine } from '../../../src/domain/routine/routine.ts'
import type { Completion, Task, TaskDraft, TaskStatus } from '../../../src/domain/task.ts'
import type { CalendarDate, Instant } from '../../../src/domain/time.ts'
import type { User } from '../../../src/domain/user.ts'
import type { Win } from '../../../src/domain/win.ts'

// Complete values, for tests that are about a part of them: a new column is added here.

/** Some keys of a value; the brands of numbers and dates are left to the factory. */
type Changes<Value> = { readonly [Key in keyof Value]?: unknown }

/** Sunday, the day that the tests live in. */
export const today = '2026-11-22' as CalendarDate

/** When the values below came about: two days before. */
export const morning = '2026-11-20T08:00:00.000Z' as Instant

export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** Alex, who has no role. */
export function userValue(changes: Changes<User> = {}): User {
  return {
    id: 1,
    name: 'Alex',
    role: null,
    email: null,
    has_password: false,
    active: true,
    created_at: morning,
    updated_at: morning,
    ...changes,
  } as User
}

/** Alex's task in the backlog. */
export function taskValue(changes: Changes<Task> = {}): Task {
  return {
    id: 1,
    uuid: uuid(1),
    title: 'Fix the tap',
    description: null,
    domain: 'REPAIRS',
    effort: 'SMALL',
    definition_of_done: 'No drop in an hour',
    reviewed: true,
    materials_needed: null,
    owner_user_id: 1,
    owner: 'Alex',
    category_id: null,
    category: null,
    priority: 'MEDIUM',
    due_date: null,
    private: false,
    status: 'BACKLOG',
    status_note: null,
    completed_at: null,
    completed_on: null,
    completed_by_user_id: null,
    completed_by: null,
    created_at: morning,
    updated_at: morning,
    routine_id: null,
    routine: null,
    occurrence_number: null,
    occurrence_date: null,
    starts_on: null,
    turn_reason: null,
    turn_names: null,
    next_task_id: null,
    ...changes,
  } as Task
}

/** Sam takes out the bins every Tuesday; the first time is not done yet. */
export function routineValue(changes: Changes<Routine> = {}): Routine {
  return {
    id: 1,
    uuid: uuid(1),
    title: 'Bins',
    description: null,
    domain: 'CHORES',
    effort: 'TINY',
    definition_of_done: 'At the curb',
    reviewed: true,
    materials_needed: null,
    owner_user_id: 2,
    owner: 'Sam',
    category_id: null,
    category: null,
    priority: 'MEDIUM',
    private: false,
    mode: 'CALENDAR',
    rule: 'week on tue',
    says: 'every week on tue',
    start_date: today,
    until_date: null,
    times: null,
    season_from: null,
    season_to: null,
    lead_days: 1,
    when_away: 'SKIP',
    turns: 'FIXED',
    members: [],
    status: 'ACTIVE',
    status_note: null,
    paused_until: null,
    next_date: '2026-11-24',
    next_task_id: 1,
    turn: 'Sam',
    done_count: 0,
    created_at: morning,
    updated_at: morning,
    ...changes,
  } as Routine
}

/** Sam is away from today to Wednesday. */
export function absenceValue(changes: Changes<Absence> = {}): Absence {
  return {
    id: 1,
    user_id: 2,
    user: 'Sam',
    from_date: today,
    until_date: '2026-11-25',
    note: null,
    created_at: morning,
    updated_at: morning,
    ...changes,
  } as Absence
}

/** Why it is the turn of the owner of a routine, as always. */
export function fixedTurn(user: string) {
  return { mode: 'FIXED', because: 'FIXED', user, last: null, others: [] } as const
}

/** Today's win, which Alex picked and nobody has finished yet. */
export function winValue(changes: Changes<Win> = {}): Win {
  return {
    id: 1,
    date: today,
    task_id: 1,
    task: taskValue({ status: 'ACTIVE' }),
    status: 'ACTIVE',
    note: null,
    selected_by_user_id: 1,
    selected_by: 'Alex',
    completed_at: null,
    completed_by_user_id: null,
    completed_by: null,
    created_at: morning,
    updated_at: morning,
    ...changes,
  } as Win
}

/** A task to add, “Task 3” for 3, unless the changes say otherwise. */
export function draft(number: number, changes: Partial<TaskDraft> = {}) {
  return {
    uuid: uuid(number),
    title: `Task ${number}`,
    description: null,
    domain: 'CHORES',
    effort: 'SMALL',
    definition_of_done: 'It is done.',
    reviewed: true,
    materials_needed: null,
    owner_user_id: null,
    category_id: null,
    priority: 'MEDIUM',
    due_date: null,
    starts_on: null,
    private: false,
    ...changes,
  } as const
}

/** A household, for changes that are recorded without a name. */
export function writer(db: Db): Writer {
  const created_at = '2026-11-22T12:00:00.000Z' as Instant
  return { db, author: { command: 'test', made_by_user_id: null, made_by: null, created_at } }
}

/** Who did a task, and when, for a move to done. */
export const completion: Completion = {
  on: today,
  by: null,
  isEarly: false,
  options: '',
  newUuid: () => crypto.randomUUID(),
}

/** The move of a task to done, by nobody in particular. */
export const toDone = { to: 'DONE', completion } as const

/** The move of a task to any status; done is as in {@link toDone}. */
export function moveTo(to: TaskStatus, note?: string): TaskMove {
  return to === 'DONE' ? toDone : { to, note }
}
