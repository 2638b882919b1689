import { expect, test } from 'vitest'
import type { Outcome, PastOccurrence } from '../../src/domain/routine/routine.ts'
import type { UpcomingTime } from '../../src/domain/routine/upcoming.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import {
  datesPage,
  datesText,
  nothingUpcoming,
  upcomingTable,
} from '../../src/views/routine-dates.ts'
import { routineHistory } from '../../src/views/routine-history.ts'
import { routineValue, today } from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

const dates = ['2026-11-22', '2026-12-01', '2027-06-01'] as CalendarDate[]
const inWords = 'Sun 22 Nov, Tue 1 Dec and Tue 1 Jun 2027'

test.each([
  [dates, 'CALENDAR', `The first dates are ${inWords}.`],
  [dates, 'AFTER', `If it is always done on its date, the first dates are ${inWords}.`],
  [dates.slice(1, 2), 'CALENDAR', 'The only date is Tue 1 Dec.'],
  [dates.slice(1, 2), 'AFTER', 'The only date is Tue 1 Dec.'],
] as const)('the dates %j of a rule are said in a sentence: %s', (some, mode, sentence) => {
  expect(datesText(some, mode, today)).toEqual(sentence)
})

test.each([
  [true, ['Then it ends.']],
  [false, []],
])('the dates of a rule are listed; all of them: %j', (isAll, last) => {
  expect(datesPage({ says: 'every day', dates, isAll }, styleFor(80)).split('\n')).toEqual([
    'Every day',
    '2026-11-22  Sun  today',
    '2026-12-01  Tue  in 9 days',
    '2027-06-01  Tue',
    ...last,
  ])
})

const time = (date: string, title: string, turn: string | null = null) =>
  ({ date, title, turn }) as UpcomingTime

test.each([
  [
    49,
    [
      'date            routine  turn',
      'Thu 1 Jan       Paint    –',
      'Sat 21 Nov      Bins     Sam',
      'Sun 22 Nov      Dishes   Kim',
      'Tue 1 Dec       Bins     Alex',
      'Tue 1 Jun 2027  Grass    –',
    ],
  ],
  [
    50,
    [
      'date            when         routine  turn',
      'Thu 1 Jan       ! overdue    Paint    –',
      'Sat 21 Nov      ! yesterday  Bins     Sam',
      'Sun 22 Nov      today        Dishes   Kim',
      'Tue 1 Dec       in 9 days    Bins     Alex',
      'Tue 1 Jun 2027               Grass    –',
    ],
  ],
])('upcoming times are listed in %d columns', (columns, lines) => {
  const times = [
    time('2026-01-01', 'Paint'),
    time('2026-11-21', 'Bins', 'Sam'),
    time('2026-11-22', 'Dishes', 'Kim'),
    time('2026-12-01', 'Bins', 'Alex'),
    time('2027-06-01', 'Grass'),
  ]
  expect(upcomingTable(times, styleFor(columns)).split('\n')).toEqual(lines)
})

test.each([
  [undefined, ['Nothing is coming up.', 'See all routines: momentum routine list --all']],
  [{}, ['Nothing is coming up.', 'See all routines: momentum routine list --all']],
  [{ status: 'PAUSED' }, ['“Bins” is paused.', 'To resume it: momentum routine resume 1']],
  [{ status: 'ENDED' }, ['“Bins” has ended.', 'See all routines: momentum routine list --all']],
])('why nothing is coming up: %j', (changes, lines) => {
  const routine = changes && routineValue(changes)
  expect(nothingUpcoming(routine, styleFor(80)).split('\n')).toEqual(lines)
})

const past = (number: number, changes: { readonly [Key in keyof PastOccurrence]?: unknown } = {}) =>
  ({
    number,
    date: '2026-11-17',
    outcome: 'DONE',
    on_date: '2026-11-17',
    turn: null,
    completed_by: null,
    note: null,
    ...changes,
  }) as PastOccurrence

