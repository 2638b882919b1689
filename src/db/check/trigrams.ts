import { type RawBuilder, sql } from 'kysely'
import { countRows, requireEveryRow, serverSchema, tableIn } from '../dialect.ts'
import { isDamagedIndex } from '../error-codes.ts'
import type { Db } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import type { Look } from './derived.ts'

/** How many tasks are looked up at a time. */
const batchSize = 500

/**
 * Looks up every task in a server's index by the whole text that is searched.
 *
 * @returns what is wrong; undefined also where the server has no such index
 */
export async function findUnfound(db: Db, look: Look): Promise<string | undefined> {
  if ((await findTrigrams(db)) === undefined) return undefined
  if (!(await hasIndex(db))) return 'is missing'
  try {
    await sortPending(db)
    const unfound = await readAtOneMoment(db, (tx) => countUnfound(tx, look))
    if (unfound === 0) return undefined
    return `does not find ${unfound} ${unfound === 1 ? 'task' : 'tasks'}`
  } catch (error) {
    if (isDamagedIndex(error)) return 'is damaged'
    throw error
  }
}

/** The schema of the extension that such an index needs, if it is there. */
export async function findTrigrams(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select nspname as name from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
    where extname = 'pg_trgm'
  `.execute(db)
  return rows[0]?.name
}

async function hasIndex(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_indexes where schemaname = ${serverSchema(db)} and indexname = 'tasks_search'
  `.execute(db)
  return rows.length > 0
}

/**
 * Has the server put what was added lately in its place in the index, where it would do so itself
 * later on. Until then it reads all of that for each text. Only the owner of the index may do this.
 */
async function sortPending(db: Db): Promise<void> {
  await sql`
    select gin_clean_pending_list(oid::regclass) from pg_class
    where relnamespace = ${serverSchema(db)}::regnamespace and relname = 'tasks_search'
    and pg_has_role(relowner, 'usage') and not pg_is_in_recovery()
  `.execute(db)
}

async function countUnfound(tx: Db, { advance }: Look): Promise<number> {
  await requireEveryRow(tx)
  const total = await countRows(tx, 'tasks')
  await avoidScans(tx)
  let unfound = 0
  let last = 0
  for (;;) {
    const texts = await lookUp(tx, last)
    if (texts.length === 0) break
    unfound += texts.reduce((sum, text) => sum + text.unfound, 0)
    last = Math.max(...texts.map((text) => text.last))
    advance(texts.reduce((sum, text) => sum + text.tasks, 0) / total)
  }
  return unfound
}

/** Has the server use the index until the transaction ends; it could also read every task. */
async function avoidScans(tx: Db): Promise<void> {
  for (const way of ['enable_seqscan', 'enable_indexscan', 'enable_indexonlyscan']) {
    await sql`set local ${sql.raw(way)} = off`.execute(tx)
  }
}

/** Looks up each text once, because the tasks of a routine have the same one. */
async function lookUp(tx: Db, last: number) {
  const tasks = tableIn(tx, 'tasks')
  const { rows } = await sql<{ last: number; tasks: number; unfound: number }>`
    select max(id) as last, count(*) as tasks, count(*) - (
      select count(*) from ${tasks} as found
      -- The sum keeps the server from finding the tasks by their numbers.
      where found.search_text like ${literal(sql`task.search_text`)}
      and found.id + 0 = any (array_agg(task.id))
    ) as unfound
    from (select * from ${tasks} where id > ${last} order by id limit ${batchSize}) as task
    group by task.search_text
  `.execute(tx)
  return rows
}

/** The pattern that only this text matches. */
function literal(text: RawBuilder<unknown>) {
  return sql`regexp_replace(${text}, '([\\\\%_])', '\\\\\\1', 'g')`
}
