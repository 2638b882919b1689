import { type Kysely, type RawBuilder, sql } from 'kysely'
import { oneOf } from './columns.ts'
import { protectFunction, refuseOtherTables } from './functions.ts'
import type { Recorded } from './journal.ts'
import { ownerOf, passwordOf, present, type Row } from './recording-row.ts'

/** @param isGuarded whether they are those of step 0008, or those of step 0007 */
export function createTriggers(
  table: string,
  recorded: Recorded,
  isGuarded: boolean,
): RawBuilder<unknown>[] {
  const name = `journal_${table}`
  return [
    createFunction(table, recorded, isGuarded ? findOwnCommand(table) : findCommand),
    isGuarded
      ? protectFunction(name)
      : sql`do $$ begin
      execute format(${sql.lit(`alter function ${name}() set search_path = %I`)}, current_schema());
    end $$`,
    sql`create trigger ${sql.raw(`${table}_journal`)} after insert or update or delete on ${sql.raw(table)}
      for each row execute function ${sql.raw(name)}()`,
  ]
}

const findCommand = sql`select id, recording, created_at into command from commands where recording is not null;`

/**
 * Finds the command that this transaction added. A row that says not to record comes first: a copy
 * may bring commands that another household left open.
 */
function findOwnCommand(table: string): RawBuilder<unknown> {
  return sql`${refuseOtherTables(table)}
        select id, recording, created_at into command from commands
          where recording is not null and xmin = pg_current_xact_id()::xid
          order by recording, id desc limit 1;`
}

/** `security definer`: it records a change even for a role that may not see the journal. */
function createFunction(
  table: string,
  recorded: Recorded,
  findsCommand: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { isPrivate, hasPassword } = recorded
  const owner = (row: Row) =>
    recorded.isPrivate || recorded.isPrivateWith
      ? sql`coalesce(${ownerOf(row, recorded)}, null)`
      : sql`null`
  const isNewPassword = hasPassword
    ? sql`or key = 'has_password' and ${passwordOf('old')} is distinct from ${passwordOf('new')}`
    : sql``
  return sql`create function ${sql.raw(`journal_${table}`)}() returns trigger language plpgsql security definer as $$
      declare
        command record;
        was jsonb;
        became jsonb;
        owner bigint;
      begin
        ${findsCommand}
        if not command.recording then return null; end if;
        if tg_op <> 'INSERT' then
          was := ${rowOf(recorded, 'old')};
          owner := ${owner('old')};
        end if;
        if tg_op <> 'DELETE' then
          became := ${rowOf(recorded, 'new')};
          owner := coalesce(${owner('new')}, owner);
        end if;
        if tg_op = 'UPDATE' then
          select jsonb_object_agg(key, a.value), jsonb_object_agg(key, b.value) into was, became
            from jsonb_each(was) as a join jsonb_each(became) as b using (key)
            where key <> 'updated_at' and (a.value <> b.value ${isNewPassword});
          if was is null then return null; end if;
        end if;
        insert into changes
          (command_id, created_at, table_name, row_id, operation, private_to, before, after)
        values (
          command.id, coalesce(command.created_at, clock_timestamp()), ${sql.lit(table)},
          case when tg_op = 'DELETE' then old.id else new.id end, tg_op, owner, was, became
        );
        ${hasPassword ? keepPassword : sql``}
        ${isPrivate ? closePrivate(table, recorded) : sql``}
        return null;
      end
    $$`
}

function rowOf({ columns, flags = [], instants = [], hasPassword }: Recorded, row: Row) {
  const written = (column: string) => {
    const value = sql.ref(`${row}.${column}`)
    if (flags.includes(column)) return sql`${value}::integer`
    return instants.includes(column)
      ? sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : value
  }
  const pairs = columns.map((column) => sql`${sql.lit(column)}, ${written(column)}`)
  if (hasPassword) pairs.push(sql`'has_password', (${passwordOf(row)} is not null)::integer`)
  return sql`jsonb_build_object(${sql.join(pairs)})`
}

const keepPassword = sql`
    if tg_op = 'DELETE' and ${passwordOf('old')} is not null then
      insert into removed_passwords (id, password_hash) values (old.id, ${passwordOf('old')})
        on conflict (id) do update set password_hash = excluded.password_hash;
    end if;`

function closePrivate(table: string, recorded: Recorded): RawBuilder<unknown> {
  const others = (recorded.closes ?? []).map(
    (closed) => sql`
        or table_name = ${sql.lit(closed.table)} and row_id in (
          ${closed.stays ? present(closed) : sql``}select row_id from changes where table_name = ${sql.lit(closed.table)}
            and (coalesce(after, before)::jsonb ->> ${sql.lit(closed.column)})::bigint = new.id
        )`,
  )
  const owner = ownerOf('new', recorded)
  return sql`
    if tg_op = 'UPDATE' and (${owner}) is distinct from (${ownerOf('old', recorded)}) then
      update changes set closed_to = ${owner}
        where table_name = ${sql.lit(table)} and row_id = new.id${sql.join(others, sql``)};
    end if;`
}

export function dropTriggers(table: string): RawBuilder<unknown>[] {
  return [
    sql`drop trigger if exists ${sql.raw(`${table}_journal`)} on ${sql.raw(table)}`,
    sql`drop function if exists ${sql.raw(`journal_${table}`)}()`,
  ]
}

export function forgetColumns(table: string, columns: readonly string[]): RawBuilder<unknown> {
  const names = sql`array[${sql.join(columns.map((column) => sql.lit(column)))}]`
  return sql`update changes
    set before = (before::jsonb - ${names})::text, after = (after::jsonb - ${names})::text
    where table_name = ${sql.lit(table)}`
}

export async function allowTables(db: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  await sql`alter table changes drop constraint changes_table_name_check`.execute(db)
  await sql`alter table changes add constraint changes_table_name_check
    check (${oneOf('table_name', tables)})`.execute(db)
}
