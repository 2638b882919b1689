import type { CategoryId } from '../category.ts'
import type { Domain, Effort, Priority, RoutineId, TaskDraft, TaskId } from '../task.ts'
import { parseLine } from '../text.ts'
import type { CalendarDate, Instant } from '../time.ts'
import type { UserId } from '../user.ts'

/** Made by the database. A number is never reused. */
export type OccurrenceId = number & { readonly __brand: 'OccurrenceId' }

/** Whether dates follow from the calendar alone, or from the day on which it was last done. */
export const routineModes = ['CALENDAR', 'AFTER'] as const
export type RoutineMode = (typeof routineModes)[number]

export const routineStatuses = ['ACTIVE', 'PAUSED', 'ENDED'] as const
export type RoutineStatus = (typeof routineStatuses)[number]

/** Whether dates on which everybody is away are skipped or kept. */
export const whenAwayWords = ['SKIP', 'KEEP'] as const
export type WhenAway = (typeof whenAwayWords)[number]

/** Whose turn it is: no member's, always the owner's, or that of several members in turn. */
export const turnModes = ['NONE', 'FIXED', 'ROTATE', 'LEAST'] as const
export type TurnMode = (typeof turnModes)[number]

/** How a time of a routine ended. */
export const outcomes = ['DONE', 'SKIPPED', 'MISSED'] as const
export type Outcome = (typeof outcomes)[number]

/** A day of any year: `MM-DD`. */
export type DayOfYear = string & { readonly __brand: 'DayOfYear' }

/** A routine: work that repeats. It has one open task at a time, its live task. */
export type Routine = {
  readonly id: RoutineId
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
  /** Whether only its owner can see and change it. */
  readonly private: boolean
  readonly mode: RoutineMode
  /** The rule in its canonical form: `2 weeks on mon,thu`. */
  readonly rule: string
  /** The rule in a sentence: `every 2 weeks on mon, thu`. */
  readonly says: string
  readonly start_date: CalendarDate
  readonly until_date: CalendarDate | null
  /** How often it is done before it ends. */
  readonly times: number | null
  readonly season_from: DayOfYear | null
  readonly season_to: DayOfYear | null
  /** How many days before its date a task is shown, 0 to 366. */
  readonly lead_days: number
  readonly when_away: WhenAway
  readonly turns: TurnMode
  /** The names of the members who take turns, in their order. */
  readonly members: readonly string[]
  readonly status: RoutineStatus
  readonly status_note: string | null
  /** The day on which a paused routine resumes by itself. */
  readonly paused_until: CalendarDate | null
  readonly created_at: Instant
  readonly updated_at: Instant
  /** The planned date of the live task. */
  readonly next_date: CalendarDate | null
  /** The live task. */
  readonly next_task_id: TaskId | null
  /** The name of the member whose turn it is. */
  readonly turn: string | null
  /** How often it was done. */
  readonly done_count: number
}

/** The fields of a routine that its tasks have, too. */
export const templateFields = [
  'title',
  'description',
  'domain',
  'effort',
  'definition_of_done',
  'reviewed',
  'materials_needed',
  'owner_user_id',
  'category_id',
  'priority',
  'private',
] as const satisfies readonly (keyof TaskDraft & keyof Routine)[]

type Template = Pick<Routine, (typeof templateFields)[number]>

/** What a routine gives to each of its tasks. */
export function templateOf(routine: Template): Template {
  const values = Object.fromEntries(templateFields.map((field) => [field, routine[field]]))
  // Object.fromEntries forgets the types of the keys and values.
  return values as Template
}

/** The fields of a routine that are its columns, in the order in which JSON shows them. */
export const routineColumns = [
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
  'category_id',
  'priority',
  'private',
  'mode',
  'rule',
  'start_date',
  'until_date',
  'times',
  'season_from',
  'season_to',
  'lead_days',
  'when_away',
  'turns',
  'status',
  'status_note',
  'paused_until',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof Routine)[]

/** A routine as a person names it: by number, or by part of its title. */
export type RoutineReference = { readonly text: string; readonly id?: RoutineId }

/**
 * A routine named by number (`3` or `#3`) or by part of its title.
 *
 * @throws MomentumError `usage` for a blank text or more than 200 characters
 */
export function parseRoutineReference(text: string): RoutineReference {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  if (/^\d+$/.test(word)) return { text: word, id: Number(word) as RoutineId }
  return { text: parseLine('routine', text, 200) }
}

/** An occurrence: a time of a routine that was done, skipped or missed. */
export type Occurrence = {
  readonly id: OccurrenceId
  readonly routine_id: RoutineId
  /** From 1, in the order in which they ended. */
  readonly number: number
  /** The day for which it was planned. */
  readonly date: CalendarDate
  readonly outcome: Outcome
  /** Whose turn it was. */
  readonly turn_user_id: UserId | null
  readonly completed_by_user_id: UserId | null
  /** The day on which it was done. */
  readonly on_date: CalendarDate | null
  readonly effort: Effort
  readonly task_id: TaskId | null
  readonly note: string | null
  readonly created_at: Instant
}

/** A member's place in the rota of a routine. */
export type RoutineMember = {
  readonly id: number
  readonly routine_id: RoutineId
  readonly user_id: UserId
  /** From 1, in the order in which they were named; there may be gaps. */
  readonly position: number
}

/** An occurrence with names: of the member whose turn it was, and of the one who did it. */
export type PastOccurrence = Occurrence & {
  readonly turn: string | null
  readonly completed_by: string | null
}
