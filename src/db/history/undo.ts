import type { Direction } from '../../domain/journal.ts'
import type { User, Viewer } from '../../domain/user.ts'
import { record } from '../journal.ts'
import type { Db } from '../schema.ts'
import { transact, type Writer } from '../transaction.ts'
import { passwordNeededError } from '../users/passwords.ts'
import { findUser } from '../users/users.ts'
import { Conflict, changedSinceError } from './conflict.ts'
import { listReversals, type Reversal } from './reversals.ts'
import { reverseChanges } from './reverse.ts'

/**
 * Lists the members who must agree to reversals: those who would be changed and, when nobody is
 * known to act, those who ran the commands. Deleted members cannot be asked.
 */
export async function listAffectedUsers(
  db: Db,
  viewer: Viewer,
  reversals: readonly Reversal[],
): Promise<User[]> {
  const ids = reversals.flatMap(({ made_by_user_id, changes }) => [
    ...(viewer === null && made_by_user_id !== null ? [made_by_user_id] : []),
    ...changes
      .filter((change) => change.table_name === 'users')
      // The rows of this table have ids of users.
      .map((change) => change.row_id as User['id']),
  ])
  const users: User[] = []
  for (const id of new Set(ids)) {
    const user = await findUser(db, id)
    if (user) users.push(user)
  }
  return users
}

/** Which commands may be reversed. */
export type ReversalRules = {
  readonly count: number
  /** Whether to skip commands that cannot be reversed, instead of stopping at them. */
  readonly reversibleOnly?: boolean
  /** Throws when these are too few, not reversible, or others than a person agreed to. */
  readonly accept: (reversals: readonly Reversal[]) => void
  /** Whether a member without a password, or with one that was given, may be changed. */
  readonly mayChange: (user: User) => boolean
}

/**
 * Undoes or redoes the latest commands of {@link listReversals}, all of them or none. Each reversal
 * is recorded as a command of its own. They are chosen while nobody else writes, so that people who
 * undo at once each undo a command of their own.
 *
 * @throws MomentumError `conflict` when a later change would be overwritten; `not_allowed` when a
 * member may not be changed, even one whom an earlier reversal brings back
 */
export async function reverseCommands(
  { db, author }: Writer,
  viewer: Viewer,
  direction: Direction,
  { count, reversibleOnly, accept, mayChange }: ReversalRules,
): Promise<readonly Reversal[]> {
  const done = transact(db, async (tx) => {
    const reversals = await listReversals(tx, viewer, direction, { limit: count, reversibleOnly })
    accept(reversals)
    for (const reversal of reversals) {
      const { reverses, command: name } = reversal
      const affected = await listAffectedUsers(tx, viewer, [reversal])
      const refusing = affected.find((user) => !mayChange(user))
      if (refusing) throw passwordNeededError(refusing)
      const command = { ...author, command: direction, reverses }
      const wanted = { id: reverses, name }
      await record(tx, command, () => reverseChanges(tx, viewer, wanted, author.created_at))
    }
    return reversals
  })
  return done.catch(async (error: unknown) => {
    throw error instanceof Conflict ? await changedSinceError(db, viewer, error) : error
  })
}
