import { defineCommand, option } from '../../command.ts'
import { editTask, getTask } from '../../db/tasks.ts'
import { getUser } from '../../db/users.ts'
import {
  parseTaskReference,
  parseTitle,
  type Task,
  type TaskDraft,
  type TaskReference,
} from '../../domain/task.ts'
import type { UserReference } from '../../domain/user.ts'
import { MomentumError } from '../../errors.ts'
import { taskFields, taskJson } from '../../json.ts'
import { taskDetails } from '../../views/task.ts'
import { parseOwner, parseTaskOptions } from './fields.ts'

type Input = {
  readonly reference: TaskReference
  readonly changes: Partial<TaskDraft>
  readonly owner: UserReference | null | undefined
}

export default defineCommand<Input, Task>({
  fields: taskFields,
  input(args) {
    const [task = ''] = args.operands
    const title = option(args, 'title')
    const owner = parseOwner(args)
    const changes = {
      ...(title === undefined ? {} : { title: parseTitle(title) }),
      ...parseTaskOptions(args),
    }
    if (Object.keys(changes).length === 0 && owner === undefined) {
      throw new MomentumError(
        'usage',
        'Nothing to change was named.',
        'Name a field, such as --effort small: momentum task edit --help',
      )
    }
    return { reference: parseTaskReference(task), changes, owner }
  },
  async run({ reference, changes, owner }, context) {
    const db = await context.db()
    const task = await getTask(db, reference)
    const user = owner && (await getUser(db, owner))
    const owned = user === undefined ? {} : { owner_user_id: user?.id ?? null }
    return editTask(db, task.id, { ...changes, ...owned }, context.instant)
  },
  human: taskDetails,
  json: taskJson,
})
