import { expect, test } from 'vitest'
import { seasonText } from '../../src/domain/routine/season.ts'
import { readDonetick } from '../../src/exchange/donetick/donetick.ts'
import type { FileRecords } from '../../src/exchange/records.ts'
import { reading } from '../support/exchange/reading.ts'

/** As Donetick's API answers, with the values that it gives to every chore. */
const bins = {
  id: 7,
  name: 'Bins',
  frequencyType: 'once',
  frequency: 1,
  frequencyMetadata: {},
  nextDueDate: '2026-08-12T22:30:00Z',
  isRolling: false,
  assignedTo: null,
  assignees: [],
  assignStrategy: 'no_assignee',
  isActive: true,
  notification: false,
  notificationMetadata: null,
  labels: null,
  labelsV2: [],
  circleId: 1,
  createdAt: '2025-01-02T03:04:05.678Z',
  updatedAt: '2026-08-01T09:00:00Z',
  createdBy: 1,
  updatedBy: 0,
  thingChore: null,
  status: 0,
  priority: 0,
  requireApproval: false,
  isPrivate: false,
}

const always = {
  createdAt: '2025-01-02T03:04:05.678Z',
  updatedAt: '2026-08-01T09:00:00.000Z',
}
const task = { line: 1, sourceId: '7', title: 'Bins', ...always, due: '2026-08-13' }

/** What is read from values of a chore, without line, times of change and what is empty. */
function read(...chores: readonly object[]) {
  const text = JSON.stringify(chores.map((chore) => ({ ...bins, ...chore })))
  return readText(text)
}

function readText(text: string) {
  const { tasks, routines, lost, faults } = readDonetick(text, reading) as FileRecords
  return { tasks, routines, lost: Object.fromEntries(lost), faults }
}

/** How the repetition of a chore is understood. */
function planOf(values: object) {
  const { tasks, routines, lost, faults } = read(values)
  if (faults.length > 0) return faults
  const [routine] = routines
  const told = Object.keys(lost).flatMap((what) => what.split('repetition of “Bins”: ').slice(1))
  if (routine === undefined) return [tasks[0]?.due, ...told]
  const season = routine.season ? [seasonText(routine.season)] : []
  return [`${routine.mode} ${routine.rule}`, routine.start, ...season, ...told]
}

test('reads a chore that does not repeat as a task', () => {
  expect(read({})).toEqual({ tasks: [task], routines: [], lost: {}, faults: [] })
})

const due = '2026-08-13'
const weekly = { frequencyType: 'days_of_the_week' }
const ofMonth = (occurrences: unknown, days = ['monday']) => {
  return { ...weekly, frequencyMetadata: { days, weekPattern: 'week_of_month', occurrences } }
}
const ofQuarter = (occurrences: unknown, days = ['monday']) => {
  return { ...weekly, frequencyMetadata: { days, weekPattern: 'week_of_quarter', occurrences } }
}
const interval = (frequency: unknown, unit?: unknown, time?: string) => {
  return { frequencyType: 'interval', frequency, frequencyMetadata: { unit, time } }
}
const onDay = (frequency: unknown, ...months: readonly string[]) => {
  return { frequencyType: 'day_of_the_month', frequency, frequencyMetadata: { months } }
}
const noon = '1970-01-01T12:00:00Z'

