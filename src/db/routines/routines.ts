import { type ExpressionBuilder, sql } from 'kysely'
import {
  type Routine,
  type RoutineReference,
  routineColumns,
} from '../../domain/routine/routine.ts'
import { routineOn } from '../../domain/routine/status.ts'
import type { RoutineId } from '../../domain/task.ts'
import { fold, foldAccents } from '../../domain/text.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { ambiguousError, notFoundError, refusedError } from '../../errors.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { withMembers } from './members.ts'

/** A routine without what is computed from other tables. */
export type RoutineRow = Pick<Routine, (typeof routineColumns)[number]>

export const ownColumns = routineColumns.map((column) => `routines.${column}` as const)

/** Whose routines are read, and the day that it is. */
export type Reader = { readonly viewer: Viewer; readonly today: CalendarDate }

/** Every query for routines starts here. It leaves out private routines of others. */
export function selectRoutines(db: Db, viewer: Viewer) {
  return db
    .selectFrom('routines')
    .leftJoin('tasks as live', (join) =>
      join
        .onRef('live.routine_id', '=', 'routines.id')
        // Worded as in the index of live tasks.
        .on(sql<boolean>`live.status <> 'DONE' and live.status <> 'ABANDONED'`)
        .on(({ eb, or }) =>
          or([eb('live.private', '=', false), eb('live.owner_user_id', '=', viewer)]),
        ),
    )
    .select((eb) => {
      const users = eb.selectFrom('users').select('users.name')
      return [
        ...ownColumns,
        users.whereRef('users.id', '=', 'routines.owner_user_id').as('owner'),
        eb
          .selectFrom('categories')
          .select('categories.name')
          .whereRef('categories.id', '=', 'routines.category_id')
          .as('category'),
        'live.occurrence_date as next_date',
        'live.id as next_task_id',
        users.whereRef('users.id', '=', 'live.owner_user_id').as('turn'),
        eb
          .selectFrom('occurrences')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('occurrences.routine_id', '=', 'routines.id')
          .where('occurrences.outcome', '=', 'DONE')
          .as('done_count'),
      ]
    })
    .where(isVisibleTo(viewer))
    .orderBy('routines.id')
    .$castTo<Omit<Routine, 'says' | 'members'>>()
}

/** A private routine is visible only to its owner. */
export function isVisibleTo(viewer: Viewer) {
  return (eb: ExpressionBuilder<Schema, 'routines'>) =>
    eb.or([
      eb('routines.private', '=', false),
      ...(viewer === null ? [] : [eb('routines.owner_user_id', '=', viewer)]),
    ])
}

/** Lists routines by number. Those that ended are left out unless `all` is set. */
export async function listRoutines(
  db: Db,
  { viewer, today }: Reader,
  { all }: { readonly all: boolean },
): Promise<Routine[]> {
  const query = selectRoutines(db, viewer)
  const stored = await (all ? query : query.where('routines.status', '<>', 'ENDED')).execute()
  return (await withMembers(db, stored)).map((routine) => routineOn(routine, today))
}

/** Counts the routines that a viewer can see, of one member or of all; also those that ended. */
export async function countRoutines(db: Db, viewer: Viewer, owner?: UserId): Promise<number> {
  const visible = db.selectFrom('routines').where(isVisibleTo(viewer))
  const routines = owner === undefined ? visible : visible.where('owner_user_id', '=', owner)
  const { count } = await routines
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/**
 * The routine that made a task, even if the viewer may not see it.
 *
 * @throws MomentumError `refused` if the server shows it to another login only
 */
export async function getRoutineOf(
  tx: Tx,
  { title, routine_id }: { readonly title: string; readonly routine_id: RoutineId },
): Promise<RoutineRow> {
  const routine = await tx
    .selectFrom('routines')
    .select(ownColumns)
    .where('id', '=', routine_id)
    .executeTakeFirst()
  if (routine) return routine
  throw hiddenRoutineError(title)
}

/** The error for a task whose routine the server hides from this login. */
export function hiddenRoutineError(title: string) {
  return refusedError(
    `“${title}” belongs to a routine that the server shows to its owner’s login only.`,
  )
}

/** Gives a routine another status; its note and the end of its pause are cleared unless given. */
export async function setStatus(
  tx: Tx,
  id: RoutineId,
  changes: Pick<RoutineRow, 'status'> & Partial<Pick<RoutineRow, 'status_note' | 'paused_until'>>,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('routines')
    .set({ status_note: null, paused_until: null, ...changes, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** @throws MomentumError `not_found` */
export async function getRoutineById(db: Db, reader: Reader, id: RoutineId): Promise<Routine> {
  return getRoutine(db, reader, { text: String(id), id })
}

/** How many candidates an error lists. */
const maxListed = 5

/**
 * Gets the routine that a reference means: a title that is the whole text, else one that contains
 * it, those that have not ended first.
 *
 * @throws MomentumError `not_found`, or `ambiguous` with the candidates
 */
export async function getRoutine(
  db: Db,
  reader: Reader,
  reference: RoutineReference,
): Promise<Routine> {
  const found = await findRoutines(db, reader, reference)
  const [routine, ...others] = found
  if (routine === undefined) throw unknownRoutineError(reference)
  if (others.length === 0) return routine
  const shown = found.slice(0, maxListed).map(({ id, title, status }) => {
    return `${id} “${title}” (${status.toLowerCase()})`
  })
  const more = found.length > maxListed ? ' and more' : ''
  throw ambiguousError(
    `“${reference.text}” matches several routines: ${shown.join(', ')}${more}.`,
    'Use its number.',
  )
}

async function findRoutines(
  db: Db,
  reader: Reader,
  { id, text }: RoutineReference,
): Promise<readonly Routine[]> {
  if (id !== undefined) {
    // PostgreSQL does not accept larger numbers.
    if (!Number.isSafeInteger(id)) return []
    const stored = await selectRoutines(db, reader.viewer).where('routines.id', '=', id).execute()
    return (await withMembers(db, stored)).map((routine) => routineOn(routine, reader.today))
  }
  // A household has some dozens of routines, so no index is needed.
  const routines = await listRoutines(db, reader, { all: true })
  const keys = [fold, foldAccents]
  const matches = [
    ...keys.map((key) => (title: string) => key(title) === key(text)),
    ...keys.map((key) => (title: string) => key(title).includes(key(text))),
  ]
  for (const isMatch of matches) {
    const found = routines.filter(({ title }) => isMatch(title))
    const open = found.filter(({ status }) => status !== 'ENDED')
    if (found.length > 0) return open.length > 0 ? open : found
  }
  return []
}

function unknownRoutineError({ id, text }: RoutineReference) {
  return notFoundError(
    id === undefined
      ? `No routine title contains “${text}”.`
      : `There is no routine with the number ${text}.`,
    { lead: 'See', command: 'routine list --all' },
  )
}
