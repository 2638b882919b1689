import { sql } from 'kysely'
import { countRows } from '../dialect.ts'
import { type Db, fixedValues } from '../schema.ts'
import { createInMemory, withDatabase } from '../sqlite/connection.ts'
import { migrate, type Target } from './migrate.ts'
import { appliedStep } from './version.ts'

/** A table or a column that a way back takes along, and in how many rows it says something. */
export type Loss = { readonly what: string; readonly rows: number }

type Column = { readonly table: string; readonly name: string; readonly initial: string | null }

/** What going to a step would lose of what the database holds; tables and columns that are empty are left out. */
export async function listLosses(db: Db, target: Target): Promise<Loss[]> {
  const applied = await appliedStep(db)
  const columns = await columnsAfter(applied === undefined ? [] : [{ step: applied }])
  const kept = await columnsAfter(applied === undefined ? [target] : [{ step: applied }, target])
  const tables = new Set(columns.map(({ table }) => table))
  const losses: Loss[] = []
  for (const table of tables) {
    if (!kept.some((column) => column.table === table)) {
      losses.push({ what: table, rows: await countRows(db, table) })
    }
  }
  for (const { table, name, initial } of columns) {
    const stays = kept.some((column) => column.table === table)
    if (!stays || kept.some((column) => column.table === table && column.name === name)) continue
    const says = sql`${sql.ref(name)} is distinct from ${literal(table, name, initial)}`
    losses.push({ what: `${table}.${name}`, rows: await countRows(db, table, says) })
  }
  return losses.filter(({ rows }) => rows > 0)
}

/** The columns of a file that has gone this way and holds nothing; the same steps make those of a server. */
async function columnsAfter(targets: readonly Target[]): Promise<Column[]> {
  return withDatabase(createInMemory(), async (empty) => {
    for (const target of targets) await migrate(empty, target)
    return listColumns(empty)
  })
}

/** A default as SQLite spells it, for either database. */
function literal(table: string, name: string, initial: string | null) {
  if (fixedValues(table, name) === 'boolean') return sql.raw(initial === '1' ? 'true' : 'false')
  return sql.raw(initial ?? 'null')
}

async function listColumns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select list.name as "table", info.name, info.dflt_value as initial
    from sqlite_master as list, pragma_table_info(list.name) as info
    where list.type = 'table' and list.name not like 'sqlite_%' and list.name not like 'kysely_%'
      -- made from the tasks, and made anew on the way up
      and list.name not like 'tasks_search%' and list.name <> 'task_counts'
    order by list.name, info.cid
  `.execute(db)
  return rows
}
