import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'
import { protectFunction, refuseOtherTables } from './functions.ts'
import { startRecording, stopRecording } from './recording.ts'

const step = '0008_guarded_triggers'

/**
 * On a server, the functions of triggers keep to the household's tables, whatever a session puts
 * before them, and take the same time for each of thousands of rows. On both databases, a command
 * that another program left open stops nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await run(db, kindsOf(db).spell({ sqlite: sqliteGuard, postgres: postgresGuard }))
  await startRecording(db, step)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await stopRecording(db, step)
  await run(db, kindsOf(db).spell({ sqlite: sqliteUnguard, postgres: postgresUnguard }))
}

async function run(db: Kysely<unknown>, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

// No command runs beside a step, so an open one has been left behind.
const closeCommands = sql`update commands set recording = null where recording is not null`

// Whoever adds a command holds the lock of the file, so no other one is running.
const sqliteGuard = [
  closeCommands,
  sql`create trigger commands_close before insert on commands when new.recording is not null begin
    update commands set recording = null where recording is not null;
  end`,
]
const sqliteUnguard = [sql`drop trigger commands_close`]

const key = (row: string) =>
  sql.raw(`${row}.status, case when ${row}.private then ${row}.owner_user_id else 0 end`)
const added = sql`select ${key('new_rows')}, 1 from new_rows`
const deleted = sql`select ${key('old_rows')}, -1 from old_rows`

/** Adds up what a statement changes: a status and an owner have one row, however many tasks. */
function addToCounts(changed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
        insert into task_counts (status, private_to, tasks)
          select status, private_to, sum(tasks)
          from (${changed}) as changed (status, private_to, tasks)
          group by status, private_to having sum(tasks) <> 0
          on conflict (status, private_to) do update set tasks = task_counts.tasks + excluded.tasks;`
}

// A row that a transaction changes many times takes longer with each time, so that one change for
// each of thousands of tasks took minutes.
const countByStatement = [
  sql`drop trigger tasks_count on tasks`,
  sql`drop trigger tasks_count_update on tasks`,
  sql`create or replace function count_tasks() returns trigger language plpgsql security definer as $$
    begin
      ${refuseOtherTables('tasks')}
      if tg_op = 'INSERT' then${addToCounts(added)}
      elsif tg_op = 'DELETE' then${addToCounts(deleted)}
      else${addToCounts(sql`${deleted} union all ${added}`)}
      end if;
      return null;
    end
  $$`,
  protectFunction('count_tasks'),
  sql`create trigger tasks_count_insert after insert on tasks
    referencing new table as new_rows
    for each statement execute function count_tasks()`,
  sql`create trigger tasks_count_delete after delete on tasks
    referencing old table as old_rows
    for each statement execute function count_tasks()`,
  sql`create trigger tasks_count_update after update on tasks
    referencing old table as old_rows new table as new_rows
    for each statement execute function count_tasks()`,
]

// The statements of step 0006, which a downgrade brings back.
const oneMore = sql`
  insert into task_counts (status, private_to, tasks)
    values (new.status, case when new.private then new.owner_user_id else 0 end, 1)
    on conflict (status, private_to) do update set tasks = task_counts.tasks + 1;
`
const oneLess = sql`
  update task_counts set tasks = tasks - 1
    where status = old.status
    and private_to = case when old.private then old.owner_user_id else 0 end;
`
const moves = sql`
  old.status <> new.status
    or case when old.private then old.owner_user_id else 0 end
      <> case when new.private then new.owner_user_id else 0 end
`
const countByRow = [
  ...['insert', 'delete', 'update'].map((event) =>
    sql.raw(`drop trigger tasks_count_${event} on tasks`),
  ),
  sql`create or replace function count_tasks() returns trigger language plpgsql security definer as $$
    begin
      if tg_op <> 'INSERT' then ${oneLess} end if;
      if tg_op <> 'DELETE' then ${oneMore} end if;
      return null;
    end
  $$`,
  sql`do $$ begin
    execute format('alter function count_tasks() set search_path = %I', current_schema());
  end $$`,
  sql`create trigger tasks_count after insert or delete on tasks
    for each row execute function count_tasks()`,
  sql`create trigger tasks_count_update after update of status, private, owner_user_id on tasks
    for each row when (${moves}) execute function count_tasks()`,
]

const postgresGuard = [
  // A transaction finds its own command. Another one's, open or left open, must not stop it.
  closeCommands,
  sql`drop index commands_open`,
  // In the order in which the triggers look, so that they never read all commands instead.
  sql`create index commands_open on commands (recording, id desc) where recording is not null`,
  ...countByStatement,
  // It runs as the owner of the tables when a deleted row clears references to it.
  protectFunction('touch'),
]
const postgresUnguard = [
  closeCommands,
  sql`drop index commands_open`,
  sql`create unique index commands_open on commands ((recording is not null))
    where recording is not null`,
  ...countByRow,
  sql`alter function touch() reset search_path`,
  sql`grant execute on function count_tasks(), touch() to public`,
]