const plans: readonly (readonly [values: object, plan: readonly unknown[]])[] = [
  [{ frequencyType: 'no_repeat' }, [due]],
  [{ frequencyType: 'daily' }, ['CALENDAR day', due]],
  [{ frequencyType: 'daily', isRolling: true }, ['AFTER 1 day', due]],
  [{ frequencyType: 'daily', nextDueDate: null }, ['CALENDAR day', '2026-11-22']],
  [{ frequencyType: 'weekly' }, ['CALENDAR week', due]],
  [{ frequencyType: 'monthly', isRolling: true }, ['AFTER 1 month', due]],
  [{ frequencyType: 'yearly' }, ['CALENDAR year', due]],
  [interval(3, 'days'), ['CALENDAR 3 days', due]],
  [interval(1, 'weeks'), ['CALENDAR week', due]],
  [{ ...interval(2, 'months'), isRolling: true }, ['AFTER 2 months', due]],
  [interval(2, 'years'), ['CALENDAR 2 years', due]],
  [interval(48, 'hours', noon), ['CALENDAR 2 days', due]],
  [
    interval(36, 'hours'),
    ['CALENDAR 2 days', due, 'it repeated every 36 hours, which is every 2 days here'],
  ],
  [interval(1, 'hours'), ['CALENDAR day', due, 'it repeated every hour, which is every day here']],
  [interval(4, 'hours', noon), [due, 'it repeated every 4 hours at a fixed time']],
  [interval(3), [due, 'it had an interval without a unit']],
  [interval(3, 'moons'), [due, 'it had an interval in the unit “moons”']],
  [interval(0, 'days'), [due, 'it had an interval of 0 days']],
  [interval(-3, 'hours'), [due, 'it had an interval of -3 hours']],
  [interval(5000, 'days'), [due, 'it repeated every 5000 days']],
  [
    { ...weekly, frequencyMetadata: { days: ['Sunday', 'monday'], weekPattern: 'every_week' } },
    ['CALENDAR week on mon,sun', due],
  ],
  [
    { ...weekly, isRolling: true, frequencyMetadata: { days: ['tuesday'] } },
    ['AFTER 1 day on tue', due],
  ],
  [{ ...weekly, frequencyMetadata: '{"days":["friday"]}' }, ['CALENDAR week on fri', due]],
  [{ ...weekly, frequencyMetadata: { days: [] } }, [due, 'it named no weekday']],
  [{ ...weekly, frequencyMetadata: null }, [due, 'it named no weekday']],
  [
    { ...weekly, frequencyMetadata: { days: ['moonday'] } },
    [due, 'it named no weekday but “moonday”'],
  ],
  [
    { ...weekly, frequencyMetadata: { days: ['friday'], weekPattern: 'odd' } },
    [due, 'it had the pattern of weeks “odd”'],
  ],
  [ofMonth([3, 1]), ['CALENDAR month on first mon,third mon', due]],
  [
    ofMonth([-1, 1], ['sunday', 'Friday']),
    ['CALENDAR month on first fri,first sun,last fri,last sun', due],
  ],
  [
    { ...weekly, frequencyMetadata: { ...ofMonth(undefined).frequencyMetadata, weekNumbers: [2] } },
    ['CALENDAR month on second mon', due],
  ],
  [
    ofMonth([1, 5]),
    ['CALENDAR month on first mon', due, 'it was also on the fifth mon of a month'],
  ],
  [
    ofMonth([1, 2, 3, 4], ['monday', 'tuesday', 'friday']),
    [
      due,
      'it was on 12 different days: “month on first mon,first tue,first fri,second mon,second tu…”',
    ],
  ],
  [
    ofMonth(Array.from({ length: 50 }, () => 9)),
    [due, 'it named mon number 9,9,9,9,9,9,9,9,9,9… of a month'],
  ],
  [ofMonth([5]), [due, 'it was on the fifth mon of a month']],
  [ofMonth([]), [due, 'it did not say which mon of a month']],
  [ofMonth([6]), [due, 'it named mon number 6 of a month']],
  [
    { ...weekly, frequencyMetadata: { ...ofMonth([]).frequencyMetadata, weekNumbers: [-1] } },
    [due, 'it named mon number -1 of a month'],
  ],
  [ofQuarter([1, 3]), ['CALENDAR 3 months on first mon,third mon', '2026-10-01']],
  [ofQuarter([-1]), ['CALENDAR 3 months on last mon', '2026-09-01']],
  [
    { ...ofQuarter([-1]), nextDueDate: '2026-09-28T12:00:00Z' },
    ['CALENDAR 3 months on last mon', '2026-09-28'],
  ],
  [ofQuarter([14]), [due, 'it was on mon number 14 of a quarter']],
  [ofQuarter([1, -1]), [due, 'it was on mon number 1,last of a quarter']],
  [ofQuarter([15]), [due, 'it named mon number 15 of a quarter']],
  [ofQuarter([]), [due, 'it did not say which mon of a quarter']],
  [onDay(15, 'October'), ['CALENDAR year on 15 oct', due]],
  [onDay(31, 'february'), ['CALENDAR year on 29 feb', due]],
  [onDay(31, 'june'), ['CALENDAR year on 30 jun', due]],
  [onDay(3, 'january', 'july'), ['CALENDAR 6 months on 3', '2027-01-01']],
  [onDay(3, 'november', 'may', 'february', 'august'), ['CALENDAR 3 months on 3', due]],
  [onDay(3, 'may', 'june'), ['CALENDAR month on 3', '2027-05-01', 'may-jun']],
  [onDay(3, 'january', 'february', 'december'), ['CALENDAR month on 3', '2026-12-01', 'dec-feb']],
  [onDay(3, 'march', 'may', 'july'), ['CALENDAR 2 months on 3', '2027-03-01', 'mar-jul']],
  [onDay(3, 'march', 'august'), [due, 'it was on day 3 of mar,aug']],
  [onDay(3, 'march', 'april', 'june'), [due, 'it was on day 3 of mar,apr,jun']],
  [onDay(3), [due, 'it named no month']],
  [onDay(3, 'smarch'), [due, 'it named no month but “smarch”']],
  [onDay(0, 'may'), [due, 'it was on day 0 of a month']],
  [onDay(32, 'may'), [due, 'it was on day 32 of a month']],
  [{ frequencyType: 'adaptive' }, [due, 'it adapted to how often it was done']],
  [{ frequencyType: 'trigger' }, [due, 'it was started by a thing']],
  [{ frequencyType: 'lunar' }, [due, 'it repeated in a way that is unknown here, “lunar”']],
]

