import { type RawBuilder, sql } from 'kysely'
import type { TaskId } from '../../domain/task.ts'
import { foldAccents } from '../../domain/text.ts'
import { countRows, dialectOf } from '../dialect.ts'
import type { Db, Tx } from '../schema.ts'

/**
 * Up to this many tasks are looked up by their ids; to scan all tasks is faster when there are
 * more.
 */
const mostTasks = 1000

/** The index finds sequences of three characters. */
const trigramLength = 3

/**
 * A few trigrams narrow a search enough, because every task found is still compared with the text.
 */
const mostTrigrams = 30

/** So few deletions never take long enough to count all tasks first. */
const fewTasks = 20

/** How many tasks SQLite's index takes in while it forgets one. */
const tasksPerDeletion = 250

/**
 * Runs a query with {@link containsText}. In a file a search takes two steps, which have to see the
 * same moment: a task that is replaced between them would not be found.
 */
export function whileSearching<Result>(
  db: Db,
  text: string | undefined,
  read: (db: Db) => Promise<Result>,
): Promise<Result> {
  if (text === undefined || dialectOf(db) === 'postgres' || db.isTransaction) return read(db)
  return db.transaction().setAccessMode('read only').execute(read)
}

/**
 * The condition that a task contains a text, in any case and with any accents. Used
 * {@link whileSearching}.
 */
export async function containsText(db: Db, text: string): Promise<RawBuilder<boolean>> {
  const key = foldAccents(text)
  const ids = await findMatches(db, key)
  if (ids === undefined) return containsKey(key)
  if (ids.length === 0) return sql<boolean>`false`
  return sql<boolean>`tasks.id in (${sql.join(ids.map((id) => sql.lit(id)))}) and ${containsKey(key)}`
}

/**
 * Asks the index of SQLite which tasks contain a folded text; PostgreSQL uses its index by itself.
 *
 * @returns undefined when they are too many, or the text is too short for the index
 */
async function findMatches(db: Db, key: string): Promise<readonly TaskId[] | undefined> {
  if (dialectOf(db) === 'postgres') return undefined
  const trigrams = trigramsOf(key)
  if (trigrams.length === 0) return undefined
  const { rows } = await sql<{ id: TaskId }>`
    select tasks.id from tasks_search cross join tasks on tasks.id = tasks_search.rowid
    where tasks_search match ${trigrams.map(quoted).join(' AND ')} and ${containsKey(key)}
    limit ${mostTasks + 1}
  `.execute(db)
  return rows.length > mostTasks ? undefined : rows.map(({ id }) => id)
}

/**
 * Runs work that deletes tasks. SQLite's index forgets a deleted text at once, which takes
 * milliseconds for each task, so that many are faster to delete with the whole index made anew.
 *
 * @param count how many tasks the work deletes
 */
export async function whileDeleting<Result>(
  tx: Tx,
  count: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (dialectOf(tx) === 'postgres' || count < fewTasks) return work()
  if (count * tasksPerDeletion < (await countRows(tx, 'tasks'))) return work()
  await forgetAtOnce(tx, false)
  const result = await work()
  await sql`insert into tasks_search (tasks_search) values ('rebuild')`.execute(tx)
  await forgetAtOnce(tx, true)
  return result
}

async function forgetAtOnce(tx: Tx, isWanted: boolean): Promise<void> {
  // A bound number would be a fraction, which FTS5 refuses.
  const value = sql.lit(Number(isWanted))
  await sql`insert into tasks_search (tasks_search, rank) values ('secure-delete', ${value})`.execute(
    tx,
  )
}

function trigramsOf(key: string): string[] {
  const characters = [...key]
  const starts = characters.slice(0, Math.max(0, characters.length - trigramLength + 1))
  const trigrams = starts.map((_, index) => characters.slice(index, index + trigramLength).join(''))
  return [...new Set(trigrams)].slice(0, mostTrigrams)
}

/** Quotes a text for FTS5's query language. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

function containsKey(key: string) {
  return sql<boolean>`tasks.search_text like ${likePattern(key)} escape '\\'`
}

/** The condition that the title of a task contains a text, in any case and with any accents. */
export function titleContains(db: Db, text: string) {
  return sql<boolean>`${titleKey(db)} like ${likePattern(foldAccents(text))} escape '\\'`
}

/** The condition that a text is the whole title of a task, in any case and with any accents. */
export function titleIs(db: Db, text: string) {
  return sql<boolean>`${titleKey(db)} = ${foldAccents(text)}`
}

function likePattern(key: string): string {
  return `%${key.replace(/[\\%_]/g, '\\$&')}%`
}

/** The folded title, which is the first line of `search_text`, in the words of its index. */
export function titleKey(db: Db) {
  return dialectOf(db) === 'sqlite'
    ? sql<string>`substr(search_text, 1, instr(search_text, char(10)) - 1)`
    : sql<string>`split_part(search_text, chr(10), 1)`
}
