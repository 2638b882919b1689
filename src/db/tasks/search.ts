import { type RawBuilder, sql } from 'kysely'
import type { TaskId } from '../../domain/task.ts'
import { foldAccents } from '../../domain/text.ts'
import { countRows, dialectOf } from '../dialect.ts'
import type { Db, Tx } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'

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
  if (text === undefined || dialectOf(db) === 'postgres') return read(db)
  return readAtOneMoment(db, read)
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
 * @returns undefined if there are too many
 */
async function findMatches(db: Db, key: string): Promise<readonly TaskId[] | undefined> {
  if (dialectOf(db) === 'postgres') return undefined
  const trigrams = trigramsOf(key)
  const found = trigrams.length === 0 ? await findShort(db, key) : findByTrigrams(trigrams)
  const { rows } = await sql<{ id: TaskId }>`
    select tasks.id from ${found} as found cross join tasks on tasks.id = found.id
    where ${containsKey(key)} limit ${mostTasks + 1}
  `.execute(db)
  return rows.length > mostTasks ? undefined : rows.map(({ id }) => id)
}

function findByTrigrams(trigrams: readonly string[]) {
  const all = trigrams.map(quoted).join(' AND ')
  return sql`(select rowid as id from tasks_search where tasks_search match ${all})`
}

/** Put after a text, it makes one that comes after every other text that begins so. */
const lastCharacter = '\u{10ffff}'

/** Selects the tasks that contain one or two characters. */
async function findShort(db: Db, key: string) {
  // This table stores nothing. It lists the trigrams of the index and their tasks, in order.
  await sql`
    create virtual table if not exists temp.tasks_trigrams
    using fts5vocab('main', 'tasks_search', 'instance')
  `.execute(db)
  // Wherever the text occurs, a trigram begins with it, except at the very end.
  return sql`(
    select distinct id from (
      select doc as id from temp.tasks_trigrams
      where term >= ${key} and term < ${key + lastCharacter}
      union all
      select id from tasks where ${end} in ${endsWith(key)} and ${isListedEnd}
    )
  )`
}

// Worded as in its index.
const end = sql<string>`substr(search_text, -2)`
const isListedEnd = sql<boolean>`substr(search_text, -2) <> char(10) || char(10)`

/** Selects each pair of characters that ends a text and contains this one. */
function endsWith(key: string) {
  const next = (condition: RawBuilder<boolean>) =>
    sql`(select ${end} from tasks where ${isListedEnd} and ${condition} order by ${end} limit 1)`
  return sql`(
    with recursive ends (pair) as (
      select ${next(sql`true`)}
      union all
      select ${next(sql`${end} > pair`)} from ends where pair is not null
    )
    select pair from ends where pair like ${likePattern(key)} escape '\\'
  )`
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
