import { type Kysely, sql } from 'kysely'
import {
  idColumn,
  instantColumn,
  isLine,
  isText,
  optionalInstantColumn,
  touchOnUpdate,
} from './columns.ts'

/** E-mail addresses, passwords, and who is logged in where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addToUsers(db, 'email', isLine('email', 254))
  await addToUsers(db, 'email_key', sql`(email_key is null) = (email is null)`)
  await addToUsers(
    db,
    'password_hash',
    sql`password_hash glob '$2[aby]$1[0-4]$*' and length(password_hash) = 60`,
  )
  await db.schema
    .alterTable('users')
    .addColumn('failed_guesses', 'integer', (column) =>
      column.notNull().defaultTo(0).check(sql`failed_guesses >= 0`),
    )
    .execute()
  await db.schema
    .alterTable('users')
    .addColumn('guess_after', 'text', optionalInstantColumn('guess_after'))
    .execute()
  await touchOnUpdateOf(db, ['name', 'role', 'email', 'password_hash', 'active'])
  await db.schema.createIndex('users_email_key').unique().on('users').column('email_key').execute()
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'integer', idColumn)
    .addColumn('user_id', 'integer', (column) =>
      column.notNull().references('users.id').onDelete('cascade'),
    )
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'text', instantColumn('expires_at'))
    .addColumn('created_at', 'text', instantColumn('created_at'))
    .addCheckConstraint(
      'sessions_token_hash',
      sql`${isText('token_hash', 64)} and token_hash not glob '*[^0-9a-f]*'`,
    )
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('sessions').execute()
  await db.schema.dropIndex('users_email_key').execute()
  await sql`drop trigger users_touch`.execute(db)
  // The last one first: a column goes only when no check of another one names it.
  for (const column of ['guess_after', 'failed_guesses', 'password_hash', 'email_key', 'email']) {
    await db.schema.alterTable('users').dropColumn(column).execute()
  }
  await touchOnUpdate(db, 'users')
}

/** A wrong guess at a password is not a change of the user. */
async function touchOnUpdateOf(db: Kysely<unknown>, columns: readonly string[]): Promise<void> {
  await sql`drop trigger users_touch`.execute(db)
  await sql`
    create trigger users_touch after update of ${sql.join(columns.map((column) => sql.ref(column)))} on users
    when new.updated_at = old.updated_at
    begin
      update users set updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where id = new.id;
    end
  `.execute(db)
}

async function addToUsers(db: Kysely<unknown>, name: string, check: ReturnType<typeof isLine>) {
  await db.schema
    .alterTable('users')
    .addColumn(name, 'text', (column) => column.check(check))
    .execute()
}
