import type { Args, Context, EditedFile } from '../../../command.ts'
import { parseEditedTexts, textsToEdit } from '../../../domain/edited-texts.ts'
import { shellWord } from '../../../domain/shell.ts'
import type { Task, TaskDraft } from '../../../domain/task.ts'
import { usageError } from '../../../errors.ts'
import { requireAtMostOne } from '../../shared/options.ts'

/** A task whose texts were edited in a file: as it was before, and what is different. */
export type EditedTask = {
  readonly before: Task
  readonly changes: Partial<TaskDraft>
  readonly file: EditedFile
}

/** @throws MomentumError `usage` where no editor can be opened, or an option says the same */
export function requireEditorCanOpen(args: Args, { interactive }: Context): void {
  requireAtMostOne(args, 'editor', 'description')
  requireAtMostOne(args, 'editor', 'definitionOfDone')
  if (interactive) return
  throw usageError(
    '--editor needs a terminal, without --json, --no-input and --dry-run.',
    'Elsewhere, use --description and --definition-of-done.',
  )
}

/** Has a person edit the texts of a task. @throws MomentumError for an invalid text, too */
export async function editTexts(tasks: readonly Task[], context: Context): Promise<EditedTask> {
  const [before, ...others] = tasks
  if (before === undefined || others.length > 0) {
    throw usageError(`--editor opens one task, but ${tasks.length} are named.`)
  }
  const file = await context.openEditor(`task-${before.id}.txt`, textsToEdit(before))
  const changes = await keptOnError(file, context, async () => parseEditedTexts(file.text, before))
  return { before, changes, file }
}

/** Does something with a text; if it fails, the text is kept, and the person told where. */
export async function keptOnError<Result>(
  { path }: EditedFile,
  { notice }: Context,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    notice('What you wrote is kept.', { lead: 'To see it', otherCommand: `cat ${shellWord(path)}` })
    throw error
  }
}
