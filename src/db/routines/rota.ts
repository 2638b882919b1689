import { sql } from 'kysely'
import type { Routine } from '../../domain/routine/routine.ts'
import type { Span } from '../../domain/routine/schedule.ts'
import type { RotaMember, UsedTurn } from '../../domain/routine/turn.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db } from '../schema.ts'

/** The columns of a routine that decide whose turn it is. */
export type RoutineWithTurns = Pick<Routine, 'id' | 'turns' | 'owner_user_id'>

/** Who takes turns at routines, and when they were there. */
export type Rotas = {
  /** The members who take turns at a routine, in their order; its owner if that is always one. */
  readonly of: (routine: RoutineWithTurns) => readonly RotaMember[]
  readonly people: readonly Person[]
}

/** A member, and the days on which they are away, also with everybody. */
export type Person = {
  readonly id: UserId
  readonly name: string
  readonly created_at: Instant
  readonly away: readonly Span[]
}

/**
 * Reads who takes turns at some routines.
 *
 * @param days the days of which absences matter
 */
export async function loadRotas(
  db: Db,
  routines: readonly RoutineWithTurns[],
  days: Span,
): Promise<Rotas> {
  const places = await listPlaces(db, routines)
  const owners = routines.flatMap(({ turns, owner_user_id }) => {
    return turns === 'FIXED' && owner_user_id !== null ? [owner_user_id] : []
  })
  const people = await listPeople(db, [...owners, ...places.map(({ user_id }) => user_id)], days)
  const member = (id: UserId, last: UsedTurn | null): RotaMember[] => {
    const person = people.find((each) => each.id === id)
    return person ? [{ user: id, name: person.name, away: person.away, last }] : []
  }
  return {
    people,
    of({ id, turns, owner_user_id }) {
      if (turns === 'NONE') return []
      if (turns === 'FIXED') return owner_user_id === null ? [] : member(owner_user_id, null)
      const own = places.filter(({ routine_id }) => routine_id === id)
      return own.flatMap((place) => member(place.user_id, lastUsed(place)))
    },
  }
}

/** A member’s place in a rota, and when they last did it and last missed their turn. */
type Place = {
  readonly routine_id: RoutineId
  readonly user_id: UserId
  readonly done_on: CalendarDate | null
  readonly missed_on: CalendarDate | null
}

function lastUsed({ done_on, missed_on }: Place): UsedTurn | null {
  if (missed_on !== null && (done_on === null || missed_on > done_on)) {
    return { on: missed_on, isMissed: true }
  }
  return done_on === null ? null : { on: done_on, isMissed: false }
}

/** Lists the active members of rotas in their order. One look at an index finds each date. */
async function listPlaces(db: Db, routines: readonly RoutineWithTurns[]): Promise<Place[]> {
  const ids = routines.flatMap(({ id, turns }) => {
    return turns === 'ROTATE' || turns === 'LEAST' ? [id] : []
  })
  if (ids.length === 0) return []
  return db
    .selectFrom('routine_members as place')
    .innerJoin('users', 'users.id', 'place.user_id')
    .select((eb) => {
      const times = eb.selectFrom('occurrences').whereRef('routine_id', '=', 'place.routine_id')
      return [
        'place.routine_id',
        'place.user_id',
        times
          .select(({ fn }) => fn.max('on_date').as('on'))
          // Worded as in the indexes of times by who did or missed them.
          .where(sql<boolean>`outcome = 'DONE'`)
          .whereRef('completed_by_user_id', '=', 'place.user_id')
          .as('done_on'),
        times
          .select(({ fn }) => fn.max('date').as('on'))
          .where(sql<boolean>`outcome = 'MISSED'`)
          .whereRef('turn_user_id', '=', 'place.user_id')
          .as('missed_on'),
      ]
    })
    .where('place.routine_id', 'in', ids)
    .where('users.active', '=', true)
    .orderBy('place.routine_id')
    .orderBy('place.position')
    .execute()
}

/** Lists members with their absences in one query, which most often finds no absence. */
async function listPeople(
  db: Db,
  ids: readonly UserId[],
  { from, until }: Span,
): Promise<readonly Person[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('users')
    .leftJoin('absences', (join) =>
      join
        .on(({ eb, or, ref }) =>
          or([eb('absences.user_id', 'is', null), eb('absences.user_id', '=', ref('users.id'))]),
        )
        .on('absences.until_date', '>=', from)
        .on('absences.from_date', '<=', until),
    )
    .select(['users.id', 'users.name', 'users.created_at'])
    .select(['absences.from_date', 'absences.until_date'])
    .where('users.id', 'in', [...new Set(ids)])
    .orderBy('users.id')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, own]) => {
    const [first] = own
    const away = own.flatMap(({ from_date, until_date }) => {
      return from_date === null || until_date === null
        ? []
        : [{ from: from_date, until: until_date }]
    })
    return first ? [{ id, name: first.name, created_at: first.created_at, away }] : []
  })
}
