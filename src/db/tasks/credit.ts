import type { Credit, Task, TaskDraft, TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { editTask } from './changes.ts'
import { getTaskById } from './references.ts'

/** A change of a task that is done. */
type DoneEdit = {
  readonly fields: Partial<TaskDraft>
  readonly credit: Credit
  /** Makes the UUID of the task that follows if the routine continues after all. */
  readonly newUuid: () => string
}

/**
 * Corrects who did a task, and when, with its win and its routine, and changes other fields.
 *
 * @throws MomentumError `refused` for a task that is not done, and as {@link editTask}
 */
export async function editDoneTask(
  writer: Writer | Tx,
  viewer: Viewer,
  id: TaskId,
  { fields, credit, newUuid }: DoneEdit,
  now: Instant,
): Promise<Task> {
  return write(writer, async (tx) => {
    const task = await getTaskById(tx, viewer, id)
    requireDone(task, credit)
    if (Object.keys(fields).length > 0) await editTask(tx, viewer, id, fields, now)
    await tx
      .updateTable('tasks')
      .set({ ...credit, updated_at: now })
      .where('id', '=', id)
      .execute()
    await correctWin(tx, task, credit, now)
    if (task.routine_id !== null) {
      const { followCorrection } = await import('../routines/follow.ts')
      await followCorrection(tx, task, { ...credit, newUuid }, now)
    }
    return getTaskById(tx, viewer, id)
  })
}

function requireDone({ id, title, status }: Task, credit: Credit): void {
  if (status === 'DONE') return
  throw refusedError(
    `“${title}” is not done, so --completed-on and --completed-by do not apply.`,
    status === 'ABANDONED'
      ? { lead: 'First', command: `task reopen ${id}` }
      : { lead: 'If it is done', command: `task done ${id}${creditOptions(credit)}` },
  )
}

function creditOptions({ completed_on: on, completed_by_user_id: by }: Credit): string {
  return `${on === undefined ? '' : ` --on ${on}`}${by ? ` --by ${by}` : ''}`
}

/** The win that the task finished, not one that it finished before it was reopened. */
async function correctWin(tx: Tx, task: Task, credit: Credit, now: Instant): Promise<void> {
  const { completed_by_user_id } = credit
  if (completed_by_user_id === undefined) return
  await tx
    .updateTable('daily_wins')
    .set({ completed_by_user_id, updated_at: now })
    .where('task_id', '=', task.id)
    .where('completed_at', '=', task.completed_at)
    .execute()
}
