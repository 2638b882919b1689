import { type RawBuilder, sql } from 'kysely'
import type { Location } from '../../../src/db/location.ts'
import { enterSchema } from '../../../src/db/migrate/dialect.ts'
import { isServerUrl, parseServerUrl } from '../../../src/db/postgres/url.ts'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite, withDatabase } from '../../../src/db/sqlite/connection.ts'

/** What is written out, with the bare names of tables. */
export type Statement = string | RawBuilder<unknown>

/** The rows of a statement on either database. */
export function runStatement(db: Db, statement: Statement): Promise<unknown[]> {
  return db.transaction().execute(async (tx) => {
    await enterSchema(tx)
    const query = typeof statement === 'string' ? sql.raw(statement) : statement
    return (await query.execute(tx)).rows
  })
}

/**
 * As {@link runStatement} for each, with a file that is opened for them, as another program opens
 * it. To open it takes longer than most statements.
 */
export async function runStatementsInFile(
  path: string,
  statements: readonly Statement[],
  { checked = true } = {},
): Promise<unknown[][]> {
  return withDatabase(openSqlite(path), async (db) => {
    if (!checked) await sql`pragma ignore_check_constraints = on`.execute(db)
    const answers: unknown[][] = []
    for (const statement of statements) answers.push(await runStatement(db, statement))
    return answers
  })
}

/** {@link runStatementsInFile} for one. */
export async function runStatementInFile(
  path: string,
  statement: Statement,
  options: { readonly checked?: boolean } = {},
): Promise<unknown[]> {
  return (await runStatementsInFile(path, [statement], options)).flat()
}

/** A file by its path, a server by its URL. */
export function locationOf(place: string): Location {
  return isServerUrl(place) ? { server: parseServerUrl(place) } : { path: place, explicit: true }
}
