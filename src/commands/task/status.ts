import { defineCommand } from '../../command.ts'
import { moveTask, type TaskMove } from '../../db/tasks/moves.ts'
import { getTask } from '../../db/tasks/references.ts'
import { parseChoice } from '../../domain/choice.ts'
import {
  keepsNote,
  parseTaskReference,
  statusesToMove,
  type Task,
  type TaskReference,
  taskStatuses,
} from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { taskFields, taskJson } from '../../json.ts'
import { movedTask, statusText } from '../../views/task.ts'
import { parsedOperand } from '../shared/options.ts'
import { parseNoteOption } from './shared/move-command.ts'

type Input = { readonly reference: TaskReference; readonly move: TaskMove | undefined }

export default defineCommand<Input, { task: Task; asked: boolean }>({
  fields: taskFields,
  input(args) {
    const [task = ''] = args.operands
    const reference = parseTaskReference(task)
    const note = parseNoteOption(args)
    const to = parsedOperand(args, 1, (text) => parseChoice('status', text, taskStatuses))
    if (note !== undefined && (to === undefined || !keepsNote(to))) {
      throw usageError(
        '--note is only for paused, blocked, abandoned or backlog.',
        'Leave out --note, or give one of these statuses.',
      )
    }
    return { reference, move: to && { to, note } }
  },
  async run({ reference, move }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, statusesToMove(move?.to ?? 'DONE'))
    if (!move) return { task, asked: true }
    return {
      task: await moveTask(await context.writer(), viewer, task.id, move, context.instant),
      asked: false,
    }
  },
  human: ({ task, asked }, style) =>
    asked ? statusText(task.status, style) : movedTask(task, style),
  json: ({ task }) => taskJson(task),
})
