import { defineCommand } from '../../command.ts'
import { getTask } from '../../db/tasks/references.ts'
import {
  openStatuses,
  parseTaskReference,
  type Task,
  type TaskReference,
} from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { taskDetails } from '../../views/task.ts'

type Output = {
  readonly task: Task
  /** How often its routine comes. */
  readonly says: string | undefined
}

export default defineCommand<TaskReference, Output>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    if (task.routine_id === null || task.routine === null) return { task, says: undefined }
    const { getRoutineById } = await import('../../db/routines/routines.ts')
    const reader = { viewer, today: context.today }
    return { task, says: (await getRoutineById(db, reader, task.routine_id)).says }
  },
  human: ({ task, says }, style) => taskDetails(task, style, says),
  json: ({ task }) => taskJson(task),
})
