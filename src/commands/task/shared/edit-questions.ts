import type { Context } from '../../../command.ts'
import type { Db } from '../../../db/schema.ts'
import { parseDate } from '../../../domain/date.ts'
import type { Task, TaskDraft } from '../../../domain/task.ts'
import type { Prompts } from '../../../terminal/prompt.ts'
import { askForFields, askForPrivacy, askOptional, changedOnly } from './field-questions.ts'

/** Asks field by field; Enter keeps the value, and `none` clears an optional one. */
export async function askForChanges(
  db: Db,
  task: Task,
  prompts: Prompts,
  context: Context,
): Promise<Partial<TaskDraft>> {
  const askForDate = (what: string, kept: Task['due_date']) =>
    askOptional(prompts, `${what} (a date, friday, +3d):`, kept, (text) =>
      parseDate(text, context.today),
    )
  context.notice('Press Enter to keep a value; type none to clear it.')
  const answers: Omit<TaskDraft, 'private' | 'reviewed'> = {
    ...(await askForFields(db, task, prompts)),
    due_date: await askForDate('Due', task.due_date),
    starts_on: await askForDate('Starts', task.starts_on),
  }
  const isPrivate = await askForPrivacy(task, answers.owner_user_id, prompts)
  return changedOnly({ ...answers, private: isPrivate }, task)
}
