import type { Instant } from '../../domain/time.ts'
import { withEveryRow } from '../dialect.ts'
import type { Db, Tx } from '../schema.ts'
import { transact } from '../transaction.ts'

/** How much was deleted. */
export type Forgotten = { readonly commands: number; readonly changes: number }

/** Deletes all changes recorded before an instant; they can no longer be seen or undone. */
export async function forgetHistory(db: Db, before: Instant): Promise<Forgotten> {
  return transact(db, (tx) =>
    withEveryRow(tx, async () => {
      const { forgetUndoneImports } = await import('../exchange/keys.ts')
      await forgetUndoneImports(tx)
      const changes = await tx
        .deleteFrom('changes')
        .where('created_at', '<', before)
        .executeTakeFirstOrThrow()
      const commands = await deleteCommandsWithoutChanges(tx, before)
      await deletePasswordsWithoutUser(tx)
      return { commands, changes: Number(changes.numDeletedRows) }
    }),
  )
}

async function deleteCommandsWithoutChanges(tx: Tx, before: Instant): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('commands')
    // A later one never had any: it replaced or filled the whole household.
    .where('created_at', '<', before)
    .where(({ exists, not, selectFrom }) =>
      not(exists(selectFrom('changes').select('id').whereRef('command_id', '=', 'commands.id'))),
    )
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Deletes the password hashes of deleted users whose deletion can no longer be undone. */
async function deletePasswordsWithoutUser(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('removed_passwords')
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('changes')
            .select('id')
            .where('table_name', '=', 'users')
            .where('operation', '=', 'DELETE')
            .whereRef('row_id', '=', 'removed_passwords.id'),
        ),
      ),
    )
    .execute()
}
