import { type RawBuilder, sql } from 'kysely'
import type { CommandId, TableName, Values } from '../../domain/journal.ts'
import { isSettled, readTurnReason } from '../../domain/routine/turn-reason.ts'
import type { Instant } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { isConstraintViolation } from '../error-codes.ts'
import type { Tx } from '../schema.ts'
import { searchSources } from '../tasks/changes.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { whileDeleting } from '../tasks/search.ts'
import { closeSessionsOf } from '../users/sessions.ts'
import { isCleared } from './cleared.ts'
import { Conflict } from './conflict.ts'
import { requireConsistency, requireNothingHidden } from './consistency.ts'
import { dependents } from './dependents.ts'
import { derivedValues } from './derived.ts'
import { parseChange, type RecordedChange } from './recorded.ts'
import { reverseTogether, runsOf } from './runs.ts'

/**
 * Reverses all changes of a command, latest first. Every changed row must still have the values
 * that the command gave it, and no edited row may be private to somebody else, unless the command
 * is for everybody.
 *
 * @param command whose changes are reversed; for a redo, the undo with the name of its command
 * @throws Conflict
 */
export async function reverseChanges(
  tx: Tx,
  viewer: Viewer,
  command: { readonly id: CommandId; readonly name: string },
  now: Instant,
): Promise<void> {
  const rows = await tx
    .selectFrom('changes')
    .select(['id', 'table_name', 'row_id', 'operation', 'before', 'after'])
    .select(['private_to', 'closed_to'])
    .where('command_id', '=', command.id)
    .orderBy('id', 'desc')
    .execute()
  const changes = rows.map(parseChange).toSorted((a, b) => reversalOrder(a) - reversalOrder(b))
  const added = changes.filter(
    ({ table_name, operation }) => table_name === 'tasks' && operation === 'INSERT',
  )
  const seen = { viewer, isForEverybody: forEverybody.includes(command.name) }
  await whileDeleting(tx, added.length, () => reverseEach(tx, seen, changes, now))
  await requireConsistency(tx, changes)
  if (!seen.isForEverybody) await requireNothingHidden(tx, viewer, changes)
}

/** Commands that also change private tasks that who runs them may not see. */
const forEverybody = ['away add', 'away remove']

/** Which rows may be changed by who reverses a command. */
type Seen = { readonly viewer: Viewer; readonly isForEverybody: boolean }

type OwnedChange = RecordedChange & {
  readonly private_to: UserId | null
  readonly closed_to: UserId | null
}

/** @throws Conflict */
async function reverseEach(
  tx: Tx,
  seen: Seen,
  changes: readonly OwnedChange[],
  now: Instant,
): Promise<void> {
  for (const run of runsOf(changes)) {
    if (run.length > 1 && (await reverseTogether(tx, run))) continue
    for (const change of run) await reverseOwned(tx, seen, change, now)
  }
}

async function reverseOwned(
  tx: Tx,
  { viewer, isForEverybody }: Seen,
  change: OwnedChange,
  now: Instant,
): Promise<void> {
  // Private rows that were deleted with their owner come back with the owner. Others stay
  // untouched.
  const isHidden = [change.private_to, change.closed_to].some((id) => id !== null && id !== viewer)
  const isUpdate = change.operation === 'UPDATE'
  if (isHidden && (isCleared(change) || (isForEverybody && isUpdate))) {
    // Its owner may have given it another value meanwhile, which nobody else learns.
    await reverseUpdate(tx, change, now).catch(ignoreConflict)
    return
  }
  if (isHidden && isUpdate) throw new Conflict(change)
  await reverseChange(tx, change, now).catch((error: unknown) => {
    throw isConstraintViolation(error) ? new Conflict(change) : error
  })
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}

/**
 * Deleted rows come back before the rows that refer to them, and before references to them that
 * were cleared; a server records them in another order.
 */
function reversalOrder(change: RecordedChange): number {
  const { table_name, operation } = change
  if (isCleared(change)) return referredTo.length + 1
  const place = operation === 'DELETE' ? referredTo.indexOf(table_name) : -1
  return place === -1 ? referredTo.length : place
}

/** The tables to which others refer, those first to which one of them refers. */
const referredTo: readonly TableName[] = ['users', 'categories', 'routines']

async function reverseChange(tx: Tx, change: RecordedChange, now: Instant): Promise<void> {
  switch (change.operation) {
    case 'INSERT':
      return reverseInsert(tx, change)
    case 'UPDATE':
      return reverseUpdate(tx, change, now)
    case 'DELETE':
      return reverseDelete(tx, change)
    default:
      change.operation satisfies never
  }
}

