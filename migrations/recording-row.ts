import { type RawBuilder, sql } from 'kysely'
import type { Recorded } from './journal.ts'

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

/** While a row is private, only its owner sees its changes, and those of rows that refer to it. */
export const closedWith: Readonly<
  Record<
    string,
    {
      readonly table: string
      readonly column: string
      /**
       * Whether rows that still refer to it are looked up: how they were added may be deleted from
       * the history. The task of a win that is still there never becomes private.
       */
      readonly stays?: true
    }
  >
> = {
  tasks: { table: 'daily_wins', column: 'task_id' },
  routines: { table: 'occurrences', column: 'routine_id', stays: true },
}

/** The rows that refer to a row now, in front of those that did. */
export function present({ table, column }: { readonly table: string; readonly column: string }) {
  return sql`select id from ${sql.raw(table)} where ${sql.ref(column)} = new.id
          union all
          `
}
