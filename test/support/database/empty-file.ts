import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Raw from 'better-sqlite3'
import { createDatabase } from '../../../src/db/database.ts'
import { temporaryFolder } from '../folder.ts'

type EmptyFile = { readonly bytes: Buffer; readonly uuid: string }

/** Made once for many tests: migrations take as long as a dozen commands. */
let emptyFile: Promise<EmptyFile> | undefined

/** Writes a household's file as the program makes it: migrated and empty, one of its own. */
export async function writeEmptyFile(path: string): Promise<void> {
  emptyFile ??= makeEmptyFile()
  const { bytes, uuid } = await emptyFile
  const own = Buffer.from(bytes)
  own.write(randomUUID(), bytes.indexOf(uuid))
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, own, { mode: 0o600 })
}

async function makeEmptyFile(): Promise<EmptyFile> {
  const path = join(temporaryFolder(), 'momentum.db')
  await createDatabase({ path, explicit: true })
  const raw = new Raw(path)
  const uuid = raw.prepare('select uuid from household').pluck().get()
  raw.close()
  return { bytes: readFileSync(path), uuid: String(uuid) }
}
