import { sql } from 'kysely'
import { migrate, type Target } from './migrate.ts'
import type { Db } from './schema.ts'
import { createInMemory } from './sqlite.ts'
import { appliedStep } from './version.ts'

/** A table or a column that a way back takes along, and in how many rows it says something. */
export type Loss = { readonly what: string; readonly rows: number }

type Column = { readonly table: string; readonly name: string; readonly initial: string | null }

/** What going to a step would lose of what the database holds; tables and columns that are empty are left out. */
export async function listLosses(db: Db, target: Target): Promise<Loss[]> {
  const kept = await columnsAt(db, target)
  const columns = await listColumns(db)
  const tables = new Set(columns.map(({ table }) => table))
  const losses: Loss[] = []
  for (const table of tables) {
    if (!kept.some((column) => column.table === table)) {
      losses.push({ what: table, rows: await countRows(db, table, sql`true`) })
    }
  }
  for (const { table, name, initial } of columns) {
    const stays = kept.some((column) => column.table === table)
    if (!stays || kept.some((column) => column.table === table && column.name === name)) continue
    const says = sql`${sql.ref(name)} is not ${sql.raw(initial ?? 'null')}`
    losses.push({ what: `${table}.${name}`, rows: await countRows(db, table, says) })
  }
  return losses.filter(({ rows }) => rows > 0)
}

/** The columns of a database that has gone the same way and holds nothing. */
async function columnsAt(db: Db, target: Target): Promise<Column[]> {
  const applied = await appliedStep(db)
  const empty = createInMemory()
  try {
    if (applied !== undefined) await migrate(empty, { step: applied })
    await migrate(empty, target)
    return await listColumns(empty)
  } finally {
    await empty.destroy()
  }
}

async function listColumns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select list.name as "table", info.name, info.dflt_value as initial
    from sqlite_master as list, pragma_table_info(list.name) as info
    where list.type = 'table' and list.name not like 'sqlite_%' and list.name not like 'kysely_%'
    order by list.name, info.cid
  `.execute(db)
  return rows
}

async function countRows(
  db: Db,
  table: string,
  condition: ReturnType<typeof sql>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where ${condition}
  `.execute(db)
  return Number(rows[0]?.count)
}
