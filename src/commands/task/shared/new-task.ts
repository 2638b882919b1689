import type { Context } from '../../../command.ts'
import { requireActiveOwner, requireOwned } from '../../../db/tasks/changes.ts'
import type { TaskDraft } from '../../../domain/task.ts'
import { findReferences, type References } from './task-options.ts'

/** What is known about a task before the questions. */
type Known = Partial<Pick<TaskDraft, 'title' | 'private'>>

/** Refuses a task that could not be added, before the first question. */
export async function requireAddable(
  given: Known,
  references: References,
  context: Context,
): Promise<void> {
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const { owner_user_id = null } = await findReferences(db, viewer, references)
  await requireActiveOwner(db, owner_user_id)
  requireOwned({ ...given, owner_user_id: owner_user_id ?? viewer })
}

/**
 * The owner and the category of a new task. A private one needs an owner: without `--owner`, that
 * is the person who adds it.
 */
export async function findOwnReferences(
  { private: isPrivate }: Known,
  references: References,
  context: Context,
): Promise<Partial<Pick<TaskDraft, 'owner_user_id' | 'category_id'>>> {
  const viewer = await context.actor.viewer()
  const own = isPrivate && viewer !== null ? { owner_user_id: viewer } : {}
  return { ...own, ...(await findReferences(await context.db(), viewer, references)) }
}
