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
import { listChanges, withValues } from './history.ts'
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
 * left it.
 *
 * @throws Clash
 */
export async function takeBack(tx: Db, command: CommandId, now: Instant): Promise<void> {
  const rows = await tx
    .selectFrom('changes')
    .select(['id', 'table_name', 'row_id', 'operation', 'before', 'after'])
    .where('command_id', '=', command)
    .orderBy('id', 'desc')
    .execute()
  const changes = rows.map(withValues).toSorted((a, b) => turn(a) - turn(b))
  for (const change of changes) {
    await reverse(tx, change, now).catch((error: unknown) => clash(error, change))
  }
  for (const change of changes) await requireRules(tx, change)
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
  tasks: [['daily_wins', 'task_id']],
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
  const row = table_name === 'tasks' ? { ...(await findTexts(tx, change)), ...values } : values
  const { numUpdatedRows } = await tx
    .updateTable(table_name)
    .set({ ...values, ...derived(table_name, row), updated_at: now } as never)
    .where(isAsLeft(change))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Clash(change)
}

async function findTexts(tx: Db, { row_id }: Recorded): Promise<Values | undefined> {
  return tx
    .selectFrom('tasks')
    .select(['title', 'definition_of_done', 'materials_needed', 'description'])
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
  // As the triggers recorded them: texts, or null where the column may be.
  if (table === 'tasks') return { search_text: searchText(row as Parameters<typeof searchText>[0]) }
  if (table === 'daily_wins') return {}
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

/** What no constraint says: an open win stands where its task stands, and is nobody’s alone. */
async function requireRules(tx: Db, { table_name, row_id, ...change }: Recorded): Promise<void> {
  if (table_name !== 'tasks' && table_name !== 'daily_wins') return
  const broken = await tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select('daily_wins.id')
    .where(sql.ref(`${table_name}.id`), '=', row_id)
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
    .executeTakeFirst()
  if (!broken) return
  throw new Clash({ ...change, table_name, row_id }, { table: 'daily_wins', row: broken.id })
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
