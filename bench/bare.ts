import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { momentum, run } from './program.ts'

type Row = Record<string, unknown>

const tables = ['users', 'categories', 'tasks', 'daily_wins'] as const

/**
 * Inserts the rows of a household into the empty tables of another one, in one transaction and with
 * better-sqlite3 alone.
 *
 * @returns the time of the inserts in milliseconds
 */
export function insertBare(path: string): number {
  const copy = `${path}.bare`
  rmSync(copy, { force: true })
  run(momentum('db', 'init', '--db', copy))
  const source = new Database(path, { readonly: true })
  const target = new Database(copy)
  const contents = tables.map((table) => ({ table, rows: readRows(source, table) }))
  const start = performance.now()
  target.transaction(() => {
    for (const { table, rows } of contents) insertRows(target, table, rows)
  })()
  const time = performance.now() - start
  source.close()
  target.close()
  rmSync(copy)
  return time
}

function readRows(source: Database.Database, table: string): readonly Row[] {
  const columns = source.prepare<[], string>(`select name from pragma_table_info('${table}')`)
  return source.prepare<[], Row>(`select ${columns.pluck().all().join(', ')} from ${table}`).all()
}

function insertRows(target: Database.Database, table: string, rows: readonly Row[]): void {
  const names = Object.keys(rows[0] ?? {})
  const values = names.map((name) => `@${name}`)
  const statement = target.prepare(`insert into ${table} (${names}) values (${values})`)
  for (const row of rows) statement.run(row)
}
