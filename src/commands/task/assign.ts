import { defineCommand } from '../../command.ts'
import { assignTask } from '../../db/task-moves.ts'
import { getTask } from '../../db/tasks.ts'
import { getUser } from '../../db/users.ts'
import { parseTaskReference, type Task, type TaskReference } from '../../domain/task.ts'
import { isNone } from '../../domain/text.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { taskFields, taskJson } from '../../json.ts'

type Input = { readonly reference: TaskReference; readonly owner: UserReference | null }

export default defineCommand<Input, Task>({
  fields: taskFields,
  input: ({ operands: [task = '', user = ''] }) => ({
    reference: parseTaskReference(task),
    owner: isNone(user) ? null : parseUserReference(user),
  }),
  async run({ reference, owner }, context) {
    const db = await context.db()
    const task = await getTask(db, reference)
    const user = owner && (await getUser(db, owner))
    return assignTask(db, task.id, user?.id ?? null, context.instant)
  },
  human: (task) => `${task.title} is ${task.owner === null ? 'nobody’s' : `${task.owner}’s`} now.`,
  json: taskJson,
})
