import { sql } from 'kysely'
import type { TaskId } from '../../domain/task.ts'
import { dialectOf } from '../dialect.ts'
import type { Db } from '../schema.ts'

/** More than so many tasks are found sooner by looking at one after the other. */
const most = 1000

/** The index knows three characters in a row. */
const length = 3

/** A search narrows at the most by so many of them: it is a hint, and every task is still looked at. */
const mostTrigrams = 30

/**
 * The only tasks that hold a folded text; undefined when there are many, or the index cannot tell.
 * PostgreSQL uses its index by itself.
 */
export async function narrow(db: Db, key: string): Promise<readonly TaskId[] | undefined> {
  if (dialectOf(db) === 'postgres') return undefined
  const trigrams = trigramsOf(key)
  if (trigrams.length === 0) return undefined
  const { rows } = await sql<{ id: TaskId }>`
    select tasks.id from tasks_search cross join tasks on tasks.id = tasks_search.rowid
    where tasks_search match ${trigrams.map(quoted).join(' AND ')} and ${holds(key)}
    limit ${most + 1}
  `.execute(db)
  return rows.length > most ? undefined : rows.map(({ id }) => id)
}

function trigramsOf(key: string): string[] {
  const characters = [...key]
  const starts = characters.slice(0, Math.max(0, characters.length - length + 1))
  const trigrams = starts.map((_, index) => characters.slice(index, index + length).join(''))
  return [...new Set(trigrams)].slice(0, mostTrigrams)
}

/** A word of FTS5's query language that means itself. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

/** A task's text has this folded part, whatever `like` would make of its signs. */
export function holds(key: string) {
  return sql<boolean>`tasks.search_text like ${`%${likeText(key)}%`} escape '\\'`
}

export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** The folded title: the first line of what is searched. An index knows it. */
export function titleKey(db: Db) {
  return dialectOf(db) === 'sqlite'
    ? sql<string>`substr(search_text, 1, instr(search_text, char(10)) - 1)`
    : sql<string>`split_part(search_text, chr(10), 1)`
}
