import type { Context } from '../../../command.ts'
import { appliedStep } from '../../../db/migrate/version.ts'
import { type Db, schemaStep } from '../../../db/schema.ts'
import { type DatabaseStatus, getStatus } from '../../../db/status.ts'

/**
 * Describes a database of any schema, with the number of tasks that the member who acts may see.
 * Only --as asks for a password; a member who has not given theirs otherwise counts as nobody.
 */
export async function getVisibleStatus(
  db: Db,
  place: string,
  context: Context,
): Promise<DatabaseStatus> {
  if ((await appliedStep(db)) !== schemaStep) return getStatus(db, null, place)
  // With --as, the member has to exist and to give their password.
  if (context.settings.user !== undefined) await context.db()
  return getStatus(db, (await context.actor.provenUser())?.id ?? null, place)
}
