import type { Note } from '../domain/note.ts'
import type { Routine } from '../domain/routine/routine.ts'
import type { RoutineId, Task, TaskId } from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import type { TargetFormat } from './formats.ts'

/** What a writer needs to know besides the tasks. It holds only what the viewer may see. */
export type Surroundings = {
  readonly routines: ReadonlyMap<RoutineId, Routine>
  /** The notes of tasks that have any, the oldest first. */
  readonly notes: ReadonlyMap<TaskId, readonly Note[]>
  /** The first moment of a day of the household. */
  startOf(day: CalendarDate): Instant
  /** The household's day at a moment. */
  dayOf(moment: Date): CalendarDate
}

/** Writes tasks, which arrive in batches, as the text of a file in parts. */
export type WriteTasks = (
  tasks: AsyncIterable<readonly Task[]>,
  surroundings: Surroundings,
) => AsyncIterable<string>

/** What was exported. */
export type Exported = {
  readonly format: TargetFormat
  /** The file to which it was written; null if it was printed. */
  readonly file: string | null
  readonly tasks: number
  /** What is printed, in parts unless it is for JSON. */
  readonly text: string | AsyncIterable<string> | null
}
