import { type RawBuilder, sql } from 'kysely'
import {
  type Change,
  type CommandId,
  summarize,
  type TableName,
  type Values,
} from '../domain/journal.ts'
import { fold } from '../domain/text.ts'
import type { Instant } from '../domain/time.ts'
import type { Viewer } from '../domain/user.ts'
import { MomentumError } from '../errors.ts'
import { isConstraintViolation } from './dialect.ts'
import { inParts, listChanges, withValues } from './history.ts'
import type { Db } from './schema.ts'
import { searchText } from './task-changes.ts'

type Recorded = Pick<Change, 'id' | 'table_name' | 'row_id' | 'operation' | 'before' | 'after'>

/** A change that cannot be reversed: something was changed since that builds on it. */
export class Clash extends Error {
  readonly change: Recorded
  /** The row that stands in the way, where it is another one. */
  readonly culprit: { readonly table: TableName; readonly row: number }

  constructor(change: Recorded, culprit?: Clash['culprit']) {
    super(`Change ${change.id} cannot be reversed.`)
    this.change = change
    this.culprit = culprit ?? { table: change.table_name, row: change.row_id }
  }
}

/**
 * Reverses all changes of a command, the last one first, as long as everything that they left is as they
 * left it, and is not somebody else’s alone by now.
 *
 * @throws Clash
 */
export async function takeBack(
  tx: Db,
  viewer: Viewer,
  command: CommandId,
  now: Instant,
): Promise<void> {
  const rows = await tx
    .selectFrom('changes')
    .select(['id', 'table_name', 'row_id', 'operation', 'before', 'after'])
    .select(['private_to', 'closed_to'])
    .where('command_id', '=', command)
    .orderBy('id', 'desc')
    .execute()
  const changes = rows.map(withValues).toSorted((a, b) => turn(a) - turn(b))
  for (const change of changes) {
    // What went along with its owner comes back with the owner; nothing else that is hidden is touched.
    const isHidden = [change.private_to, change.closed_to].some(
      (id) => id !== null && id !== viewer,
    )
    if (isHidden && change.operation === 'UPDATE') throw new Clash(change)
    await reverse(tx, change, now).catch((error: unknown) => clash(error, change))
  }
  await requireRules(tx, viewer, changes)
}

/** What others refer to comes back before them: a server records it before what went along. */
function turn({ table_name, operation }: Recorded): number {
  if (operation !== 'DELETE') return 2
  return { users: 0, categories: 1, tasks: 2, daily_wins: 2 }[table_name]
}

function clash(error: unknown, change: Recorded): never {
  throw isConstraintViolation(error) ? new Clash(change) : error
}

async function reverse(tx: Db, change: Recorded, now: Instant): Promise<void> {
  switch (change.operation) {
    case 'INSERT':
      return removeAgain(tx, change)
    case 'UPDATE':
      return changeBack(tx, change, now)
    case 'DELETE':
      return bringBack(tx, change)
    default:
      change.operation satisfies never
  }
}

async function removeAgain(tx: Db, change: Recorded): Promise<void> {
  await requireUnused(tx, change)
  const { numDeletedRows } = await tx
    .deleteFrom(change.table_name)
    .where(isAsLeft(change))
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new Clash(change)
}

/** The columns that lose what they refer to, without a word, when it goes. */
const references = {
  users: [
    ['tasks', 'owner_user_id'],
    ['categories', 'user_id'],
    ['daily_wins', 'selected_by_user_id'],
  ],
  categories: [['tasks', 'category_id']],
  // A win does not let its task go.
  tasks: [],
  daily_wins: [],
} as const satisfies Record<TableName, readonly (readonly [TableName, string])[]>

async function requireUnused(tx: Db, change: Recorded): Promise<void> {
  for (const [table, column] of references[change.table_name]) {
    const user = await tx
      .selectFrom(table)
      .select(sql.ref<number>('id').as('id'))
      .where(sql.ref(column), '=', change.row_id)
      .orderBy(sql.ref('id'), 'desc')
      .executeTakeFirst()
    if (user) throw new Clash(change, { table, row: user.id })
  }
}

async function changeBack(tx: Db, change: Recorded, now: Instant): Promise<void> {
  const { table_name, before } = change
  const { has_password: _, ...values } = before ?? {}
  if (Object.keys(values).length === 0) return
  const isText = table_name === 'tasks' && searched.some((column) => column in values)
  const row = isText ? { ...(await findTexts(tx, change)), ...values } : values
  const { numUpdatedRows } = await tx
    .updateTable(table_name)
    .set({ ...values, ...derived(table_name, row), updated_at: now } as never)
    .where(isAsLeft(change))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Clash(change)
}

/** The columns of a task that are searched. */
const searched = ['title', 'definition_of_done', 'materials_needed', 'description'] as const

async function findTexts(tx: Db, { row_id }: Recorded): Promise<Values | undefined> {
  return tx
    .selectFrom('tasks')
    .select(searched)
    .where(sql.ref('id'), '=', row_id)
    .executeTakeFirst()
}

