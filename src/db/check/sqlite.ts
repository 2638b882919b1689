import { existsSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { sql } from 'kysely'
import { errorCode } from '../../errors.ts'
import { stateOfUnfinished } from '../backup/claim.ts'
import { folderBeside, isUnfinished, listNames } from '../backup/folder.ts'
import { readStart } from '../backup/label.ts'
import { restoreHint } from '../hints.ts'
import { migrate } from '../migrate/migrate.ts'
import type { Db } from '../schema.ts'
import { applicationId, createInMemory, withDatabase } from '../sqlite/connection.ts'
import { draftTarget } from '../sqlite/draft.ts'
import { sideFiles } from '../sqlite/file.ts'
import { listDamage } from '../sqlite/sound.ts'
import { judgeConflicts, listConflicts } from './conflicts.ts'
import { judgeLeftovers, judgeModes, judgeNames, judgePlace } from './file.ts'
import { compareDefinitions, type Found, type Proofs, withRollback } from './proof.ts'

/** The checks of a file. */
export const proofs: Proofs = {
  connects,
  integrity,
  foreignKeys,
  listDifferences,
  schemaHint: restoreHint,
  more: { leftovers, permissions, place, names },
}

async function connects(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db)
  return `SQLite ${rows[0]?.version}`
}

async function integrity(db: Db): Promise<string> {
  const found = await listDamage(db)
  if (found.length > 0) throw new Error(found.slice(0, 5).join('; '))
  const { rows: sizes } = await sql<{ expected: number }>`
    select page_count * page_size as expected from pragma_page_count, pragma_page_size
  `.execute(db)
  const missing = (sizes[0]?.expected ?? 0) - statSync(await pathOf(db)).size
  if (missing > 0) throw new Error(`the last ${missing} bytes of the file are missing`)
  return 'no damaged pages'
}

async function foreignKeys(db: Db): Promise<string> {
  const { rows } = await sql<{ table: string; rowid: number; parent: string }>`
    pragma foreign_key_check
  `.execute(db)
  const [first] = rows
  if (first) {
    const where = `row ${first.rowid} of ${first.table}`
    throw new Error(`${rows.length} broken, the first from ${where} to ${first.parent}`)
  }
  return 'no broken references'
}

/** Lists what differs in a file's schema from the schema that the migrations create. */
export async function listDifferences(db: Db): Promise<readonly string[]> {
  const expected = await withDatabase(createInMemory(), async (household) => {
    await migrate(household, 'latest')
    return definitions(household)
  })
  return compareDefinitions(expected, await definitions(db))
}

async function definitions(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where sql is not null and name not like 'sqlite_%'
  `.execute(db)
  return new Map(rows.map((row) => [row.name, row.sql]))
}

/** The path of the file itself, also when a link leads to it. */
async function pathOf(db: Db): Promise<string> {
  const { rows } = await sql<{ file: string }>`
    select file from pragma_database_list where name = 'main'
  `.execute(db)
  return rows[0]?.file ?? ''
}

/** Looks for stray files while no other program can write, so that none of them is in use. */
async function leftovers(db: Db): Promise<Found> {
  const path = await pathOf(db)
  const [folder, name] = [dirname(path), basename(path)]
  return withRollback(db, async () => {
    const sides = listNames(folder).filter((each) => sideFiles(name).includes(each))
    const drafts = listNames(folder).filter((each) => draftTarget(each) === name)
    const backups = folderBeside(path)
    const unfinished = [
      ...drafts.map((each) => join(folder, each)),
      ...readableNames(backups)
        .filter(isUnfinished)
        .map((each) => join(backups, each)),
    ]
    return judgeLeftovers([
      ...sides.map((each) => join(folder, each)),
      // A program that is still running needs what it writes.
      ...unfinished.filter((each) => stateOfUnfinished(each) !== 'running'),
    ])
  })
}

/** Another person's folder, which cannot be read, is left to them. */
function readableNames(folder: string): string[] {
  try {
    return listNames(folder)
  } catch (error) {
    if (errorCode(error) === 'EACCES') return []
    throw error
  }
}

async function permissions(db: Db): Promise<Found> {
  const path = await pathOf(db)
  // Windows does not store permissions in the mode.
  if (sep === '\\') return 'the same as its folder’s'
  return judgeModes(path, statSync(path).mode, statSync(dirname(path)).mode)
}

async function place(db: Db): Promise<Found> {
  const path = await pathOf(db)
  const folder = dirname(path)
  const found = judgePlace(path, statfsSync(folder).type, isInSyncthing(folder))
  const conflicts = listConflicts(basename(path), readableNames(folder))
    .map((name) => join(folder, name))
    .filter(isHousehold)
  return judgeConflicts(found, conflicts)
}

/** Whether a file begins like a household's. One that cannot be read does not count. */
function isHousehold(path: string): boolean {
  try {
    // Reading a pipe could take forever.
    if (!statSync(path).isFile()) return false
    const start = readStart(path, 72)
    return start.length === 72 && start.readUInt32BE(68) === applicationId
  } catch {
    return false
  }
}

function isInSyncthing(folder: string): boolean {
  if (existsSync(join(folder, '.stfolder'))) return true
  return folder !== dirname(folder) && isInSyncthing(dirname(folder))
}

async function names(db: Db): Promise<Found> {
  const path = await pathOf(db)
  return judgeNames(path, statSync(path).nlink)
}
