import { refusedError } from '../errors.ts'
import type { Task } from './task.ts'
import { isOpen } from './task-status.ts'

/** Whether a task is the open one of a routine. */
export function isLive({ routine_id, status }: Pick<Task, 'routine_id' | 'status'>): boolean {
  return routine_id !== null && isOpen(status)
}

/** The error for what would leave a routine without its live task. */
export function liveTaskError(
  { id, title, routine_id }: Pick<Task, 'id' | 'title' | 'routine_id'>,
  what: 'abandoned' | 'deleted',
) {
  return refusedError(`“${title}” belongs to routine ${routine_id} and cannot be ${what}.`, {
    lead: `To skip this time (“routine end ${routine_id}” ends the routine)`,
    command: `task skip ${id}`,
  })
}

/**
 * The error for what would make a live task more or less private than its routine, or give it to
 * somebody who cannot see its routine.
 *
 * @param changes the privacy, and the owner as a hint names one, as far as they would change
 */
export function livePrivacyError(
  { title, routine_id }: Pick<Task, 'title' | 'routine_id'>,
  changes: { readonly private?: boolean; readonly owner?: string | null },
) {
  const isPublic = changes.private === false || changes.owner === null
  const options = [
    ...(changes.private ? ['--private'] : isPublic ? ['--no-private'] : []),
    ...(changes.owner === undefined ? [] : [`--owner ${changes.owner ?? 'none'}`]),
  ]
  return refusedError(
    changes.private
      ? `“${title}” belongs to routine ${routine_id}, which everybody can see.`
      : `“${title}” belongs to routine ${routine_id}, which is private.`,
    {
      lead: 'To change the routine and this task',
      command: `routine edit ${routine_id} ${options.join(' ')}`,
    },
  )
}
