import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'
import { startRecording, stopRecording } from './recording.ts'

const step = '0009_identity'

/**
 * Gives the household and each user a UUID that every copy and backup keeps, so that a login is
 * never mistaken for one in another household with the same numbers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('household')
    .addColumn('id', ...kinds.id)
    .addColumn('uuid', kinds.uuid, (column) => column.notNull().defaultTo(newUuid(db)))
    .addCheckConstraint('household_id', sql`id = 1`)
    .addCheckConstraint('household_uuid', isVersion4(db))
    .modifyEnd(kinds.tableEnd)
    .execute()
  await sql`insert into household (id) values (1)`.execute(db)
  await kinds.spell({ sqlite: addToUsers, postgres: addToUsersOnServer })(db)
  await db.schema.createIndex('users_uuid').unique().on('users').column('uuid').execute()
  await startRecording(db, step)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await stopRecording(db, step)
  await db.schema.dropIndex('users_uuid').execute()
  await db.schema.alterTable('users').dropColumn('uuid').execute()
  await db.schema.dropTable('household').execute()
}

/** A new UUID of version 4, as the default of a column. */
function newUuid(db: Kysely<unknown>): RawBuilder<unknown> {
  return kindsOf(db).spell({
    sqlite: sql`(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' ||
      substr(hex(randomblob(2)), 2) || '-' || substr('89ab', (random() & 3) + 1, 1) ||
      substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))`,
    postgres: sql`gen_random_uuid()`,
  })
}

function isVersion4(db: Kysely<unknown>): RawBuilder<boolean> {
  const hex = (count: number) => '[0-9a-f]'.repeat(count)
  const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-[89ab]${hex(3)}-${hex(12)}`
  return kindsOf(db).spell({
    sqlite: sql`uuid glob ${sql.lit(uuid)}`,
    postgres: sql`uuid::text ~ ${sql.lit(uuid)}`,
  })
}

async function addToUsersOnServer(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('users')
    .addColumn('uuid', kindsOf(db).uuid, (column) =>
      column.notNull().defaultTo(newUuid(db)).check(isVersion4(db)),
    )
    .execute()
}

/** SQLite cannot add a column whose default differs from row to row: the table is built again. */
async function addToUsers(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('uuid', 'text').execute()
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_master where tbl_name = 'users' and sql is not null
    order by type, name
  `.execute(db)
  const table = rows.find(({ type }) => type === 'table')?.sql ?? ''
  const { rows: columns } = await sql<{ name: string }>`
    select name from pragma_table_info('users') where name <> 'uuid' order by cid
  `.execute(db)
  const kept = sql.join(columns.map(({ name }) => sql.ref(name)))
  const column = sql`"uuid" text default ${newUuid(db)} not null check (${isVersion4(db)})`
  const created = table
    .replace('"users"', '"users_rebuilt"')
    .replace('"uuid" text', column.compile(db).sql)
  const others = rows.filter(({ type }) => type !== 'table')
  for (const statement of [
    sql.raw(created),
    sql`insert into users_rebuilt (${kept}) select ${kept} from users`,
    // Ids are never reused.
    sql`delete from sqlite_sequence where name = 'users_rebuilt'`,
    sql`insert into sqlite_sequence (name, seq)
      select 'users_rebuilt', seq from sqlite_sequence where name = 'users'`,
    sql`drop table users`,
    sql`alter table users_rebuilt rename to users`,
    ...others.map((other) => sql.raw(other.sql)),
  ]) {
    await statement.execute(db)
  }
}
