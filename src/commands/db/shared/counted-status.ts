import type { Context } from '../../../command.ts'
import { appliedStep } from '../../../db/migrate/version.ts'
import { type Db, schemaStep } from '../../../db/schema.ts'
import { type DatabaseStatus, getStatus } from '../../../db/status.ts'

/**
 * Describes a database of any schema. It counts the tasks that who acts can list; nobody is asked for
 * a password for that.
 */
export async function countedStatus(
  db: Db,
  place: string,
  context: Context,
): Promise<DatabaseStatus> {
  if ((await appliedStep(db)) !== schemaStep) return getStatus(db, null, place)
  // Makes sure of a member who is named with --as.
  if (context.settings.user !== undefined) await context.db()
  return getStatus(db, (await context.actor.provenUser())?.id ?? null, place)
}
