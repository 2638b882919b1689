import { type ColumnDefinitionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { type Kinds, kindsOf, oneOf, touchOnUpdate } from './columns.ts'
import { protectFunction, refuseOtherTables } from './functions.ts'
import { startRecording, stopRecording } from './recording.ts'

const step = '0012_routines'

/**
 * Routines, which add tasks again and again, and their occurrences. Tasks and wins say who did
 * them. Tasks also say on which day they were done, and from which day they are shown.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await createRoutines(db, kinds)
  await addColumns(db, 'tasks', taskColumns(kinds))
  await addColumns(db, 'daily_wins', [completedBy(kinds)])
  await createOccurrences(db, kinds)
  for (const [name, target] of indexes) {
    await sql`create ${target.unique ? sql`unique` : sql``} index ${sql.id(name)} on ${target.on}`.execute(
      db,
    )
  }
  await run(db, kinds.spell(deletesOccurrences))
  await startRecording(db, step)
}

/** The tasks stay, without the routines that made them. */
export async function down(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await stopRecording(db, step)
  for (const [name] of indexes) await sql`drop index ${sql.id(name)}`.execute(db)
  await run(db, kinds.spell(keepsOccurrences))
  await db.schema.dropTable('occurrences').execute()
  await dropColumns(db, 'daily_wins', [completedBy(kinds)])
  await dropColumns(db, 'tasks', taskColumns(kinds).toReversed())
  await db.schema.dropTable('routines').execute()
}

async function run(db: Kysely<unknown>, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

type Column = readonly [
  name: string,
  type: Kinds['text'],
  build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
]

async function addColumns(
  db: Kysely<unknown>,
  table: string,
  columns: readonly Column[],
): Promise<void> {
  for (const column of columns)
    await db.schema
      .alterTable(table)
      .addColumn(...column)
      .execute()
}

async function dropColumns(
  db: Kysely<unknown>,
  table: string,
  columns: readonly Column[],
): Promise<void> {
  for (const [name] of columns) await db.schema.alterTable(table).dropColumn(name).execute()
}

async function createRoutines(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  const user = (column: ColumnDefinitionBuilder) =>
    column.references('users.id').onDelete('set null')
  const isOwned = kinds.spell({
    sqlite: sql`private = 0 or owner_user_id is not null and turns in ('NONE', 'FIXED')`,
    postgres: sql`not private or owner_user_id is not null and turns in ('NONE', 'FIXED')`,
  })
  await db.schema
    .createTable('routines')
    .addColumn('id', ...kinds.id)
    .addColumn('uuid', kinds.uuid, (column) => column.notNull().unique())
    .addColumn('title', kinds.text, (column) => column.notNull())
    .addColumn('description', kinds.text)
    .addColumn('domain', kinds.text, (column) => column.notNull())
    .addColumn('effort', kinds.text, (column) => column.notNull())
    .addColumn('definition_of_done', kinds.text, (column) => column.notNull())
    .addColumn('materials_needed', kinds.text)
    .addColumn('owner_user_id', kinds.reference, user)
    .addColumn('category_id', kinds.reference, (column) =>
      column.references('categories.id').onDelete('set null'),
    )
    .addColumn('priority', kinds.text, (column) => column.notNull())
    .addColumn('private', ...kinds.flag('private', false))
    .addColumn('mode', kinds.text, (column) => column.notNull())
    .addColumn('rule', kinds.text, (column) => column.notNull())
    .addColumn('start_date', kinds.date, (column) => column.notNull())
    .addColumn('until_date', kinds.date)
    .addColumn('times', kinds.reference)
    .addColumn('season_from', kinds.text)
    .addColumn('season_to', kinds.text)
    .addColumn('lead_days', kinds.reference, (column) => column.notNull())
    .addColumn('when_away', kinds.text, (column) => column.notNull())
    .addColumn('turns', kinds.text, (column) => column.notNull())
    .addColumn('status', kinds.text, (column) => column.notNull().defaultTo('ACTIVE'))
    .addColumn('status_note', kinds.text)
    .addColumn('paused_until', kinds.date)
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint('routines_uuid', isVersion4(kinds))
    .addCheckConstraint('routines_title', kinds.isLine('title', 200))
    .addCheckConstraint('routines_description', kinds.isText('description', 1000))
    .addCheckConstraint(
      'routines_domain',
      oneOf('domain', ['CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER']),
    )
    .addCheckConstraint('routines_effort', oneOf('effort', ['TINY', 'SMALL', 'MEDIUM', 'COMPLEX']))
    .addCheckConstraint('routines_definition_of_done', kinds.isText('definition_of_done', 1000))
    .addCheckConstraint('routines_materials_needed', kinds.isText('materials_needed', 1000))
    .addCheckConstraint('routines_priority', oneOf('priority', ['LOW', 'MEDIUM', 'HIGH', 'URGENT']))
    .addCheckConstraint('routines_private', isOwned)
    .addCheckConstraint('routines_mode', oneOf('mode', ['CALENDAR', 'AFTER']))
    .addCheckConstraint('routines_rule', kinds.isLine('rule', 120))
    .addCheckConstraint('routines_start_date', kinds.isDate(sql.ref('start_date')))
    .addCheckConstraint(
      'routines_until_date',
      sql`${kinds.isDate(sql.ref('until_date'))} and until_date >= start_date`,
    )
    .addCheckConstraint('routines_times', sql`times >= 1`)
    .addCheckConstraint('routines_season_from', isDayOfYear(kinds, 'season_from'))
    .addCheckConstraint('routines_season_to', isDayOfYear(kinds, 'season_to'))
    .addCheckConstraint('routines_season', sql`(season_from is null) = (season_to is null)`)
    .addCheckConstraint('routines_lead_days', sql`lead_days between 0 and 366`)
    .addCheckConstraint('routines_when_away', oneOf('when_away', ['SKIP', 'KEEP']))
    .addCheckConstraint('routines_turns', oneOf('turns', ['NONE', 'FIXED', 'ROTATE', 'LEAST']))
    .addCheckConstraint('routines_status', oneOf('status', ['ACTIVE', 'PAUSED', 'ENDED']))
    .addCheckConstraint('routines_status_note', kinds.isText('status_note', 1000))
    .addCheckConstraint('routines_note_of_status', sql`status_note is null or status <> 'ACTIVE'`)
    .addCheckConstraint('routines_paused_until', kinds.isDate(sql.ref('paused_until')))
    .addCheckConstraint(
      'routines_paused_until_of_status',
      sql`paused_until is null or status = 'PAUSED'`,
    )
    .modifyEnd(kinds.tableEnd)
    .execute()
  await touchOnUpdate(db, 'routines')
}

function taskColumns(kinds: Kinds): readonly Column[] {
  const isDate = (name: string) => kinds.isDate(sql.raw(name))
  return [
    [
      'routine_id',
      kinds.reference,
      (column) => column.references('routines.id').onDelete('set null'),
    ],
    ['occurrence_number', kinds.reference, (column) => column.check(sql`occurrence_number >= 1`)],
    [
      'occurrence_date',
      kinds.date,
      (column) =>
        column.check(
          sql`${isDate('occurrence_date')} and (occurrence_date is null) = (occurrence_number is null)`,
        ),
    ],
    ['starts_on', kinds.date, (column) => column.check(isDate('starts_on'))],
    [
      'completed_on',
      kinds.date,
      (column) =>
        column.check(sql`${isDate('completed_on')} and (completed_on is null or status = 'DONE')`),
    ],
    completedBy(kinds),
    [
      'turn_reason',
      kinds.text,
      (column) =>
        column.check(
          kinds.spell({
            sqlite: sql`json_valid(turn_reason)`,
            postgres: sql`turn_reason is null or turn_reason::jsonb is not null`,
          }),
        ),
    ],
  ]
}

/** Who did a task that is done. */
function completedBy(kinds: Kinds): Column {
  return [
    'completed_by_user_id',
    kinds.reference,
    (column) =>
      column
        .references('users.id')
        .onDelete('set null')
        .check(sql`completed_by_user_id is null or status = 'DONE'`),
  ]
}

async function createOccurrences(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  const user = (column: ColumnDefinitionBuilder) =>
    column.references('users.id').onDelete('set null')
  await db.schema
    .createTable('occurrences')
    .addColumn('id', ...kinds.id)
    .addColumn('routine_id', kinds.reference, (column) =>
      column.notNull().references('routines.id').onDelete('cascade'),
    )
    .addColumn('number', kinds.reference, (column) => column.notNull())
    .addColumn('date', kinds.date, (column) => column.notNull())
    .addColumn('outcome', kinds.text, (column) => column.notNull())
    .addColumn('turn_user_id', kinds.reference, user)
    .addColumn('completed_by_user_id', kinds.reference, user)
    .addColumn('on_date', kinds.date)
    .addColumn('effort', kinds.text, (column) => column.notNull())
    .addColumn('task_id', kinds.reference, (column) =>
      column.references('tasks.id').onDelete('set null'),
    )
    .addColumn('note', kinds.text)
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addUniqueConstraint('occurrences_number_key', ['routine_id', 'number'])
    .addCheckConstraint('occurrences_number', sql`number >= 1`)
    .addCheckConstraint('occurrences_date', kinds.isDate(sql.ref('date')))
    .addCheckConstraint('occurrences_outcome', oneOf('outcome', ['DONE', 'SKIPPED', 'MISSED']))
    .addCheckConstraint('occurrences_on_date', kinds.isDate(sql.ref('on_date')))
    .addCheckConstraint(
      'occurrences_done',
      sql`(outcome = 'DONE') = (on_date is not null)
        and (completed_by_user_id is null or outcome = 'DONE')`,
    )
    .addCheckConstraint(
      'occurrences_effort',
      oneOf('effort', ['TINY', 'SMALL', 'MEDIUM', 'COMPLEX']),
    )
    .addCheckConstraint('occurrences_note', kinds.isText('note', 1000))
    .modifyEnd(kinds.tableEnd)
    .execute()
}

const isOpen = sql`status <> 'DONE' and status <> 'ABANDONED'`

const indexes: readonly (readonly [
  name: string,
  target: { readonly on: RawBuilder<unknown>; readonly unique?: true },
])[] = [
  // A routine has at most one open task.
  [
    'tasks_live',
    { unique: true, on: sql`tasks (routine_id) where routine_id is not null and ${isOpen}` },
  ],
  // In a list of tasks, the few that are shown later are looked up.
  ['tasks_starts_on', { on: sql`tasks (starts_on) where starts_on is not null and ${isOpen}` }],
  // When a row is deleted, what refers to it is looked up.
  [
    'tasks_routine',
    { on: sql`tasks (routine_id, occurrence_number) where routine_id is not null` },
  ],
  [
    'tasks_completed_by',
    { on: sql`tasks (completed_by_user_id) where completed_by_user_id is not null` },
  ],
  [
    'daily_wins_completed_by',
    { on: sql`daily_wins (completed_by_user_id) where completed_by_user_id is not null` },
  ],
  ['routines_owner', { on: sql`routines (owner_user_id)` }],
  ['routines_category', { on: sql`routines (category_id)` }],
  ['occurrences_turn', { on: sql`occurrences (turn_user_id)` }],
  ['occurrences_completed_by', { on: sql`occurrences (completed_by_user_id)` }],
  // How often a routine was done, and when last, is told without reading all of its times.
  ['occurrences_done', { on: sql`occurrences (routine_id, outcome, on_date)` }],
  ['occurrences_task', { on: sql`occurrences (task_id)` }],
]

// What is recorded of the times of a private routine belongs to its owner. So they are deleted
// while the routine is still there to say so, and not by the reference to it.
const deletesOccurrences = {
  sqlite: [
    sql`create trigger routines_occurrences before delete on routines begin
      delete from occurrences where routine_id = old.id;
    end`,
  ],
  postgres: [
    sql`create function delete_occurrences() returns trigger language plpgsql as $$
      begin
        ${refuseOtherTables('routines')}
        delete from occurrences where routine_id = old.id;
        return old;
      end
    $$`,
    protectFunction('delete_occurrences'),
    sql`create trigger routines_occurrences before delete on routines
      for each row execute function delete_occurrences()`,
  ],
}
const keepsOccurrences = {
  sqlite: [sql`drop trigger routines_occurrences`],
  postgres: [
    sql`drop trigger routines_occurrences on routines`,
    sql`drop function delete_occurrences()`,
  ],
}

function isVersion4(kinds: Kinds): RawBuilder<boolean> {
  const hex = (count: number) => '[0-9a-f]'.repeat(count)
  const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-[89ab]${hex(3)}-${hex(12)}`
  return kinds.spell({
    sqlite: sql`uuid glob ${sql.lit(uuid)}`,
    postgres: sql`uuid::text ~ ${sql.lit(uuid)}`,
  })
}

/** A day of any year, `MM-DD`; 29 February is one. */
function isDayOfYear(kinds: Kinds, name: string): RawBuilder<boolean> {
  const column = sql.ref(name)
  return kinds.spell({
    sqlite: sql`'2000-' || ${column} is date('2000-' || ${column})`,
    postgres: sql`${column} ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
      and ${column} not in ('02-30', '02-31', '04-31', '06-31', '09-31', '11-31')`,
  })
}
