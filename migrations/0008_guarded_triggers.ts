import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'
import { protectFunction, refuseOtherTables } from './functions.ts'
import { startRecording, stopRecording } from './recording.ts'

const step = '0008_guarded_triggers'

/**
 * On a server, the functions of triggers keep to the household's tables, whatever a session puts
 * before them. On both databases, a command that another program left open stops nobody.
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

function countTasks(guard: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`create or replace function count_tasks() returns trigger language plpgsql security definer as $$
    begin${guard}
      if tg_op <> 'INSERT' then ${oneLess} end if;
      if tg_op <> 'DELETE' then ${oneMore} end if;
      return null;
    end
  $$`
}

const postgresGuard = [
  // A transaction finds its own command. Another one's, open or left open, must not stop it.
  closeCommands,
  sql`drop index commands_open`,
  sql`create index commands_open on commands (id) where recording is not null`,
  countTasks(sql`
      ${refuseOtherTables('tasks')}`),
  protectFunction('count_tasks'),
  // It runs as the owner of the tables when a deleted row clears references to it.
  protectFunction('touch'),
]
const postgresUnguard = [
  closeCommands,
  sql`drop index commands_open`,
  sql`create unique index commands_open on commands ((recording is not null))
    where recording is not null`,
  countTasks(sql``),
  sql`do $$ begin
    execute format('alter function count_tasks() set search_path = %I', current_schema());
  end $$`,
  sql`alter function touch() reset search_path`,
  sql`grant execute on function count_tasks(), touch() to public`,
]
