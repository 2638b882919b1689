import { usageError } from '../errors.ts'
import type { TaskId } from './task.ts'
import type { Instant } from './time.ts'
import type { UserId } from './user.ts'

/** Made by the database, or by {@link parseNoteId}. A number is never reused. */
export type NoteId = number & { readonly __brand: 'NoteId' }

/** What somebody wrote down about a task. Only who sees the task sees its notes. */
export type Note = {
  readonly id: NoteId
  readonly task_id: TaskId
  /** null if nobody was known to act. */
  readonly author_user_id: UserId | null
  /** The name of the member who wrote it. */
  readonly author: string | null
  readonly text: string
  readonly created_at: Instant
}

/**
 * A note named by its number: `3` or `#3`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseNoteId(text: string): NoteId {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  const id = Number(word)
  if (/^\d+$/.test(word) && Number.isSafeInteger(id)) return id as NoteId
  throw usageError(`“${text}” is not the number of a note.`, {
    lead: 'To see the numbers',
    command: 'task show <task>',
  })
}
