import type { CommandId, Direction, RecordedCommand } from '../../domain/journal.ts'
import type { User, Viewer } from '../../domain/user.ts'
import { conflictError } from '../../errors.ts'
import { record } from '../journal.ts'
import type { Db, Tx } from '../schema.ts'
import { transact, type Writer } from '../transaction.ts'
import { findUser, needsPassword } from '../users/users.ts'
import { listChangesOf, selectVisible } from './changes.ts'
import { Conflict, changedSinceError } from './conflict.ts'
import { takeBack } from './reverse.ts'

/** A command, and whose changes are reversed: its own, or those of the undo that took it back. */
export type Reversal = RecordedCommand & { readonly reverses: CommandId }

/** Of a password nothing is recorded that could be given back. */
const irreversible = ['undo', 'redo', 'user password']

/**
 * What can be taken back, or done again, the last one first: of somebody what they did themselves, of
 * nobody in particular what anybody did. Of each command, the changes that the viewer may see.
 */
export async function listReversals(
  db: Db,
  viewer: Viewer,
  direction: Direction,
  limit?: number,
): Promise<Reversal[]> {
  const rows = await selectReversals(db, viewer, direction)
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  const ids = rows.map(({ id }) => id)
  const changes = await listChangesOf(db, viewer, ids)
  const byCommand = Map.groupBy(changes, (change) => change.command_id)
  return rows.map(({ undo, ...command }) => ({
    ...command,
    reverses: undo ?? command.id,
    changes: byCommand.get(command.id) ?? [],
  }))
}

/** Commands with the undo that stands: the one that no redo has taken back. */
function selectReversals(db: Db, viewer: Viewer, direction: Direction) {
  const standing = db
    .selectFrom('commands as undo')
    .leftJoin('commands as redo', 'redo.reverses', 'undo.id')
    .where('redo.id', 'is', null)
    .where('undo.reverses', 'is not', null)
    .select(['undo.id', 'undo.reverses', 'undo.made_by_user_id'])
  const done = direction === 'undo'
  // What was done again was done then.
  const revived = db
    .selectFrom('commands as undone')
    .innerJoin('commands as redone', 'redone.reverses', 'undone.id')
    .select(({ fn }) => ['undone.reverses as command', fn.max('redone.id').as('id')])
    .where('undone.reverses', 'is not', null)
    .groupBy('undone.reverses')
  return db
    .selectFrom('commands')
    .leftJoin(standing.as('undo'), 'undo.reverses', 'commands.id')
    .leftJoin(revived.as('revived'), 'revived.command', 'commands.id')
    .select([
      'commands.id',
      'commands.command',
      'commands.made_by_user_id',
      'commands.made_by',
      'commands.created_at',
      'undo.id as undo',
    ])
    .where('commands.command', 'not in', irreversible)
    .where('undo.id', done ? 'is' : 'is not', null)
    .$if(viewer !== null, (query) =>
      query.where(done ? 'commands.made_by_user_id' : 'undo.made_by_user_id', '=', viewer),
    )
    .where(({ exists, ref }) =>
      exists(
        selectVisible(db, viewer)
          .select('changes.id')
          .where('changes.command_id', '=', ref('commands.id')),
      ),
    )
    .orderBy(
      ({ fn, ref }) => (done ? fn.coalesce('revived.id', 'commands.id') : ref('undo.id')),
      'desc',
    )
}

/**
 * Who has to agree: the users whose rows would change and, where nobody in particular acts, those who
 * gave the commands. Users who are gone cannot be asked.
 */
export async function listConcerned(
  db: Db,
  viewer: Viewer,
  reversals: readonly Reversal[],
): Promise<User[]> {
  const ids = reversals.flatMap(({ made_by_user_id, changes }) => [
    ...(viewer === null && made_by_user_id !== null ? [made_by_user_id] : []),
    ...changes
      .filter((change) => change.table_name === 'users')
      // The table says that it is a user’s number.
      .map((change) => change.row_id as User['id']),
  ])
  const users: User[] = []
  for (const id of new Set(ids)) {
    const user = await findUser(db, id)
    if (user) users.push(user)
  }
  return users
}

/**
 * Reverses commands, all of them or none; each reversal is a command of its own.
 *
 * @param reversals as {@link listReversals} gave them; still the last ones
 * @param mayChange whether a user with a password has agreed
 * @throws MomentumError `conflict` when that would overwrite what was changed since; `not_allowed` when it
 * brings back a user with a password, whom the next reversal is about
 */
export async function reverse(
  { db, author }: Writer,
  viewer: Viewer,
  direction: Direction,
  reversals: readonly Reversal[],
  mayChange: (user: User) => boolean,
): Promise<void> {
  const reversing = transact(db, async (tx) => {
    await requireSame(tx, viewer, direction, reversals)
    for (const reversal of reversals) {
      const { reverses } = reversal
      const concerned = await listConcerned(tx, viewer, [reversal])
      const silent = concerned.find((user) => !mayChange(user))
      if (silent) throw needsPassword(silent)
      const change = { ...author, command: direction, reverses }
      await record(tx, change, () => takeBack(tx, viewer, reverses, author.created_at))
    }
  })
  await reversing.catch(async (error: unknown) => {
    throw error instanceof Conflict ? await changedSinceError(db, viewer, error) : error
  })
}

/** @throws MomentumError `conflict` when others were quicker than the look at what is to be reversed */
async function requireSame(
  tx: Tx,
  viewer: Viewer,
  direction: Direction,
  reversals: readonly Reversal[],
): Promise<void> {
  const rows = await selectReversals(tx, viewer, direction).limit(reversals.length).execute()
  const isSame = rows.every(({ id }, index) => id === reversals[index]?.id)
  if (isSame && rows.length === reversals.length) return
  throw conflictError('Somebody else changed something meanwhile; nothing was done.', {
    lead: 'Look, and run the command again',
    command: `${direction} --list`,
  })
}
