import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../schema.ts'
import { likePattern } from './like.ts'

/** SQLite's index finds sequences of three characters. */
const trigramLength = 3

/**
 * A few trigrams narrow a search enough, because every task found is still compared with the text.
 */
const mostTrigrams = 30

/** This many numbers are found and looked up in a few milliseconds. */
const mostCandidates = 5000

/** Tasks that may contain a text. */
type Candidates = {
  /** Their numbers, as a list in JSON. */
  readonly ids: string
  /** Whether every task that contains the text is among them. */
  readonly isAll: boolean
  /** Whether those that are missing have higher numbers. */
  readonly isBeginning: boolean
  /** Whether each of them contains the text, which need not be compared. */
  readonly isExact: boolean
}

/** Asks SQLite's index which tasks may contain a folded text. No task is read. */
export async function findCandidates(db: Db, key: string): Promise<Candidates> {
  const trigrams = trigramsOf(key)
  const isShort = trigrams.length === 0
  const found = isShort ? await findShort(db, key) : findByTrigrams(trigrams)
  const { rows } = await sql<{ ids: string; count: number }>`
    select json_group_array(id) as ids, count(*) as count
    from (select id from ${found} limit ${mostCandidates + 1})
  `.execute(db)
  const [{ ids, count } = { ids: '[]', count: 0 }] = rows
  const isAll = count <= mostCandidates
  return { ids, isAll, isBeginning: !isShort, isExact: trigrams.length <= 1 }
}

/** Selects the tasks that contain every trigram, in the order of their numbers. */
export function findByTrigrams(trigrams: readonly string[]) {
  const all = trigrams.map(quoted).join(' AND ')
  return sql`(select rowid as id from tasks_search where tasks_search match ${all} order by rowid)`
}

/** A text with this at its end is sorted after every other text that begins with it. */
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

export function trigramsOf(key: string): string[] {
  const characters = [...key]
  const starts = characters.slice(0, Math.max(0, characters.length - trigramLength + 1))
  const trigrams = starts.map((_, index) => characters.slice(index, index + trigramLength).join(''))
  return [...new Set(trigrams)].slice(0, mostTrigrams)
}

/** Quotes a text for FTS5's query language. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}
