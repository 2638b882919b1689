import { defineCommand } from '../../command.ts'
import { type Skip, skipTasks } from '../../db/routines/skip.ts'
import { openStatuses, parseTaskNames, type Task, type TaskNames } from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { skippedTasks } from '../../views/following.ts'
import { turnClause } from '../../views/turn.ts'
import { flag } from '../shared/options.ts'
import { explainNote, parseNoteOption, typedOptions } from './shared/move-command.ts'
import { askWhetherSeveral, getTasksToMove, type Naming } from './shared/named-tasks.ts'

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
    const names = parseTaskNames(args.operands)
    const note = parseNoteOption(args)
    const naming = {
      preferred: openStatuses,
      command: (ids: string) => `task skip ${ids}${typedOptions(args)}`,
    }
    const find = () => askWhetherSeveral(names, naming, context)
    const outcome = flag(args, 'missed') ? 'MISSED' : 'SKIPPED'
    const skip = { outcome, note: note ?? null, today: context.today } as const
    return { names: await explainNote(names, note, find), naming, skip }
  },
  async run({ names, naming, skip }, context) {
    const find = () => getTasksToMove(names, naming, context)
    const { tasks, isOne } = await explainNote(names, skip.note ?? undefined, find)
    const viewer = await context.actor.viewer()
    const skipped = await skipTasks(await context.writer(), viewer, tasks, skip, context.instant)
    const [first] = skipped
    const turn = first && turnClause(first, context)
    return { tasks: skipped, isOne, outcome: skip.outcome, turn }
  },
  human: ({ tasks, ...told }, style) => skippedTasks(tasks, told, style),
  // A program that names several tasks gets a list, even if they are the same task.
  json: ({ tasks, isOne }) => (isOne ? tasks.map(taskJson)[0] : tasks.map(taskJson)),
})
