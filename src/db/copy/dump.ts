import { fillNewFile } from '../database.ts'
import type { Db } from '../schema.ts'
import type { Counts } from '../sqlite/sound.ts'
import type { CopiedTable } from './copy.ts'

/** Makes a household's file of what a server holds. @returns how many rows of each table it has to hold */
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
