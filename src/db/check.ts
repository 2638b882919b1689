import { type Kysely, sql } from 'kysely'
import type { Instant } from '../domain/time.ts'
import { MomentumError } from '../errors.ts'
import { migrate } from './migrate.ts'
import { type Db, schemaStep } from './schema.ts'
import { createInMemory, statFile } from './sqlite.ts'
import { addTask } from './task-changes.ts'
import { appliedStep, newerSchema, stepNumber } from './version.ts'

/** One proof that the database works, or what is wrong with it. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** What mends it. */
  readonly hint?: string
}

/** Proves that the database can be trusted. What is written on the way is taken back. */
export async function checkDatabase(db: Db, now: Instant): Promise<Check[]> {
  return [
    await check('connects', () => connects(db)),
    await check('integrity', () => integrity(db)),
    await check('foreign keys', () => foreignKeys(db)),
    await check('schema', () => schema(db)),
    await check('write, read, delete', () => roundTrip(db, now)),
  ]
}

/** @param prove resolves to what was found, or throws what is wrong */
async function check(name: string, prove: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await prove() }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { name, ok: false, detail, ...hintOf(error) }
  }
}

function hintOf(error: unknown): Pick<Check, 'hint'> {
  const known = error instanceof Outdated || error instanceof MomentumError
  return known && error.hint !== undefined ? { hint: error.hint } : {}
}

async function connects(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db)
  return `SQLite ${rows[0]?.version}`
}

async function integrity(db: Db): Promise<string> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(db)
  const found = rows.map((row) => row.integrity_check).join('; ')
  if (found !== 'ok') throw new Error(found)
  const { rows: sizes } = await sql<{ expected: number; file: string }>`
    select page_count * page_size as expected, file
    from pragma_page_count, pragma_page_size, pragma_database_list where name = 'main'
  `.execute(db)
  const missing = (sizes[0]?.expected ?? 0) - (statFile(sizes[0]?.file ?? '')?.size ?? 0)
  if (missing > 0) throw new Error(`the file lacks its last ${missing} bytes`)
  return 'no damaged page'
}

async function foreignKeys(db: Db): Promise<string> {
  const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
  if (rows.length > 0) throw new Error(`${rows.length} broken references, in ${rows[0]?.table}`)
  return 'every reference leads somewhere'
}

async function schema(db: Db): Promise<string> {
  const step = await appliedStep(db)
  if (step !== undefined && step > schemaStep) throw newerSchema(step)
  if (step !== schemaStep) {
    throw new Outdated(`schema ${stepNumber(step)}, expected ${stepNumber(schemaStep)}`)
  }
  const expected = createInMemory()
  try {
    await migrate(expected, 'latest')
    const wanted = await definitions(expected)
    const found = await definitions(db)
    const odd = [...new Set([...wanted.keys(), ...found.keys()])].filter(
      (name) => wanted.get(name) !== found.get(name),
    )
    if (odd.length > 0) throw new Error(`differs from the migrations in ${odd.join(', ')}`)
    return `schema ${stepNumber(step)}, as the migrations make it`
  } finally {
    await expected.destroy()
  }
}

async function definitions(db: Kysely<never> | Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where sql is not null and name not like 'sqlite_%'
  `.execute(db)
  return new Map(rows.map((row) => [row.name, row.sql]))
}

const probe = '00000000-0000-4000-8000-00000000c4ec'

/** The schema is an older one: nothing is wrong with the data. */
class Outdated extends Error {
  readonly hint = 'Bring it up to date: momentum db migrate'
}

/** Thrown to take the round trip back. */
class TakeBack extends Error {}

async function roundTrip(db: Db, now: Instant): Promise<string> {
  const title = 'Momentum checks that it can write'
  const work = db.transaction().execute(async (tx) => {
    const task = { uuid: probe, title, definition_of_done: title } as const
    await addTask(tx, { ...task, domain: 'OTHER', effort: 'TINY' }, now)
    const own = tx.selectFrom('tasks').select('title').where('uuid', '=', probe)
    if ((await own.executeTakeFirst())?.title !== title) throw new Error('what was written is lost')
    await tx.deleteFrom('tasks').where('uuid', '=', probe).execute()
    if (await own.executeTakeFirst()) throw new Error('what was deleted is still there')
    throw new TakeBack()
  })
  await work.catch((error: unknown) => {
    if (!(error instanceof TakeBack)) throw error
  })
  return 'a task was added, found, deleted, and all of it taken back'
}
