import { defineCommand } from '../../command.ts'
import { moveTask } from '../../db/tasks/moves.ts'
import { getTask } from '../../db/tasks/references.ts'
import {
  openStatuses,
  parseTaskReference,
  type Task,
  type TaskReference,
} from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { movedTask } from '../../views/task.ts'

export default defineCommand<TaskReference, Task>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const { id, status } = await getTask(db, viewer, reference, openStatuses)
    const to = status === 'DONE' ? 'BACKLOG' : 'DONE'
    return moveTask(await context.writer(), viewer, id, { to }, context.instant)
  },
  human: movedTask,
  json: taskJson,
})
