import { defineCommand } from '../../command.ts'
import { type Skip, skipTasks } from '../../db/routines/skip.ts'
import { type Task, taskFields } from '../../domain/task.ts'
import type { TaskNames } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { skippedTasks } from '../../views/following.ts'
import { turnClause } from '../../views/turn.ts'
import { flag, typedOptions } from '../shared/options.ts'
import { parseNoteOption } from './shared/move-command.ts'
import {
  askWhetherSeveral,
  changedJson,
  getTasksToMove,
  type Naming,
  readTaskNames,
} from './shared/named-tasks.ts'

type Input = { readonly names: TaskNames; readonly naming: Naming; readonly skip: Skip }

type Output = Pick<Skip, 'outcome'> & {
  readonly tasks: readonly Task[]
  readonly isOne: boolean
  /** Whose turn the first one is, in words. */
  readonly turn: string | undefined
}

export default defineCommand<Input, Output>({
  fields: taskFields,
  async input(args, context) {
    const names = await readTaskNames(args.operands, context)
    const note = parseNoteOption(args)
    const naming = {
      preferred: openStatuses,
      command: (ids: string) => `task skip ${ids}${typedOptions(args)}`,
      args,
    }
    const outcome = flag(args, 'missed') ? 'MISSED' : 'SKIPPED'
    const skip = { outcome, note: note ?? null, today: context.today } as const
    return { names: await askWhetherSeveral(names, naming, context), naming, skip }
  },
  async run({ names, naming, skip }, context) {
    const { tasks, isOne } = await getTasksToMove(names, naming, context)
    const viewer = await context.actor.viewer()
    const skipped = await skipTasks(await context.writer(), viewer, tasks, skip, context.instant)
    const [first] = skipped
    const turn = first && turnClause(first, context)
    return { tasks: skipped, isOne, outcome: skip.outcome, turn }
  },
  human: ({ tasks, ...told }, style) => skippedTasks(tasks, told, style),
  json: changedJson,
})
