import type { Instant } from '../../domain/time.ts'
import { withEveryRow } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { transact } from '../transaction.ts'

/** What was forgotten. */
export type Forgotten = { readonly commands: number; readonly changes: number }

/** Deletes the history of all that was before: nothing of it can be seen or taken back any more. */
export async function forget(db: Db, before: Instant): Promise<Forgotten> {
  return transact(db, (tx) =>
    withEveryRow(tx, async () => {
      const changes = await tx
        .deleteFrom('changes')
        .where('created_at', '<', before)
        .executeTakeFirstOrThrow()
      const commands = await tx
        .deleteFrom('commands')
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(selectFrom('changes').select('id').whereRef('command_id', '=', 'commands.id')),
          ),
        )
        .executeTakeFirstOrThrow()
      // Nobody can bring these users back.
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
      return {
        commands: Number(commands.numDeletedRows),
        changes: Number(changes.numDeletedRows),
      }
    }),
  )
}
