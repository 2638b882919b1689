import { effortPoints } from '../../domain/effort-points.ts'
import { chooseTurn, type RotaMember, type Turn, type TurnLoad } from '../../domain/routine/turn.ts'
import type { Task } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db } from '../schema.ts'
import { loadRotas, type RoutineWithTurns } from './rota.ts'
import { findTurnLoads, firstCounted, lastCounted } from './turn-load.ts'

/** A live task, as far as the choice of its turn depends on it. */
export type LiveTurn = Pick<
  Task,
  | 'status'
  | 'owner_user_id'
  | 'owner'
  | 'turn_reason'
  | 'turn_names'
  | 'due_date'
  | 'effort'
  | 'private'
>

/** A time of a routine whose turn is chosen. */
export type TurnTime = {
  readonly due: CalendarDate
  /** The live task, which has an owner already; undefined if it is yet to be added. */
  readonly live?: LiveTurn
  /** Whether its owner keeps the turn. */
  readonly isKept?: boolean
}

/** Chooses turns one after the other: each choice changes what members have to do. */
export type Chooser = (routine: RoutineWithTurns, time: TurnTime) => Turn

/**
 * Reads what is needed to choose turns.
 *
 * @param dues the due dates for which they are chosen
 * @param day the day on which they are chosen: what was done lately counts back from it
 */
export async function loadChooser(
  db: Db,
  routines: readonly RoutineWithTurns[],
  dues: readonly CalendarDate[],
  day: CalendarDate,
): Promise<Chooser> {
  const isLoadNeeded = routines.some(({ turns }) => turns === 'LEAST')
  const dates = [...dues, ...(isLoadNeeded ? [firstCounted(day), day] : [])].sort()
  const [from = day, until = day] = [dates[0], dates.at(-1)]
  const rotas = await loadRotas(db, routines, { from, until })
  const loads = new Map(isLoadNeeded ? await findTurnLoads(db, rotas.people, day) : [])
  const add = (user: UserId | null, due: CalendarDate | null, points: number) => {
    const load = user === null ? undefined : loads.get(user)
    if (!load || user === null || due === null || due > lastCounted(day)) return
    loads.set(user, { ...load, assigned: load.assigned + points })
  }
  return (routine, { due, live, isKept }) => {
    const counted = live?.private ? undefined : live
    // Its own work does not count for or against anybody.
    if (counted) add(counted.owner_user_id, counted.due_date, -effortPoints[counted.effort])
    const members = rotas.of(routine).map((member) => withLoad(member, loads))
    const turn = chooseTurn({ mode: routine.turns, members }, due, keeper(live, isKept))
    if (counted) add(turn.user, counted.due_date, effortPoints[counted.effort])
    return turn
  }
}

function withLoad(member: RotaMember, loads: ReadonlyMap<UserId, TurnLoad>): RotaMember {
  const load = loads.get(member.user)
  return load ? { ...member, load } : member
}

function keeper(live: LiveTurn | undefined, isKept: boolean | undefined) {
  if (!isKept || !live || live.owner_user_id === null) return undefined
  return { user: live.owner_user_id, name: live.owner ?? '' }
}
