import { defineCommand } from '../../command.ts'
import { listNotes } from '../../db/tasks/notes.ts'
import { getTask } from '../../db/tasks/references.ts'
import type { Note } from '../../domain/note.ts'
import { type Task, taskFields } from '../../domain/task.ts'
import { parseTaskWords, type TaskReference } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { noteJson, taskJson } from '../../json/task.ts'
import { noteDetails } from '../../views/note.ts'
import { type RoutineWords, taskDetails } from '../../views/task.ts'

type Output = {
  readonly task: Task
  readonly notes: readonly Note[]
  readonly words: RoutineWords | undefined
}

export default defineCommand<TaskReference, Output>({
  fields: [...taskFields, 'notes'],
  input: ({ operands }) => parseTaskWords(operands),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    const notes = await listNotes(db, task.id)
    if (task.routine_id === null || task.routine === null) return { task, notes, words: undefined }
    const { getRoutineById } = await import('../../db/routines/routines.ts')
    const { turnWords } = await import('../../views/turn.ts')
    const { says } = await getRoutineById(db, { viewer, today: context.today }, task.routine_id)
    return { task, notes, words: { says, turn: turnWords(task, context) } }
  },
  human({ task, notes, words }, style) {
    const details = taskDetails(task, style, words)
    return notes.length === 0 ? details : `${details}\n\n${noteDetails(notes, style)}`
  },
  json: ({ task, notes }) => ({ ...taskJson(task), notes: notes.map(noteJson) }),
})
