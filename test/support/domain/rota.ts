import type { RotaMember, TurnLoad, UsedTurn } from '../../../src/domain/routine/turn.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'

/** Days on which somebody is away: `2026-10-24..2026-10-30`. */
export function span(text: string) {
  const [from = '', until = from] = text.split('..')
  return { from: from as CalendarDate, until: until as CalendarDate }
}

type Facts = {
  readonly away?: readonly string[]
  readonly load?: readonly [points: number, assigned: number, present: number]
}

/** Alex, Sam, Kim and Ines, with these numbers, take turns in this order. */
export const rotaNames = ['Alex', 'Sam', 'Kim', 'Ines'] as const
type Name = (typeof rotaNames)[number]
const names: readonly string[] = rotaNames

/** A time of a routine that is over: `Sam did 2026-10-05` or `Alex missed 2026-10-05`. */
export type Past = `${Name} ${'did' | 'missed'} ${string}`

/** Members who take turns, after these times. */
export function rotaOf(
  members: Readonly<Partial<Record<Name, Facts>>>,
  past: readonly Past[] = [],
): readonly RotaMember[] {
  return Object.entries(members).map(([name, { away = [], load }]) => ({
    user: userOf(name),
    name,
    away: away.map(span),
    last: lastOf(name, past),
    ...(load ? { load: loadOf(load) } : {}),
  }))
}

export function userOf(name: string): UserId {
  return (names.indexOf(name) + 1) as UserId
}

function loadOf([points, assigned, present]: NonNullable<Facts['load']>): TurnLoad {
  return { points, assigned, present }
}

function lastOf(name: string, past: readonly Past[]): UsedTurn | null {
  const used = past.flatMap((text): UsedTurn[] => {
    const [who, verb, on] = text.split(' ')
    return who === name ? [{ on: on as CalendarDate, isMissed: verb === 'missed' }] : []
  })
  return used.toSorted((one, other) => (one.on < other.on ? -1 : 1)).at(-1) ?? null
}
