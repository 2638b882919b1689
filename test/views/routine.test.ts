import { expect, test } from 'vitest'
import type { Routine } from '../../src/domain/routine/routine.ts'
import type { Task } from '../../src/domain/task.ts'
import { followingText, skippedTasks } from '../../src/views/following.ts'
import { movedRoutine } from '../../src/views/moved-routine.ts'
import { addedRoutine, routineDetails, routineTable } from '../../src/views/routine.ts'
import { routineValue, taskValue } from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

type Changes = { readonly [Key in keyof Routine]?: unknown }

const ended = { status: 'ENDED', next_date: null, next_task_id: null, turn: null }
const limited = {
  until_date: '2027-03-01',
  times: 1,
  season_from: '04-15',
  season_to: '10-31',
  turns: 'ROTATE',
  members: ['Sam', 'Kim'],
}

test.each<[Changes, string[]]>([
  [{}, ['first on Tue 24 Nov · Sam · task 1']],
  [{ private: true }, ['first on Tue 24 Nov · Sam (private) · task 1']],
  [{ turn: null, next_task_id: 12 }, ['first on Tue 24 Nov · unassigned · task 12']],
  [
    limited,
    [
      'first on Tue 24 Nov · 15 apr-31 oct · until Mon 1 Mar 2027 · 1 time · Sam · Sam and Kim in turn · task 1',
    ],
  ],
  [ended, []],
])('a routine is added: %j', (changes, lines) => {
  expect(addedRoutine(routineValue(changes), styleFor(80)).split('\n')).toEqual([
    '✓ Added routine 1: Bins, every week on tue',
    ...lines.map((line) => `  ${line}`),
  ])
})

test.each<[Changes, string[]]>([
  [{}, ['● Bins is active.', '  Next on Tue 24 Nov.']],
  [{ status_note: 'no\nsnow' }, ['● Bins is active: no snow', '  Next on Tue 24 Nov.']],
  [
    { status: 'PAUSED', paused_until: '2027-01-04' },
    ['◐ Bins is paused until Mon 4 Jan 2027.', '  Next on Tue 24 Nov.'],
  ],
  [
    { status: 'PAUSED', status_note: 'Snow' },
    ['◐ Bins is paused: Snow', 'To resume it: momentum routine resume 1'],
  ],
  [ended, ['✗ Bins has ended.']],
])('a routine is paused, resumed or ended: %j', (changes, lines) => {
  expect(movedRoutine(routineValue(changes), styleFor(80)).split('\n')).toEqual(lines)
})

const routines = [
  routineValue(),
  routineValue({ id: 12, title: 'Gift', turn: 'Alex', private: true, next_date: '2027-01-04' }),
  routineValue({ id: 3, title: 'Snow', turn: null, status: 'PAUSED' }),
  routineValue({ id: 4, title: 'Grass', status: 'PAUSED', paused_until: '2026-11-24' }),
  routineValue({ id: 5, title: 'Paint', ...ended }),
]

test.each([
  [
    [39],
    [
      'id  routine  repeats',
      ' 1  Bins     every week on tue',
      '12  Gift     every week on tue',
      ' 3  Snow     every week on tue',
      ' 4  Grass    every week on tue',
      ' 5  Paint    every week on tue',
    ],
  ],
  [
    [40, 49],
    [
      'id  routine  repeats',
      ' 1  Bins     every week on tue  ●',
      '12  Gift     every week on tue  ●',
      ' 3  Snow     every week on tue  ◐',
      ' 4  Grass    every week on tue  ◐',
      ' 5  Paint    every week on tue  ✗',
    ],
  ],
  [
    [50, 69],
    [
      'id  routine  repeats            next',
      ' 1  Bins     every week on tue  Tue 24 Nov      ●',
      '12  Gift     every week on tue  Mon 4 Jan 2027  ●',
      ' 3  Snow     every week on tue  –               ◐',
      ' 4  Grass    every week on tue  Tue 24 Nov      ◐',
      ' 5  Paint    every week on tue  –               ✗',
    ],
  ],
  [
    [70, 79],
    [
      'id  routine  repeats            next            turn',
      ' 1  Bins     every week on tue  Tue 24 Nov      Sam             ●',
      '12  Gift     every week on tue  Mon 4 Jan 2027  Alex (private)  ●',
      ' 3  Snow     every week on tue  –               –               ◐',
      ' 4  Grass    every week on tue  Tue 24 Nov      Sam             ◐',
      ' 5  Paint    every week on tue  –               –               ✗',
    ],
  ],
  [
    [80, undefined],
    [
      'id  routine  repeats            next            turn            status',
      ' 1  Bins     every week on tue  Tue 24 Nov      Sam             ● active',
      '12  Gift     every week on tue  Mon 4 Jan 2027  Alex (private)  ● active',
      ' 3  Snow     every week on tue  –               –               ◐ paused',
      ' 4  Grass    every week on tue  Tue 24 Nov      Sam             ◐ paused',
      ' 5  Paint    every week on tue  –               –               ✗ ended',
    ],
  ],
])('routines are listed in %j columns', (widths, lines) => {
  const listed = widths.map((columns) => routineTable(routines, styleFor(columns)).split('\n'))
  expect(listed).toEqual(widths.map(() => lines))
})

/** What the details say, in their order; null for what a plain routine has not. */
const facts = {
  Status: '● active',
  Note: null,
  Repeats: 'every week on tue',
  Season: null,
  Starts: '2026-11-22',
  Until: null,
  Next: '2026-11-24 (in 2 days), task 1',
  Turns: null,
  Turn: 'Sam',
  Done: '0 times',
  Shown: '1 day before its date',
  Away: 'skipped while everybody is away',
  'Done means': 'At the curb',
  Description: null,
  Materials: null,
  Domain: 'chores',
  Effort: 'tiny',
  Owner: 'Sam',
  Category: null,
  Priority: 'medium',
  Added: '2026-11-20',
  UUID: '00000000-0000-4000-8000-000000000001',
}
const rotating = { turns: 'ROTATE', members: ['Sam', 'Kim', 'Alex'] }

