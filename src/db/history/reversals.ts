import { type ExpressionBuilder, sql } from 'kysely'
import type { Change, CommandId, Direction, RecordedCommand } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { blankFor, reusable } from '../batches.ts'
import { limitCache } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { listChangesOf, prepareChangesOf } from './changes.ts'
import { selectVisibleChanges } from './recorded.ts'

// Each query reads the journal backward by an index, and stops when it has found enough: a journal
// of ten years answers as quickly as that of a week.

/**
 * A command that can be undone or redone. Undo reverses the changes of the command itself, redo
 * those of the undo.
 */
export type Reversal = RecordedCommand & { readonly reverses: CommandId }

/** Commands that are not undone: redo reverses an undo, and an undo reverses a redo. */
const reversing = ['undo', 'redo']

/** It sets a value that is not recorded, so it cannot be undone. */
const unrecorded = 'user password'

/** Which commands are listed, at most `limit`. */
export type ReversalFilter = {
  readonly limit: number
  /** Whether to leave out those that cannot be reversed. */
  readonly reversibleOnly?: boolean | undefined
}

/** How many commands are read at once. The more values are in use, the more memory V8 takes. */
const batchSize = 25

/**
 * Lists commands to undo or redo, the next one first: the viewer's, or anyone's if nobody is known
 * to act. Everyone's lists to undo contain the commands that changed the whole household. Each
 * command has the changes that the viewer may see.
 */
export async function listReversals(
  db: Db,
  viewer: Viewer,
  direction: Direction,
  filter: ReversalFilter,
): Promise<Reversal[]> {
  const rows = await selectReversals(db, viewer, direction, filter).execute()
  const ids = rows.map(({ id }) => id)
  return withChanges(rows, await listChangesOf(db, viewer, ids))
}

/**
 * Reads all of {@link listReversals} in batches. Each batch is a query of its own, so that others
 * can write in between; the next batch shows what they did with earlier commands.
 */
export async function* streamReversals(
  db: Db,
  viewer: Viewer,
  direction: Direction,
): AsyncGenerator<readonly Reversal[]> {
  await limitCache(db)
  const page = { limit: batchSize }
  const range = { ...page, before: blankFor<CommandId>() }
  const following = reusable(db, selectReversals(db, viewer, direction, range))
  const listChanges = prepareChangesOf(db, viewer, batchSize)
  let rows: readonly Row[] = await selectReversals(db, viewer, direction, page).execute()
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield withChanges(rows, await listChanges(rows.map(({ id }) => id)))
    if (rows.length < batchSize) return
    // Each kind of command has a place for it.
    rows = await following(last.place, last.place, last.place)
  }
}

type Row = Omit<Reversal, 'changes' | 'reversible'> & { readonly place: CommandId }

function withChanges(rows: readonly Row[], changes: readonly Change[]): Reversal[] {
  const byCommand = Map.groupBy(changes, (change) => change.command_id)
  return rows.map(({ place: _, ...command }) => ({
    ...command,
    reversible: command.command !== unrecorded && byCommand.has(command.id),
    changes: byCommand.get(command.id) ?? [],
  }))
}

/** Which of the latest commands of a kind are wanted. */
type Range = ReversalFilter & {
  /** Only those whose `place` is before this one. */
  readonly before?: CommandId | undefined
}

/** The place of a command in the list is the id of its latest undo or redo, otherwise its own. */
function selectReversals(db: Db, viewer: Viewer, direction: Direction, range: Range) {
  if (direction === 'redo') return selectUndone(db, viewer, range)
  const kinds = [
    selectNeverUndone(db, viewer, range),
    selectRedone(db, viewer, range),
    ...(range.reversibleOnly ? [] : [selectWhole(db, range)]),
  ]
  const [first, ...others] = kinds.map((kind) => db.selectFrom(kind.as('kind')).selectAll())
  return others
    .reduce((all, kind) => all.unionAll(kind), first as NonNullable<typeof first>)
    .orderBy('place', 'desc')
    .limit(range.limit)
}

const columns = [
  'commands.id',
  'commands.command',
  'commands.made_by_user_id',
  'commands.made_by',
  'commands.created_at',
] as const

