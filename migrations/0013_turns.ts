import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Kinds, kindsOf, oneOf, touchOnUpdate } from './columns.ts'
import { startRecording, stopRecording } from './recording.ts'

const step = '0013_turns'

/**
 * The members who take turns at a routine, the days on which members are away, and the days on
 * which the household rests.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await createMembers(db, kinds)
  await createAbsences(db, kinds)
  await createRestDays(db, kinds)
  for (const [name, target] of indexesOf(kinds)) {
    await sql`create index ${sql.id(name)} on ${target}`.execute(db)
  }
  await startRecording(db, step)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await stopRecording(db, step)
  for (const [name] of indexesOf(kindsOf(db))) {
    await sql`drop index ${sql.id(name)}`.execute(db)
  }
  for (const table of ['rest_days', 'absences', 'routine_members']) {
    await db.schema.dropTable(table).execute()
  }
}

async function createMembers(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  await db.schema
    .createTable('routine_members')
    .addColumn('id', ...kinds.id)
    .addColumn('routine_id', kinds.reference, (column) =>
      column.notNull().references('routines.id').onDelete('cascade'),
    )
    .addColumn('user_id', kinds.reference, (column) =>
      column.notNull().references('users.id').onDelete('cascade'),
    )
    .addColumn('position', kinds.reference, (column) => column.notNull())
    .addUniqueConstraint('routine_members_user_key', ['routine_id', 'user_id'])
    .addUniqueConstraint('routine_members_position_key', ['routine_id', 'position'])
    .addCheckConstraint('routine_members_position', sql`position >= 1`)
    .modifyEnd(kinds.tableEnd)
    .execute()
}

async function createAbsences(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  await db.schema
    .createTable('absences')
    .addColumn('id', ...kinds.id)
    .addColumn('user_id', kinds.reference, (column) =>
      column.references('users.id').onDelete('cascade'),
    )
    .addColumn('from_date', kinds.date, (column) => column.notNull())
    .addColumn('until_date', kinds.date, (column) => column.notNull())
    .addColumn('note', kinds.text)
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint('absences_from_date', kinds.isDate(sql.ref('from_date')))
    .addCheckConstraint(
      'absences_until_date',
      sql`${kinds.isDate(sql.ref('until_date'))} and until_date >= from_date`,
    )
    .addCheckConstraint('absences_note', kinds.isText('note', 1000))
    .modifyEnd(kinds.tableEnd)
    .execute()
  await touchOnUpdate(db, 'absences')
}

async function createRestDays(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  await db.schema
    .createTable('rest_days')
    .addColumn('id', ...kinds.id)
    .addColumn('from_date', kinds.date, (column) => column.notNull())
    .addColumn('until_date', kinds.date)
    .addColumn('weekday', kinds.text)
    .addColumn('note', kinds.text)
    .addColumn('set_by_user_id', kinds.reference, (column) =>
      column.references('users.id').onDelete('set null'),
    )
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint('rest_days_from_date', kinds.isDate(sql.ref('from_date')))
    .addCheckConstraint(
      'rest_days_until_date',
      sql`${kinds.isDate(sql.ref('until_date'))} and until_date >= from_date`,
    )
    .addCheckConstraint(
      'rest_days_weekday',
      oneOf('weekday', ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']),
    )
    // No household rests every day until further notice.
    .addCheckConstraint('rest_days_end', sql`until_date is not null or weekday is not null`)
    .addCheckConstraint('rest_days_note', kinds.isText('note', 1000))
    .modifyEnd(kinds.tableEnd)
    .execute()
  await touchOnUpdate(db, 'rest_days')
}

type Index = readonly [name: string, target: RawBuilder<unknown>]

function indexesOf({ spell }: Kinds): readonly Index[] {
  const isShared = spell({ sqlite: sql`private = 0`, postgres: sql`not private` })
  return [
    // When a row is deleted, what refers to it is looked up.
    ['routine_members_user', sql`routine_members (user_id)`],
    ['absences_user', sql`absences (user_id, until_date)`],
    ['rest_days_set_by', sql`rest_days (set_by_user_id)`],
    // Who is away, and which days are free, is asked about the present.
    ['absences_until', sql`absences (until_date)`],
    // Whose turn was used when is told without reading all times of a routine.
    [
      'occurrences_done_by',
      sql`occurrences (routine_id, completed_by_user_id, on_date) where outcome = 'DONE'`,
    ],
    [
      'occurrences_missed_by',
      sql`occurrences (routine_id, turn_user_id, date) where outcome = 'MISSED'`,
    ],
    // What members did lately is added up without reading their tasks.
    [
      'tasks_credit',
      sql`tasks (completed_on, completed_by_user_id, owner_user_id, effort)
        where completed_on is not null and ${isShared}`,
    ],
  ]
}
