import { defineCommand } from '../../command.ts'
import { getTask } from '../../db/tasks/references.ts'
import {
  openStatuses,
  parseTaskReference,
  type Task,
  type TaskReference,
} from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { type RoutineWords, taskDetails } from '../../views/task.ts'

type Output = { readonly task: Task; readonly words: RoutineWords | undefined }

export default defineCommand<TaskReference, Output>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    if (task.routine_id === null || task.routine === null) return { task, words: undefined }
    const { getRoutineById } = await import('../../db/routines/routines.ts')
    const { turnWords } = await import('../../views/turn.ts')
    const { says } = await getRoutineById(db, { viewer, today: context.today }, task.routine_id)
    return { task, words: { says, turn: turnWords(task, context) } }
  },
  human: ({ task, words }, style) => taskDetails(task, style, words),
  json: ({ task }) => taskJson(task),
})
