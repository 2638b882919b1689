import { refusedError } from '../errors.ts'
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

/** The statuses of unfinished tasks. */
export const openStatuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED'] as const

/** The statuses of tasks that nobody has to do any more. */
export const finishedStatuses = ['DONE', 'ABANDONED'] as const

/**
 * Which tasks a move to this status means if a name matches several: a finished one is put back in
 * the backlog, and every other move is meant for an open one.
 */
export function statusesToMove(to: TaskStatus): readonly TaskStatus[] {
  return to === 'BACKLOG' ? finishedStatuses : openStatuses
}

/** Whether a task of this status is unfinished. */
export function isOpen(status: TaskStatus): boolean {
  return openStatuses.some((open) => open === status)
}

/**
 * Whether a task is in no list yet: nobody is working on it, and it is only shown from a later day.
 */
export function isHidden(
  { status, starts_on }: Pick<Task, 'status' | 'starts_on'>,
  day: CalendarDate,
): boolean {
  const isLater = starts_on !== null && starts_on > day
  return isLater && isOpen(status) && status !== 'ACTIVE'
}

/** Whether a task is no longer hidden on the day on which it is due. */
export function isShownWhenDue(task: Pick<Task, 'status' | 'starts_on' | 'due_date'>): boolean {
  return task.due_date === null || !isHidden(task, task.due_date)
}

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

const moves = {
  BACKLOG: ['ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  ACTIVE: ['BACKLOG', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  PAUSED: ['BACKLOG', 'ACTIVE', 'BLOCKED', 'DONE', 'ABANDONED'],
  BLOCKED: ['BACKLOG', 'ACTIVE', 'PAUSED', 'DONE', 'ABANDONED'],
  DONE: ['BACKLOG', 'ACTIVE'],
  ABANDONED: ['BACKLOG'],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** The statuses to which a task may move, without its present one. */
export function nextStatuses(from: TaskStatus): readonly TaskStatus[] {
  return moves[from]
}

/** The statuses from which a task may move to this one. */
export function previousStatuses(to: TaskStatus): readonly TaskStatus[] {
  return taskStatuses.filter((from) => nextStatuses(from).includes(to))
}

/** Whether a task of this status can have a note. An active or finished task needs no reason. */
export function keepsNote(status: TaskStatus): boolean {
  return status !== 'ACTIVE' && status !== 'DONE'
}

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

/** Whether a task is the open one of a routine. */
export function isLive({ routine_id, status }: Pick<Task, 'routine_id' | 'status'>): boolean {
  return routine_id !== null && isOpen(status)
}

/** The error for what would leave a routine without its live task. */
export function liveTaskError(
  { id, title, routine_id }: Pick<Task, 'id' | 'title' | 'routine_id'>,
  what: 'abandoned' | 'deleted',
) {
  return refusedError(`“${title}” belongs to routine ${routine_id} and cannot be ${what}.`, {
    lead: `To skip this time (“routine end ${routine_id}” ends the routine)`,
    command: `task skip ${id}`,
  })
}

/**
 * The error for what would make a live task more or less private than its routine, or give it to
 * somebody who cannot see its routine.
 *
 * @param changes the privacy, and the owner as a hint names one, as far as they would change
 */
export function livePrivacyError(
  { title, routine_id }: Pick<Task, 'title' | 'routine_id'>,
  changes: { readonly private?: boolean; readonly owner?: string | null },
) {
  const isPublic = changes.private === false || changes.owner === null
  const options = [
    ...(changes.private ? ['--private'] : isPublic ? ['--no-private'] : []),
    ...(changes.owner === undefined ? [] : [`--owner ${changes.owner ?? 'none'}`]),
  ]
  return refusedError(
    changes.private
      ? `“${title}” belongs to routine ${routine_id}, which everybody can see.`
      : `“${title}” belongs to routine ${routine_id}, which is private.`,
    {
      lead: 'To change the routine and this task',
      command: `routine edit ${routine_id} ${options.join(' ')}`,
    },
  )
}

/** The error for a move that {@link nextStatuses} does not list. */
export function refusedMoveError(task: Pick<Task, 'id' | 'title' | 'status'>, to: TaskStatus) {
  return refusedError(
    `“${task.title}” is ${task.status.toLowerCase()} and cannot become ${to.toLowerCase()}.`,
    {
      lead: 'First',
      command: `task ${task.status === 'ABANDONED' ? 'reopen' : 'start'} ${task.id}`,
    },
  )
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
