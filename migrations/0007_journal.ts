import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf, oneOf } from './columns.ts'

/** Every change of the household's rows, by the command that made it: what can be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createCommands(db)
  await createChanges(db)
  await createRemovedPasswords(db)
  const write = kindsOf(db).spell({ sqlite: sqliteTriggers, postgres: postgresTriggers })
  for (const table of tables) {
    for (const statement of write(table)) await statement.execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const forget = kindsOf(db).spell({ sqlite: sqliteForget, postgres: postgresForget })
  for (const { name } of tables) {
    for (const statement of forget(name)) await statement.execute(db)
  }
  for (const table of ['removed_passwords', 'changes', 'commands']) {
    await db.schema.dropTable(table).execute()
  }
}

async function createCommands(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('commands')
    .addColumn('id', ...kinds.id)
    .addColumn('command', kinds.text, (column) => column.notNull())
    // What a user did outlives the user.
    .addColumn('made_by_user_id', kinds.reference)
    .addColumn('made_by', kinds.text)
    .addColumn('reverses', kinds.reference, (column) =>
      column.references('commands.id').onDelete('set null'),
    )
    // Null when the command is over: true while its changes are recorded, false while they are not.
    .addColumn('recording', kinds.flagType)
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addCheckConstraint('commands_command', kinds.isLine('command', 40))
    .addCheckConstraint('commands_made_by', sql`(made_by is null) = (made_by_user_id is null)`)
    .$call((table) =>
      kinds.spell({
        sqlite: table.addCheckConstraint('commands_recording', sql`recording in (0, 1)`),
        postgres: table,
      }),
    )
    .modifyEnd(kinds.tableEnd)
    .execute()
  await sql`create unique index commands_open on commands ((recording is not null))
    where recording is not null`.execute(db)
  await sql`create index commands_reverses on commands (reverses)`.execute(db)
}

async function createChanges(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('changes')
    .addColumn('id', ...kinds.id)
    // Null: made by another program.
    .addColumn('command_id', kinds.reference, (column) =>
      column.references('commands.id').onDelete('cascade'),
    )
    .addColumn('table_name', kinds.text, (column) =>
      column.notNull().check(
        oneOf(
          'table_name',
          tables.map(({ name }) => name),
        ),
      ),
    )
    .addColumn('row_id', kinds.reference, (column) => column.notNull())
    .addColumn('operation', kinds.text, (column) =>
      column.notNull().check(oneOf('operation', ['INSERT', 'UPDATE', 'DELETE'])),
    )
    .addColumn('before', kinds.text)
    .addColumn('after', kinds.text)
    // Who alone may see it: for what it tells of a private task, and for as long as the task is
    // private.
    .addColumn('private_to', kinds.reference)
    .addColumn('closed_to', kinds.reference)
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addCheckConstraint('changes_before', sql`(before is null) = (operation = 'INSERT')`)
    .addCheckConstraint('changes_after', sql`(after is null) = (operation = 'DELETE')`)
    .modifyEnd(kinds.tableEnd)
    .execute()
  await sql`create index changes_command on changes (command_id)`.execute(db)
  await sql`create index changes_row on changes (table_name, row_id)`.execute(db)
}

/** Password hashes of deleted users, so that undoing the deletion keeps the password. */
async function createRemovedPasswords(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('removed_passwords')
    .addColumn('id', kinds.reference, (column) => column.primaryKey())
    .addColumn('password_hash', kinds.text, (column) => column.notNull())
    .modifyEnd(kinds.tableEnd)
    .execute()
}

/** What is recorded of a table's rows, apart from their ids; what is made from it is left out. */
type Journaled = {
  readonly name: string
  readonly columns: readonly string[]
  readonly flags?: readonly string[]
  readonly instants: readonly string[]
  /** The only member who may see the row. */
  readonly privateTo?: (row: Row) => RawBuilder<unknown>
  readonly hasPassword?: true
}
type Row = 'old' | 'new'

