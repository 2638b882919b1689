import { defineCommand } from '../../command.ts'
import { getTask } from '../../db/tasks/references.ts'
import { parseChoice } from '../../domain/choice.ts'
import { type Task, taskFields, taskStatuses } from '../../domain/task.ts'
import { parseTaskReference, type TaskReference } from '../../domain/task-reference.ts'
import { keepsNote, statusesToMove } from '../../domain/task-status.ts'
import { usageError } from '../../errors.ts'
import { taskJson } from '../../json/task.ts'
import { statusText } from '../../views/task.ts'
import { parseCompletion, type TypedMove } from '../shared/completion.ts'
import { parsedOperand } from '../shared/options.ts'
import { parseNoteOption } from './shared/move-command.ts'
import { type Moved, moveAll, movedPage } from './shared/moved.ts'

type Input = { readonly reference: TaskReference; readonly move: TypedMove | undefined }

export default defineCommand<Input, Task | Moved>({
  fields: taskFields,
  input(args, context) {
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
    if (to === 'DONE')
      return { reference, move: { to, completion: parseCompletion(args, context) } }
    return { reference, move: to && { to, note } }
  },
  async run({ reference, move }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const task = await getTask(db, viewer, reference, statusesToMove(move?.to ?? 'DONE'))
    return move ? moveAll([task], move, context) : task
  },
  human: (output, style) =>
    'tasks' in output ? movedPage(output, style) : statusText(output.status, style),
  json: (output) => ('tasks' in output ? output.tasks.map(taskJson)[0] : taskJson(output)),
})
