import { type RawBuilder, sql } from 'kysely'
import type { Recorded, Referring } from './journal.ts'

/** The row of a change as it was and as it became. */
export type Row = 'old' | 'new'

export function passwordOf(row: Row): RawBuilder<unknown> {
  return sql.ref(`${row}.password_hash`)
}

/** The only member who may see a row; null when everyone may. */
export function ownerOf(row: Row, { isPrivate, isPrivateWith }: Recorded): RawBuilder<unknown> {
  if (isPrivateWith) {
    const { table, column } = isPrivateWith
    return sql`(select case when private then owner_user_id end from ${sql.raw(table)}
      where id = ${sql.ref(`${row}.${column}`)})`
  }
  if (!isPrivate) return sql`null`
  const [owner, flag] = [sql.ref(`${row}.owner_user_id`), sql.ref(`${row}.private`)]
  return sql`case when ${flag} then ${owner} end`
}

/** The rows that refer to a row now, in front of those that did. */
export function present({ table, column }: Referring): RawBuilder<unknown> {
  return sql`select id from ${sql.raw(table)} where ${sql.ref(column)} = new.id
          union all
          `
}