async function reverseInsert(tx: Tx, change: RecordedChange): Promise<void> {
  await requireUnused(tx, change)
  const { numDeletedRows } = await tx
    .deleteFrom(change.table_name)
    .where(isUnchangedSince(change))
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new Conflict(change)
}

async function requireUnused(tx: Tx, change: RecordedChange): Promise<void> {
  for (const [table, column] of dependents[change.table_name]) {
    const dependent = await tx
      .selectFrom(table)
      .select(sql.ref<number>('id').as('id'))
      .where(sql.ref(column), '=', change.row_id)
      .orderBy(sql.ref('id'), 'desc')
      .executeTakeFirst()
    if (dependent) throw new Conflict(change, { table, row: dependent.id })
  }
}

async function reverseUpdate(tx: Tx, change: RecordedChange, now: Instant): Promise<void> {
  const { table_name, before } = change
  const { has_password: _, ...values } = before ?? {}
  if (Object.keys(values).length === 0) return
  const isSearched = table_name === 'tasks' && searchSources.some((column) => column in values)
  const row = isSearched ? { ...(await findSearchedTexts(tx, change)), ...values } : values
  const touched = isTouched(table_name) ? { updated_at: now } : {}
  const { numUpdatedRows } = await tx
    .updateTable(table_name)
    .set({ ...values, ...derivedValues(table_name, row), ...touched } as never)
    .where(isUnchangedSince(change))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) {
    // Why it was somebody’s turn no longer matters: the task is done, or the turn was chosen again.
    if (Object.keys(values).every((column) => column === 'turn_reason')) return
    throw new Conflict(change)
  }
  // The rows of this table have ids of users.
  if (table_name === 'users' && values.active === false) {
    await closeSessionsOf(tx, change.row_id as UserId)
  }
}

/** Whether the rows of a table tell when they were last changed. */
function isTouched(table: TableName): boolean {
  return !['occurrences', 'routine_members', 'notes'].includes(table)
}

async function findSearchedTexts(tx: Tx, { row_id }: RecordedChange): Promise<Values | undefined> {
  return tx
    .selectFrom('tasks')
    .select(searchSources)
    .where(sql.ref('id'), '=', row_id)
    .executeTakeFirst()
}

async function reverseDelete(tx: Tx, change: RecordedChange): Promise<void> {
  const { table_name, row_id, before } = change
  const { has_password, ...values } = before ?? {}
  const password = has_password ? { password_hash: await findRemovedPassword(tx, row_id) } : {}
  await tx
    .insertInto(table_name)
    // The recorded columns are those of the table.
    .values({ id: row_id, ...values, ...derivedValues(table_name, values), ...password } as never)
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

/**
 * Whether a row has every value that the change gave it, apart from `updated_at`, and can have
 * those of before: only what is done has a member who did it, and only an open task of a routine
 * can have another date, or a turn that its routine chose.
 */
function isUnchangedSince(change: RecordedChange): RawBuilder<boolean> {
  const { table_name, row_id, before, after } = change
  const doer = table_name === 'occurrences' ? null : (before?.completed_by_user_id ?? null)
  const { updated_at, has_password, ...values } = after ?? {}
  const conditions = [
    sql`id = ${row_id}`,
    ...Object.entries(values).map(
      ([column, value]) => sql`${sql.ref(column)} is not distinct from ${value}`,
    ),
    ...(doer === null || before?.status !== undefined ? [] : [sql`status = 'DONE'`]),
    ...(needsOpenTask(change) ? [isOpenTask] : []),
    ...(has_password === undefined ? [] : [sql`(password_hash is not null) = ${has_password}`]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/**
 * Whether only an open task of a routine can have the date or the turn that it had before a change.
 * If somebody took or assigned it, that is undone after it was done, too, as for any other task.
 */
function needsOpenTask({ before, after }: RecordedChange): boolean {
  if (before?.status !== undefined) return false
  if (before?.occurrence_date !== undefined) return true
  return before?.turn_reason !== undefined && ![before, after].some(isTakenOrAssigned)
}

function isTakenOrAssigned(values: Values | null): boolean {
  const reason = values?.turn_reason
  return (
    typeof reason === 'string' &&
    isSettled(readTurnReason({ turn_reason: reason, turn_names: null }))
  )
}