const tables: readonly Journaled[] = [
  {
    name: 'users',
    columns: ['name', 'role', 'email', 'active', 'created_at', 'updated_at'],
    flags: ['active'],
    instants: ['created_at', 'updated_at'],
    hasPassword: true,
  },
  {
    name: 'categories',
    columns: ['name', 'color', 'user_id', 'created_at', 'updated_at'],
    instants: ['created_at', 'updated_at'],
  },
  {
    name: 'tasks',
    columns: [
      'uuid',
      'title',
      'description',
      'domain',
      'effort',
      'definition_of_done',
      'materials_needed',
      'owner_user_id',
      'category_id',
      'priority',
      'due_date',
      'private',
      'status',
      'status_note',
      'completed_at',
      'created_at',
      'updated_at',
    ],
    flags: ['private'],
    instants: ['completed_at', 'created_at', 'updated_at'],
    privateTo: (row) => {
      const [owner, isPrivate] = [sql.ref(`${row}.owner_user_id`), sql.ref(`${row}.private`)]
      return sql`case when ${isPrivate} then ${owner} end`
    },
  },
  {
    name: 'daily_wins',
    columns: [
      'date',
      'task_id',
      'status',
      'note',
      'selected_by_user_id',
      'completed_at',
      'created_at',
      'updated_at',
    ],
    instants: ['completed_at', 'created_at', 'updated_at'],
  },
]

function privateTo({ privateTo: owner }: Journaled, ...rows: readonly Row[]): RawBuilder<unknown> {
  return owner === undefined ? sql`null` : sql`coalesce(${sql.join(rows.map(owner))}, null)`
}

const hash = (row: Row) => sql.ref(`${row}.password_hash`)

// The command that is open, of which there is one at the most; another program's change has none.
const sqliteCommand = sql`(select 1) left join commands on commands.recording is not null`
const isRecorded = sql`coalesce(commands.recording, 1) = 1`
const sqliteHead = sql`insert into changes
  (command_id, created_at, table_name, row_id, operation, private_to, before, after)
  select commands.id, coalesce(commands.created_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`

