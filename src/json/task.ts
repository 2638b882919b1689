import type { Note } from '../domain/note.ts'
import { type NamedReason, namedReason, readTurnReason } from '../domain/routine/turn-reason.ts'
import { type Task, taskFields } from '../domain/task.ts'
import { pick } from './pick.ts'

export const noteFields = [
  'id',
  'task_id',
  'author_user_id',
  'author',
  'text',
  'created_at',
] as const satisfies readonly (keyof Note)[]

export function taskJson(task: Task) {
  return { ...pick(task, taskFields), turn_reason: turnReasonJson(task) }
}

/** The reason with the present names, or what another program stored instead. */
function turnReasonJson(task: Task): NamedReason | null {
  const reason = readTurnReason(task)
  return reason ? namedReason(reason) : task.turn_reason && JSON.parse(task.turn_reason)
}

export function noteJson(note: Note) {
  return pick(note, noteFields)
}
