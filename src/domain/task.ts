import type { CategoryId } from './category.ts'
import { parseLine, parseText } from './text.ts'
import type { CalendarDate, Instant } from './time.ts'
import type { UserId } from './user.ts'

/** Made by the database or by `parseTaskReference`. A number is never reused. */
export type TaskId = number & { readonly __brand: 'TaskId' }

/** The number of a routine, made by the database and never reused. */
export type RoutineId = number & { readonly __brand: 'RoutineId' }

export const domains = ['CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER'] as const
export type Domain = (typeof domains)[number]

/** From a few minutes to a project. Each takes about four times as long as the one before. */
export const efforts = ['TINY', 'SMALL', 'MEDIUM', 'COMPLEX'] as const
export type Effort = (typeof efforts)[number]

/** From the least urgent to the most urgent. */
export const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const
export type Priority = (typeof priorities)[number]

export const taskStatuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** A task of the household. */
export type Task = {
  readonly id: TaskId
  readonly uuid: string
  readonly title: string
  readonly description: string | null
  readonly domain: Domain
  readonly effort: Effort
  readonly definition_of_done: string
  /** Whether a person gave it its definition of done, and not quick add. */
  readonly reviewed: boolean
  readonly materials_needed: string | null
  readonly owner_user_id: UserId | null
  /** The owner's name. */
  readonly owner: string | null
  readonly category_id: CategoryId | null
  /** The category's name. */
  readonly category: string | null
  readonly priority: Priority
  readonly due_date: CalendarDate | null
  /** Whether only its owner can see and change the task. */
  readonly private: boolean
  readonly status: TaskStatus
  /** Why the task is not active. Only a task that is neither active nor done can have a note. */
  readonly status_note: string | null
  readonly completed_at: Instant | null
  /** The day on which it was done; null while it is not done, or if that is unknown. */
  readonly completed_on: CalendarDate | null
  readonly completed_by_user_id: UserId | null
  /** The name of the member who did it. */
  readonly completed_by: string | null
  readonly created_at: Instant
  readonly updated_at: Instant
  /** The routine that made the task. */
  readonly routine_id: RoutineId | null
  /** The routine's title. */
  readonly routine: string | null
  /** Which time of the routine this is, from 1. */
  readonly occurrence_number: number | null
  /** The day for which the routine planned it. The due date may be moved. */
  readonly occurrence_date: CalendarDate | null
  /** The day from which it is shown; before it, an open task is hidden. */
  readonly starts_on: CalendarDate | null
  /** Why it is the owner's turn, as JSON, with the names that members had when it was chosen. */
  readonly turn_reason: string | null
  /** The present names of members, for `readTurnReason`; null if there is no reason. */
  readonly turn_names: string | null
  /** The routine's task that followed when this one was done. */
  readonly next_task_id: TaskId | null
}

/** The fields of a task, in the order in which JSON shows them. */
export const taskFields = [
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
  'due_date',
  'private',
  'status',
  'status_note',
  'completed_at',
  'completed_on',
  'completed_by_user_id',
  'completed_by',
  'created_at',
  'updated_at',
  'routine_id',
  'routine',
  'occurrence_number',
  'occurrence_date',
  'starts_on',
  'turn_reason',
  'next_task_id',
] as const satisfies readonly (keyof Task)[]

/** The fields of a task that are looked up in other rows, and no columns of its own. */
export const taskLookupFields = [
  'owner',
  'category',
  'completed_by',
  'routine',
  'turn_names',
  'next_task_id',
] as const satisfies readonly (keyof Task)[]

/** The fields of a task that a person sets. The database and the rules set the others. */
export type TaskDraft = Pick<
  Task,
  | 'title'
  | 'description'
  | 'domain'
  | 'effort'
  | 'definition_of_done'
  | 'reviewed'
  | 'materials_needed'
  | 'owner_user_id'
  | 'category_id'
  | 'priority'
  | 'due_date'
  | 'starts_on'
  | 'private'
>

/** The fields that also change if these do: who changes a definition of done has reviewed it. */
export function reviewedWith({ definition_of_done }: Partial<TaskDraft>): Partial<TaskDraft> {
  return definition_of_done === undefined ? {} : { reviewed: true }
}

/** What a new task is if nobody says more than its title. */
export const unsaidFields = {
  domain: 'OTHER',
  effort: 'SMALL',
  definition_of_done: 'As the title says',
} as const satisfies Partial<TaskDraft>

/** A new task with what is not said of it, which is reviewed only with a definition of done. */
export function withUnsaid<Given extends Partial<TaskDraft>>(given: Given) {
  return { ...unsaidFields, ...given, reviewed: given.definition_of_done !== undefined }
}

/** A task to be added: its required fields, and optional ones. */
export type NewTask = Partial<TaskDraft> &
  Pick<Task, 'uuid' | 'title' | 'domain' | 'effort' | 'definition_of_done'>

/** Who did a task, and when. */
export type Completion = {
  /** The day on which it was done, which is not in the future. */
  readonly on: CalendarDate
  /** null for its owner, if it has one. */
  readonly by: UserId | null
  /** Whether the task of a routine may be done before its time. */
  readonly isEarly: boolean
  /** The day and the member as options, each after a blank, which a hint repeats. */
  readonly options: string
  /** Makes the UUID of the next task of a routine. */
  readonly newUuid: () => string
}

/** A correction of who did a task, and when. */
export type Credit = Partial<Pick<Task, 'completed_by_user_id'>> & {
  readonly completed_on?: CalendarDate
}

/**
 * A title of 1 to 200 characters on one line.
 *
 * @throws MomentumError `usage`
 */
export function parseTitle(text: string): string {
  return parseLine('title', text, 200)
}

/**
 * A definition of done of 1 to 1000 characters.
 *
 * @throws MomentumError `usage`
 */
export function parseDefinitionOfDone(text: string): string {
  return parseText('definition of done', text, 1000)
}

/**
 * A description of 1 to 1000 characters.
 *
 * @throws MomentumError `usage`
 */
export function parseDescription(text: string): string {
  return parseText('description', text, 1000)
}

/**
 * A list of materials of 1 to 1000 characters.
 *
 * @throws MomentumError `usage`
 */
export function parseMaterials(text: string): string {
  return parseText('list of materials', text, 1000)
}

/**
 * A note of 1 to 1000 characters.
 *
 * @throws MomentumError `usage`
 */
export function parseNote(text: string): string {
  return parseText('note', text, 1000)
}
