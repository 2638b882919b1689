import type { Outcome, RoutineMode, TurnMode } from '../domain/routine/routine.ts'
import type { Season } from '../domain/routine/season.ts'
import type { Domain, Effort, Priority, Task, TaskStatus } from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import { oneLine } from './one-line.ts'
import type { Surroundings } from './writing.ts'

/** What a reader needs to know to understand a file. */
export type Reading = {
  /** The household's day now. */
  readonly today: CalendarDate
  readonly now: Instant
  /** The household's day at a moment. */
  dayOf(moment: Date): CalendarDate
}

/** What a file says of a task or a routine. What it does not say is left out. */
export type Template = {
  /** The line of the file where it begins, from 1. */
  readonly line: number
  /** What is the same when the same thing is read again, unique in its source. */
  readonly sourceId: string
  /** Only a UUID that the file gives. */
  readonly uuid?: string | undefined
  /** Of any length, with or without line breaks: a title that is too long goes on below. */
  readonly title: string
  /** Of any length: what is too long goes on in notes. */
  readonly description?: string | undefined
  /** Of any length and number. */
  readonly notes?: readonly string[] | undefined
  readonly domain?: Domain | undefined
  readonly effort?: Effort | undefined
  readonly definitionOfDone?: string | undefined
  /** Whether a person wrote the definition of done; true if left out. */
  readonly reviewed?: boolean | undefined
  readonly materials?: string | undefined
  /** As the file names the member. */
  readonly owner?: string | undefined
  /** The name of a category, which is added if there is none. */
  readonly category?: string | undefined
  readonly priority?: Priority | undefined
  readonly private?: boolean | undefined
  readonly createdAt?: Instant | undefined
  readonly updatedAt?: Instant | undefined
  /**
   * What the file says of dates that depend on the day on which it is read, such as `in 3 days` or
   * nothing at all. As long as it says the same, the record has not changed.
   */
  readonly relativeDates?: string | undefined
}

export type TaskRecord = Template & {
  /** BACKLOG if left out. */
  readonly status?: TaskStatus | undefined
  readonly statusNote?: string | undefined
  readonly due?: CalendarDate | undefined
  readonly starts?: CalendarDate | undefined
  /** Of a task that is done; at the latest today. The day and the moment belong together. */
  readonly completedAt?: Instant | undefined
  /** null if the file says that nobody knows. */
  readonly completedOn?: CalendarDate | null | undefined
  readonly completedBy?: string | undefined
}

/** A time of a routine: one that is over, or its open task. */
export type TimeRecord = {
  readonly line: number
  /** Left out by a source that gives the times of a routine no identity. */
  readonly sourceId?: string | undefined
  readonly uuid?: string | undefined
  /** The day for which it was planned. */
  readonly date: CalendarDate
  /** OPEN at most once in a routine. */
  readonly outcome: Outcome | 'OPEN'
  readonly completedAt?: Instant | undefined
  /** The day on which it was done. */
  readonly completedOn?: CalendarDate | null | undefined
  readonly completedBy?: string | undefined
  readonly note?: string | undefined
  /** Whether somebody has begun the open one. */
  readonly isStarted?: boolean | undefined
}

export type RoutineRecord = Template & {
  readonly mode: RoutineMode
  /** As it would be typed after `--every` or `--after`. */
  readonly rule: string
  /** The date from which the rule counts, and the first date that is planned. */
  readonly start: CalendarDate
  readonly until?: CalendarDate | undefined
  /** How often it is done before it ends. */
  readonly times?: number | undefined
  /** The part of each year in which it comes. */
  readonly season?: Season | undefined
  readonly leadDays?: number | undefined
  readonly turns?: TurnMode | undefined
  /** Who takes turns, as the file names them. */
  readonly members?: readonly string[] | undefined
  /** ACTIVE if left out. */
  readonly status?: 'ACTIVE' | 'PAUSED' | 'ENDED' | undefined
  /** In the order of their dates. Without an open one, the open task gets the first date. */
  readonly past: readonly TimeRecord[]
}

/** A record that makes no sense, in one plain sentence. */
export type Fault = { readonly line: number; readonly message: string }

/** What a file says, in the words of the household. */
export type FileRecords = {
  readonly tasks: readonly TaskRecord[]
  readonly routines: readonly RoutineRecord[]
  /** What Momentum has no place for, and how often: `tags` → 58. */
  readonly lost: ReadonlyMap<string, number>
  readonly faults: readonly Fault[]
  readonly written?: WrittenLines | undefined
}

/** The lines of a format that gives things no identity, and is written with one line for a task. */
export type WrittenLines = {
  /** What is written in a line that makes sense. */
  readonly lines: ReadonlyMap<number, string>
  /** The line of a task that is here. A record with this line says nothing that is new. */
  readonly lineOf: (task: Task, surroundings: Pick<Surroundings, 'routines' | 'dayOf'>) => string
}

/**
 * Reads a whole file, without a byte order mark. Lines end with LF, but those of our CSV as they do
 * in the file, because its cells may have CRLF.
 *
 * @throws MomentumError `usage` only for a file that is not of this format at all
 */
export type ReadFile = (text: string, reading: Reading) => FileRecords | Promise<FileRecords>

/** The most tasks and routines in a file. */
export const maxRecords = 100_000

/** Collects what a reader finds. */
export class Findings {
  readonly tasks: TaskRecord[] = []
  readonly routines: RoutineRecord[] = []
  readonly lost = new Map<string, number>()
  readonly faults: Fault[] = []

  lose(what: string, count = 1): void {
    if (count > 0) this.lost.set(what, (this.lost.get(what) ?? 0) + count)
  }

  fault(line: number, message: string): void {
    this.faults.push({ line, message: oneLine(message) })
  }

  /** Whether a file has so many records that it is refused, and reading on would be of no use. */
  get isTooLong(): boolean {
    return this.tasks.length + this.routines.length + this.faults.length > maxRecords
  }
}
