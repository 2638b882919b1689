import { sql } from 'kysely'
import { countRows, dialectOf, tableIn } from '../dialect.ts'
import { isNotJson } from '../error-codes.ts'
import { restoreHint } from '../hints.ts'
import type { Db } from '../schema.ts'
import type { Derived } from './derived.ts'
import { CheckError } from './proof.ts'

/** The history, apart from what it records: commands that have ended, and who may see a change. */
export const history: Derived = {
  detail: 'no command was left open, and what is private is hidden from others',
  async findFault(db) {
    await requireReadable(db)
    const faults = [
      said(
        await countRows(db, 'commands', isLeftOpen),
        'command was',
        'commands were',
        'left open',
      ),
      said(
        await countRows(db, 'changes', isOpenToOthers(db)),
        'change',
        'changes',
        'of private tasks or routines can be seen by others',
      ),
    ].filter((fault) => fault !== undefined)
    return faults.length === 0 ? undefined : faults.join(', and ')
  },
  async mend(tx) {
    const [commands, changes] = [tableIn(tx, 'commands'), tableIn(tx, 'changes')]
    const isEmpty = sql`not exists (select 1 from ${changes} where command_id = commands.id)`
    await sql`delete from ${commands} as commands where ${isLeftOpen} and ${isEmpty}`.execute(tx)
    await sql`update ${commands} set recording = null where ${isLeftOpen}`.execute(tx)
    await sql`
      update ${changes} set closed_to = ${ownerOf(tx)} where ${isOpenToOthers(tx)}
    `.execute(tx)
  },
}

function said(count: number, one: string, many: string, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many} ${what}`
}

/** A command that another program left, or that was never closed. */
const isLeftOpen = sql<boolean>`recording is not null`

/** @throws CheckError when what was recorded cannot be read, and so not be undone */
async function requireReadable(db: Db): Promise<void> {
  const count = await countUnreadable(db).catch((error: unknown) => {
    // The server refuses the first text that is not JSON.
    if (isNotJson(error)) return 1
    throw error
  })
  if (count > 0) throw new CheckError('what it records cannot be read', restoreHint)
}

function countUnreadable(db: Db): Promise<number> {
  const isObject = (column: 'before' | 'after') => {
    const text = sql`coalesce(${sql.ref(column)}, '{}')`
    return dialectOf(db) === 'sqlite'
      ? sql`case when json_valid(${text}) then json_type(${text}) = 'object' else false end`
      : sql`jsonb_typeof(${text}::jsonb) = 'object'`
  }
  return countRows(db, 'changes', sql`not (${isObject('before')} and ${isObject('after')})`)
}

/** The tables with private rows. */
const owned = ['tasks', 'routines'] as const

/** The tables whose rows are as private as those to which they refer. */
const dependent = [
  { table: 'daily_wins', owner: 'tasks', column: 'task_id' },
  { table: 'notes', owner: 'tasks', column: 'task_id' },
  { table: 'occurrences', owner: 'routines', column: 'routine_id' },
  { table: 'routine_members', owner: 'routines', column: 'routine_id' },
] as const

/** Whether a change of a private task or routine, or of what is as private, is seen by others. */
function isOpenToOthers(db: Db) {
  const names = [...owned, ...dependent.map(({ table }) => table)].map((name) => sql.lit(name))
  return sql<boolean>`
    table_name in (${sql.join(names)}) and closed_to is null
    and coalesce(private_to, 0) <> coalesce(${ownerOf(db)}, private_to, 0)
  `
}

/** The owner of the private task or routine that a row of `changes` is about; null if of none. */
function ownerOf(db: Db) {
  return sql`coalesce(${sql.join([
    ...owned.map((table) => ownerOfRow(db, table)),
    ...dependent.map((each) => ownerThrough(db, each)),
  ])})`
}

function ownerOfRow(db: Db, table: (typeof owned)[number]) {
  return sql`(select owner_user_id from ${tableIn(db, table)} as its
    where changes.table_name = ${sql.lit(table)} and its.id = changes.row_id and its.private)`
}

/** The owner of what a recorded row refers to, or referred to when it was added or deleted. */
function ownerThrough(db: Db, { table, owner, column }: (typeof dependent)[number]) {
  const [changes, name] = [tableIn(db, 'changes'), sql.lit(table)]
  const reference =
    dialectOf(db) === 'sqlite'
      ? sql`coalesce(other.after, other.before) ->> ${sql.lit(`$.${column}`)}`
      : sql`(coalesce(other.after, other.before)::jsonb ->> ${sql.lit(column)})::bigint`
  return sql`(select owner_user_id from ${changes} as other join ${tableIn(db, owner)} as its on its.id = ${reference}
    where changes.table_name = ${name} and other.table_name = ${name}
    and other.row_id = changes.row_id and its.private limit 1)`
}
