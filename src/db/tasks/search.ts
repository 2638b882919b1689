import { type RawBuilder, sql } from 'kysely'
import { foldAccents } from '../../domain/text.ts'
import { countRows, dialectOf } from '../dialect.ts'
import type { Db, Tx } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import { likePattern } from './like.ts'
import { findByTrigrams, findCandidates, trigramsOf } from './search-index.ts'

/**
 * Up to this many tasks are looked up by their ids; to scan all tasks is faster when there are
 * more.
 */
const mostTasks = 1000

/** So few deletions never take long enough to count all tasks first. */
const fewTasks = 20

/** How many tasks SQLite's index takes in while it forgets one. */
const tasksPerDeletion = 250

/**
 * Runs a query with a search. In a file a search takes several steps, which have to see the same
 * moment: a task that is replaced between them would not be found.
 */
export function whileSearching<Result>(
  db: Db,
  text: string | undefined,
  read: (db: Db) => Promise<Result>,
): Promise<Result> {
  if (text === undefined || dialectOf(db) === 'postgres') return read(db)
  return readAtOneMoment(db, read)
}

/** A search for a text, in any case and with any accents. Used {@link whileSearching}. */
export type Search = {
  /**
   * The condition that a task is one of some thousand that contain the text, those with the lowest
   * numbers. Undefined if the index finds all of them, or finds them in another order.
   */
  readonly first?: Contains
  /** What finds tasks in a file if the index has too many to look them all up by their numbers. */
  readonly many?: {
    /** Compares each task with the text. */
    readonly compared: Contains
    /** Compares those that the index finds, all of which have to be found first. */
    readonly found: Contains
  }
  /** Finds the condition that a task contains the text. */
  readonly all: () => Promise<{
    readonly contains: Contains
    /** Whether there are so many that each task has to be compared. */
    readonly isScan: boolean
  }>
}

/** The condition that a task contains a text. */
export type Contains = RawBuilder<boolean>

/** Searches for a text. PostgreSQL uses its index by itself. */
export async function openSearch(db: Db, text: string): Promise<Search> {
  const key = foldAccents(text)
  const scan = { contains: containsKey(key), isScan: true }
  if (dialectOf(db) === 'postgres') return { all: async () => ({ ...scan, isScan: false }) }
  const among = (ids: string) =>
    sql<boolean>`tasks.id in (select value from json_each(${ids})) and ${scan.contains}`
  const { ids, isAll, isBeginning, isExact } = await findCandidates(db, key)
  if (isAll) return { all: async () => ({ contains: among(ids), isScan: false }) }
  const found = isBeginning
    ? sql<boolean>`tasks.id in ${findByTrigrams(trigramsOf(key))} and ${scan.contains}`
    : scan.contains
  return {
    ...(isBeginning ? { first: among(ids) } : {}),
    many: { compared: scan.contains, found },
    async all() {
      const matches = isExact ? undefined : await findMatches(db, key)
      return matches === undefined ? scan : { contains: among(matches), isScan: false }
    },
  }
}

/** The condition that a task contains a text, as {@link Search} finds it. */
export async function containsText(db: Db, text: string): Promise<Contains> {
  return (await (await openSearch(db, text)).all()).contains
}

/**
 * Compares the text with tasks that have all its trigrams, though rarely as they follow each other.
 *
 * @returns their numbers, as a list in JSON; undefined if there are too many
 */
async function findMatches(db: Db, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ ids: string; count: number }>`
    select json_group_array(id) as ids, count(*) as count from (
      select tasks.id from ${findByTrigrams(trigramsOf(key))} as found
      cross join tasks on tasks.id = found.id
      where ${containsKey(key)} limit ${mostTasks + 1}
    )
  `.execute(db)
  const [found] = rows
  return found === undefined || found.count > mostTasks ? undefined : found.ids
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

/** The folded title, which is the first line of `search_text`, in the words of its index. */
export function titleKey(db: Db) {
  return dialectOf(db) === 'sqlite'
    ? sql<string>`substr(search_text, 1, instr(search_text, char(10)) - 1)`
    : sql<string>`split_part(search_text, chr(10), 1)`
}
