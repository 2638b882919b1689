import { type ColumnDefinitionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'

// What the steps share. A released step depends on these as they are: add, never change.

type Column = ColumnDefinitionBuilder

/** A number of its own for each row, never given again. */
export const idColumn = (column: Column) => column.primaryKey().autoIncrement()

/** True or false. */
export const flagColumn = (name: string, initial: 0 | 1) => (column: Column) =>
  column
    .notNull()
    .defaultTo(initial)
    .check(sql`${sql.ref(name)} in (0, 1)`)

/** A moment that must be there: UTC, ISO 8601 with milliseconds and `Z`. */
export const instantColumn = (name: string) => (column: Column) =>
  column.notNull().check(isInstant(name))

/** As {@link instantColumn}, or null. */
export const optionalInstantColumn = (name: string) => (column: Column) =>
  column.check(isInstant(name))

/** A calendar day, `YYYY-MM-DD`. */
export const dateColumn = (name: string) => (column: Column) =>
  column.notNull().check(sql`${sql.ref(name)} is date(${sql.ref(name)})`)

// A check that comes to null passes: = would let through whatever strftime cannot read.
function isInstant(name: string): RawBuilder<boolean> {
  const column = sql.ref(name)
  return sql`${column} is strftime('%Y-%m-%dT%H:%M:%fZ', ${column})`
}

/** What blank means to JavaScript's trim. */
const blanks = sql.lit(
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
)

/** The column holds one of these words. */
export const oneOf = (name: string, words: readonly string[]): RawBuilder<boolean> =>
  sql`${sql.ref(name)} in (${sql.join(words.map((word) => sql.lit(word)))})`

/** A text of 1 to `max` characters without blanks around it and without NUL. */
export const isText = (name: string, max: number): RawBuilder<boolean> => {
  const column = sql.ref(name)
  return sql`length(${column}) between 1 and ${sql.lit(max)} and trim(${column}, ${blanks}) = ${column} and instr(${column}, char(0)) = 0`
}

/** As {@link isText}, on one line and without control characters. */
export const isLine = (name: string, max: number): RawBuilder<boolean> =>
  sql`${isText(name, max)} and ${sql.ref(name)} not glob ('*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*')`

/** Moves `updated_at` with every change, whichever program makes it, unless the change sets it. */
export async function touchOnUpdate(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`
    create trigger ${sql.raw(`${table}_touch`)} after update on ${sql.table(table)}
    when new.updated_at = old.updated_at
    begin
      update ${sql.table(table)} set updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where id = new.id;
    end
  `.execute(db)
}
