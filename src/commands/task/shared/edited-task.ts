import type { Args, Context, EditedFile } from '../../../command.ts'
import { parseEditedTexts, textsToEdit } from '../../../domain/edited-texts.ts'
import { shellWord } from '../../../domain/shell.ts'
import type { Task, TaskDraft } from '../../../domain/task.ts'
import { usageError } from '../../../errors.ts'
import { requireAtMostOne } from '../../shared/options.ts'

/** A task whose texts were edited in a file: the task before, and the changes to it. */
export type EditedTask = {
  readonly before: Task
  readonly changes: Partial<TaskDraft>
  readonly file: EditedFile
}

/** @throws MomentumError `usage` if no editor can be opened, or an option sets the same text */
export function requireEditorCanOpen(args: Args, { interactive }: Context): void {
  requireAtMostOne(args, 'editor', 'description')
  requireAtMostOne(args, 'editor', 'definitionOfDone')
  if (interactive) return
  throw usageError(
    '--editor needs a terminal, and does not work with --json, --no-input or --dry-run.',
    'Use --description and --definition-of-done instead.',
  )
}

/** Lets a person edit the texts of a task. @throws MomentumError also for an invalid text */
export async function editTexts(tasks: readonly Task[], context: Context): Promise<EditedTask> {
  const [before, ...others] = tasks
  if (before === undefined || others.length > 0) {
    throw usageError(`--editor opens one task at a time, but ${tasks.length} are named.`)
  }
  const file = await context.openEditor(`task-${before.id}.txt`, textsToEdit(before))
  const changes = await keptOnError(file, context, async () => parseEditedTexts(file.text, before))
  return { before, changes, file }
}

/** Does the work. If it fails, the edited file is kept and a notice says where. */
export async function keptOnError<Result>(
  { path }: EditedFile,
  { notice }: Context,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    notice('Your text is kept in a file.', {
      lead: 'To see it',
      otherCommand: `cat ${shellWord(path)}`,
    })
    throw error
  }
}