async function bringBack(tx: Db, change: Recorded): Promise<void> {
  const { table_name, row_id, before } = change
  const { has_password, ...values } = before ?? {}
  const password = has_password ? { password_hash: await findRemovedPassword(tx, row_id) } : {}
  await tx
    .insertInto(table_name)
    // The columns of the table, as the row had them.
    .values({ id: row_id, ...values, ...derived(table_name, values), ...password } as never)
    .execute()
  if (has_password) {
    await tx.deleteFrom('removed_passwords').where(sql.ref('id'), '=', row_id).execute()
  }
}

async function findRemovedPassword(tx: Db, user: number): Promise<string | null> {
  const row = await tx
    .selectFrom('removed_passwords')
    .select('password_hash')
    .where(sql.ref('id'), '=', user)
    .executeTakeFirst()
  return row?.password_hash ?? null
}

/** What is made from a row’s other columns, and never recorded. */
function derived(table: TableName, row: Values): Values {
  if (table === 'tasks' && 'title' in row) {
    // As the triggers recorded them: texts, or null where the column may be.
    return { search_text: searchText(row as Parameters<typeof searchText>[0]) }
  }
  if (table === 'tasks' || table === 'daily_wins') return {}
  const { name, email } = row
  return {
    ...(typeof name === 'string' ? { name_key: fold(name) } : {}),
    ...(email === undefined ? {} : { email_key: email === null ? null : fold(String(email)) }),
  }
}

/** That a row has every value that the change gave it; when it was touched last does not matter. */
function isAsLeft({ row_id, after }: Recorded): RawBuilder<boolean> {
  const { updated_at, has_password, ...values } = after ?? {}
  const conditions = [
    sql`id = ${row_id}`,
    ...Object.entries(values).map(
      ([column, value]) => sql`${sql.ref(column)} is not distinct from ${value}`,
    ),
    ...(has_password === undefined ? [] : [sql`(password_hash is not null) = ${has_password}`]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/**
 * What no constraint says: an open win stands where its task stands, and is nobody’s alone; and only its owner
 * makes a task private.
 */
async function requireRules(tx: Db, viewer: Viewer, changes: readonly Recorded[]): Promise<void> {
  for (const table of ['tasks', 'daily_wins'] as const) {
    const touched = new Map(
      changes
        .filter((change) => change.table_name === table)
        .map((change) => [change.row_id, change]),
    )
    await inParts([...touched.keys()], async (ids) => {
      const [win] = await findBrokenWins(tx, table, ids)
      if (win)
        throw new Clash(getChange(touched, win.touched), { table: 'daily_wins', row: win.id })
      return []
    })
    if (table !== 'tasks') continue
    const updated = [...touched.values()].filter(({ operation }) => operation === 'UPDATE')
    await inParts(
      updated.map((change) => change.row_id),
      async (ids) => {
        const [task] = await findTaken(tx, viewer, ids)
        if (task) throw new Clash(getChange(touched, task.id))
        return []
      },
    )
  }
}

function getChange(changes: ReadonlyMap<number, Recorded>, row: number): Recorded {
  const change = changes.get(row)
  if (change) return change
  throw new Error(`Row ${row} was not asked for.`)
}

function findBrokenWins(tx: Db, table: 'tasks' | 'daily_wins', ids: readonly number[]) {
  const touched = sql.ref<number>(`${table}.id`)
  return tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select(['daily_wins.id', touched.as('touched')])
    .where(touched, 'in', ids)
    .where(({ and, eb, or, ref }) =>
      or([
        eb('tasks.private', '=', true),
        and([
          eb('daily_wins.status', '<>', 'DONE'),
          // Both are words of the same kind to the database.
          eb('daily_wins.status', '<>', ref('tasks.status') as never),
        ]),
      ]),
    )
    .limit(1)
    .execute()
}

/** Tasks that are private to somebody else now. */
function findTaken(tx: Db, viewer: Viewer, ids: readonly number[]) {
  return tx
    .selectFrom('tasks')
    .select('id')
    .where(sql.ref('id'), 'in', ids)
    .where('private', '=', true)
    .where('owner_user_id', 'is distinct from', viewer)
    .limit(1)
    .execute()
}

/** The error for a clash, with the change that stands in the way where the viewer may see it. */
export async function describeClash(
  db: Db,
  viewer: Viewer,
  { change, culprit }: Clash,
): Promise<MomentumError> {
  const { table, row } = culprit
  const [last] = await listChanges(db, viewer, { table, row, since: change.id, limit: 1 })
  if (!last) {
    return new MomentumError(
      'conflict',
      'Something that it rests on was changed since; nothing was done.',
      'See what comes next: momentum undo --list',
    )
  }
  const by = last.made_by === null ? '' : ` by ${last.made_by}`
  const deed = `${last.command ?? 'another program'}: ${summarize(last)}`
  return new MomentumError(
    'conflict',
    `“${last.subject}” was changed since${by} (${deed}); nothing was done.`,
    historyHint(table, row),
  )
}

function historyHint(table: TableName, row: number): string {
  if (table === 'tasks') return `See: momentum task history ${row}`
  return table === 'daily_wins'
    ? 'See: momentum win history --changes'
    : 'See: momentum undo --list'
}