test.each(plans)('plans %j', (values, plan) => {
  expect(planOf(values)).toEqual(plan)
})

test('plans a day of all months', () => {
  const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july']
  const others = ['august', 'september', 'october', 'november', 'december']
  expect(planOf(onDay(31, ...months, ...others))).toEqual(['CALENDAR month on 31', due])
})

test('says in the description why a chore is not repeated', () => {
  const { tasks } = read({
    ...onDay(3),
    description: '<p>Two <b>bags</b> &amp; a box</p><p>Out</p>',
  })
  expect(tasks).toEqual([
    { ...task, description: 'Two bags & a box\nOut\n\nDonetick: it named no month.' },
  ])
})

test('reads everything else of a chore', () => {
  const steps = [
    { id: 3, orderId: 2, name: 'Lids', completedAt: null, parentId: null },
    { id: 1, orderId: 1, name: 'Wash', completedAt: '2026-08-01T10:00:00Z', parentId: null },
    { id: 2, orderId: 1, name: 'Rinse', completedAt: null, parentId: 1 },
  ]
  const values = {
    priority: 2,
    status: 1,
    isPrivate: true,
    assignedTo: 0,
    labelsV2: [
      { id: 1, name: 'Outside' },
      { id: 2, name: 'Wet' },
    ],
    subTasks: steps,
    points: 5,
    notification: true,
    requireApproval: true,
    completionWindow: 3600,
    deadlineOffset: 60,
    projectId: 4,
    thingChore: { thingId: 1 },
    frequencyMetadata: { time: noon },
  }
  const template = {
    ...task,
    definitionOfDone: '- [x] Wash\n  - [ ] Rinse\n- [ ] Lids',
    owner: '1',
    category: 'Outside',
    priority: 'HIGH',
    private: true,
  }
  expect(read(values)).toEqual({
    tasks: [{ ...template, status: 'ACTIVE' }],
    routines: [],
    lost: {
      labels: 1,
      projects: 1,
      points: 1,
      notifications: 1,
      approvals: 1,
      'completion windows': 1,
      deadlines: 1,
      things: 1,
      'times of day': 1,
    },
    faults: [],
  })
  const { due: _, ...lasting } = template
  expect(read({ ...values, frequencyType: 'daily' }).routines).toEqual([
    {
      ...lasting,
      definitionOfDone: '- [ ] Wash\n  - [ ] Rinse\n- [ ] Lids',
      mode: 'CALENDAR',
      rule: 'day',
      start: due,
      turns: 'NONE',
      past: [{ line: 1, date: due, outcome: 'OPEN', isStarted: true }],
    },
  ])
})

