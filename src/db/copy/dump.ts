import { fillNewFile } from '../database.ts'
import { appliedStep } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import type { Counts } from '../sqlite/sound.ts'
import type { CopiedTable } from './copy.ts'

/**
 * Writes a household to a new file of the same schema.
 *
 * @returns how many rows each table of the file must hold
 */
export async function writeDump(
  draft: string,
  household: Db,
  fill: (file: Db) => Promise<readonly CopiedTable[]>,
): Promise<Counts> {
  let copied: readonly CopiedTable[] = []
  const step = (await appliedStep(household)) ?? schemaStep
  const copy = async (file: Db) => {
    copied = await fill(file)
  }
  await fillNewFile(draft, copy, { step })
  return new Map(copied.map(({ table, rows }) => [table, rows]))
}