function sqliteTriggers(table: Journaled): RawBuilder<unknown>[] {
  const { name, columns, hasPassword } = table
  const of = (operation: string, ...rows: readonly Row[]) =>
    sql`${sql.lit(name)}, ${sql.ref(`${rows[0]}.id`)}, ${sql.lit(operation)}, ${privateTo(table, ...rows)}`
  const password = (row: Row) => sql`${hash(row)} is not null`
  const whole = (row: Row) => {
    const pairs = columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(`${row}.${column}`)}`)
    if (hasPassword) pairs.push(sql`'has_password', ${password(row)}`)
    return sql`json_object(${sql.join(pairs)})`
  }
  const compared = columns.filter((column) => column !== 'updated_at')
  const pairs = compared.map(
    (column) =>
      sql`select ${sql.lit(column)} as key, ${sql.ref(`old.${column}`)} as was, ${sql.ref(`new.${column}`)} as became`,
  )
  if (hasPassword) pairs.push(sql`select 'has_password', ${password('old')}, ${password('new')}`)
  const differs = hasPassword
    ? sql`(was is not became or key = 'has_password' and ${hash('old')} is not ${hash('new')})`
    : sql`was is not became`
  const keep = sql`insert or replace into removed_passwords (id, password_hash)
    select old.id, ${hash('old')} from ${sqliteCommand}
    where ${isRecorded} and ${hash('old')} is not null;`
  return [
    sql`create trigger ${sql.raw(`${name}_journal_insert`)} after insert on ${sql.raw(name)} begin
      ${sqliteHead}, ${of('INSERT', 'new')}, null, ${whole('new')}
      from ${sqliteCommand} where ${isRecorded};
    end`,
    sql`create trigger ${sql.raw(`${name}_journal_update`)} after update on ${sql.raw(name)} begin
      ${sqliteHead}, ${of('UPDATE', 'new', 'old')},
        json_group_object(key, was), json_group_object(key, became)
      from (${sql.join(pairs, sql` union all `)}), ${sqliteCommand}
      where ${isRecorded} and ${differs} having count(*) > 0;
    end`,
    ...(table.privateTo ? [sqliteClose(name, table.privateTo)] : []),
    sql`create trigger ${sql.raw(`${name}_journal_delete`)} after delete on ${sql.raw(name)} begin
      ${sqliteHead}, ${of('DELETE', 'old')}, ${whole('old')}, null
      from ${sqliteCommand} where ${isRecorded};
      ${hasPassword ? keep : sql``}
    end`,
  ]
}

/**
 * What was ever recorded of a task, or of a win that it was once, is closed to others while it is
 * private.
 */
function sqliteClose(name: string, owner: (row: Row) => RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`create trigger ${sql.raw(`${name}_journal_close`)} after update on ${sql.raw(name)}
    when ${owner('new')} is not ${owner('old')} begin
      update changes set closed_to = ${owner('new')}
        where table_name = ${sql.lit(name)} and row_id = new.id
        or table_name = 'daily_wins' and row_id in (
          select row_id from changes where table_name = 'daily_wins'
            and coalesce(after, before) ->> '$.task_id' = new.id
        );
    end`
}

function sqliteForget(name: string): RawBuilder<unknown>[] {
  return ['insert', 'update', 'delete', 'close'].map(
    (operation) => sql`drop trigger if exists ${sql.raw(`${name}_journal_${operation}`)}`,
  )
}

// Runs as the owner, so it works for roles that cannot read the journal.
function postgresTriggers(table: Journaled): RawBuilder<unknown>[] {
  const { name, columns, flags = [], instants, hasPassword } = table
  const written = (row: Row, column: string) => {
    const value = sql.ref(`${row}.${column}`)
    if (flags.includes(column)) return sql`${value}::integer`
    return instants.includes(column)
      ? sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : value
  }
  const whole = (row: Row) => {
    const pairs = columns.map((column) => sql`${sql.lit(column)}, ${written(row, column)}`)
    if (hasPassword) pairs.push(sql`'has_password', (${hash(row)} is not null)::integer`)
    return sql`jsonb_build_object(${sql.join(pairs)})`
  }
  const isNewPassword = hasPassword
    ? sql`or key = 'has_password' and ${hash('old')} is distinct from ${hash('new')}`
    : sql``
  const keep = sql`
    if tg_op = 'DELETE' and ${hash('old')} is not null then
      insert into removed_passwords (id, password_hash) values (old.id, ${hash('old')})
        on conflict (id) do update set password_hash = excluded.password_hash;
    end if;`
  const close = (owner: (row: Row) => RawBuilder<unknown>) => sql`
    if tg_op = 'UPDATE' and (${owner('new')}) is distinct from (${owner('old')}) then
      update changes set closed_to = ${owner('new')}
        where table_name = ${sql.lit(name)} and row_id = new.id
        or table_name = 'daily_wins' and row_id in (
          select row_id from changes where table_name = 'daily_wins'
            and (coalesce(after, before)::jsonb ->> 'task_id')::bigint = new.id
        );
    end if;`
  const journal = sql.raw(`journal_${name}`)
  return [
    sql`create function ${journal}() returns trigger language plpgsql security definer as $$
      declare
        command record;
        was jsonb;
        became jsonb;
        owner bigint;
      begin
        select id, recording, created_at into command from commands where recording is not null;
        if not command.recording then return null; end if;
        if tg_op <> 'INSERT' then
          was := ${whole('old')};
          owner := ${privateTo(table, 'old')};
        end if;
        if tg_op <> 'DELETE' then
          became := ${whole('new')};
          owner := coalesce(${privateTo(table, 'new')}, owner);
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
          command.id, coalesce(command.created_at, clock_timestamp()), ${sql.lit(name)},
          case when tg_op = 'DELETE' then old.id else new.id end, tg_op, owner, was, became
        );
        ${hasPassword ? keep : sql``}
        ${table.privateTo ? close(table.privateTo) : sql``}
        return null;
      end
    $$`,
    sql`do $$ begin
      execute format(${sql.lit(`alter function journal_${name}() set search_path = %I`)}, current_schema());
    end $$`,
    sql`create trigger ${sql.raw(`${name}_journal`)} after insert or update or delete on ${sql.raw(name)}
      for each row execute function ${journal}()`,
  ]
}

function postgresForget(name: string): RawBuilder<unknown>[] {
  return [
    sql`drop trigger ${sql.raw(`${name}_journal`)} on ${sql.raw(name)}`,
    sql`drop function ${sql.raw(`journal_${name}`)}()`,
  ]
}
