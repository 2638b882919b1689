import type { Routine } from '../../domain/routine/routine.ts'
import { type RoutineId, type Task, taskFields } from '../../domain/task.ts'
import type { WriteTasks } from '../writing.ts'
import { isUnsafe, quoteCell } from './cells.ts'

/** The keys of a task that mean something in another household, and the rule of its routine. */
const columns = taskFields
  .filter((key) => key === 'uuid' || !/id$/.test(key))
  .flatMap((key) => (key === 'routine' ? [key, 'rule' as const] : [key]))
  .filter((key) => key !== 'turn_reason')

/** Writes a row for each task. */
export const writeCsv: WriteTasks = async function* (tasks, { routines }) {
  yield `${columns.join()}\r\n`
  for await (const batch of tasks) {
    yield batch.map((task) => `${cellsOf(task, routines).join()}\r\n`).join('')
  }
}

function cellsOf(task: Task, routines: ReadonlyMap<RoutineId, Routine>): readonly string[] {
  const rule = task.routine_id === null ? undefined : routines.get(task.routine_id)?.says
  return columns.map((key) => writeCell(key === 'rule' ? rule : task[key]))
}

function writeCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  const cell = typeof value === 'string' && isUnsafe(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(cell) ? quoteCell(cell) : cell
}
