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

export default defineCommand<TaskReference, Task>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    return getTask(await context.db(), await context.actor.viewer(), reference, openStatuses)
  },
  human: taskDetails,
  json: taskJson,
})
