import { type RawBuilder, sql } from 'kysely'

/** The row of a change as it was and as it became. */
export type Row = 'old' | 'new'

export function passwordOf(row: Row): RawBuilder<unknown> {
  return sql.ref(`${row}.password_hash`)
}

/** The only member who may see a task; null when everyone may. */
export function ownerOf(row: Row): RawBuilder<unknown> {
  const [owner, isPrivate] = [sql.ref(`${row}.owner_user_id`), sql.ref(`${row}.private`)]
  return sql`case when ${isPrivate} then ${owner} end`
}
