import { type Args, type Context, defineCommand } from '../../command.ts'
import { addNote, getNote, removeNote, type TaskNote } from '../../db/tasks/notes.ts'
import { getTask } from '../../db/tasks/references.ts'
import { type NoteId, parseNoteId } from '../../domain/note.ts'
import { parseNote, type TaskId } from '../../domain/task.ts'
import { parseTaskReference, type TaskReference } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { usageError } from '../../errors.ts'
import { noteFields, noteJson } from '../../json/task.ts'
import { success } from '../../views/answer.ts'
import { parsed, parsedOperand } from '../shared/options.ts'

type Input =
  | { readonly reference: TaskReference; readonly text: string }
  | { readonly reference: TaskReference | undefined; readonly remove: NoteId }

type Output = TaskNote & { readonly isDeleted: boolean }

export default defineCommand<Input, Output>({
  fields: noteFields,
  async input(args, context) {
    const remove = parsed(args, 'remove', parseNoteId)
    const reference = parsedOperand(args, 0, parseTaskReference)
    if (remove !== undefined) {
      requireNoWords(args, remove)
      return { reference, remove }
    }
    if (reference === undefined) {
      throw usageError('Missing <task>.', { lead: 'See', command: 'task note --help' })
    }
    const [, ...words] = args.operands
    if (words.length > 0) return { reference, text: parseNote(words.join(' ')) }
    return askForNote(reference, context)
  },
  async run(input, context) {
    const viewer = await context.actor.viewer()
    if ('remove' in input) return deleteNote(input, context)
    const task = await findTask(input.reference, context)
    const writer = await context.writer()
    const added = await addNote(writer, viewer, task, input.text, context.instant)
    return { ...added, isDeleted: false }
  },
  human({ note, task, isDeleted }, style) {
    const what = isDeleted ? `Deleted note #${note.id} of` : `Added note #${note.id} to`
    return success(`${what} #${task.id}: ${task.title}`, style)
  },
  json: ({ note }) => noteJson(note),
})

function requireNoWords({ operands: [, ...words] }: Args, id: NoteId): void {
  if (words.length === 0) return
  throw usageError(`Unexpected “${words.join(' ')}”: --remove takes no text.`, {
    lead: 'To delete the note',
    command: `task note --remove ${id}`,
  })
}

async function askForNote(reference: TaskReference, context: Context): Promise<Input> {
  if (!context.interactive) {
    throw usageError('Missing the text of the note.', {
      lead: 'Type',
      command: 'task note <task> <words>',
    })
  }
  const id = await findTask(reference, context)
  const text = await (await context.ask()).text({ message: 'Note:', parse: parseNote })
  return { reference: { text: String(id), id }, text }
}

async function deleteNote(
  { reference, remove }: Extract<Input, { remove: NoteId }>,
  context: Context,
): Promise<Output> {
  const confirm = context.consent()
  const viewer = await context.actor.viewer()
  const id = reference && (await findTask(reference, context))
  const { note } = await getNote(await context.db(), viewer, remove, id)
  const text = note.text.replace(/\s+/g, ' ')
  await confirm(`Delete the note “${text}”? (You can undo this.)`)
  return { ...(await removeNote(await context.writer(), viewer, remove)), isDeleted: true }
}

async function findTask(reference: TaskReference, context: Context): Promise<TaskId> {
  const viewer = await context.actor.viewer()
  return (await getTask(await context.db(), viewer, reference, openStatuses)).id
}
