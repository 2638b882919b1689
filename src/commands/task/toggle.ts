import { defineCommand } from '../../command.ts'
import { getTask } from '../../db/tasks/references.ts'
import { taskFields } from '../../domain/task.ts'
import { parseTaskWords, type TaskReference } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { taskJson } from '../../json/task.ts'
import { parseCompletion, type TypedCompletion } from '../shared/completion.ts'
import { type Moved, moveAll, movedPage } from './shared/moved.ts'

type Input = { readonly reference: TaskReference; readonly completion: TypedCompletion }

export default defineCommand<Input, Moved>({
  fields: taskFields,
  input(args, context) {
    return { reference: parseTaskWords(args.operands), completion: parseCompletion(args, context) }
  },
  async run({ reference, completion }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    const isDone = task.status === 'DONE'
    return moveAll([task], isDone ? { to: 'BACKLOG' } : { to: 'DONE', completion }, context)
  },
  human: movedPage,
  json: ({ tasks }) => tasks.map(taskJson)[0],
})
