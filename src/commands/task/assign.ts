import { defineCommand } from '../../command.ts'
import { assignTask } from '../../db/tasks/moves.ts'
import { getTask } from '../../db/tasks/references.ts'
import { getUser } from '../../db/users/users.ts'
import {
  openStatuses,
  parseTaskReference,
  type Task,
  type TaskReference,
} from '../../domain/task.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { taskFields, taskJson } from '../../json.ts'
import { success } from '../../views/answer.ts'
import { orNone } from '../shared/options.ts'

type Input = { readonly reference: TaskReference; readonly owner: UserReference | null }

export default defineCommand<Input, Task>({
  fields: taskFields,
  input: ({ operands: [task = '', user = ''] }) => ({
    reference: parseTaskReference(task),
    owner: orNone(parseUserReference)(user),
  }),
  async run({ reference, owner }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, openStatuses)
    const user = owner && (await getUser(db, owner))
    return assignTask(await context.writer(), viewer, task.id, user?.id ?? null, context.instant)
  },
  human: (task, style) => success(assigned(task), style),
  json: taskJson,
})

function assigned({ id, title, owner, private: isPrivate }: Task): string {
  if (owner === null) return `Unassigned #${id}: ${title}`
  return `Assigned #${id} to ${owner}${isPrivate ? ' (private)' : ''}: ${title}`
}
