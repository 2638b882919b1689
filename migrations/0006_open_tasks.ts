import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/** Indexes that keep daily queries fast, however many tasks and wins are finished. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, target] of indexes) {
    await sql`create index ${sql.id(name)} on ${target}`.execute(db)
  }
  await countTasks(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const statement of kindsOf(db).spell({ sqlite: sqliteForget, postgres: postgresForget })) {
    await statement.execute(db)
  }
  await db.schema.dropTable('task_counts').execute()
  for (const [name] of indexes) await sql`drop index ${sql.id(name)}`.execute(db)
}

// Written as exclusions: with a list of statuses, SQLite would use tasks_status and sort all open
// tasks.
const isOpen = sql`status <> 'DONE' and status <> 'ABANDONED'`
const isCandidate = sql`${isOpen} and status <> 'BLOCKED' and private = false`
const priority = sql`case priority when 'LOW' then 0 when 'MEDIUM' then 1 when 'HIGH' then 2 when 'URGENT' then 3 end`
const effort = sql`case effort when 'TINY' then 0 when 'SMALL' then 1 when 'MEDIUM' then 2 when 'COMPLEX' then 3 end`

const indexes: readonly (readonly [name: string, target: RawBuilder<unknown>])[] = [
  ['tasks_open', sql`tasks (id) where ${isOpen}`],
  ['tasks_open_owner', sql`tasks (owner_user_id, id) where ${isOpen}`],
  ['tasks_open_due', sql`tasks (due_date, id) where ${isOpen}`],
  // The order in which candidates for a Daily Win are offered.
  [
    'tasks_candidates',
    sql`tasks ((due_date is null), due_date, (${priority}) desc, (${effort}), id) where ${isCandidate}`,
  ],
  ['daily_wins_active', sql`daily_wins (date) where status = 'ACTIVE'`],
  ['daily_wins_done', sql`daily_wins (date) where status = 'DONE'`],
]

/**
 * How many tasks there are in each status: those that all can see, and each owner's private ones.
 */
async function countTasks(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('task_counts')
    .addColumn('status', kinds.text, (column) => column.notNull())
    // 0: those that all can see.
    .addColumn('private_to', kinds.reference, (column) => column.notNull())
    .addColumn('tasks', kinds.reference, (column) => column.notNull())
    .addPrimaryKeyConstraint('task_counts_key', ['status', 'private_to'])
    .modifyEnd(kinds.spell({ sqlite: sql`strict, without rowid`, postgres: sql`` }))
    .execute()
  await sql`
    insert into task_counts (status, private_to, tasks)
    select status, case when private then owner_user_id else 0 end, count(*) from tasks group by 1, 2
  `.execute(db)
  for (const statement of kinds.spell({ sqlite: sqliteCounting, postgres: postgresCounting })) {
    await statement.execute(db)
  }
}

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

const sqliteCounting = [
  sql`create trigger tasks_count_insert after insert on tasks begin ${oneMore} end`,
  sql`create trigger tasks_count_delete after delete on tasks begin ${oneLess} end`,
  sql`create trigger tasks_count_update after update of status, private, owner_user_id on tasks
    when ${moves} begin ${oneLess} ${oneMore} end`,
]
const sqliteForget = [
  sql`drop trigger tasks_count_insert`,
  sql`drop trigger tasks_count_delete`,
  sql`drop trigger tasks_count_update`,
]

// Runs as the owner, so it works for roles that cannot read the counts.
const postgresCounting = [
  sql`create function count_tasks() returns trigger language plpgsql security definer as $$
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
const postgresForget = [
  sql`drop trigger tasks_count on tasks`,
  sql`drop trigger tasks_count_update on tasks`,
  sql`drop function count_tasks()`,
]
