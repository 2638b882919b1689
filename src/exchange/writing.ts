import type { Note } from '../domain/note.ts'
import type { Routine } from '../domain/routine/routine.ts'
import type { RoutineId, Task, TaskId } from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'

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