test.each([
  ['round_robin', 'ROTATE'],
  ['random', 'LEAST'],
  ['random_except_last_assigned', 'LEAST'],
  ['least_assigned', 'LEAST'],
  ['least_completed', 'LEAST'],
  ['keep_last_assigned', 'FIXED'],
  ['no_assignee', 'NONE'],
])('takes turns by %s as %s', (assignStrategy, turns) => {
  const assignees = [{ userId: 2 }, { userId: 7 }]
  const { routines } = read({ frequencyType: 'daily', assignStrategy, assignees, assignedTo: 7 })
  expect(routines[0]).toMatchObject({ turns, members: ['2', '7'], owner: '7' })
})

const members = [
  { id: 11, userId: 2, circleId: 1, role: 'admin', username: 'alex', displayName: 'Alex B.' },
  { id: 12, userId: 7, circleId: 1, role: 'member', username: 'sam', displayName: '' },
]

test('names members and adds what was done, in the order of the dates', () => {
  const chores = [
    {
      ...bins,
      frequencyType: 'weekly',
      assignStrategy: 'round_robin',
      assignees: [{ userId: 7 }, { userId: 2 }],
      assignedTo: 2,
    },
  ]
  const entry = { choreId: 7, completedBy: 7, assignedTo: 7, notes: null }
  const history = [
    { ...entry, id: 4, performedAt: null, dueDate: '2026-08-05T22:30:00Z', status: 5 },
    {
      ...entry,
      id: 3,
      performedAt: '2026-07-30T09:00:00Z',
      dueDate: null,
      status: 2,
      notes: 'Away',
    },
    {
      ...entry,
      id: 2,
      performedAt: '2026-07-24T09:00:00Z',
      dueDate: '2026-07-22T22:30:00Z',
      status: 1,
    },
    { ...entry, id: 1, performedAt: null, dueDate: null, status: 0 },
    { ...entry, id: 5, choreId: 8, performedAt: '2026-07-24T09:00:00Z', status: 1 },
  ]
  const text = JSON.stringify({ version: 1, history, members, chores }, null, 1)
  expect(readText(text)).toEqual({
    tasks: [],
    routines: [
      {
        ...always,
        line: 73,
        sourceId: '7',
        title: 'Bins',
        owner: 'Alex B.',
        mode: 'CALENDAR',
        rule: 'week',
        start: due,
        turns: 'ROTATE',
        members: ['sam', 'Alex B.'],
        past: [
          {
            line: 24,
            sourceId: '2',
            date: '2026-07-23',
            outcome: 'DONE',
            completedAt: '2026-07-24T09:00:00.000Z',
            completedOn: '2026-07-24',
            completedBy: 'sam',
          },
          { line: 14, sourceId: '3', date: '2026-07-30', outcome: 'SKIPPED', note: 'Away' },
          { line: 4, sourceId: '4', date: '2026-08-06', outcome: 'MISSED' },
        ],
      },
    ],
    lost: { 'earlier times of chores that are not in the file': 1 },
    faults: [],
  })
})

test('reads chores that are archived', () => {
  const archived = { isActive: false }
  const done = {
    ...archived,
    nextDueDate: null,
    history: [{ status: 1, performedAt: '2026-07-31T09:00:00Z', completedBy: 7 }],
  }
  const { tasks, routines } = read(
    archived,
    { ...done, id: 8 },
    { ...done, id: 9, history: null },
    { ...archived, id: 10, frequencyType: 'daily' },
  )
  const { due: _, ...undated } = task
  expect(tasks).toEqual([
    { ...task, status: 'ABANDONED' },
    {
      ...undated,
      sourceId: '8',
      status: 'DONE',
      completedAt: '2026-07-31T09:00:00.000Z',
      completedOn: '2026-07-31',
      completedBy: '7',
    },
    {
      ...undated,
      sourceId: '9',
      status: 'DONE',
      completedAt: '2026-08-01T09:00:00.000Z',
      completedOn: '2026-08-01',
    },
  ])
  expect(routines.map(({ sourceId, status }) => [sourceId, status])).toEqual([['10', 'ENDED']])
})

