import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { inject, onTestFinished } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { createDatabase, openAnySchema } from '../../../src/db/database.ts'
import { parseServerUrl, type Server } from '../../../src/db/postgres/url.ts'
import type { Db } from '../../../src/db/schema.ts'
import { tableNames } from '../../../src/domain/journal.ts'
import { runStatement, type Statement } from '../database/statements.ts'

/** The URL of a schema that is not there yet, and that goes when the test ends. */
export function newSchemaUrl(): string {
  const url = urlOfSchema()
  onTestFinished(async () => {
    await drop(serverOf(url).schema)
  })
  return url
}

/** Households of tests that are over. */
const free: string[] = []

/** The schemas that are not what the migrations make any more. */
const changedSchemas = new Set<string>()

/**
 * A household's place, and what makes it there: migrated and empty.
 *
 * @param saved what {@link saveRows} kept of another household, to begin with
 */
export function newHousehold(saved?: string) {
  const used = free.pop()
  const url = used ?? urlOfSchema()
  const make = async () => {
    if (used === undefined) await createDatabase({ server: serverOf(url) })
    if (saved !== undefined) await loadRows(saved, url)
  }
  let made: Promise<void> | undefined
  // Another program's, which stays connected: to connect takes longer than to ask.
  let other: Promise<Db> | undefined
  onTestFinished(async () => {
    await made
    await (await other)?.destroy()
    const { schema } = serverOf(url)
    if (changedSchemas.has(schema)) await drop(schema)
    else if (made !== undefined) await empty(url)
    else if (used !== undefined) free.push(used)
  })
  return {
    url,
    async ready() {
      made ??= make()
      await made
    },
    async ask(statement: Statement) {
      other ??= openAnySchema({ server: serverOf(url) })
      return runStatement(await other, statement)
    },
  }
}

/**
 * The URL of a household that is migrated and empty; a test that changes its schema uses another
 * one.
 */
export async function newHouseholdUrl(): Promise<string> {
  const { url, ready } = newHousehold()
  await ready()
  return url
}

async function empty(url: string): Promise<void> {
  const { schema } = serverOf(url)
  const steps = await execute(`select name from ${schema}.kysely_migration`)
  // A test that went elsewhere leaves no household for the next one.
  if (steps.length !== Object.keys(migrations).length) return drop(schema)
  const tables = ['sessions', ...tableNames.toReversed(), 'changes', 'commands', 'import_keys']
  // Far quicker than to truncate, which makes every file anew.
  const statements = tables.flatMap((table) => [
    `delete from ${schema}.${table}`,
    `select setval('${schema}.${table}_id_seq', 1, false)`,
  ])
  for (const table of ['removed_passwords', 'task_counts']) {
    statements.push(`delete from ${schema}.${table}`)
  }
  await execute(statements.join('; '))
  free.push(url)
}

/**
 * Keeps the rows of a household and its next numbers in a schema of their own.
 *
 * @returns its name, or undefined where {@link loadRows} could not put them into another household
 */
export async function saveRows(url: string): Promise<string | undefined> {
  const { schema } = serverOf(url)
  const owners = await execute('select from pg_roles where rolname = current_user and rolsuper')
  if (owners.length === 0 || changedSchemas.has(schema)) return undefined
  const saved = newTestName()
  await execute(`
    create schema ${saved};
    do $$
    declare name text;
    begin
      for name in select tablename from pg_tables
        where schemaname = '${schema}' and tablename not like 'kysely%'
      loop execute format('create table ${saved}.%I as table ${schema}.%I', name, name); end loop;
    end $$;
    create table ${saved}.next_numbers as
      select sequencename, last_value from pg_sequences where schemaname = '${schema}'
  `)
  return saved
}

/** Puts saved rows into an empty household, as its triggers left them. */
async function loadRows(saved: string, url: string): Promise<void> {
  const { schema } = serverOf(url)
  await execute(`
    begin;
    set local session_replication_role = replica;
    do $$
    declare name text;
    begin
      for name in select tablename from pg_tables
        where schemaname = '${saved}' and tablename <> 'next_numbers'
      loop
        execute format('delete from ${schema}.%I', name);
        execute format(
          'insert into ${schema}.%I overriding system value table ${saved}.%I', name, name
        );
      end loop;
    end $$;
    select setval(format('${schema}.%I', sequencename)::regclass,
      coalesce(last_value, 1), last_value is not null) from ${saved}.next_numbers;
    commit
  `)
}

async function drop(schema: string): Promise<void> {
  await execute(`drop schema if exists ${schema} cascade`)
}

/** Takes the rules about values away from a household, which is used by no other test. */
export async function dropChecks(url: string): Promise<void> {
  const { schema } = serverOf(url)
  changedSchemas.add(schema)
  await execute(`
    do $$
    declare check_ record;
    begin
      for check_ in select conrelid::regclass as place, conname from pg_constraint
        where connamespace = '${schema}'::regnamespace and contype = 'c' and conrelid <> 0
      loop execute format('alter table %s drop constraint %I', check_.place, check_.conname); end loop;
    end $$
  `)
}

/**
 * The URL of a new database, which goes when the test ends. A household that is being made keeps
 * the others of its database waiting, so this is for tests that make many, or take long over one.
 */
export async function newDatabaseUrl(options = ''): Promise<string> {
  const name = newTestName()
  await execute(`create database ${name} ${options}`)
  onTestFinished(async () => void (await execute(`drop database ${name} with (force)`)))
  const url = new URL(inject('postgresUrl'))
  url.pathname = name
  return url.href
}

function urlOfSchema(): string {
  const url = new URL(inject('postgresUrl'))
  url.searchParams.set('schema', newTestName())
  return url.href
}

/** A name that nothing else on the server has. */
export function newTestName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`
}

export function serverOf(url: string): Server {
  return parseServerUrl(url)
}

let pool: Pool | undefined

/** Runs SQL as the owner of the server's database. */
export async function execute(text: string, values: unknown[] = []): Promise<unknown[]> {
  const { host, port, user, password, database } = serverOf(inject('postgresUrl'))
  pool ??= new Pool({ host, port, user, password, database, max: 1, allowExitOnIdle: true })
  return (await pool.query(text, values)).rows
}

/**
 * Changes who may do what in the database, as its owner. A server refuses one of two such changes
 * at once, and several files of tests make them.
 */
export async function changeRights(text: string, tries = 20): Promise<void> {
  try {
    await execute(text)
  } catch (error) {
    if (tries === 0 || !String(error).includes('tuple concurrently updated')) throw error
    await changeRights(text, tries - 1)
  }
}
