import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chooseTurn,
  projectTurns,
  type RotaMember,
  settledTurn,
  withUsed,
} from '../../../src/domain/routine/turn.ts'
import {
  isSettled,
  namedReason,
  readTurnReason,
  turnCauses,
} from '../../../src/domain/routine/turn-reason.ts'
import { addDays, type CalendarDate } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { type Past, rotaNames, rotaOf, userOf } from '../../support/domain/rota.ts'
import { alexAway, round, three, turnCases, two } from '../../support/domain/turn-cases.ts'
import { isLongRun } from '../../support/long.ts'

const day = (date: string) => date as CalendarDate
const runs = { seed: 20_261_126, numRuns: isLongRun ? 2000 : 300 }

test.each(turnCases)('%s', (_, mode, members, due, past, expected) => {
  const { user, reason } = chooseTurn({ mode, members: rotaOf(members, past) }, day(due))
  const score = reason?.score === undefined ? {} : { score: reason.score }
  expect({
    user: reason?.user ?? null,
    id: user,
    because: reason?.because ?? 'ANYONE',
    ...score,
  }).toEqual({ ...expected, id: expected.user && userOf(expected.user) })
})

test('a reason names the others of the rota, when they last used a turn, and who is away', () => {
  const members = {
    Alex: { away: ['2026-10-24..2026-10-30'] },
    Sam: {},
    Kim: {},
    Ines: {},
  }
  const past: readonly Past[] = ['Alex did 2026-10-05', 'Sam missed 2026-10-12']
  const rota = { mode: 'ROTATE', members: rotaOf(members, past) } as const
  const others = [
    { user: 'Alex', user_id: 1, last: '2026-10-05', away: true },
    { user: 'Sam', user_id: 2, last: '2026-10-12', missed: true },
    { user: 'Ines', user_id: 4, last: null },
  ]
  expect(chooseTurn(rota, day('2026-10-26'))).toEqual({
    user: 3,
    reason: { mode: 'ROTATE', because: 'NEVER_YET', user: 'Kim', user_id: 3, last: null, others },
  })
})

test('a reason for the least effort has the load of each for a day', () => {
  const members = { Alex: { load: [20, 16, 28] }, Sam: { load: [32, 0, 28] } } as const
  const rota = { mode: 'LEAST', members: rotaOf(members, ['Sam did 2026-10-05']) } as const
  expect(chooseTurn(rota, day('2026-10-12')).reason).toEqual({
    mode: 'LEAST',
    because: 'LEAST_EFFORT',
    user: 'Sam',
    user_id: 2,
    last: '2026-10-05',
    score: 1.143,
    others: [{ user: 'Alex', user_id: 1, last: null, score: 1.286 }],
  })
})

test.each([
  ['has it again', 'ROTATE', three, 'Kim', ['Kim', 'SKIPPED_LAST_TIME']],
  ['has it again though others have less to do', 'LEAST', two, 'Sam', ['Sam', 'SKIPPED_LAST_TIME']],
  ['is away, so the next one has it', 'ROTATE', alexAway, 'Alex', ['Sam', 'NEVER_YET']],
  ['is not in the rota', 'ROTATE', two, 'Kim', ['Alex', 'NEVER_YET']],
  ['is the owner', 'FIXED', { Alex: {} }, 'Alex', ['Alex', 'FIXED']],
  ['took it from the owner', 'FIXED', { Alex: {} }, 'Sam', ['Sam', 'SKIPPED_LAST_TIME']],
  ['took it, and nobody has turns', 'NONE', {}, 'Sam', ['Sam', 'SKIPPED_LAST_TIME']],
] as const)('who skipped a time %s', (_, mode, members, name, expected) => {
  const kept = { user: userOf(name), name }
  const { user, reason } = chooseTurn({ mode, members: rotaOf(members) }, day('2026-10-26'), kept)
  expect([reason?.user, user, reason?.because]).toEqual([
    expected[0],
    userOf(expected[0]),
    expected[1],
  ])
})

test('a rota is projected as if everybody did theirs, around their absences', () => {
  const members = rotaOf(alexAway, [...round, 'Sam did 2026-10-22'])
  const dates = ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'].map(day)
  expect([...projectTurns({ mode: 'ROTATE', members }, dates)]).toEqual([
    ['2026-10-26', 'Kim'],
    ['2026-11-02', 'Alex'],
    ['2026-11-09', 'Sam'],
    ['2026-11-16', 'Kim'],
  ])
})

test('a date on which all are away is nobody’s, and uses no turn', () => {
  const members = rotaOf({ Alex: { away: ['2026-10-12'] }, Sam: { away: ['2026-10-12'] } })
  const dates = ['2026-10-05', '2026-10-12', '2026-10-19'].map(day)
  expect([...projectTurns({ mode: 'ROTATE', members }, dates)]).toEqual([
    ['2026-10-05', 'Alex'],
    ['2026-10-12', null],
    ['2026-10-19', 'Sam'],
  ])
})

