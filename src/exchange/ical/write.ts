import type { WriteTasks } from '../writing.ts'
import { writeTodo } from './write-todo.ts'

// Writes tasks as iCalendar, RFC 5545: one VTODO for each, as read.ts reads them back. The open
// task of a routine has its rule, if iCalendar can say it.

/** The beginning of a calendar; who wrote it does not depend on the version. */
export const calendarStart =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Momentum//Momentum//EN\r\n'

export const calendarEnd = 'END:VCALENDAR\r\n'

export const writeIcal: WriteTasks = async function* (batches, { routines, notes }) {
  yield calendarStart
  for await (const tasks of batches) {
    yield tasks
      .map((task) => {
        const routine = task.routine_id === null ? undefined : routines.get(task.routine_id)
        return writeTodo(task, routine, notes.get(task.id))
      })
      .join('')
  }
  yield calendarEnd
}
