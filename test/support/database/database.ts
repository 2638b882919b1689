import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Raw from 'better-sqlite3'
import { inject, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import type { Location } from '../../../src/db/location.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { addUser } from '../../../src/db/users/users.ts'
import type { Task, TaskStatus } from '../../../src/domain/task.ts'
import type { CalendarDate, Instant } from '../../../src/domain/time.ts'
import type { User } from '../../../src/domain/user.ts'
import { temporaryFolder } from '../folder.ts'
import { draft, moveTo, writer } from '../household/values.ts'
import { newHouseholdUrl, serverOf } from '../server/server.ts'
import { writeEmptyFile } from './empty-file.ts'

/** An instant so many seconds after noon on Sunday 22 November 2026, UTC. */
export function at(seconds: number): Instant {
  return new Date(Date.UTC(2026, 10, 22, 12, 0, seconds)).toISOString() as Instant
}

/** The day so many days after 22 November 2026. */
export function day(days: number): CalendarDate {
  return new Date(Date.UTC(2026, 10, 22 + days)).toISOString().slice(0, 10) as CalendarDate
}

/** A new household's database, migrated and empty, which is closed when the test ends. */
export async function newDatabase(folder = temporaryFolder()): Promise<Db> {
  const location = await newLocation(folder)
  const db = await openDatabase(location, withoutNotices)
  onTestFinished(() => db.destroy())
  return db
}

async function newLocation(folder: string): Promise<Location> {
  if (inject('dialect') === 'postgres') return { server: serverOf(await newHouseholdUrl()) }
  return { path: await newHouseholdFile(folder), explicit: true }
}

/** At noon, and nobody is told anything. */
export const withoutNotices = { now: new Date(at(0)), notice: () => {} }

/** The path of a new household's file, which nobody has open. */
export async function newHouseholdFile(folder = temporaryFolder()): Promise<string> {
  const path = join(folder, 'momentum.db')
  await writeEmptyFile(path)
  return path
}

/** The path of a file that calls itself a household's and holds nothing else. */
export async function emptyHouseholdFile(folder = temporaryFolder()): Promise<string> {
  const path = join(folder, 'momentum.db')
  const raw = new Raw(path)
  raw.pragma(`application_id = ${0x4d4f4d31}`)
  raw.close()
  return path
}

/** Overwrites the beginning of an index, as a failing disk might. */
export function damageIndex(path: string): void {
  const raw = new Raw(path)
  const page = raw.prepare("select rootpage from sqlite_master where name = 'tasks_status'").pluck()
  const start = (Number(page.get()) - 1) * 4096
  raw.close()
  writeFileSync(path, readFileSync(path).fill(0xff, start, start + 64))
}

/** What makes the search index of a file wrong: it forgets a task, or cannot be read. */
export const indexDamages = [
  `insert into tasks_search (tasks_search, rowid, search_text)
    select 'delete', id, search_text from tasks where id = 1`,
  "update tasks_search_data set block = x'00000000' where id > 10",
] as const

/** Changes a file as another program would. */
export function changeFile(path: string, statements: string): void {
  const raw = new Raw(path)
  // As programs without better-sqlite3, which protects the tables of an index.
  raw.unsafeMode(true)
  raw.exec(statements)
  raw.close()
}

/** Opens an existing file as any other program would; it is closed when the test ends. */
export function openAsOtherProgram(path: string, options: Raw.Options = {}): Raw.Database {
  const raw = new Raw(path, { fileMustExist: true, ...options })
  onTestFinished(() => void raw.close())
  return raw
}

/** Decompresses a backup, as any other program would. @returns the path of the database in it */
export function decompressed(backup: string): string {
  const path = join(temporaryFolder(), 'decompressed.db')
  writeFileSync(path, gunzipSync(readFileSync(backup)))
  return path
}

/** Every file in a folder and those below it, with its bytes. */
export function readFiles(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted()
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )
}

/** All rows of a query. */
export function queryRows(raw: Raw.Database, query: string): unknown[] {
  return raw.prepare(query).all()
}

/** What the schema consists of. */
export function schemaOf(raw: Raw.Database): unknown[] {
  return queryRows(raw, 'select type, name, tbl_name, sql from sqlite_master order by type, name')
}

/** Adds `draft(number)` at noon and, from the backlog, moves it a second later. */
export async function addTaskWithStatus(db: Db, status: TaskStatus, number = 1): Promise<Task> {
  const task = await addTask(writer(db), draft(number), at(0))
  return moveTask(writer(db), null, task.id, moveTo(status), at(1))
}

export function addMember(db: Db, name: string): Promise<User> {
  return addUser(writer(db), { name, role: null }, at(0))
}
