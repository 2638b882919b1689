import type { CommandId } from '../domain/journal.ts'
import type { Instant } from '../domain/time.ts'
import type { User } from '../domain/user.ts'
import type { Tx } from './schema.ts'

// Triggers record every change of a row (steps 0007 and 0008), so that no query can forget it. A
// row of `commands` that is not closed tells them which command makes the changes of this
// transaction.

/** What is recorded of a command, with its changes. */
export type Author = {
  /** `task add` */
  readonly command: string
  readonly made_by_user_id: User['id'] | null
  readonly made_by: User['name'] | null
  /** The IANA name of the time zone that decides its days, if that is known. */
  readonly zone?: string | undefined
  readonly created_at: Instant
  /** The command whose changes this one reverses. */
  readonly reverses?: CommandId
}

/**
 * Records the changes that work makes as made by a command; one that changes nothing leaves no
 * trace.
 */
export async function record<Result>(
  tx: Tx,
  author: Author,
  work: () => Promise<Result>,
): Promise<Result> {
  const { id } = await tx
    .insertInto('commands')
    .values({ ...author, recording: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  const result = await work()
  const closed = await tx
    .updateTable('commands')
    .set({ recording: null })
    .where('id', '=', id)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('changes').select('id').where('command_id', '=', id)),
    )
    .executeTakeFirst()
  if (closed.numUpdatedRows === 0n) await tx.deleteFrom('commands').where('id', '=', id).execute()
  return result
}

/**
 * Records a command that replaced or filled the whole household. Unlike every other command, it has
 * no changes; `undo` stops at it.
 *
 * @param command a command of the noun `db`: the index of such commands looks for that word
 */
export async function recordWhole(
  tx: Tx,
  command: `db ${string}`,
  { zone, created_at }: Pick<Author, 'zone' | 'created_at'>,
): Promise<void> {
  await tx.insertInto('commands').values({ command, zone, created_at }).execute()
}

// Its number is never given out, and nobody ever sees it.
const unrecorded = {
  id: -1 as CommandId,
  command: 'not recorded',
  recording: false,
  created_at: '0001-01-01T00:00:00.000Z' as Instant,
}

/** For work that fills or replaces a whole household: no part of that could be undone alone. */
export async function withoutRecording<Result>(
  tx: Tx,
  work: () => Promise<Result>,
): Promise<Result> {
  const clear = () => tx.deleteFrom('commands').where('id', '=', unrecorded.id).execute()
  // Another program may have left a row with this number.
  await clear()
  await tx.insertInto('commands').values(unrecorded).execute()
  const result = await work()
  await clear()
  return result
}
