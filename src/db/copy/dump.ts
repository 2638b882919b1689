import { fillNewFile } from '../database.ts'
import type { Db } from '../schema.ts'
import type { Counts } from '../sqlite/sound.ts'
import type { CopiedTable } from './copy.ts'

/** Writes a household to a new file. @returns how many rows each table of the file must hold */
export async function writeDump(
  draft: string,
  fill: (file: Db) => Promise<readonly CopiedTable[]>,
): Promise<Counts> {
  let copied: readonly CopiedTable[] = []
  await fillNewFile(draft, async (file) => {
    copied = await fill(file)
  })
  return new Map(copied.map(({ table, rows }) => [table, rows]))
}
