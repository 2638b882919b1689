import { defineCommand } from '../../command.ts'
import { getTask, removeTask } from '../../db/tasks.ts'
import { parseTaskReference, type Task, type TaskReference } from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'

export default defineCommand<TaskReference, Task>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const confirm = context.consent()
    const db = await context.db()
    const task = await getTask(db, reference)
    await confirm(`Delete “${task.title}” (#${task.id}, ${task.status.toLowerCase()}) for good?`)
    await removeTask(db, task)
    return task
  },
  human: (task) => `${task.title} is deleted.`,
  json: taskJson,
})
