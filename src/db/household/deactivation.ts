import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { User } from '../../domain/user.ts'
import { leaveRotas } from '../routines/owned.ts'
import type { PassedTurn } from '../routines/turns.ts'
import { type Writer, write } from '../transaction.ts'
import { editUser } from '../users/users.ts'

/**
 * Deactivates a member, who is logged out everywhere and takes no more turns.
 *
 * @returns the member, and the turns that passed to somebody else
 */
export async function deactivateUser(
  writer: Writer,
  user: User,
  today: CalendarDate,
  now: Instant,
): Promise<{ readonly user: User; readonly passed: readonly PassedTurn[] }> {
  return write(writer, async (tx) => {
    const changed = await editUser(tx, user, { active: false }, now)
    return { user: changed, passed: await leaveRotas(tx, user.id, today, now) }
  })
}
