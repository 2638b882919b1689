import { type AnyCommand, type Args, defineCommand } from '../../../command.ts'
import { parseNote, type TaskStatus, taskFields } from '../../../domain/task.ts'
import type { TaskNames } from '../../../domain/task-reference.ts'
import { statusesToMove } from '../../../domain/task-status.ts'
import { parseCompletion, type TypedMove } from '../../shared/completion.ts'
import { parsed, typedOptions } from '../../shared/options.ts'
import { type Moved, moveAll, movedPage } from './moved.ts'
import {
  askWhetherSeveral,
  changedJson,
  getTasksToMove,
  type Naming,
  readTaskNames,
} from './named-tasks.ts'

type Input = { readonly names: TaskNames; readonly naming: Naming; readonly move: TypedMove }

/** Makes `start`, `pause`, `block`, `done`, `abandon` and `reopen`. */
export function moveCommand(to: TaskStatus): AnyCommand {
  return defineCommand<Input, Moved & { isOne: boolean }>({
    fields: taskFields,
    async input(args, context) {
      const names = await readTaskNames(args.operands, context)
      const note = parseNoteOption(args)
      const move: TypedMove =
        to === 'DONE' ? { to, completion: parseCompletion(args, context) } : { to, note }
      const naming = {
        preferred: statusesToMove(to),
        command: (ids: string) => `${args.command} ${ids}${typedOptions(args)}`,
        args,
      }
      return { names: await askWhetherSeveral(names, naming, context), naming, move }
    },
    async run({ names, naming, move }, context) {
      const { tasks, isOne } = await getTasksToMove(names, naming, context)
      return { ...(await moveAll(tasks, move, context)), isOne }
    },
    human: movedPage,
    json: changedJson,
  })
}

export function parseNoteOption(args: Args): string | undefined {
  return parsed(args, 'note', parseNote)
}
