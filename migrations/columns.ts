import {
  type ColumnDefinitionBuilder,
  type Expression,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  sql,
} from 'kysely'

// What the steps share, and what the two databases spell differently. Released steps depend on it:
// add to it, but never change it.

type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
type Type = 'integer' | 'bigint' | 'text' | 'date' | 'boolean' | RawBuilder<unknown>
type Column = readonly [type: Type, build: Build]

/** How a database spells the kinds of columns and the rules about their values. */
export type Kinds = {
  /** Chooses between two spellings that only one step needs. */
  readonly spell: <Sqlite, Postgres>(words: {
    sqlite: Sqlite
    postgres: Postgres
  }) => Sqlite | Postgres
  /** A number that each row gets and that is never used again. */
  readonly id: Column
  /** The type of a column that refers to an id. */
  readonly reference: Type
  readonly text: Type
  readonly uuid: Type
  /** A calendar day, `YYYY-MM-DD`. Its rule is `isDate`. */
  readonly date: Type
  readonly flagType: Type
  /** True or false. */
  readonly flag: (name: string, initial: boolean) => Column
  /** A required moment: UTC, to the millisecond. */
  readonly instant: (name: string) => Column
  /** Like `instant`, or null. */
  readonly optionalInstant: (name: string) => Column
  readonly isDate: (column: RawBuilder<unknown>) => Rule
  /** A text of 1 to `max` characters, trimmed and without NUL. */
  readonly isText: (name: string, max: number) => Rule
  /** Like `isText`, on one line and without control characters. */
  readonly isLine: (name: string, max: number) => Rule
  /** A pattern: SQLite checks it with a glob, PostgreSQL with a regular expression. */
  readonly fits: (name: string, pattern: Pattern) => Rule
  /** The words after the columns of a table. */
  readonly tableEnd: RawBuilder<unknown>
}

type Rule = RawBuilder<boolean>
type Pattern = { readonly glob: string; readonly regex: string; readonly not?: boolean }

/** The kinds of columns in the database that a step runs on. */
export function kindsOf(db: Kysely<unknown>): Kinds {
  return isPostgres(db) ? postgres : sqlite
}

function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** The characters that JavaScript's trim removes. */
const blanks = sql.lit(
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
)

const isTrimmed = (column: Expression<unknown>, max: number) =>
  sql<boolean>`length(${column}) between 1 and ${sql.lit(max)} and trim(${column}, ${blanks}) = ${column}`

// SQLite accepts a row when a check is null, and = is null for what strftime cannot read; `is` is
// not.
function isInstant(name: string): Rule {
  const column = sql.ref(name)
  return sql`${column} is strftime('%Y-%m-%dT%H:%M:%fZ', ${column})`
}

const sqlite: Kinds = {
  spell: (words) => words.sqlite,
  id: ['integer', (column) => column.primaryKey().autoIncrement()],
  reference: 'integer',
  text: 'text',
  uuid: 'text',
  date: 'text',
  flagType: 'integer',
  flag: (name, initial) => [
    'integer',
    (column) =>
      column
        .notNull()
        .defaultTo(Number(initial))
        .check(sql`${sql.ref(name)} in (0, 1)`),
  ],
  instant: (name) => ['text', (column) => column.notNull().check(isInstant(name))],
  optionalInstant: (name) => ['text', (column) => column.check(isInstant(name))],
  isDate: (column) => sql`${column} is date(${column})`,
  isText(name, max) {
    const column = sql.ref(name)
    return sql`${isTrimmed(column, max)} and instr(${column}, char(0)) = 0`
  },
  isLine: (name, max) =>
    sql`${sqlite.isText(name, max)} and ${sql.ref(name)} not glob ('*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*')`,
  fits: (name, { glob, not }) =>
    sql`${sql.raw(name)} ${sql.raw(not ? 'not glob' : 'glob')} ${sql.lit(glob)}`,
  tableEnd: sql`strict`,
}

// PostgreSQL compares and sorts texts byte by byte, like SQLite, in any language of the server. The
// limits of dates and instants exclude infinity.
const postgresText = sql`text collate "C"`
const postgresInstant = sql`timestamptz(3)`

const isFiniteInstant = (name: string) =>
  sql`${sql.ref(name)} between '0001-01-01T00:00:00Z' and '9999-12-31T23:59:59.999Z'`

const postgres: Kinds = {
  spell: (words) => words.postgres,
  id: ['bigint', (column) => column.generatedByDefaultAsIdentity().primaryKey()],
  reference: 'bigint',
  text: postgresText,
  uuid: sql`uuid`,
  date: 'date',
  flagType: 'boolean',
  flag: (_, initial) => ['boolean', (column) => column.notNull().defaultTo(initial)],
  instant: (name) => [postgresInstant, (column) => column.notNull().check(isFiniteInstant(name))],
  optionalInstant: (name) => [postgresInstant, (column) => column.check(isFiniteInstant(name))],
  isDate: (column) => sql`${column} between '0001-01-01' and '9999-12-31'`,
  // PostgreSQL never accepts NUL in a text.
  isText: (name, max) => isTrimmed(sql.ref(name), max),
  isLine: (name, max) =>
    sql`${postgres.isText(name, max)} and ${sql.ref(name)} !~ ${sql.lit('[\u0001-\u001f\u007f-\u009f]')}`,
  fits: (name, { regex, not }) =>
    sql`${sql.ref(name)} ${sql.raw(not ? '!~' : '~')} ${sql.lit(regex)}`,
  tableEnd: sql``,
}

/** Checks that a column holds one of these words. */
export const oneOf = (name: string, words: readonly string[]): Rule =>
  sql`${sql.ref(name)} in (${sql.join(words.map((word) => sql.lit(word)))})`

/** Creates the function that sets `updated_at` on PostgreSQL. Only the first step calls it. */
export async function createTouch(db: Kysely<unknown>): Promise<void> {
  if (!isPostgres(db)) return
  await sql`
    create function touch() returns trigger language plpgsql as $$
    begin
      if new.updated_at = old.updated_at then new.updated_at := clock_timestamp(); end if;
      return new;
    end
    $$
  `.execute(db)
}

export async function dropTouch(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) await sql`drop function touch()`.execute(db)
}

/**
 * Sets `updated_at` with every change of a row, or of these columns, by any program, unless the
 * change sets it itself.
 */
export async function touchOnUpdate(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[] = [],
): Promise<void> {
  const of =
    columns.length === 0 ? sql`` : sql` of ${sql.join(columns.map((column) => sql.ref(column)))}`
  const trigger = sql.raw(`${table}_touch`)
  // Unquoted when columns are named, as in the files that already exist.
  const target = columns.length === 0 ? sql.table(table) : sql.raw(table)
  if (isPostgres(db)) {
    await sql`
      create trigger ${trigger} before update${of} on ${target}
      for each row execute function touch()
    `.execute(db)
    return
  }
  await sql`
    create trigger ${trigger} after update${of} on ${target}
    when new.updated_at = old.updated_at
    begin
      update ${target} set updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where id = new.id;
    end
  `.execute(db)
}

export async function dropTouchOnUpdate(db: Kysely<unknown>, table: string): Promise<void> {
  const trigger = sql.raw(`${table}_touch`)
  if (isPostgres(db)) await sql`drop trigger ${trigger} on ${sql.table(table)}`.execute(db)
  else await sql`drop trigger ${trigger}`.execute(db)
}
