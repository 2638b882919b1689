import { type RawBuilder, sql } from 'kysely'
import type { CommandId, TableName, Values } from '../../domain/journal.ts'
import { fold } from '../../domain/text.ts'
import type { Instant } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { isConstraintViolation } from '../error-codes.ts'
import type { Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { withValues } from './changes.ts'
import { Conflict, type Recorded } from './conflict.ts'
import { requireRules } from './rules.ts'

/**
 * Reverses all changes of a command, the last one first, as long as everything that they left is as they
 * left it, and is not somebody else’s alone by now.
 *
 * @throws Conflict
 */
export async function takeBack(
  tx: Tx,
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
    if (isHidden && change.operation === 'UPDATE') throw new Conflict(change)
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
  throw isConstraintViolation(error) ? new Conflict(change) : error
}

async function reverse(tx: Tx, change: Recorded, now: Instant): Promise<void> {
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

async function removeAgain(tx: Tx, change: Recorded): Promise<void> {
  await requireUnused(tx, change)
  const { numDeletedRows } = await tx
    .deleteFrom(change.table_name)
    .where(isAsLeft(change))
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new Conflict(change)
}

/** The columns that lose what they refer to, without a word, when it goes. */
const dependents = {
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

async function requireUnused(tx: Tx, change: Recorded): Promise<void> {
  for (const [table, column] of dependents[change.table_name]) {
    const user = await tx
      .selectFrom(table)
      .select(sql.ref<number>('id').as('id'))
      .where(sql.ref(column), '=', change.row_id)
      .orderBy(sql.ref('id'), 'desc')
      .executeTakeFirst()
    if (user) throw new Conflict(change, { table, row: user.id })
  }
}

async function changeBack(tx: Tx, change: Recorded, now: Instant): Promise<void> {
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
  if (numUpdatedRows === 0n) throw new Conflict(change)
}

/** The columns of a task that are searched. */
const searched = ['title', 'definition_of_done', 'materials_needed', 'description'] as const

async function findTexts(tx: Tx, { row_id }: Recorded): Promise<Values | undefined> {
  return tx
    .selectFrom('tasks')
    .select(searched)
    .where(sql.ref('id'), '=', row_id)
    .executeTakeFirst()
}

async function bringBack(tx: Tx, change: Recorded): Promise<void> {
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

async function findRemovedPassword(tx: Tx, user: number): Promise<string | null> {
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
