import { type ColumnDefinitionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { type Kinds, kindsOf } from './columns.ts'
import { protectFunction, refuseOtherTables } from './functions.ts'
import { startRecording, stopRecording } from './recording.ts'

const step = '0014_notes'

/**
 * Notes on tasks. Tasks and routines say whether a person gave them their definition of done: so
 * far, one always did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await createNotes(db, kinds)
  for (const table of reviewed) {
    await db.schema
      .alterTable(table)
      .addColumn('reviewed', ...kinds.flag('reviewed', true))
      .execute()
  }
  for (const [name, target] of indexes) {
    await sql`create index ${sql.id(name)} on ${target}`.execute(db)
  }
  await run(db, kinds.spell(deletesNotes))
  await startRecording(db, step)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await stopRecording(db, step)
  await run(db, kinds.spell(keepsNotes))
  for (const [name] of indexes) await sql`drop index ${sql.id(name)}`.execute(db)
  for (const table of reviewed) await db.schema.alterTable(table).dropColumn('reviewed').execute()
  await db.schema.dropTable('notes').execute()
}

async function run(db: Kysely<unknown>, statements: readonly RawBuilder<unknown>[]): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

const reviewed = ['tasks', 'routines'] as const

async function createNotes(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  const task = (column: ColumnDefinitionBuilder) =>
    column.notNull().references('tasks.id').onDelete('cascade')
  const author = (column: ColumnDefinitionBuilder) =>
    column.references('users.id').onDelete('set null')
  await db.schema
    .createTable('notes')
    .addColumn('id', ...kinds.id)
    .addColumn('task_id', kinds.reference, task)
    .addColumn('author_user_id', kinds.reference, author)
    .addColumn('text', kinds.text, (column) => column.notNull())
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addCheckConstraint('notes_text', kinds.isText('text', 1000))
    .modifyEnd(kinds.tableEnd)
    .execute()
}

const indexes: readonly (readonly [name: string, target: RawBuilder<unknown>])[] = [
  ['notes_task', sql`notes (task_id)`],
  // When a row is deleted, what refers to it is looked up.
  ['notes_author', sql`notes (author_user_id)`],
  // Few tasks have no definition of done of their own.
  ['tasks_unreviewed', sql`tasks (id) where not reviewed`],
]

// What is recorded of the notes of a private task belongs to its owner. So they are deleted while
// the task is still there to say so, and not by the reference to it.
const deletesNotes = {
  sqlite: [
    sql`create trigger tasks_notes before delete on tasks begin
      delete from notes where task_id = old.id;
    end`,
  ],
  postgres: [
    sql`create function delete_notes() returns trigger language plpgsql as $$
      begin
        ${refuseOtherTables('tasks')}
        delete from notes where task_id = old.id;
        return old;
      end
    $$`,
    protectFunction('delete_notes'),
    sql`create trigger tasks_notes before delete on tasks
      for each row execute function delete_notes()`,
  ],
}
const keepsNotes = {
  sqlite: [sql`drop trigger tasks_notes`],
  postgres: [sql`drop trigger tasks_notes on tasks`, sql`drop function delete_notes()`],
}
