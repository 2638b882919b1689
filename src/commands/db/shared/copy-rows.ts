import type { Context } from '../../../command.ts'
import { type CopiedTable, copyHousehold, countHousehold } from '../../../db/copy/copy.ts'
import type { Db } from '../../../db/schema.ts'
import { withProgress } from '../../shared/progress.ts'

/** Copies a household, and shows how far it is. */
export async function copyRows(
  source: Db,
  target: Db,
  context: Context,
): Promise<readonly CopiedTable[]> {
  const total = await countHousehold(source)
  return withProgress(context, 'Copying', total, (advance) =>
    copyHousehold(source, target, advance),
  )
}