test.each<[Partial<Record<Outcome, number>>, number, string, string[]]>([
  [{ DONE: 1 }, 1, 'Done 1 time.', []],
  [{ DONE: 3, SKIPPED: 2 }, 1, 'Done 3 times, skipped 2.', ['… and 4 more (raise --limit)']],
  [{ MISSED: 2 }, 2, 'Done 0 times, missed 2.', []],
  [
    { DONE: 2, SKIPPED: 1, MISSED: 1 },
    2,
    'Done 2 times, skipped 1, missed 1.',
    ['… and 2 more (raise --limit)'],
  ],
])('how often a routine was done: %j, of which %d are listed', (counts, listed, summary, more) => {
  const latest = Array.from({ length: listed }, (_, index) => past(index + 1))
  const lines = routineHistory({ routine: routineValue(), latest, counts }, styleFor(80)).split(
    '\n',
  )
  expect([lines.slice(0, 4), lines.slice(5 + listed)]).toEqual([
    ['Bins  routine 1', '', summary, ''],
    more,
  ])
})

test('a routine was not done yet', () => {
  const none = { routine: routineValue(), latest: [], counts: {} }
  expect(routineHistory(none, styleFor(80))).toEqual('Bins  routine 1\n\nNot done yet.')
})

test.each([
  [
    'FIXED',
    69,
    [
      'no.  planned     outcome    when          done by',
      ' 12  Tue 17 Nov  ✓ done     1 day late    Kim',
      ' 11  Tue 17 Nov  ✓ done     2 days late   –',
      ' 10  Tue 17 Nov  ✓ done     2 days early  Kim',
      '  9  Tue 17 Nov  – skipped  –             –',
      '  8  Tue 17 Nov  ○ missed   –             –',
      '  7  Tue 17 Nov  ✓ done     on the day    –',
    ],
  ],
  [
    'FIXED',
    70,
    [
      'no.  planned     outcome    when          done by  note',
      ' 12  Tue 17 Nov  ✓ done     1 day late    Kim      –',
      ' 11  Tue 17 Nov  ✓ done     2 days late   –        Rain and wind',
      ' 10  Tue 17 Nov  ✓ done     2 days early  Kim      –',
      '  9  Tue 17 Nov  – skipped  –             –        –',
      '  8  Tue 17 Nov  ○ missed   –             –        –',
      '  7  Tue 17 Nov  ✓ done     on the day    –        –',
    ],
  ],
  [
    'ROTATE',
    80,
    [
      'no.  planned     outcome    when          turn  done by  note',
      ' 12  Tue 17 Nov  ✓ done     1 day late    Sam   Kim      –',
      ' 11  Tue 17 Nov  ✓ done     2 days late   –     –        Rain and wind',
      ' 10  Tue 17 Nov  ✓ done     2 days early  Kim   Kim      –',
      '  9  Tue 17 Nov  – skipped  –             –     –        –',
      '  8  Tue 17 Nov  ○ missed   –             –     –        –',
      '  7  Tue 17 Nov  ✓ done     on the day    –     –        –',
    ],
  ],
])('the times of a routine with turns %s are listed in %d columns', (turns, columns, lines) => {
  const latest = [
    past(12, { on_date: '2026-11-18', turn: 'Sam', completed_by: 'Kim' }),
    past(11, { on_date: '2026-11-19', note: 'Rain\nand wind' }),
    past(10, { on_date: '2026-11-15', turn: 'Kim', completed_by: 'Kim' }),
    past(9, { outcome: 'SKIPPED', on_date: null }),
    past(8, { outcome: 'MISSED', on_date: null }),
    past(7),
  ]
  const history = { routine: routineValue({ turns }), latest, counts: { DONE: 6 } }
  expect(routineHistory(history, styleFor(columns)).split('\n').slice(4)).toEqual(lines)
})
