import { defineCommand } from '../../command.ts'
import { takeTasks } from '../../db/tasks/moves.ts'
import { type Task, taskFields } from '../../domain/task.ts'
import type { TaskNames } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { success } from '../../views/answer.ts'
import { taskTable } from '../../views/task.ts'
import { requireActor } from '../shared/actor.ts'
import {
  askWhetherSeveral,
  changedJson,
  getTasksToMove,
  type Naming,
  readTaskNames,
} from './shared/named-tasks.ts'

type Output = {
  readonly tasks: readonly Task[]
  readonly isOne: boolean
  /** The name of the member whose turn the first one was; null for nobody’s, or the same. */
  readonly turnOf: string | null
}

const naming: Naming = { preferred: openStatuses, command: (ids) => `task take ${ids}` }

export default defineCommand<TaskNames, Output>({
  fields: taskFields,
  input: async (args, context) =>
    askWhetherSeveral(await readTaskNames(args.operands, context), naming, context),
  async run(names, context) {
    const { id } = await requireActor('task take', context)
    const { tasks, isOne } = await getTasksToMove(names, naming, context)
    const ids = tasks.map((task) => task.id)
    const taken = await takeTasks(await context.writer(), id, ids, context.instant)
    const [first] = tasks
    const isOthers = first && first.turn_reason !== null && first.owner_user_id !== id
    return { tasks: taken, isOne, turnOf: isOthers ? first.owner : null }
  },
  human({ tasks, turnOf }, style) {
    const [task, ...others] = tasks
    if (!task || others.length > 0) return taskTable(tasks, style)
    const answer = success(`#${task.id} is yours now: ${task.title}`, style)
    return turnOf === null ? answer : `${answer}\n  It was ${turnOf}’s turn.`
  },
  json: changedJson,
})
