import type Database from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { databaseError, type MomentumError } from '../../errors.ts'
import { checkHint } from '../hints.ts'
import { fixedValues } from '../schema.ts'

type Row = Record<string, unknown>
type Statement = Database.Statement<unknown[], Row>

/** How many statements are kept for long work, where new ones would fill the memory. */
const mostStatements = 16

type Prepared = { readonly raw: Statement; readonly typed: SqliteStatement }

/** Reads and writes booleans, which SQLite stores as 0 and 1, and refuses unknown words. */
export function withTypedRows(raw: Database.Database): SqliteDatabase {
  /** The latest statement comes last. */
  const prepared = new Map<string, Prepared>()
  return {
    prepare(query) {
      const known = prepared.get(query)
      prepared.delete(query)
      const statement = known && !known.raw.busy ? known : prepare(raw, query)
      // The columns of a table may have changed.
      if (!statement.raw.reader && /^\s*(alter|create|drop) /i.test(query)) prepared.clear()
      else prepared.set(query, statement)
      const [oldest] = prepared.size > mostStatements ? prepared.keys() : []
      if (oldest !== undefined) prepared.delete(oldest)
      return statement.typed
    },
    close: () => raw.close(),
  }
}

function prepare(raw: Database.Database, query: string): Prepared {
  const statement = raw.prepare<unknown[], Row>(query)
  return { raw: statement, typed: withTypes(statement) }
}

function withTypes(statement: Statement): SqliteStatement {
  const read = statement.reader ? rowReader(statement.columns()) : undefined
  return {
    reader: statement.reader,
    all: (parameters) => {
      const rows = statement.all(...bind(parameters))
      return read ? rows.map(read) : rows
    },
    run: (parameters) => statement.run(...bind(parameters)),
    iterate: (parameters) => {
      const rows = statement.iterate(...bind(parameters))
      return read ? readEach(rows, read) : rows
    },
  }
}

function bind(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
}

type Read = (row: Row) => Row
type Origin = Pick<Database.ColumnDefinition, 'table' | 'column'>

/** Makes what reads a statement's rows; undefined where no column has fixed values. */
function rowReader(columns: readonly Database.ColumnDefinition[]): Read | undefined {
  const booleans: string[] = []
  const words: { name: string; values: readonly unknown[]; origin: Origin }[] = []
  // SQLite knows the origin of a column, whatever it is called; an expression has none.
  for (const { name, ...origin } of columns) {
    const values = fixedValues(origin.table, origin.column ?? name)
    if (values === 'boolean') booleans.push(name)
    else if (values) words.push({ name, values, origin })
  }
  if (booleans.length + words.length === 0) return undefined
  return (row) => {
    for (const name of booleans) if (row[name] !== null) row[name] = Boolean(row[name])
    for (const { name, values, origin } of words) {
      const value = row[name]
      if (value !== null && !values.includes(value)) throw unknownWordError(origin, value)
    }
    return row
  }
}

function* readEach(rows: Iterable<Row>, read: Read): IterableIterator<Row> {
  for (const row of rows) yield read(row)
}

function unknownWordError({ table, column }: Origin, value: unknown): MomentumError {
  return databaseError(`The database is damaged: ${table}.${column} is “${value}”.`, checkHint)
}
