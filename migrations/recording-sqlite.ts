import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Recorded } from './journal.ts'
import { ownerOf, passwordOf, present, type Row } from './recording-row.ts'

// At most one command runs at a time. A change that another program makes belongs to none.
const runningCommand = sql`(select 1) left join commands on commands.recording is not null`
const isRecorded = sql`coalesce(commands.recording, 1) = 1`
const insertChange = sql`insert into changes
  (command_id, created_at, table_name, row_id, operation, private_to, before, after)
  select commands.id, coalesce(commands.created_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`

export function createTriggers(table: string, recorded: Recorded): RawBuilder<unknown>[] {
  return [
    insertTrigger(table, recorded),
    updateTrigger(table, recorded),
    ...(recorded.isPrivate ? [closeTrigger(table, recorded)] : []),
    deleteTrigger(table, recorded),
  ]
}

function insertTrigger(table: string, recorded: Recorded): RawBuilder<unknown> {
  return sql`create trigger ${sql.raw(`${table}_journal_insert`)} after insert on ${sql.raw(table)} begin
      ${insertChange}, ${changeOf(table, recorded, 'INSERT', 'new')}, null, ${rowOf(recorded, 'new')}
      from ${runningCommand} where ${isRecorded};
    end`
}

function updateTrigger(table: string, recorded: Recorded): RawBuilder<unknown> {
  const pairs = recorded.columns
    .filter((column) => column !== 'updated_at')
    .map(
      (column) =>
        sql`select ${sql.lit(column)} as key, ${sql.ref(`old.${column}`)} as was, ${sql.ref(`new.${column}`)} as became`,
    )
  const [was, became] = [passwordOf('old'), passwordOf('new')]
  if (recorded.hasPassword) {
    pairs.push(sql`select 'has_password', ${was} is not null, ${became} is not null`)
  }
  const differs = recorded.hasPassword
    ? sql`(was is not became or key = 'has_password' and ${was} is not ${became})`
    : sql`was is not became`
  return sql`create trigger ${sql.raw(`${table}_journal_update`)} after update on ${sql.raw(table)} begin
      ${insertChange}, ${changeOf(table, recorded, 'UPDATE', 'new', 'old')},
        json_group_object(key, was), json_group_object(key, became)
      from (${sql.join(pairs, sql` union all `)}), ${runningCommand}
      where ${isRecorded} and ${differs} having count(*) > 0;
    end`
}

function deleteTrigger(table: string, recorded: Recorded): RawBuilder<unknown> {
  const password = passwordOf('old')
  const keepPassword = sql`insert or replace into removed_passwords (id, password_hash)
    select old.id, ${password} from ${runningCommand}
    where ${isRecorded} and ${password} is not null;`
  return sql`create trigger ${sql.raw(`${table}_journal_delete`)} after delete on ${sql.raw(table)} begin
      ${insertChange}, ${changeOf(table, recorded, 'DELETE', 'old')}, ${rowOf(recorded, 'old')}, null
      from ${runningCommand} where ${isRecorded};
      ${recorded.hasPassword ? keepPassword : sql``}
    end`
}

/**
 * The table, the row's id, the operation, and the member who alone may see it, if it is private.
 */
function changeOf(
  table: string,
  recorded: Recorded,
  operation: string,
  ...rows: readonly Row[]
): RawBuilder<unknown> {
  const owners = rows.map((row) => ownerOf(row, recorded))
  const owner =
    recorded.isPrivate || recorded.isPrivateWith
      ? sql`coalesce(${sql.join(owners)}, null)`
      : sql`null`
  return sql`${sql.lit(table)}, ${sql.ref(`${rows[0]}.id`)}, ${sql.lit(operation)}, ${owner}`
}

function rowOf({ columns, hasPassword }: Recorded, row: Row): RawBuilder<unknown> {
  const pairs = columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(`${row}.${column}`)}`)
  if (hasPassword) pairs.push(sql`'has_password', ${passwordOf(row)} is not null`)
  return sql`json_object(${sql.join(pairs)})`
}

function closeTrigger(table: string, recorded: Recorded): RawBuilder<unknown> {
  const others = (recorded.closes ?? []).map(
    (closed) => sql`
        or table_name = ${sql.lit(closed.table)} and row_id in (
          ${closed.stays ? present(closed) : sql``}select row_id from changes where table_name = ${sql.lit(closed.table)}
            and coalesce(after, before) ->> ${sql.lit(`$.${closed.column}`)} = new.id
        )`,
  )
  const owner = ownerOf('new', recorded)
  return sql`create trigger ${sql.raw(`${table}_journal_close`)} after update on ${sql.raw(table)}
    when ${owner} is not ${ownerOf('old', recorded)} begin
      update changes set closed_to = ${owner}
        where table_name = ${sql.lit(table)} and row_id = new.id${sql.join(others, sql``)};
    end`
}

export function dropTriggers(table: string): RawBuilder<unknown>[] {
  return ['insert', 'update', 'delete', 'close'].map(
    (event) => sql`drop trigger if exists ${sql.raw(`${table}_journal_${event}`)}`,
  )
}

/** Deletes the values of these columns from what was recorded of a table. */
export function forgetColumns(table: string, columns: readonly string[]): RawBuilder<unknown> {
  const paths = sql.join(columns.map((column) => sql.lit(`$.${column}`)))
  return sql`update changes
    set before = json_remove(before, ${paths}), after = json_remove(after, ${paths})
    where table_name = ${sql.lit(table)}`
}

/**
 * Has `changes` take rows about these tables and no others. SQLite cannot replace a check, so the
 * table is built again.
 */
export async function allowTables(db: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_master where tbl_name = 'changes' and sql is not null
  `.execute(db)
  const table = rows.find(({ type }) => type === 'table')?.sql ?? ''
  const words = tables.map((name) => `'${name}'`).join(', ')
  const created = table
    .replace('"changes"', '"changes_rebuilt"')
    .replace(/"table_name" in \([^)]*\)/, `"table_name" in (${words})`)
  const indexes = rows.filter(({ type }) => type === 'index')
  for (const statement of [
    created,
    'insert into changes_rebuilt select * from changes',
    // Ids are never given again.
    "delete from sqlite_sequence where name = 'changes_rebuilt'",
    `insert into sqlite_sequence (name, seq)
      select 'changes_rebuilt', seq from sqlite_sequence where name = 'changes'`,
    'drop table changes',
    'alter table changes_rebuilt rename to changes',
    ...indexes.map((index) => index.sql),
  ]) {
    await sql.raw(statement).execute(db)
  }
}
