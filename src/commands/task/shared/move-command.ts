import { type AnyCommand, type Args, defineCommand } from '../../../command.ts'
import {
  parseNote,
  parseTaskNames,
  statusesToMove,
  type TaskNames,
  type TaskStatus,
} from '../../../domain/task.ts'
import { MomentumError, notFoundError } from '../../../errors.ts'
import { taskFields, taskJson } from '../../../json.ts'
import { parseCompletion, type TypedMove } from '../../shared/completion.ts'
import { flag, parsed, typedValues } from '../../shared/options.ts'
import { type Moved, moveAll, movedPage } from './moved.ts'
import { askWhetherSeveral, getTasksToMove, type Naming } from './named-tasks.ts'

type Input = { readonly names: TaskNames; readonly naming: Naming; readonly move: TypedMove }

/** Makes `start`, `pause`, `block`, `done`, `abandon` and `reopen`. */
export function moveCommand(to: TaskStatus): AnyCommand {
  return defineCommand<Input, Moved & { isOne: boolean }>({
    fields: taskFields,
    async input(args, context) {
      const names = parseTaskNames(args.operands)
      const note = parseNoteOption(args)
      const move: TypedMove =
        to === 'DONE' ? { to, completion: parseCompletion(args, context) } : { to, note }
      const naming = {
        preferred: statusesToMove(to),
        command: (ids: string) => `${args.command} ${ids}${typedOptions(args)}`,
      }
      const find = () => askWhetherSeveral(names, naming, context)
      return { names: await explainNote(names, note, find), naming, move }
    },
    async run({ names, naming, move }, context) {
      const find = () => getTasksToMove(names, naming, context)
      const note = move.to === 'DONE' ? undefined : move.note
      const { tasks, isOne } = await explainNote(names, note, find)
      return { ...(await moveAll(tasks, move, context)), isOne }
    },
    human: movedPage,
    // A program that names several tasks gets a list, even if they are the same task.
    json: ({ tasks, isOne }) => (isOne ? tasks.map(taskJson)[0] : tasks.map(taskJson)),
  })
}

/** The options of a command on tasks as they are typed, each after a blank. */
export function typedOptions(args: Args): string {
  const flags = ['early', 'missed'].filter((name) => flag(args, name))
  return typedValues(args, ['note', 'on', 'by']) + flags.map((name) => ` --${name}`).join('')
}

/** Suggests quotes around a note if its other words may have been taken for tasks. */
export async function explainNote<Found>(
  { each }: TaskNames,
  note: string | undefined,
  find: () => Promise<Found>,
): Promise<Found> {
  try {
    return await find()
  } catch (error) {
    const isDoubtful = note !== undefined && !/\s/.test(note) && each.length > 1
    const isUnknown = error instanceof MomentumError && error.code === 'not_found'
    if (!isDoubtful || !isUnknown) throw error
    throw notFoundError(error.message, 'Put a note of several words in quotes: --note "too cold"')
  }
}

export function parseNoteOption(args: Args): string | undefined {
  return parsed(args, 'note', parseNote)
}
