import { type Kysely, type RawBuilder, sql } from 'kysely'
import { dropTouchOnUpdate, kindsOf, touchOnUpdate } from './columns.ts'

/** E-mail addresses, passwords, and who is logged in where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  const isHash = kinds.fits('password_hash', {
    glob: '$2[aby]$1[0-4]$*',
    regex: '^\\$2[aby]\\$1[0-4]\\$',
  })
  const isHexadecimal = kinds.fits('token_hash', {
    glob: '*[^0-9a-f]*',
    regex: '[^0-9a-f]',
    not: true,
  })
  await addToUsers(db, 'email', kinds.isLine('email', 254))
  await addToUsers(db, 'email_key', sql`(email_key is null) = (email is null)`)
  await addToUsers(db, 'password_hash', sql`${isHash} and length(password_hash) = 60`)
  await db.schema
    .alterTable('users')
    .addColumn('failed_guesses', 'integer', (column) =>
      column.notNull().defaultTo(0).check(sql`failed_guesses >= 0`),
    )
    .execute()
  await db.schema
    .alterTable('users')
    .addColumn('guess_after', ...kinds.optionalInstant('guess_after'))
    .execute()
  // A wrong guess at a password is not a change of the user.
  await dropTouchOnUpdate(db, 'users')
  await touchOnUpdate(db, 'users', ['name', 'role', 'email', 'password_hash', 'active'])
  await db.schema.createIndex('users_email_key').unique().on('users').column('email_key').execute()
  await db.schema
    .createTable('sessions')
    .addColumn('id', ...kinds.id)
    .addColumn('user_id', kinds.reference, (column) =>
      column.notNull().references('users.id').onDelete('cascade'),
    )
    .addColumn('token_hash', kinds.text, (column) => column.notNull().unique())
    .addColumn('expires_at', ...kinds.instant('expires_at'))
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addCheckConstraint(
      'sessions_token_hash',
      sql`${kinds.isText('token_hash', 64)} and ${isHexadecimal}`,
    )
    .modifyEnd(kinds.tableEnd)
    .execute()
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('sessions').execute()
  await db.schema.dropIndex('users_email_key').execute()
  await dropTouchOnUpdate(db, 'users')
  // The last one first: a column goes only when no check of another one names it.
  for (const column of ['guess_after', 'failed_guesses', 'password_hash', 'email_key', 'email']) {
    await db.schema.alterTable('users').dropColumn(column).execute()
  }
  await touchOnUpdate(db, 'users')
}

async function addToUsers(db: Kysely<unknown>, name: string, check: RawBuilder<unknown>) {
  await db.schema
    .alterTable('users')
    .addColumn(name, kindsOf(db).text, (column) => column.check(check))
    .execute()
}
