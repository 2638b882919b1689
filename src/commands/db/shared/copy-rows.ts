import type { Context } from '../../../command.ts'
import { type CopiedTable, copyHousehold, countEverything } from '../../../db/copy/copy.ts'
import type { Db } from '../../../db/schema.ts'

/** Copies a household, and shows how far it is. */
export async function copyRows(
  source: Db,
  target: Db,
  context: Context,
): Promise<readonly CopiedTable[]> {
  const progress = context.progress('Copying', await countEverything(source))
  try {
    return await copyHousehold(source, target, progress.advance)
  } finally {
    progress.close()
  }
}
