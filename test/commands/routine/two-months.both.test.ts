import { expect, test } from 'vitest'
import type { Routine } from '../../../src/domain/routine/routine.ts'
import type { WinStats } from '../../../src/domain/streak.ts'
import type { Task } from '../../../src/domain/task.ts'
import { addDays, type CalendarDate, weekday } from '../../../src/domain/time.ts'
import { type Household, household } from '../../support/household/household.ts'

// Alex, Sam and Kim for two months: turns, absences, rest days, the streak over all of it, and who
// did how much. They live in a zone whose clocks change on 25 October.

const add = ['routine', 'add', '--definition-of-done', 'Done', '--start', '2026-10-01']
const members = ['--among', 'alex,sam,kim']

const beginnings = [
  ...['Alex', 'Sam', 'Kim'].map((name) => ['user', 'add', name]),
  [...add, 'Bins', '--every', 'tue', '--domain', 'chores', '--effort', 'tiny', ...members],
  [
    ...[...add, 'Oven', '--every', '2 weeks on sat', '--domain', 'chores'],
    ...['--effort', 'medium', '--turns', 'least', ...members],
  ],
  [...add, 'Rent', '--every', 'month on 1', '--domain', 'bills', '--effort', 'tiny'],
  [...add, 'Walk', '--every', 'day', '--domain', 'other', '--effort', 'small'],
]

/** The next date of a routine, whose turn it is then, and why. */
type Turn = readonly [date: string | null, member: string | null, because: string | null]

/** The days in a row, the longest such run, and the rest days between the former. */
type Streak = readonly [current: number, longest: number, restDays: number]

type Facts = {
  readonly Bins: Turn
  readonly Oven: Turn
  readonly Rent: Turn
  readonly Walk: Turn
  readonly streak: Streak
}

async function factsOf(home: Household): Promise<unknown> {
  const routines = (await home.json('routine', 'list')) as Routine[]
  const facts: Record<string, Turn | Streak> = {}
  for (const { title, next_date, next_task_id } of routines) {
    const task = await home.json('task', 'show', String(next_task_id))
    const { owner, turn_reason } = task as Pick<Task, 'owner'> & {
      readonly turn_reason: { readonly because: string } | null
    }
    facts[title] = [next_date, owner, turn_reason?.because ?? null]
  }
  const stats = (await home.json('win', 'stats')) as WinStats
  return { ...facts, streak: [stats.current_streak, stats.longest_streak, stats.rest_days] }
}

const first: Facts = {
  Bins: ['2026-10-06', 'Alex', 'NEVER_YET'],
  // Alex has the bins already.
  Oven: ['2026-10-03', 'Sam', 'LEAST_EFFORT'],
  Rent: ['2026-10-01', null, null],
  Walk: ['2026-10-01', null, null],
  streak: [0, 0, 0],
}

/** The rule that it shows; the moment in UTC; what is typed; its exit code; what has changed. */
type Step = readonly [
  rule: string,
  at: string,
  typed: string,
  code: number,
  changes: Partial<Facts>,
]