test.each([
  ['a list', JSON.stringify([bins])],
  ['one chore', JSON.stringify(bins)],
  ['one chore a line', `${JSON.stringify(bins)}\n`],
  ['an answer', JSON.stringify({ res: [bins] })],
  ['an answer for one', JSON.stringify({ res: bins })],
  ['lists of chores with labels', JSON.stringify({ good: [{ label: 'once', chore: bins }] })],
])('reads %s', (_, text) => {
  expect(readText(text)).toEqual({ tasks: [task], routines: [], lost: {}, faults: [] })
})

test('reads an answer without chores', () => {
  const nothing = { tasks: [], routines: [], lost: {}, faults: [] }
  expect(readText('{"res":[]}')).toEqual(nothing)
  expect(readText('{"res":null}')).toEqual(nothing)
})

test('tells chores with the same number apart', () => {
  const { tasks } = read({}, { name: 'Bags' }, { id: 8 })
  expect(tasks.map(({ sourceId }) => sourceId)).toEqual(['7', '7\n2', '8'])
})

test.each([
  [{ id: null }, 'This chore has no “id”.'],
  [{ id: 'seven' }, '“id” is not a whole number.'],
  [{ name: ' ' }, 'This chore has no “name”.'],
  [{ name: ['Bins'] }, '“name” is not a text.'],
  [{ nextDueDate: 'soon' }, '“nextDueDate” is not a date: “soon”.'],
  [{ nextDueDate: '2026-02-30T12:00:00Z' }, '“nextDueDate” is not a date: “2026-02-30T12:00:00Z”.'],
  [
    { nextDueDate: '99999-01-01T12:00:00Z' },
    '“nextDueDate” is not a date: “99999-01-01T12:00:00Z”.',
  ],
  [{ nextDueDate: '0000-01-01T12:00:00Z' }, '“nextDueDate” is not a date: “0000-01-01T12:00:00Z”.'],
  [{ isRolling: 'no' }, '“isRolling” is neither true nor false.'],
  [{ priority: 5 }, '“priority” is 5, and not from 0 to 4.'],
  [{ status: -1 }, '“status” is -1, and not from 0 to 3.'],
  [{ frequency: 1.5 }, '“frequency” is not a whole number.'],
  [{ frequencyMetadata: '[' }, '“frequencyMetadata” is not an object.'],
  [{ ...weekly, frequencyMetadata: { days: [1] } }, '“days” is not a list of texts.'],
  [{ assignees: [7] }, '“assignees” is not a list of objects.'],
  [{ subTasks: {} }, '“subTasks” is not a list.'],
])('refuses %j', (values, message) => {
  expect(read(values)).toMatchObject({ tasks: [], routines: [], faults: [{ line: 1, message }] })
})

test('tells at most forty lost things by their names', () => {
  const chores = Array.from({ length: 60 }, (_, id) => ({
    id,
    name: `Chore ${id}`,
    frequencyType: 'adaptive',
  }))
  const { lost } = read(...chores)
  expect(Object.entries(lost).slice(39)).toEqual([
    ['repetition of “Chore 39”: it adapted to how often it was done', 1],
    ['other repetitions and turns', 20],
  ])
})

test('names the lines of what is wrong', () => {
  const text = `[\n5,\n${JSON.stringify(bins)},\n{"id":9},\n{"name":"Wi`
  expect(readText(text)).toEqual({
    tasks: [{ ...task, line: 3 }],
    routines: [],
    lost: {},
    faults: [
      { line: 2, message: 'This is not an object with fields.' },
      { line: 4, message: 'This chore has no “name”.' },
      { line: 5, message: 'This is cut off before its end.' },
    ],
  })
  expect(() => readText('Bins, Tuesday')).toThrow('This is not a JSON file.')
})
