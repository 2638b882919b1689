import type { RoutineId, TaskId } from '../../../domain/task.ts'
import type { Viewer } from '../../../domain/user.ts'
import { identityOf } from '../../../exchange/jsonl/check.ts'
import type { HouseholdRows, Row, RowType } from '../../../exchange/jsonl/rows.ts'
import { inBatches } from '../../batches.ts'
import { ownColumns as routineColumns } from '../../routines/routines.ts'
import type { Tx } from '../../schema.ts'
import { isOpenTask } from '../../tasks/filter.ts'
import { isVisibleTo } from '../../tasks/tasks.ts'
import type { HereRow } from './entry.ts'
import { listPlaces } from './members.ts'
import { loadNames, type Names } from './names.ts'
import { taskColumns } from './read.ts'
import * as rows from './rows.ts'

/** The rows of one type by what they are the same by. */
export type ByIdentity<Type extends RowType> = ReadonlyMap<string, readonly HereRow<Type>[]>

/** What this household has of what a file names. */
export type Here = {
  readonly rows: { readonly [Type in RowType]: ByIdentity<Type> }
  /** Members with a password, by their UUIDs. */
  readonly guarded: ReadonlySet<string>
  /** The UUIDs of tasks and routines that only somebody else may see. */
  readonly hidden: ReadonlySet<string>
  /** The open tasks of routines, by the UUIDs of the routines. */
  readonly open: ReadonlyMap<string, readonly OpenTask[]>
  /** The last number of the times of a routine that are over, by the UUID of the routine. */
  readonly last: ReadonlyMap<string, number>
  /** The Daily Wins, by the UUIDs of their tasks. */
  readonly wins: ReadonlyMap<string, readonly Row<'win'>[]>
}

/** The open task of a routine, with its number among the times of the routine. */
export type OpenTask = { readonly uuid: string; readonly number: number | null }

/** Reads what a file may change, as far as the viewer may see it. */
export async function loadHere(tx: Tx, file: HouseholdRows, viewer: Viewer): Promise<Here> {
  const names = await loadNames(tx, viewer)
  const named = namedIn(file)
  const users = await tx
    .selectFrom('users')
    .select([...rows.userColumns, 'password_hash'])
    .orderBy('id')
    .execute()
  const routines = await loadRoutines(tx, named.routines, names)
  const tasks = await loadTasks(tx, named.tasks, viewer, names)
  const wins = await loadWins(tx, names)
  const routineIds = routines.found.map(({ id }) => id as RoutineId)
  return {
    rows: {
      user: byIdentity(
        'user',
        users.map(({ password_hash: _, ...user }) => ({ id: user.id, row: rows.userRow(user) })),
      ),
      category: byIdentity('category', await loadCategories(tx, names)),
      routine: byIdentity('routine', routines.found),
      task: byIdentity('task', tasks.found),
      win: byIdentity('win', wins),
      occurrence: byIdentity('occurrence', await loadOccurrences(tx, routineIds, viewer, names)),
      absence: byIdentity('absence', await loadAbsences(tx, names)),
      rest: byIdentity('rest', await loadRestDays(tx, names)),
      note: notesByIdentity(await loadNotes(tx, file, tasks.found, names)),
    },
    guarded: new Set(users.filter((user) => user.password_hash !== null).map(({ uuid }) => uuid)),
    hidden: new Set([...routines.hidden, ...tasks.hidden]),
    open: await loadOpenTasks(tx, routineIds, names),
    last: await loadLastNumbers(tx, routineIds, names),
    wins: Map.groupBy(
      wins.map(({ row }) => row),
      ({ task_uuid }) => task_uuid,
    ),
  }
}

function byIdentity<Type extends RowType>(
  type: Type,
  found: readonly HereRow<Type>[],
): ByIdentity<Type> {
  return Map.groupBy(found, ({ row }) => identityOf(type, row))
}

/** A note of a file may have no moment: then it is the same by its task and text. */
function notesByIdentity(found: readonly HereRow<'note'>[]): ByIdentity<'note'> {
  const timeless = found.map(({ id, row }) => ({ id, row: { ...row, created_at: null } }))
  return new Map([...byIdentity('note', timeless), ...byIdentity('note', found)])
}

/** The UUIDs of all tasks and routines that a file names. */
function namedIn({ routine, task, win, occurrence, note }: HouseholdRows) {
  const uuids = (values: readonly (string | null)[]) => [
    ...new Set(values.filter((value) => value !== null)),
  ]
  return {
    routines: uuids([
      ...routine.map(({ row }) => row.uuid),
      ...task.map(({ row }) => row.routine_uuid),
      ...occurrence.map(({ row }) => row.routine_uuid),
    ]),
    tasks: uuids([
      ...task.map(({ row }) => row.uuid),
      ...[...win, ...note, ...occurrence].map(({ row }) => row.task_uuid),
    ]),
  }
}

async function loadCategories(tx: Tx, names: Names): Promise<HereRow<'category'>[]> {
  const stored = await tx.selectFrom('categories').selectAll().orderBy('id').execute()
  return stored.map((each) => ({ id: each.id, row: rows.categoryRow(each, names) }))
}

/** What was found by its UUID, and the UUIDs of what only others may see. */
type Found<Type extends RowType> = {
  readonly found: readonly HereRow<Type>[]
  readonly hidden: readonly string[]
}

