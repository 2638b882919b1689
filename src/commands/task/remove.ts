import { defineCommand } from '../../command.ts'
import { removeTask, requireTaskRemovable } from '../../db/tasks/changes.ts'
import { getTask } from '../../db/tasks/references.ts'
import {
  openStatuses,
  parseTaskReference,
  type Task,
  type TaskReference,
} from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { success } from '../../views/answer.ts'

export default defineCommand<TaskReference, Task>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const confirm = context.consent()
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    await requireTaskRemovable(db, task)
    await confirm(`Delete “${task.title}”? (You can undo this.)`)
    return removeTask(await context.writer(), viewer, task.id)
  },
  human: ({ id, title }, style) => success(`Deleted #${id}: ${title}`, style),
  json: taskJson,
})
