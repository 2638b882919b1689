import {
  type Absence,
  type AbsenceDraft,
  type AbsenceId,
  requireNoOverlap,
} from '../../domain/absence.ts'
import type { Instant } from '../../domain/time.ts'
import type { Reader } from '../routines/routines.ts'
import { chooseTurnsAgain, type PassedTurn } from '../routines/turns.ts'
import type { Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive } from '../users/users.ts'
import { getAbsence, listOwnAbsences } from './absences.ts'
import { type MovedRoutine, moveAway, moveBack } from './moves.ts'

/**
 * An absence that was added or deleted, and because of it the routines that moved, as far as the
 * viewer may see them, and the turns that passed to somebody else.
 */
export type ChangedAbsence = {
  readonly absence: Absence
  readonly moved: readonly MovedRoutine[]
  readonly passed: readonly PassedTurn[]
}

/**
 * Adds an absence, and chooses turns again. If everybody is away, the live tasks that are planned
 * meanwhile are moved.
 *
 * @throws MomentumError `refused` for an inactive member, or an absence that overlaps with another
 */
export async function addAbsence(
  writer: Writer,
  reader: Reader,
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
    return changedAbsence(tx, reader, { absence, moved }, now)
  })
}

/**
 * Deletes an absence, and chooses turns again. If everybody was away, the live tasks that it moved
 * get their dates back.
 *
 * @throws MomentumError `not_found`
 */
export async function removeAbsence(
  writer: Writer,
  reader: Reader,
  id: AbsenceId,
  now: Instant,
): Promise<ChangedAbsence> {
  return write(writer, async (tx) => {
    const absence = await getAbsence(tx, id)
    await tx.deleteFrom('absences').where('id', '=', id).execute()
    const moved = absence.user_id === null ? await moveBack(tx, absence, now) : []
    return changedAbsence(tx, reader, { absence, moved }, now)
  })
}

async function changedAbsence(
  tx: Tx,
  { viewer, today }: Reader,
  { absence, moved }: Omit<ChangedAbsence, 'passed'>,
  now: Instant,
): Promise<ChangedAbsence> {
  return {
    absence,
    moved: moved.filter(({ private_to }) => private_to === null || private_to === viewer),
    passed: await chooseTurnsAgain(tx, today, now),
  }
}
