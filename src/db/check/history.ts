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
        'of private tasks can be seen by others',
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

/** Whether a change of a private task, or of a win that it was, is seen by more than its owner. */
function isOpenToOthers(db: Db) {
  return sql<boolean>`
    table_name in ('tasks', 'daily_wins') and closed_to is null
    and coalesce(private_to, 0) <> coalesce(${ownerOf(db)}, private_to, 0)
  `
}

/** The owner of the private task that a row of `changes` is about; null if it is not private. */
function ownerOf(db: Db) {
  const [changes, tasks] = [tableIn(db, 'changes'), tableIn(db, 'tasks')]
  const taskOfWin =
    dialectOf(db) === 'sqlite'
      ? sql`coalesce(win.after, win.before) ->> '$.task_id'`
      : sql`(coalesce(win.after, win.before)::jsonb ->> 'task_id')::bigint`
  return sql`coalesce(
    (select owner_user_id from ${tasks} as task
      where changes.table_name = 'tasks' and task.id = changes.row_id and task.private),
    (select owner_user_id from ${changes} as win join ${tasks} as task on task.id = ${taskOfWin}
      where changes.table_name = 'daily_wins' and win.table_name = 'daily_wins'
      and win.row_id = changes.row_id and task.private limit 1)
  )`
}
