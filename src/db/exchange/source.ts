import type { Domain, Effort, RoutineId, TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import type { Fault, Reading, RoutineRecord } from '../../exchange/records.ts'

/** How a file is imported. */
export type ImportOptions = {
  /** Its format, in which things are known again. */
  readonly source: string
  /** Who imports. */
  readonly viewer: Viewer
  readonly reading: Reading
  /** Whether everything belongs to who imports, who alone sees it. */
  readonly isPrivate: boolean
  /** Whether what was changed here is replaced. */
  readonly overwrites: boolean
  /** Whether records that make no sense are left out. */
  readonly skipsBad: boolean
  /**
   * Whether a record that leaves something out leaves it as it is, and a UUID that is here already
   * means that row, as in files of our own.
   */
  readonly isOurs: boolean
  /** Members by the names of the file. */
  readonly members: ReadonlyMap<string, UserId>
  /** What records that do not say it get. */
  readonly unsaid: {
    readonly domain: Domain
    readonly effort: Effort
    readonly definition_of_done: string
  }
  readonly newUuid: () => string
  /** Reports that so many more records are imported. */
  readonly advance: (records: number) => void
}

/** What an import did. */
export type Imported = {
  readonly added: TaskId[]
  readonly routines: RoutineId[]
  readonly updated: TaskId[]
  unchanged: number
  /** What was changed here since it was imported, or was here before, and was left as it is. */
  readonly kept: TaskId[]
  /** Records that make no sense. */
  readonly skipped: Fault[]
  /** What became of the records of the file; the rest of them was left out. */
  readonly records: RecordCounts
  /** Whom the file names and who is no member, and how often. */
  readonly strangers: Map<string, number>
  /** What else has no place here, and how often. */
  readonly lost: Map<string, number>
}

/** How many records were added and so on: a routine is one, and so is each of its past times. */
export type RecordCounts = Record<'added' | 'updated' | 'unchanged' | 'kept', number>

/** How many records of its file a routine is. */
export function countRecordsOf({ past }: RoutineRecord): number {
  return 1 + past.filter(({ outcome }) => outcome !== 'OPEN').length
}

/** What an import of a file did. */
export type ImportReport = {
  readonly imported: Imported
  readonly format: string
  /** How many tasks and routines, and times of routines that are over, the file has. */
  readonly records: number
}

/** Records that make no sense, because of which nothing is imported. */
export class BadRecords extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super('The file has records that make no sense.')
    this.name = 'BadRecords'
    this.faults = faults.toSorted((a, b) => a.line - b.line)
  }
}

/** A moment that a file says, which is not in the future; now if it says none. */
export function momentOf(said: Instant | undefined, { now }: Reading): Instant {
  return said !== undefined && said < now ? said : now
}

/** Adds to how often somebody is named who is no member. */
export function tellStranger({ strangers }: Pick<Imported, 'strangers'>, name: string): void {
  strangers.set(name.trim(), (strangers.get(name.trim()) ?? 0) + 1)
}

/** Adds to how often something was lost. */
export function lose({ lost }: Pick<Imported, 'lost'>, what: string): void {
  lost.set(what, (lost.get(what) ?? 0) + 1)
}
