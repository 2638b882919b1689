import { expect, test } from 'vitest'
import type { Span } from '../../../src/domain/routine/schedule.ts'
import { listUpcoming, type RoutineWithLive } from '../../../src/domain/routine/upcoming.ts'
import { routineValue, today } from '../../support/household/values.ts'

/** Bins every Tuesday, whose live task is due on its day. */
function routine(changes: object = {}): RoutineWithLive {
  const value = routineValue(changes)
  return { due_date: value.next_date, latest: null, ...value, ...changes } as RoutineWithLive
}

const few = { count: 3, before: undefined }
const after = { mode: 'AFTER', rule: '10 days' }
const datesOf = (changes: object, limits: object = {}, away: readonly Span[] = []) =>
  listUpcoming([routine(changes)], { ...few, ...limits }, { away, today }).map(({ date }) => date)

test.each([
  ['on its days', {}, ['2026-11-24', '2026-12-01', '2026-12-08']],
  [
    'later, if the task was moved',
    { due_date: '2026-12-03' },
    ['2026-12-03', '2026-12-08', '2026-12-15'],
  ],
  [
    'earlier, if the task was moved',
    { due_date: '2026-11-23' },
    ['2026-11-23', '2026-12-01', '2026-12-08'],
  ],
  [
    'as planned, if the due date was cleared',
    { due_date: null },
    ['2026-11-24', '2026-12-01', '2026-12-08'],
  ],
  [
    'overdue first, then none before today',
    { next_date: '2026-11-03' },
    ['2026-11-03', '2026-11-24', '2026-12-01'],
  ],
  ['after it is done', after, ['2026-11-24', '2026-12-04', '2026-12-14']],
  [
    'after today, if overdue',
    { ...after, next_date: '2026-11-03' },
    ['2026-11-03', '2026-12-02', '2026-12-12'],
  ],
  [
    'after the day it is moved to',
    { ...after, due_date: '2026-11-30' },
    ['2026-11-30', '2026-12-10', '2026-12-20'],
  ],
  ['as often as is left', { times: 5, done_count: 3 }, ['2026-11-24', '2026-12-01']],
  ['once, if it is the last time', { times: 4, done_count: 3 }, ['2026-11-24']],
  ['once, if nothing follows until its last day', { until_date: '2026-11-30' }, ['2026-11-24']],
  ['once, on the last day of all', { rule: 'day', next_date: '9999-12-31' }, ['9999-12-31']],
  ['until its last day', { until_date: '2026-12-07' }, ['2026-11-24', '2026-12-01']],
  [
    'in its season',
    { season_from: '01-15', season_to: '11-30' },
    ['2026-11-24', '2027-01-19', '2027-01-26'],
  ],
  [
    'from the end of a pause',
    { status: 'PAUSED', paused_until: '2026-12-05', next_date: '2026-12-08' },
    ['2026-12-08', '2026-12-15', '2026-12-22'],
  ],
  ['not at all while it is paused', { status: 'PAUSED' }, []],
  ['not at all after it ended', { status: 'ENDED' }, []],
  ['not at all if its task cannot be seen', { next_date: null }, []],
])('comes %s', (_, changes, dates) => {
  expect(datesOf(changes)).toEqual(dates)
})

test('has no dates while everybody is away, unless it keeps them', () => {
  const away = [
    { from: '2026-11-30', until: '2026-12-02' },
    { from: '2026-12-12', until: '2026-12-20' },
  ] as Span[]
  expect([
    datesOf({}, {}, away),
    datesOf(after, {}, away),
    datesOf({ when_away: 'KEEP' }, {}, away),
  ]).toEqual([
    ['2026-11-24', '2026-12-08', '2026-12-22'],
    ['2026-11-24', '2026-12-04', '2026-12-21'],
    ['2026-11-24', '2026-12-01', '2026-12-08'],
  ])
})

test('is limited by number and by date', () => {
  expect([
    datesOf({}, { count: 1 }),
    datesOf({}, { count: 9, before: '2026-12-01' }),
    datesOf({}, { before: '2026-11-24' }),
    datesOf({ rule: 'week on fri', next_date: '9999-12-24' }, {}),
  ]).toEqual([['2026-11-24'], ['2026-11-24'], [], ['9999-12-24', '9999-12-31']])
})

test('several are in the order of their dates, then of their numbers', () => {
  const others = { turns: 'NONE', owner: null, turn: null }
  const routines = [
    routine({
      id: 2,
      title: 'Dishes',
      rule: 'day',
      next_date: '2026-11-23',
      ...others,
      turn: 'Alex',
    }),
    routine(),
  ]
  expect(listUpcoming(routines, { count: 4, before: undefined }, { away: [], today })).toEqual([
    { date: '2026-11-23', routine_id: 2, title: 'Dishes', turn: 'Alex' },
    { date: '2026-11-24', routine_id: 1, title: 'Bins', turn: 'Sam' },
    { date: '2026-11-24', routine_id: 2, title: 'Dishes', turn: null },
    { date: '2026-11-25', routine_id: 2, title: 'Dishes', turn: null },
  ])
})
