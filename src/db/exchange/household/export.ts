import type { RoutineId } from '../../../domain/task.ts'
import type { Viewer } from '../../../domain/user.ts'
import type { Row, RowType } from '../../../exchange/jsonl/rows.ts'
import { headerLine, rowLine } from '../../../exchange/jsonl/write.ts'
import { type Db, schemaStep } from '../../schema.ts'
import type { TaskFilter } from '../../tasks/filter.ts'
import { streamAtOneMoment } from '../../transaction.ts'
import { listPlaces } from './members.ts'
import { findNamedBy } from './named-by.ts'
import { loadNames, type Names } from './names.ts'
import * as read from './read.ts'
import * as rows from './rows.ts'

/** Whose household is exported: private tasks leave it with their owner alone. */
export type HouseholdReader = { readonly viewer: Viewer }

/**
 * Writes a household as JSON Lines, as of one moment, in parts.
 *
 * @param filter which tasks leave it, with their notes and all rows to which they refer; undefined
 * for everything
 */
export function exportHousehold(
  db: Db,
  { viewer }: HouseholdReader,
  filter?: TaskFilter,
): AsyncGenerator<string> {
  return streamAtOneMoment(db, (at) =>
    filter === undefined ? exportAll(at, viewer) : exportTasks(at, viewer, filter),
  )
}

async function* exportAll(db: Db, viewer: Viewer): AsyncGenerator<string> {
  const names = await loadNames(db, viewer)
  yield headerLine(schemaStep)
  yield* lines('user', read.readUsers(db), rows.userRow)
  yield* lines('category', read.readCategories(db), (each) => rows.categoryRow(each, names))
  yield* routineLines(db, viewer, names)
  yield* lines('task', read.readTasks(db, viewer, {}), (each) => rows.taskRow(each, names))
  yield* lines('win', read.readWins(db, viewer), (each) => rows.winRow(each, names))
  yield* lines('occurrence', read.readOccurrences(db, viewer), (each) =>
    rows.occurrenceRow(each, names),
  )
  yield* lines('absence', read.readAbsences(db), (each) => rows.absenceRow(each, names))
  yield* lines('rest', read.readRestDays(db), (each) => rows.restRow(each, names))
  yield* lines('note', read.readNotes(db, viewer, {}), (each) => rows.noteRow(each, names))
}

async function* exportTasks(db: Db, viewer: Viewer, filter: TaskFilter): AsyncGenerator<string> {
  const names = await loadNames(db, viewer)
  const named = await findNamedBy(db, viewer, filter)
  yield headerLine(schemaStep)
  yield* lines('user', only(read.readUsers(db), named.users), rows.userRow)
  yield* lines('category', only(read.readCategories(db), named.categories), (each) =>
    rows.categoryRow(each, names),
  )
  yield* routineLines(db, viewer, names, named.routines)
  yield* lines('task', read.readTasks(db, viewer, filter), (each) => rows.taskRow(each, names))
  yield* lines('note', read.readNotes(db, viewer, filter), (each) => rows.noteRow(each, names))
}

/** @param wanted the routines that are written, if not all */
async function* routineLines(
  db: Db,
  viewer: Viewer,
  names: Names,
  wanted?: ReadonlySet<RoutineId>,
): AsyncGenerator<string> {
  const all = read.readRoutines(db, viewer)
  for await (const batch of wanted === undefined ? all : only(all, wanted)) {
    const places = await listPlaces(
      db,
      batch.map(({ id }) => id),
    )
    const members = Map.groupBy(places, ({ routine_id }) => routine_id)
    const line = (each: (typeof batch)[number]) =>
      rowLine('routine', rows.routineRow(each, members.get(each.id) ?? [], names))
    yield batch.map(line).join('')
  }
}

async function* lines<Stored, Type extends RowType>(
  type: Type,
  batches: AsyncIterable<readonly Stored[]>,
  rowOf: (stored: Stored) => Row<Type>,
): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch.map((stored) => rowLine(type, rowOf(stored))).join('')
  }
}

/** The rows with these numbers. */
async function* only<Id, Stored extends { readonly id: Id }>(
  batches: AsyncIterable<readonly Stored[]>,
  ids: ReadonlySet<Id>,
): AsyncGenerator<readonly Stored[]> {
  for await (const batch of batches) yield batch.filter(({ id }) => ids.has(id))
}