async function loadRoutines(
  tx: Tx,
  uuids: readonly string[],
  names: Names,
): Promise<Found<'routine'>> {
  const stored = await inBatches(uuids, (batch) =>
    tx.selectFrom('routines').select(routineColumns).where('uuid', 'in', batch).execute(),
  )
  const [seen, hidden] = parted(stored, ({ id }) => names.routines.has(id))
  const places = await inBatches(
    seen.map(({ id }) => id),
    (batch) => listPlaces(tx, [...new Set(batch)]),
  )
  const members = Map.groupBy(places, ({ routine_id }) => routine_id)
  const found = seen.map((each) => {
    return { id: each.id, row: rows.routineRow(each, members.get(each.id) ?? [], names) }
  })
  return { found, hidden: hidden.map(({ uuid }) => uuid) }
}

async function loadTasks(
  tx: Tx,
  uuids: readonly string[],
  viewer: Viewer,
  names: Names,
): Promise<Found<'task'>> {
  const stored = await inBatches(uuids, (batch) =>
    tx.selectFrom('tasks').select(taskColumns).where('uuid', 'in', batch).execute(),
  )
  const isSeen = (task: rows.StoredTask) => !task.private || task.owner_user_id === viewer
  const [seen, hidden] = parted(stored, isSeen)
  return {
    found: seen.map((each) => ({ id: each.id, row: rows.taskRow(each, names) })),
    hidden: hidden.map(({ uuid }) => uuid),
  }
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

async function loadWins(tx: Tx, names: Names): Promise<HereRow<'win'>[]> {
  const stored = await tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .selectAll('daily_wins')
    .select('tasks.uuid as task_uuid')
    .orderBy('daily_wins.id')
    .execute()
  return stored.map((each) => ({ id: each.id, row: rows.winRow(each, names) }))
}

async function loadOccurrences(
  tx: Tx,
  routines: readonly RoutineId[],
  viewer: Viewer,
  names: Names,
): Promise<HereRow<'occurrence'>[]> {
  const stored = await inBatches(routines, (batch) =>
    tx
      .selectFrom('occurrences')
      .innerJoin('routines', 'routines.id', 'occurrences.routine_id')
      .leftJoin('tasks', (join) =>
        join.onRef('tasks.id', '=', 'occurrences.task_id').on(isVisibleTo(viewer)),
      )
      .selectAll('occurrences')
      .select(['routines.uuid as routine_uuid', 'tasks.uuid as task_uuid'])
      .where('occurrences.routine_id', 'in', batch)
      .orderBy('occurrences.id')
      .execute(),
  )
  return stored.map((each) => ({ id: each.id, row: rows.occurrenceRow(each, names) }))
}

async function loadAbsences(tx: Tx, names: Names): Promise<HereRow<'absence'>[]> {
  const stored = await tx.selectFrom('absences').selectAll().orderBy('id').execute()
  return stored.map((each) => ({ id: each.id, row: rows.absenceRow(each, names) }))
}

async function loadRestDays(tx: Tx, names: Names): Promise<HereRow<'rest'>[]> {
  const stored = await tx.selectFrom('rest_days').selectAll().orderBy('id').execute()
  return stored.map((each) => ({ id: each.id, row: rows.restRow(each, names) }))
}

/** The notes on tasks that are here already. */
async function loadNotes(
  tx: Tx,
  { note }: HouseholdRows,
  tasks: readonly HereRow<'task'>[],
  names: Names,
): Promise<HereRow<'note'>[]> {
  const noted = new Set(note.map(({ row }) => row.task_uuid))
  const ids = tasks.filter(({ row }) => noted.has(row.uuid)).map(({ id }) => id as TaskId)
  const stored = await inBatches(ids, (batch) =>
    tx
      .selectFrom('notes')
      .innerJoin('tasks', 'tasks.id', 'notes.task_id')
      .selectAll('notes')
      .select('tasks.uuid as task_uuid')
      .where('notes.task_id', 'in', batch)
      .orderBy('notes.id')
      .execute(),
  )
  return stored.map((each) => ({ id: each.id, row: rows.noteRow(each, names) }))
}

async function loadOpenTasks(
  tx: Tx,
  routines: readonly RoutineId[],
  { routines: uuids }: Names,
): Promise<ReadonlyMap<string, OpenTask[]>> {
  const open = await inBatches(routines, (batch) =>
    tx
      .selectFrom('tasks')
      .select(['uuid', 'routine_id', 'occurrence_number as number'])
      .where('routine_id', 'in', batch)
      .where(isOpenTask)
      .execute(),
  )
  return Map.groupBy(open, ({ routine_id }) => (routine_id && uuids.get(routine_id)) ?? '')
}

async function loadLastNumbers(
  tx: Tx,
  routines: readonly RoutineId[],
  { routines: uuids }: Names,
): Promise<ReadonlyMap<string, number>> {
  const last = await inBatches(routines, (batch) =>
    tx
      .selectFrom('occurrences')
      .select(({ fn }) => ['routine_id', fn.max('number').as('number')])
      .where('routine_id', 'in', batch)
      .groupBy('routine_id')
      .execute(),
  )
  return new Map(last.map(({ routine_id, number }) => [uuids.get(routine_id) ?? '', number]))
}