test.each<[Changes, { readonly [name: string]: string | null }]>([
  [{}, {}],
  [
    { status: 'PAUSED', paused_until: '2027-01-04', status_note: 'Snow' },
    { Status: '◐ paused until Mon 4 Jan 2027', Note: 'Snow' },
  ],
  [{ status: 'PAUSED' }, { Status: '◐ paused', Next: null }],
  [ended, { Status: '✗ ended', Next: null, Turn: null }],
  [
    limited,
    {
      Season: '15 apr-31 oct',
      Until: '2027-03-01',
      Turns: 'Sam and Kim in turn',
      Done: '0 of 1 time',
      Owner: null,
    },
  ],
  [{ next_date: '2028-05-01' }, { Next: '2028-05-01, task 1' }],
  [{ done_count: 2, times: 3 }, { Done: '2 of 3 times' }],
  [
    { done_count: 1, lead_days: 0 },
    { Done: '1 time', Shown: 'on its date' },
  ],
  [{ when_away: 'KEEP' }, { Away: 'also while everybody is away' }],
  [
    { owner: null, turn: null },
    { Turn: null, Owner: 'Unassigned' },
  ],
  [{ private: true }, { Owner: 'Sam (private)' }],
  [rotating, { Turns: 'Sam, Kim and Alex in turn', Owner: null }],
  [
    { ...rotating, members: ['Kim'] },
    { Turns: 'only Kim', Owner: null },
  ],
  [
    { ...rotating, members: [] },
    { Turns: 'nobody takes turns any more', Owner: null },
  ],
  [
    { ...rotating, turns: 'LEAST' },
    { Turns: 'Sam, Kim or Alex, whoever has had the least to do', Owner: null },
  ],
  [
    { description: 'Both', materials_needed: 'Gloves', category: 'Garden' },
    { Description: 'Both', Materials: 'Gloves', Category: 'Garden' },
  ],
])('the details of a routine say what differs: %j', (changes, different) => {
  const page = routineDetails({ routine: routineValue(changes), turn: undefined }, styleFor(80))
  const [heading, empty, ...lines] = page.split('\n')
  const said = lines.map((line) => line.split(/ {2,}/))
  const wanted = Object.entries({ ...facts, ...different }).filter(([, value]) => value !== null)
  expect([heading, empty, ...said]).toEqual(['Bins  routine 1', '', ...wanted])
})

test('the details of a routine say why it is somebody’s turn', () => {
  const turn = 'Kim, who did it last on 17 Nov'
  const lines = routineDetails({ routine: routineValue(), turn }, styleFor(80)).split('\n')
  expect(lines.filter((line) => line.startsWith('Turn'))).toEqual([`Turn        ${turn}`])
})

const next = { date: '2026-12-01', id: 9, status: 'BACKLOG', turn: undefined }
const paper = taskValue({ id: 2, title: 'Paper' })

test.each([
  [[taskValue()], [{ task: 1, next }], ['  Next on Tue 1 Dec.']],
  [
    [taskValue()],
    [{ task: 1, next: { ...next, turn: 'it is Kim’s turn' } }],
    ['  Next on Tue 1 Dec; it is Kim’s turn.'],
  ],
  [
    [taskValue()],
    [{ task: 1, next: { ...next, status: 'PAUSED' } }],
    ['  The next one is paused.'],
  ],
  [[taskValue()], [{ task: 1, next: null }], ['  The routine has ended.']],
  [
    [taskValue(), paper],
    [
      { task: 2, next },
      { task: 1, next: null },
    ],
    ['  Paper: next on Tue 1 Dec.', '  Fix the tap: the routine has ended.'],
  ],
  [[taskValue(), paper], [], []],
])('what follows a task that was done is said: %#', (tasks, following, lines) => {
  expect(followingText(tasks, following as never, styleFor(80))).toEqual(lines)
})

const live = { occurrence_date: '2026-12-01', next_task_id: 9 } as const

test.each<[{ readonly [Key in keyof Task]?: unknown }, 'SKIPPED' | 'MISSED', string[]]>([
  [live, 'SKIPPED', ['✓ Fix the tap is skipped.', '  Next on Tue 1 Dec; it is Kim’s turn.']],
  [
    live,
    'MISSED',
    ['✓ Fix the tap is recorded as missed.', '  Next on Tue 1 Dec; it is Kim’s turn.'],
  ],
  [
    { ...live, status: 'PAUSED' },
    'SKIPPED',
    ['✓ Fix the tap is skipped.', '  The next one is paused.'],
  ],
  [
    { ...live, next_task_id: null },
    'SKIPPED',
    ['✓ Fix the tap is skipped.', '  The routine has ended.'],
  ],
])('a task that is skipped says when it comes next: %j, %s', (changes, outcome, lines) => {
  const told = { outcome, turn: 'it is Kim’s turn' }
  expect(skippedTasks([taskValue(changes)], told, styleFor(80)).split('\n')).toEqual(lines)
})

test('several tasks that are skipped are listed', () => {
  const told = { outcome: 'SKIPPED', turn: undefined } as const
  expect(skippedTasks([taskValue(), paper], told, styleFor(80)).split('\n')).toEqual([
    'id  task         priority  due  owner  status',
    ' 1  Fix the tap  medium    –    Alex   ○ backlog',
    ' 2  Paper        medium    –    Alex   ○ backlog',
  ])
})
