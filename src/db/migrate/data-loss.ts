import { sql } from 'kysely'
import { countRows } from '../dialect.ts'
import { type Db, fixedValues } from '../schema.ts'
import { createInMemory, withDatabase } from '../sqlite/connection.ts'
import { migrate, type Target } from './migrate.ts'
import { appliedStep } from './version.ts'

/** A table or a column that a downgrade deletes, and how many of its rows hold a value. */
export type DataLoss = { readonly what: string; readonly rows: number }

type Column = { readonly table: string; readonly name: string; readonly initial: string | null }

/** Lists what moving to a step would delete; empty tables and columns are left out. */
export async function listDataLoss(db: Db, target: Target): Promise<DataLoss[]> {
  const applied = await appliedStep(db)
  const way = applied === undefined ? [] : [{ step: applied }]
  const [columns, kept] = [await columnsAfter(way), await columnsAfter([...way, target])]
  const isKept = (table: string, name?: string) =>
    kept.some((column) => column.table === table && (name ?? column.name) === column.name)
  const dataLoss: DataLoss[] = []
  for (const table of new Set(columns.map((column) => column.table))) {
    if (!isKept(table)) dataLoss.push({ what: table, rows: await countRows(db, table) })
  }
  for (const { table, name, initial } of columns) {
    if (!isKept(table) || isKept(table, name)) continue
    const holdsValue = sql`${sql.ref(name)} is distinct from ${literal(table, name, initial)}`
    dataLoss.push({ what: `${table}.${name}`, rows: await countRows(db, table, holdsValue) })
  }
  return dataLoss.filter(({ rows }) => rows > 0)
}

/** The columns of an empty file that moved to these steps; a server has the same columns. */
async function columnsAfter(targets: readonly Target[]): Promise<Column[]> {
  return withDatabase(createInMemory(), async (empty) => {
    for (const target of targets) await migrate(empty, target)
    return listColumns(empty)
  })
}

/** The SQL of a default, which SQLite spells with numbers for booleans. */
function literal(table: string, name: string, initial: string | null) {
  if (fixedValues(table, name) === 'boolean') return sql.raw(initial === '1' ? 'true' : 'false')
  return sql.raw(initial ?? 'null')
}

async function listColumns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select list.name as "table", info.name, info.dflt_value as initial
    from sqlite_master as list, pragma_table_info(list.name) as info
    where list.type = 'table' and list.name not like 'sqlite_%' and list.name not like 'kysely_%'
      -- derived from the tasks, and created again by an upgrade
      and list.name not like 'tasks_search%' and list.name <> 'task_counts'
      -- made by the database, and made again by an upgrade
      and list.name <> 'household' and not (list.name = 'users' and info.name = 'uuid')
    order by list.name, info.cid
  `.execute(db)
  return rows
}
