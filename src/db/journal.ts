import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely'
import type { CommandId } from '../domain/journal.ts'
import type { Instant } from '../domain/time.ts'
import type { User } from '../domain/user.ts'
import type { Db } from './schema.ts'

// Triggers record every change of a row (step 0007), so that no query can forget it. Here they are told
// which command it is that writes.

/** What is said of a command along with its changes. */
export type Author = {
  /** `task add` */
  readonly command: string
  readonly made_by_user_id: User['id'] | null
  readonly made_by: User['name'] | null
  readonly created_at: Instant
  /** The command that this one takes back. */
  readonly reverses?: CommandId
}

/** The same database, for a command that puts its name to what it changes. */
export function signed(db: Db, author: () => Promise<Author>): Db {
  return db.withPlugin(new Signature(author))
}

/** Who writes with this connection; undefined where nobody has signed. */
export async function authorOf(db: Db): Promise<Author | undefined> {
  return db
    .getExecutor()
    .plugins.find((plugin) => plugin instanceof Signature)
    ?.author()
}

/** Goes wherever the connection goes, and leaves every query as it is. */
class Signature implements KyselyPlugin {
  readonly author: () => Promise<Author>

  constructor(author: () => Promise<Author>) {
    this.author = author
  }

  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    return result
  }
}

/** Puts the changes that work makes down to a command; one that changes nothing leaves no trace. */
export async function record<Result>(
  tx: Db,
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

// Never given out as a number, nor seen by anybody.
const unrecorded = {
  id: -1 as CommandId,
  command: 'not recorded',
  recording: false,
  created_at: '0001-01-01T00:00:00.000Z' as Instant,
}

/** For what fills an empty household, or all of it anew: nothing of that could be taken back alone. */
export async function withoutRecording<Result>(
  tx: Db,
  work: () => Promise<Result>,
): Promise<Result> {
  await tx.insertInto('commands').values(unrecorded).execute()
  const result = await work()
  await tx.deleteFrom('commands').where('id', '=', unrecorded.id).execute()
  return result
}