test('only what somebody decided is settled', () => {
  const settled = turnCauses.filter((because) => {
    return isSettled({ mode: 'ROTATE', because, user: 'Sam', last: null, others: [] })
  })
  expect([settled, isSettled(undefined)]).toEqual([['TAKEN', 'ASSIGNED'], false])
})

test('a reason is read as it was stored, and anything else is none', () => {
  const { reason } = settledTurn('ROTATE', { user: 2 as UserId, name: 'Sam' }, 'TAKEN')
  const others = [
    null,
    '5',
    'null',
    '"text"',
    '[]',
    '{}',
    '{"because":"TAKEN"}',
    '{"others":[]}',
    '{"because":"TAKEN","others":[null]}',
  ]
  const read = (turn_reason: string | null) => readTurnReason({ turn_reason, turn_names: null })
  expect([JSON.stringify(reason), ...others].map(read)).toEqual([
    { mode: 'ROTATE', because: 'TAKEN', user: 'Sam', user_id: 2, last: null, others: [] },
    ...others.map(() => undefined),
  ])
})

test('a reason names members as they are called now, and a deleted one as they were last', () => {
  const { reason } = chooseTurn(
    { mode: 'ROTATE', members: rotaOf({ ...three, Ines: {} }) },
    day('2026-10-26'),
  )
  const kim = JSON.stringify({ name: 'Kim {2} "K"', email: null })
  const turn_names = ['9 3 men', '1 Alexandra', `3${JSON.stringify({ name: 'Old' })}`, `3${kim}`]
  const read = (stored: object | null, names: readonly string[]) => {
    const turn = { turn_reason: JSON.stringify(stored), turn_names: names.join('\n') }
    const found = readTurnReason(turn)
    return found && [found.user, ...found.others.map(({ user }) => user)]
  }
  const fromEarlierVersion = reason && namedReason(reason)
  expect([
    read(reason, turn_names),
    read(reason, ['2 Samuel', '3 {"name":"Kim"}', `3${kim}`, `1${kim}`]),
    read(reason, []),
    read(fromEarlierVersion, turn_names),
  ]).toEqual([
    ['Alexandra', 'Sam', 'Kim {2} "K"', 'Ines'],
    ['Kim {2} "K"', 'Samuel', '{"name":"Kim"}', 'Ines'],
    ['Alex', 'Sam', 'Kim', 'Ines'],
    ['Alex', 'Sam', 'Kim', 'Ines'],
  ])
})

const anyMember = fc.record({
  away: fc.array(
    fc.tuple(fc.nat(60), fc.nat(10)).map(([from, length]) => {
      const first = addDays(day('2026-10-01'), from)
      return `${first}..${addDays(first, length)}`
    }),
    { maxLength: 2 },
  ),
})

const anyRota = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.array(anyMember, { minLength: 4, maxLength: 4 }))
  .map(([count, facts]) => {
    const entries = rotaNames.slice(0, count).map((name, index) => [name, facts[index] ?? {}])
    return rotaOf(Object.fromEntries(entries))
  })

const withoutAbsences = (members: readonly RotaMember[]) =>
  members.map((member) => ({ ...member, away: [] }))

test('without absences, each of n has k turns, one more or one less, of k times n', () => {
  const property = fc.property(anyRota, fc.integer({ min: 1, max: 40 }), (rota, length) => {
    const dates = Array.from({ length }, (_, index) => addDays(day('2026-10-05'), index * 7))
    const turns = [...projectTurns({ mode: 'ROTATE', members: withoutAbsences(rota) }, dates)]
    const counts = rota.map(({ name }) => turns.filter(([, turn]) => turn === name).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })
  fc.assert(property, runs)
})

test('nobody has a turn while away, and nobody’s turn is only when all are away', () => {
  const mode = fc.constantFrom('ROTATE' as const, 'LEAST' as const)
  const property = fc.property(anyRota, mode, fc.nat(60), (members, turns, offset) => {
    const due = addDays(day('2026-10-01'), offset)
    const isHere = ({ away }: RotaMember) =>
      !away.some(({ from, until }) => from <= due && due <= until)
    const { user } = chooseTurn({ mode: turns, members }, due)
    const here = members.filter(isHere).map((member) => member.user)
    expect(user === null ? here.length === 0 : here.includes(user)).toBe(true)
  })
  fc.assert(property, runs)
})

test('an earlier time that is recorded later changes nobody’s latest turn', () => {
  const members = rotaOf(two, ['Alex did 2026-10-12'])
  expect(withUsed(members, userOf('Alex'), day('2026-10-05'))).toEqual(members)
})
