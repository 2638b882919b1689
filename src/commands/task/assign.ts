import { type Args, defineCommand } from '../../command.ts'
import { changeEach } from '../../db/tasks/each.ts'
import { assignTask } from '../../db/tasks/moves.ts'
import { getUser } from '../../db/users/users.ts'
import { typedWord } from '../../domain/shell.ts'
import { type Task, taskFields } from '../../domain/task.ts'
import type { TaskNames } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { success } from '../../views/answer.ts'
import { option, orNone } from '../shared/options.ts'
import {
  askWhetherSeveral,
  type ChangedTasks,
  changedJson,
  getTasksToMove,
  type Naming,
  readTaskNames,
} from './shared/named-tasks.ts'

type Input = {
  readonly names: TaskNames
  readonly naming: Naming
  readonly owner: UserReference | null
}

export default defineCommand<Input, ChangedTasks>({
  fields: taskFields,
  async input(args, context) {
    const { tasks, to } = readWords(args)
    const owner = orNone(parseUserReference)(to)
    const command = (ids: string) => `task assign ${ids} --to ${typedWord(to)}`
    const naming = { preferred: openStatuses, command }
    const names = await readTaskNames(tasks, context)
    return { names: await askWhetherSeveral(names, naming, context), naming, owner }
  },
  async run({ names, naming, owner }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const { tasks, isOne } = await getTasksToMove(names, naming, context)
    const user = owner && (await getUser(db, owner))
    const assigned = await changeEach(await context.writer(), tasks, (tx, id) =>
      assignTask(tx, viewer, id, user?.id ?? null, context.instant),
    )
    return { tasks: assigned, isOne }
  },
  human: ({ tasks }, style) => tasks.map((task) => success(assigned(task), style)).join('\n'),
  json: changedJson,
})

/** Without --to, the last word names the member. */
function readWords(args: Args) {
  const to = option(args, 'to')
  if (to !== undefined) return { tasks: args.operands, to }
  const last = args.operands.at(-1)
  if (last === undefined || args.operands.length === 1) {
    throw usageError('Missing <user>.', { lead: 'See', command: 'task assign --help' })
  }
  return { tasks: args.operands.slice(0, -1), to: last }
}

function assigned({ id, title, owner, private: isPrivate }: Task): string {
  if (owner === null) return `Unassigned #${id}: ${title}`
  return `Assigned #${id} to ${owner}${isPrivate ? ' (private)' : ''}: ${title}`
}
