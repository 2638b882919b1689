import { refusedError } from '../errors.ts'
import type { CategoryId } from './category.ts'
import { parseLine, parseText } from './text.ts'
import type { CalendarDate, Instant } from './time.ts'
import type { UserId } from './user.ts'

/** Made by the database, or by {@link parseTaskReference}. Never given to another task. */
export type TaskId = number & { readonly __brand: 'TaskId' }

export const domains = ['CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER'] as const
export type Domain = (typeof domains)[number]

/** From a few minutes to a project: each about four times the one before. */
export const efforts = ['TINY', 'SMALL', 'MEDIUM', 'COMPLEX'] as const
export type Effort = (typeof efforts)[number]

/** From the least pressing to the most. */
export const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const
export type Priority = (typeof priorities)[number]

export const taskStatuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** What is still to be done. */
export const openStatuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED'] as const

/** Whether a task of this status is still to be done. */
export function isOpen(status: TaskStatus): boolean {
  return openStatuses.some((open) => open === status)
}

/** A work item of the household. */
export type Task = {
  readonly id: TaskId
  readonly uuid: string
  readonly title: string
  readonly description: string | null
  readonly domain: Domain
  readonly effort: Effort
  readonly definition_of_done: string
  readonly materials_needed: string | null
  readonly owner_user_id: UserId | null
  /** The owner's name. */
  readonly owner: string | null
  readonly category_id: CategoryId | null
  /** The category's name. */
  readonly category: string | null
  readonly priority: Priority
  readonly due_date: CalendarDate | null
  /** Seen and changed by its owner alone. */
  readonly private: boolean
  readonly status: TaskStatus
  /** Why nobody is working on it: set while it is in the backlog, paused, blocked or abandoned. */
  readonly status_note: string | null
  readonly completed_at: Instant | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** What a person says of a task; the rest is the database's and the rules'. */
export type TaskDraft = Pick<
  Task,
  | 'title'
  | 'description'
  | 'domain'
  | 'effort'
  | 'definition_of_done'
  | 'materials_needed'
  | 'owner_user_id'
  | 'category_id'
  | 'priority'
  | 'due_date'
  | 'private'
>

/** A task that is new: what it cannot do without, and what else was said. */
export type NewTask = Partial<TaskDraft> &
  Pick<Task, 'uuid' | 'title' | 'domain' | 'effort' | 'definition_of_done'>

/**
 * How a person names a task: by number, by uuid or its beginning, by a part of its title. A word that
 * can be read in several ways is tried in this order.
 */
export type TaskReference = {
  readonly text: string
  readonly id?: TaskId
  readonly uuid?: string
  readonly part?: string
}

const moves = {
  BACKLOG: ['ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  ACTIVE: ['BACKLOG', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  PAUSED: ['BACKLOG', 'ACTIVE', 'BLOCKED', 'DONE', 'ABANDONED'],
  BLOCKED: ['BACKLOG', 'ACTIVE', 'PAUSED', 'ABANDONED'],
  DONE: ['BACKLOG', 'ACTIVE'],
  ABANDONED: ['BACKLOG'],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** The statuses a task may be moved to; the one it has is not among them. */
export function nextStatuses(from: TaskStatus): readonly TaskStatus[] {
  return moves[from]
}

/** The statuses from which a task may be moved to this one. */
export function previousStatuses(to: TaskStatus): readonly TaskStatus[] {
  return taskStatuses.filter((from) => nextStatuses(from).includes(to))
}

/** Whether a note says why a task stands where it stands; an active or finished one needs no excuse. */
export function keepsNote(status: TaskStatus): boolean {
  return status !== 'ACTIVE' && status !== 'DONE'
}

/** The error for a move that the table above does not have. */
export function refusedMove(task: Pick<Task, 'id' | 'title' | 'status'>, to: TaskStatus) {
  return refusedError(
    `“${task.title}” is ${task.status.toLowerCase()} and cannot become ${to.toLowerCase()}.`,
    {
      lead: 'First',
      command: `task ${task.status === 'ABANDONED' ? 'reopen' : 'start'} ${task.id}`,
    },
  )
}

/** @throws MomentumError `usage` unless 1 to 200 characters on one line */
export function parseTitle(text: string): string {
  return parseLine('title', text, 200)
}

/** @throws MomentumError `usage` unless 1 to 1000 characters */
export function parseDefinitionOfDone(text: string): string {
  return parseText('definition of done', text, 1000)
}

/** @throws MomentumError `usage` beyond 1000 characters */
export function parseDescription(text: string): string {
  return parseText('description', text, 1000)
}

/** @throws MomentumError `usage` beyond 1000 characters */
export function parseMaterials(text: string): string {
  return parseText('list of materials', text, 1000)
}

/** @throws MomentumError `usage` beyond 1000 characters */
export function parseNote(text: string): string {
  return parseText('note', text, 1000)
}

/**
 * Digits alone are never a part of a title: a mistyped number must not find another task.
 *
 * @throws MomentumError `usage` for a blank
 */
export function parseTaskReference(text: string): TaskReference {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^#(?=\d+$)/, '')
  const uuid = isUuidBeginning(word) ? { uuid: word } : {}
  if (/^\d+$/.test(word)) return { text: word, id: Number(word) as TaskId, ...uuid }
  const part = parseLine('task', text, 200)
  return { text: part, part, ...uuid }
}

/** Eight digits or more, with its dashes where a uuid has them. */
function isUuidBeginning(word: string): boolean {
  const filled = word + '00000000-0000-0000-0000-000000000000'.slice(word.length)
  return word.length >= 8 && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(filled)
}
