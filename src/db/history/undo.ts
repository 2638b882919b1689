import type { CommandId, Direction, RecordedCommand } from '../../domain/journal.ts'
import type { User, Viewer } from '../../domain/user.ts'
import { record } from '../journal.ts'
import type { Db } from '../schema.ts'
import { transact, type Writer } from '../transaction.ts'
import { passwordNeededError } from '../users/passwords.ts'
import { findUser } from '../users/users.ts'
import { listChangesOf } from './changes.ts'
import { Conflict, changedSinceError } from './conflict.ts'
import { selectVisibleChanges } from './recorded.ts'
import { reverseChanges } from './reverse.ts'

/**
 * A command that can be undone or redone. Undo reverses the changes of the command itself, redo
 * those of the undo.
 */
export type Reversal = RecordedCommand & { readonly reverses: CommandId }

/** Commands that are not undone: redo reverses an undo, and an undo reverses a redo. */
const reversing = ['undo', 'redo']

/** Sets what is not recorded, so it cannot be undone. */
const unrecorded = 'user password'

/** Which commands are listed. */
export type ReversalFilter = {
  readonly limit?: number | undefined
  /** Whether those are left out that cannot be reversed. */
  readonly reversibleOnly?: boolean | undefined
}

/**
 * Lists commands that were done or undone, the one to reverse next first: those of the viewer, or
 * anyone's when nobody is known to act, and for everyone those that changed the whole household.
 * Each has the changes that the viewer may see.
 */
export async function listReversals(
  db: Db,
  viewer: Viewer,
  direction: Direction,
  { limit, reversibleOnly = false }: ReversalFilter = {},
): Promise<Reversal[]> {
  const every = selectReversals(db, viewer, direction, reversibleOnly)
  const rows = await (limit === undefined ? every : every.limit(limit)).execute()
  const ids = rows.map(({ id }) => id)
  const changes = await listChangesOf(db, viewer, ids)
  const byCommand = Map.groupBy(changes, (change) => change.command_id)
  return rows.map(({ undo, ...command }) => ({
    ...command,
    reverses: undo ?? command.id,
    reversible: command.command !== unrecorded && byCommand.has(command.id),
    changes: byCommand.get(command.id) ?? [],
  }))
}

/** Selects commands with their current undo, if they are undone. */
function selectReversals(db: Db, viewer: Viewer, direction: Direction, reversibleOnly: boolean) {
  const isUndo = direction === 'undo'
  const changesOf = db.selectFrom('changes').select('changes.id')
  const visible = selectVisibleChanges(db, viewer).select('changes.id')
  return db
    .selectFrom('commands')
    .leftJoin(selectCurrentUndos(db).as('undo'), 'undo.reverses', 'commands.id')
    .leftJoin(selectLatestRedos(db).as('redo'), 'redo.command', 'commands.id')
    .select([
      'commands.id',
      'commands.command',
      'commands.made_by_user_id',
      'commands.made_by',
      'commands.created_at',
      'undo.id as undo',
    ])
    .where('commands.command', 'not in', reversibleOnly ? [...reversing, unrecorded] : reversing)
    .where('undo.id', isUndo ? 'is' : 'is not', null)
    .where(({ and, eb, exists, not, or, ref }) => {
      const actor = isUndo ? 'commands.made_by_user_id' : 'undo.made_by_user_id'
      const isOwn = viewer === null ? [] : [eb(actor, '=', viewer)]
      const isVisible = exists(visible.where('changes.command_id', '=', ref('commands.id')))
      if (reversibleOnly || !isUndo) return and([...isOwn, isVisible])
      const isWhole = and([
        eb('commands.recording', 'is', null),
        not(exists(changesOf.where('changes.command_id', '=', ref('commands.id')))),
      ])
      return or([and([...isOwn, isVisible]), isWhole])
    })
    .orderBy(
      ({ fn, ref }) => (isUndo ? fn.coalesce('redo.id', 'commands.id') : ref('undo.id')),
      'desc',
    )
}

/** Selects the undos that were not redone. */
function selectCurrentUndos(db: Db) {
  return db
    .selectFrom('commands as undo')
    .leftJoin('commands as redo', 'redo.reverses', 'undo.id')
    .where('redo.id', 'is', null)
    .where('undo.reverses', 'is not', null)
    .select(['undo.id', 'undo.reverses', 'undo.made_by_user_id'])
}

/** Selects the latest redo of each command: a redone command counts as made when it was redone. */
function selectLatestRedos(db: Db) {
  return db
    .selectFrom('commands as undo')
    .innerJoin('commands as redo', 'redo.reverses', 'undo.id')
    .select(({ fn }) => ['undo.reverses as command', fn.max('redo.id').as('id')])
    .where('undo.reverses', 'is not', null)
    .groupBy('undo.reverses')
}

/**
 * Lists the members who must agree to reversals: those who would be changed and, when nobody is
 * known to act, those who ran the commands. Deleted members cannot be asked.
 */
export async function listAffectedUsers(
  db: Db,
  viewer: Viewer,
  reversals: readonly Reversal[],
): Promise<User[]> {
  const ids = reversals.flatMap(({ made_by_user_id, changes }) => [
    ...(viewer === null && made_by_user_id !== null ? [made_by_user_id] : []),
    ...changes
      .filter((change) => change.table_name === 'users')
      // The rows of this table have ids of users.
      .map((change) => change.row_id as User['id']),
  ])
  const users: User[] = []
  for (const id of new Set(ids)) {
    const user = await findUser(db, id)
    if (user) users.push(user)
  }
  return users
}

/** Which commands may be reversed. */
export type ReversalRules = {
  readonly count: number
  /** Whether commands that cannot be reversed are left as they are, instead of stopping there. */
  readonly reversibleOnly?: boolean
  /** Throws when these are too few, not reversible, or others than a person agreed to. */
  readonly accept: (reversals: readonly Reversal[]) => void
  /** Whether a member without a password, or with one that was given, may be changed. */
  readonly mayChange: (user: User) => boolean
}

/**
 * Undoes or redoes the latest commands of {@link listReversals}, all of them or none. Each reversal
 * is recorded as a command of its own. They are chosen while nobody else writes, so that people who
 * undo at once each undo a command of their own.
 *
 * @throws MomentumError `conflict` when a later change would be overwritten; `not_allowed` when a
 * member may not be changed, even one whom an earlier reversal brings back
 */
export async function reverseCommands(
  { db, author }: Writer,
  viewer: Viewer,
  direction: Direction,
  { count, reversibleOnly, accept, mayChange }: ReversalRules,
): Promise<readonly Reversal[]> {
  const done = transact(db, async (tx) => {
    const reversals = await listReversals(tx, viewer, direction, { limit: count, reversibleOnly })
    accept(reversals)
    for (const reversal of reversals) {
      const { reverses } = reversal
      const affected = await listAffectedUsers(tx, viewer, [reversal])
      const refusing = affected.find((user) => !mayChange(user))
      if (refusing) throw passwordNeededError(refusing)
      const command = { ...author, command: direction, reverses }
      await record(tx, command, () => reverseChanges(tx, viewer, reverses, author.created_at))
    }
    return reversals
  })
  return done.catch(async (error: unknown) => {
    throw error instanceof Conflict ? await changedSinceError(db, viewer, error) : error
  })
}
