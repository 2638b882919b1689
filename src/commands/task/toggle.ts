import { defineCommand } from '../../command.ts'
import { getTask } from '../../db/tasks/references.ts'
import { openStatuses, parseTaskReference, type TaskReference } from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { type Moved, moveAll, movedPage } from './shared/moved.ts'

export default defineCommand<TaskReference, Moved>({
  fields: taskFields,
  input: ({ operands: [task = ''] }) => parseTaskReference(task),
  async run(reference, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    return moveAll([task], { to: task.status === 'DONE' ? 'BACKLOG' : 'DONE' }, context)
  },
  human: movedPage,
  json: ({ tasks }) => tasks.map(taskJson)[0],
})