/** Selects the latest commands that nobody ever undid. */
function selectNeverUndone(db: Db, viewer: Viewer, { limit, before, reversibleOnly }: Range) {
  return db
    .selectFrom('commands')
    .select([...columns, 'commands.id as reverses', 'commands.id as place'])
    .where('commands.command', 'not in', irreversible(reversibleOnly))
    .where('commands.reverses', 'is', null)
    .where(({ exists, not, ref, selectFrom }) => {
      const undos = selectFrom('commands as undo').select('undo.id')
      return not(exists(undos.where('undo.reverses', '=', ref('commands.id'))))
    })
    .where(hasVisibleChanges(db, viewer))
    .$if(viewer !== null, (query) => query.where('commands.made_by_user_id', '=', viewer))
    .$if(before !== undefined, (query) => query.where('commands.id', '<', before as CommandId))
    .orderBy('commands.id', 'desc')
    .limit(limit)
}

/** Selects the commands whose undo was the latest to be redone, and that were not undone again. */
function selectRedone(db: Db, viewer: Viewer, { limit, before, reversibleOnly }: Range) {
  return (
    db
      .selectFrom('commands as redo')
      .innerJoin('commands as undo', 'undo.id', 'redo.reverses')
      // A cross join fixes the order: SQLite would begin with all commands of the viewer.
      .crossJoin('commands')
      .select([...columns, 'commands.id as reverses', 'redo.id as place'])
      .whereRef('commands.id', '=', 'undo.reverses')
      .where('commands.command', 'not in', irreversible(reversibleOnly))
      .where('redo.reverses', 'is not', null)
      .where(({ exists, not, ref, selectFrom }) => {
        const later = selectFrom('commands as later').select('later.id')
        const ofIt = later.where('later.reverses', '=', ref('commands.id'))
        return not(exists(ofIt.where('later.id', '>', ref('redo.id'))))
      })
      .where(hasVisibleChanges(db, viewer))
      .$if(viewer !== null, (query) => query.where('commands.made_by_user_id', '=', viewer))
      .$if(before !== undefined, (query) => query.where('redo.id', '<', before as CommandId))
      .orderBy('redo.id', 'desc')
      .limit(limit)
  )
}

/** Selects the latest commands that replaced or filled the whole household, where undo stops. */
function selectWhole(db: Db, { limit, before }: Range) {
  return (
    db
      .selectFrom('commands')
      .select([...columns, 'commands.id as reverses', 'commands.id as place'])
      // Worded as in the index of such commands, which are few among many.
      .where(sql<boolean>`substr(command, 1, 3) = 'db '`)
      .where('commands.recording', 'is', null)
      .where(({ exists, not, ref, selectFrom }) => {
        const changes = selectFrom('changes').select('changes.id')
        return not(exists(changes.where('changes.command_id', '=', ref('commands.id'))))
      })
      .$if(before !== undefined, (query) => query.where('commands.id', '<', before as CommandId))
      .orderBy('commands.id', 'desc')
      .limit(limit)
  )
}

/** Selects the commands whose latest undo was not redone. */
function selectUndone(db: Db, viewer: Viewer, { limit, before, reversibleOnly }: Range) {
  return db
    .selectFrom('commands as undo')
    .innerJoin('commands', 'commands.id', 'undo.reverses')
    .select([...columns, 'undo.id as reverses', 'undo.id as place'])
    .where('commands.command', 'not in', irreversible(reversibleOnly))
    .where('undo.reverses', 'is not', null)
    .where(({ exists, not, ref, selectFrom }) => {
      const redos = selectFrom('commands as redo').select('redo.id')
      return not(exists(redos.where('redo.reverses', '=', ref('undo.id'))))
    })
    .where(hasVisibleChanges(db, viewer))
    .$if(viewer !== null, (query) => query.where('undo.made_by_user_id', '=', viewer))
    .$if(before !== undefined, (query) => query.where('undo.id', '<', before as CommandId))
    .orderBy('undo.id', 'desc')
    .limit(limit)
}

function irreversible(reversibleOnly = false): readonly string[] {
  return reversibleOnly ? [...reversing, unrecorded] : reversing
}

/** The condition that a command has changes that the viewer may see. */
function hasVisibleChanges(db: Db, viewer: Viewer) {
  // With a limit, SQLite reads only each command's own changes, rather than all of them first.
  const visible = selectVisibleChanges(db, viewer).select('changes.id').limit(1)
  return ({ exists, ref }: ExpressionBuilder<Schema, 'commands'>) =>
    exists(visible.where('changes.command_id', '=', ref('commands.id')))
}