const steps: readonly Step[] = [
  [
    'A weekday is every such day from today on.',
    '2026-10-01T07:00',
    'rest add sun --as alex',
    0,
    {},
  ],
  [
    'A plain routine is nobody’s turn.',
    '2026-10-01T18:00',
    'task done rent --as sam',
    0,
    { Rent: ['2026-11-01', null, null] },
  ],
  [
    'Whoever has the fewest points for the days they were there is next.',
    '2026-10-03T18:00',
    'task done oven --as sam',
    0,
    {
      Oven: ['2026-10-17', 'Kim', 'LEAST_EFFORT'],
      Walk: ['2026-10-03', null, null],
      streak: [2, 2, 0],
    },
  ],
  [
    'Whoever never did it is next, and a Sunday does not break the streak.',
    '2026-10-06T18:00',
    'task done bins --as alex',
    0,
    {
      Bins: ['2026-10-13', 'Sam', 'NEVER_YET'],
      Walk: ['2026-10-06', null, null],
      streak: [4, 4, 1],
    },
  ],
  [
    'Dates of a member who is away pass to the others.',
    '2026-10-07T18:00',
    'away add sam --from 2026-10-12 --until 2026-10-18 --as sam',
    0,
    {
      Bins: ['2026-10-13', 'Kim', 'NEVER_YET'],
      Walk: ['2026-10-07', null, null],
      streak: [5, 5, 1],
    },
  ],
  [
    'Absences of one member do not overlap.',
    '2026-10-07T18:01',
    'away add sam --from 2026-10-18 --until 2026-10-20 --as sam',
    4,
    {},
  ],
  [
    'A forgotten day can become a rest day afterwards.',
    '2026-10-09T18:00',
    'rest add yesterday --as kim',
    0,
    { Walk: ['2026-10-08', null, null], streak: [6, 6, 1] },
  ],
  [
    'Whoever comes home is first.',
    '2026-10-13T18:00',
    'task done bins --as kim',
    0,
    {
      Bins: ['2026-10-20', 'Sam', 'NEVER_YET'],
      Walk: ['2026-10-13', null, null],
      streak: [9, 9, 3],
    },
  ],
  [
    'Kim did only the bins lately.',
    '2026-10-17T18:00',
    'task done oven --as alex',
    0,
    {
      Oven: ['2026-10-31', 'Kim', 'LEAST_EFFORT'],
      Walk: ['2026-10-17', null, null],
      streak: [13, 13, 3],
    },
  ],
  [
    'A turn that somebody covered is not used up.',
    '2026-10-20T18:00',
    'task done bins --as alex',
    0,
    {
      Bins: ['2026-10-27', 'Sam', 'NEVER_YET'],
      Walk: ['2026-10-20', null, null],
      streak: [15, 15, 4],
    },
  ],
  [
    'So can a second one in 30 days.',
    '2026-10-23T18:00',
    'rest add yesterday --as kim',
    0,
    { Walk: ['2026-10-22', null, null], streak: [17, 17, 4] },
  ],
  [
    'Three days afterwards is too late.',
    '2026-10-24T18:00',
    'rest add 2026-10-21 --as kim',
    4,
    { Walk: ['2026-10-24', null, null], streak: [18, 18, 5] },
  ],
  [
    'Only two days in any 30 become rest days afterwards.',
    '2026-10-24T18:01',
    'rest add yesterday --as sam',
    4,
    {},
  ],
  [
    'Missing a turn uses it.',
    '2026-10-28T18:00',
    'task skip bins --missed --as alex',
    0,
    {
      Bins: ['2026-11-03', 'Kim', 'LONGEST_AGO'],
      Walk: ['2026-10-28', null, null],
      streak: [21, 21, 6],
    },
  ],
  [
    'Rules 6 and 8: what is not done waits, and the streak breaks.',
    '2026-11-13T06:00',
    'task list',
    0,
    { Walk: ['2026-10-30', null, null], streak: [0, 23, 0] },
  ],
  [
    'Rule 13: told afterwards, it moves what fell due, except bills.',
    '2026-11-13T07:00',
    'away add --everybody --from 2026-10-30 --until 2026-11-12 --as alex',
    0,
    {
      Bins: ['2026-11-17', 'Kim', 'LONGEST_AGO'],
      Oven: ['2026-11-14', 'Kim', 'LEAST_EFFORT'],
      Walk: ['2026-11-13', null, null],
      streak: [23, 23, 6],
    },
  ],
  [
    'One undo brings all of it back.',
    '2026-11-13T07:10',
    'undo --as alex',
    0,
    {
      Bins: ['2026-11-03', 'Kim', 'LONGEST_AGO'],
      Oven: ['2026-10-31', 'Kim', 'LEAST_EFFORT'],
      Walk: ['2026-10-30', null, null],
      streak: [0, 23, 0],
    },
  ],
  [
    'So does one redo.',
    '2026-11-13T07:20',
    'redo --as alex',
    0,
    {
      Bins: ['2026-11-17', 'Kim', 'LONGEST_AGO'],
      Oven: ['2026-11-14', 'Kim', 'LEAST_EFFORT'],
      Walk: ['2026-11-13', null, null],
      streak: [23, 23, 6],
    },
  ],
  [
    'Bills are kept, and can be recorded late for somebody else.',
    '2026-11-13T08:00',
    'task done rent --on 2026-11-01 --by kim --as alex',
    0,
    { Rent: ['2026-12-01', null, null] },
  ],
  [
    'Points are shared by the days that each was there.',
    '2026-11-14T08:00',
    'task done oven --as kim',
    0,
    {
      Oven: ['2026-11-28', 'Alex', 'LEAST_EFFORT'],
      Walk: ['2026-11-14', null, null],
      streak: [24, 24, 20],
    },
  ],
  [
    'Taking a turn over says so.',
    '2026-11-16T18:00',
    'task take bins --as alex',
    0,
    {
      Bins: ['2026-11-17', 'Alex', 'TAKEN'],
      Walk: ['2026-11-15', null, null],
      streak: [25, 25, 20],
    },
  ],
  [
    'Whoever was helped out is still next.',
    '2026-11-17T18:00',
    'task done bins --as alex',
    0,
    {
      Bins: ['2026-11-24', 'Kim', 'LONGEST_AGO'],
      Walk: ['2026-11-17', null, null],
      streak: [26, 26, 21],
    },
  ],
  [
    'Turns of a member who leaves pass on.',
    '2026-11-20T18:00',
    'user deactivate kim --as alex',
    0,
    {
      Bins: ['2026-11-24', 'Sam', 'LONGEST_AGO'],
      Oven: ['2026-11-28', 'Sam', 'LEAST_EFFORT'],
      Walk: ['2026-11-20', null, null],
      streak: [29, 29, 21],
    },
  ],
  [
    'The history stays when a member is deleted.',
    '2026-11-20T18:10',
    'user remove kim --tasks keep --yes --as alex',
    0,
    {},
  ],
  [
    'Undo of several brings back the member, the rotas and the turns.',
    '2026-11-20T18:20',
    'undo 2 --as alex',
    0,
    { Bins: ['2026-11-24', 'Kim', 'LONGEST_AGO'], Oven: ['2026-11-28', 'Alex', 'LEAST_EFFORT'] },
  ],
  [
    'One redo deactivates the member again, and no more.',
    '2026-11-20T18:25',
    'redo --as alex',
    0,
    { Bins: ['2026-11-24', 'Sam', 'LONGEST_AGO'], Oven: ['2026-11-28', 'Sam', 'LEAST_EFFORT'] },
  ],
  [
    'Two members are left.',
    '2026-11-24T18:00',
    'task done bins --as sam',
    0,
    {
      Bins: ['2026-12-01', 'Alex', 'LONGEST_AGO'],
      Walk: ['2026-11-24', null, null],
      streak: [32, 32, 22],
    },
  ],
  [
    'Who did it counts, not who says so.',
    '2026-11-28T18:00',
    'task done oven --by alex --as sam',
    0,
    {
      Oven: ['2026-12-12', 'Sam', 'LEAST_EFFORT'],
      Walk: ['2026-11-28', null, null],
      streak: [36, 36, 22],
    },
  ],
  [
    'What others changed since is not undone.',
    '2026-11-30T18:00',
    'undo 3 --as sam',
    4,
    { Walk: ['2026-11-29', null, null], streak: [37, 37, 22] },
  ],
]

