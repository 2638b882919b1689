import {
  type Absence,
  type AbsenceDraft,
  type AbsenceId,
  requireNoOverlap,
} from '../../domain/absence.ts'
import type { Instant } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive } from '../users/users.ts'
import { getAbsence, listOwnAbsences } from './absences.ts'
import { type MovedRoutine, moveAway, moveBack } from './moves.ts'

/**
 * An absence that was added or deleted, and the routines that moved because of it, as far as the
 * viewer may see them.
 */
export type ChangedAbsence = {
  readonly absence: Absence
  readonly moved: readonly MovedRoutine[]
}

/**
 * Adds an absence. If everybody is away, the live tasks that are planned meanwhile are moved.
 *
 * @throws MomentumError `refused` for an inactive member, or an absence that overlaps with another
 */
export async function addAbsence(
  writer: Writer,
  viewer: Viewer,
  draft: AbsenceDraft,
  now: Instant,
): Promise<ChangedAbsence> {
  return write(writer, async (tx) => {
    const { user_id } = draft
    if (user_id !== null) requireActive(await getUser(tx, { id: user_id }), 'be away')
    requireNoOverlap(draft, await listOwnAbsences(tx, user_id))
    const { id } = await tx
      .insertInto('absences')
      .values({ ...draft, created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const absence = await getAbsence(tx, id)
    const moved = user_id === null ? await moveAway(tx, absence, now) : []
    return { absence, moved: moved.filter(isKnownTo(viewer)) }
  })
}

/**
 * Deletes an absence. If everybody was away, the live tasks that it moved get their dates back.
 *
 * @throws MomentumError `not_found`
 */
export async function removeAbsence(
  writer: Writer,
  viewer: Viewer,
  id: AbsenceId,
  now: Instant,
): Promise<ChangedAbsence> {
  return write(writer, async (tx) => {
    const absence = await getAbsence(tx, id)
    await tx.deleteFrom('absences').where('id', '=', id).execute()
    const moved = absence.user_id === null ? await moveBack(tx, absence, now) : []
    return { absence, moved: moved.filter(isKnownTo(viewer)) }
  })
}

function isKnownTo(viewer: Viewer) {
  return ({ private_to }: MovedRoutine) => private_to === null || private_to === viewer
}
