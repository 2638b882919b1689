import { defineCommand } from '../../command.ts'
import { removeTask, requireTaskRemovable } from '../../db/tasks/changes.ts'
import { changeEach } from '../../db/tasks/each.ts'
import { enumerate } from '../../domain/enumerate.ts'
import { type Task, taskFields } from '../../domain/task.ts'
import type { TaskNames } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { success } from '../../views/answer.ts'
import {
  askWhetherSeveral,
  type ChangedTasks,
  changedJson,
  getTasksToMove,
  type Naming,
  readTaskNames,
} from './shared/named-tasks.ts'

const naming: Naming = { preferred: openStatuses, command: (ids) => `task remove ${ids}` }

export default defineCommand<TaskNames, ChangedTasks>({
  fields: taskFields,
  input: async ({ operands }, context) =>
    askWhetherSeveral(await readTaskNames(operands, context), naming, context),
  async run(names, context) {
    const confirm = context.consent()
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const { tasks, isOne } = await getTasksToMove(names, naming, context)
    for (const task of tasks) await requireTaskRemovable(db, task)
    await confirm(`Delete ${inWords(tasks)}? (You can undo this.)`)
    const removed = await changeEach(await context.writer(), tasks, (tx, id) =>
      removeTask(tx, viewer, id),
    )
    return { tasks: removed, isOne }
  },
  human: ({ tasks }, style) =>
    tasks.map(({ id, title }) => success(`Deleted #${id}: ${title}`, style)).join('\n'),
  json: changedJson,
})

/** How many titles a question names. */
const maxNamed = 5

function inWords(tasks: readonly Task[]): string {
  const titles = tasks.map(({ title }) => `“${title}”`)
  if (titles.length <= maxNamed) return enumerate(titles, 'and')
  const others = `${titles.length - maxNamed + 1} other tasks`
  return enumerate([...titles.slice(0, maxNamed - 1), others], 'and')
}