/** Days on which nobody wins: two that are forgotten, and the fortnight when everybody is away. */
const forgotten = ['2026-10-08', '2026-10-22']
const fortnight = { from: '2026-10-30', until: '2026-11-12' }

/** Wins every day from one until before another, except on Sundays and days without a win. */
async function winDays(home: Household, from: CalendarDate, until: CalendarDate): Promise<void> {
  for (let day = from; day < until; day = addDays(day, 1)) {
    const isSunday = weekday(day) === 0
    const isAway = fortnight.from <= day && day <= fortnight.until
    if (isSunday || isAway || forgotten.includes(day)) continue
    home.setClock(`${day}T19:00:00.000Z`)
    const who = Number(day.slice(-2)) % 2 === 0 ? 'alex' : 'sam'
    await home.json('win', 'pick', 'walk', '--as', who)
    await home.json('win', 'done', '--as', who)
  }
}

test('three members’ two months, typed day by day', async () => {
  const home = household()
  home.env.MOMENTUM_TZ = 'Europe/Berlin'
  home.setClock('2026-10-01T06:00:00.000Z')
  for (const words of beginnings) await home.json(...words)
  expect(await factsOf(home)).toEqual(first)
  let facts = first
  let day = '2026-10-01' as CalendarDate
  for (const [rule, at, typed, code, changes] of steps) {
    const today = at.slice(0, 10) as CalendarDate
    await winDays(home, day, today)
    day = today
    home.setClock(`${at}:00.000Z`)
    const answer = await home.run(...typed.split(' '))
    facts = { ...facts, ...changes }
    expect([rule, typed, answer.code, await factsOf(home)]).toEqual([rule, typed, code, facts])
  }
  expect(await home.json('load')).toEqual({
    from: '2026-11-03',
    until: '2026-11-30',
    points: 90,
    by_nobody: 0,
    members: [
      { user: 'Alex', tasks: 9, points: 45, present_days: 18, share: 50, fair_share: 48 },
      { user: 'Sam', tasks: 8, points: 29, present_days: 18, share: 32, fair_share: 47 },
      { user: 'Kim', tasks: 1, points: 16, present_days: 2, share: 18, fair_share: 5 },
    ],
  })
  expect(await home.json('win', 'stats')).toEqual({
    current_streak: 37,
    longest_streak: 37,
    wins: 37,
    days: 61,
    share_30: 0.467,
    by_user: [
      { user: 'Sam', wins: 20 },
      { user: 'Alex', wins: 17 },
    ],
    rest_days: 22,
    share_30_of_due: 0.933,
  })
  const names = ['--fields', 'number,date,outcome,turn,completed_by,on_date']
  const times = (await home.json('routine', 'history', 'bins', ...names)) as object[]
  expect(times.map((time) => Object.values(time))).toEqual([
    [6, '2026-11-24', 'DONE', 'Sam', 'Sam', '2026-11-24'],
    [5, '2026-11-17', 'DONE', 'Alex', 'Alex', '2026-11-17'],
    [4, '2026-10-27', 'MISSED', 'Sam', null, null],
    [3, '2026-10-20', 'DONE', 'Sam', 'Alex', '2026-10-20'],
    [2, '2026-10-13', 'DONE', 'Kim', 'Kim', '2026-10-13'],
    [1, '2026-10-06', 'DONE', 'Alex', 'Alex', '2026-10-06'],
  ])
  expect(await home.json('routine', 'show', 'bins', '--fields', 'members,turn')).toEqual({
    members: ['Alex', 'Sam'],
    turn: 'Alex',
  })
  expect(await home.json('away', 'list', '--fields', 'user,from_date,until_date')).toEqual([
    { user: null, from_date: '2026-10-30', until_date: '2026-11-12' },
    { user: 'Sam', from_date: '2026-10-12', until_date: '2026-10-18' },
  ])
  expect(
    await home.json('rest', 'list', '--fields', 'weekday,from_date,until_date,set_by'),
  ).toEqual([
    { weekday: 'SUN', from_date: '2026-10-01', until_date: null, set_by: 'Alex' },
    { weekday: null, from_date: '2026-10-08', until_date: '2026-10-08', set_by: 'Kim' },
    { weekday: null, from_date: '2026-10-22', until_date: '2026-10-22', set_by: 'Kim' },
  ])
})
