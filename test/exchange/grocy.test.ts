import { expect, test } from 'vitest'
import { readGrocy } from '../../src/exchange/grocy/grocy.ts'
import type { FileRecords } from '../../src/exchange/records.ts'
import { reading } from '../support/exchange/reading.ts'

/** As older versions answer, where numbers are texts. */
const chore = {
  id: '3',
  name: 'Bins',
  description: null,
  period_type: 'manually',
  period_days: '1',
  row_created_timestamp: '2024-01-02 08:37:58',
  period_config: null,
  track_date_only: '1',
  rollover: '0',
  assignment_type: null,
  assignment_config: null,
  next_execution_assigned_to_user_id: null,
  consume_product_on_execution: '0',
  product_id: null,
  product_amount: null,
  period_interval: '1',
  active: '1',
  start_date: '2025-03-15 08:37:58',
  rescheduled_date: null,
  rescheduled_next_execution_assigned_to_user_id: null,
  userfields: null,
}

/** When a chore is due next. */
const next = {
  id: 3,
  chore_id: 3,
  chore_name: 'Bins',
  last_tracked_time: null,
  next_estimated_execution_time: '2026-08-13 23:59:59',
  track_date_only: 1,
  next_execution_assigned_to_user_id: null,
  is_rescheduled: 0,
  is_reassigned: 0,
  next_execution_assigned_user: null,
}

const task = {
  id: '3',
  name: 'Insurance',
  description: null,
  due_date: '2026-08-20',
  done: '0',
  done_timestamp: null,
  category_id: null,
  assigned_to_user_id: null,
  row_created_timestamp: '2024-01-02 08:37:58',
}

const sam = {
  id: '2',
  username: 'sam',
  first_name: null,
  last_name: null,
  row_created_timestamp: '2024-01-02 08:37:55',
  display_name: 'Sam',
  picture_file_name: null,
}
const alex = { ...sam, id: 12, username: 'alex', first_name: 'Alex', last_name: 'B.' }

function read(file: unknown) {
  return readText(JSON.stringify(file))
}

function readText(text: string) {
  const { tasks, routines, lost, faults } = readGrocy(text, reading) as FileRecords
  return { tasks, routines, lost: Object.fromEntries(lost), faults }
}

const untimed = 'chores that are done again and again at no fixed time'
const bins = { line: 1, sourceId: 'chore/3', title: 'Bins' }

test('reads a chore without a schedule as a task', () => {
  expect(read([chore])).toEqual({ tasks: [bins], routines: [], lost: { [untimed]: 1 }, faults: [] })
})

/** How the periods of a chore are understood that is due on 13 August. */
function planOf(values: object) {
  const { tasks, routines, lost, faults } = read({
    chores: [{ ...chore, ...values }],
    next: [next],
  })
  if (faults.length > 0) return faults
  const [routine] = routines
  const told = Object.keys(lost).flatMap((what) => what.split('repetition of “Bins”: ').slice(1))
  if (routine === undefined) return [tasks[0]?.due, ...told]
  return [`${routine.mode} ${routine.rule}`, routine.start, ...told]
}

const due = '2026-08-13'
const weekly = (period_config: string | null, period_interval: unknown = 1) => {
  return { period_type: 'weekly', period_config, period_interval }
}
const monthly = (period_days: unknown, period_interval: unknown = '1') => {
  return { period_type: 'monthly', period_days, period_interval }
}

test.each<[object, unknown[]]>([
  [{ period_type: 'hourly', period_interval: '48' }, ['AFTER 2 days', due]],
  [{ period_type: 'hourly', period_interval: 24 }, ['AFTER 1 day', due]],
  [
    { period_type: 'hourly', period_interval: 30 },
    ['AFTER 2 days', due, 'it repeated every 30 hours, which is every 2 days here'],
  ],
  [
    { period_type: 'hourly', period_interval: 1 },
    ['AFTER 1 day', due, 'it repeated every hour, which is every day here'],
  ],
  [{ period_type: 'daily', period_interval: '3' }, ['AFTER 3 days', due]],
  [{ period_type: 'daily', period_interval: null }, ['AFTER 1 day', due]],
  [{ period_type: 'dynamic-regular', period_days: '7' }, ['AFTER 7 days', due]],
  [weekly('sunday,monday'), ['CALENDAR week on mon,sun', due]],
  [weekly('Thursday', '2'), ['CALENDAR 2 weeks on thu', due]],
  [weekly(null), [due, 'it named no weekday']],
  [weekly('moonday'), [due, 'it named no weekday but “moonday”']],
  [monthly('15'), ['CALENDAR month on 15', due]],
  [monthly(31, 2), ['CALENDAR 2 months on 31', due]],
  [monthly(0), [due, 'it was on day 0 of a month']],
  [monthly('32'), [due, 'it was on day 32 of a month']],
  [{ period_type: 'yearly' }, ['CALENDAR year on 15 mar', due]],
  [{ period_type: 'yearly', period_interval: 2 }, ['CALENDAR 2 years on 15 mar', due]],
  [{ period_type: 'adaptive' }, [due, 'it adapted to how often it was done']],
  [{ period_type: 'lunar' }, [due, 'it repeated in a way that is unknown here, “lunar”']],
  [{ period_type: 'daily', period_interval: 0 }, [due, 'it had an interval of 0']],
  [{ period_type: 'daily', period_interval: 9999 }, [due, 'it repeated every 9999 days']],
])('plans %j', (values, plan) => {
  expect(planOf(values)).toEqual(plan)
})

test.each<[string, object, string]>([
  ['today, if it says none', { period_type: 'daily' }, '2026-11-22'],
  [
    'its start date in the future',
    { period_type: 'daily', start_date: '2026-12-01' },
    '2026-12-01',
  ],
  [
    'the day to which it was moved',
    { ...weekly('monday'), rescheduled_date: '2026-08-12' },
    '2026-08-12',
  ],
  ['the next of its weeks', { ...weekly('tuesday', 2), start_date: '2026-07-28' }, '2026-12-01'],
  ['the next of its years', { period_type: 'yearly', period_interval: 3 }, '2028-03-15'],
])('begins a chore on %s', (_, values, start) => {
  expect(read([{ ...chore, ...values }]).routines.map((each) => each.start)).toEqual([start])
})

test('tells that a chore was moved if it comes by the calendar', () => {
  const moved = { ...chore, rescheduled_date: '2026-12-02 10:00:00' }
  const told = { 'days to which chores were moved': 1 }
  expect(read([{ ...moved, ...weekly('monday') }]).lost).toEqual(told)
  expect(read([{ ...moved, period_type: 'daily' }]).lost).toEqual({})
  expect(read([moved])).toMatchObject({ tasks: [{ due: '2026-12-02' }], lost: { [untimed]: 1 } })
})

test('knows no date of a chore that is never due', () => {
  const never = { ...next, next_estimated_execution_time: '2999-12-31 23:59:59' }
  expect(read({ chores: [chore], next: [never] }).tasks).toEqual([bins])
})

test('reads everything else of a chore', () => {
  const rich = {
    ...chore,
    description: '<ul><li>Paper</li><li>Glass</li></ul>',
    period_type: 'daily',
    assignment_type: 'in-alphabetical-order',
    assignment_config: '2,12,40',
    next_execution_assigned_to_user_id: '12',
    consume_product_on_execution: '1',
    rescheduled_date: '2026-08-14 10:00:00',
    active: '0',
    userfields: { bin: 'blue', note: null },
  }
  expect(read({ chores: [rich], users: [sam, { ...alex, display_name: '' }] })).toEqual({
    tasks: [],
    routines: [
      {
        ...bins,
        description: '- Paper\n- Glass',
        owner: 'Alex B.',
        mode: 'AFTER',
        rule: '1 day',
        start: '2026-08-14',
        turns: 'ROTATE',
        members: ['40', 'Alex B.', 'Sam'],
        status: 'ENDED',
        past: [],
      },
    ],
    lost: { products: 1, userfields: 1 },
    faults: [],
  })
})

test.each([
  [null, 'NONE', undefined],
  ['no-assignment', 'NONE', undefined],
  ['who-least-did-first', 'LEAST', undefined],
  ['random', 'LEAST', undefined],
  ['by-age', 'NONE', 'turns of the kind “by-age”'],
])('takes turns by %s as %s', (assignment_type, turns, told) => {
  const file = { ...chore, period_type: 'daily', assignment_type, assignment_config: 2 }
  const { routines, lost } = read([file])
  expect(routines).toMatchObject([{ turns, members: ['2'] }])
  expect(lost).toEqual(told === undefined ? {} : { [told]: 1 })
})

test('reads the details of a chore', () => {
  const details = {
    chore: { ...chore, ...weekly('friday') },
    last_tracked: '2026-08-07 00:00:00',
    tracked_count: 19,
    last_done_by: sam,
    next_estimated_execution_time: '2026-08-14 23:59:59',
    next_execution_assigned_user: null,
    average_execution_frequency_hours: '54.8571428571429',
  }
  expect(read(details).routines).toMatchObject([{ rule: 'week on fri', start: '2026-08-14' }])
})

test('reads chores whose periods the file does not say', () => {
  const assigned = { next_execution_assigned_to_user_id: 2, next_execution_assigned_user: sam }
  expect(read([next, { ...next, ...assigned, chore_id: 4 }])).toEqual({
    tasks: [
      { ...bins, due },
      { ...bins, due, sourceId: 'chore/4', owner: 'Sam' },
    ],
    routines: [],
    lost: { 'repetitions, which are only in the answer to /api/objects/chores': 2 },
    faults: [],
  })
})

test('adds when chores were done', () => {
  const entry = { id: 1, chore_id: 3, done_by_user_id: 2, undone: 0, skipped: 0 }
  const chores_log = [
    { ...entry, tracked_time: '2026-08-01 10:00:00', skipped: 1, id: 2 },
    {
      ...entry,
      tracked_time: '2026-07-30 10:00:00',
      scheduled_execution_time: '2026-07-29 23:59:59',
    },
    { ...entry, tracked_time: '2026-08-02 10:00:00', undone: 1 },
    { ...entry, tracked_time: '2026-08-02 10:00:00', chore_id: 9 },
  ]
  const chores = [{ ...chore, period_type: 'daily' }]
  const { routines, lost } = read({ chores, chores_log, users: [sam] })
  expect([routines[0]?.past, lost]).toEqual([
    [
      {
        line: 1,
        sourceId: '1',
        date: '2026-07-29',
        outcome: 'DONE',
        completedOn: '2026-07-30',
        completedAt: '2026-07-30T12:00:00.000Z',
        completedBy: 'Sam',
      },
      { line: 1, sourceId: '2', date: '2026-08-01', outcome: 'SKIPPED' },
    ],
    { 'earlier times of chores that are not in the file': 1 },
  ])
})

test('reads tasks', () => {
  const insurance = { line: 1, sourceId: 'task/3', title: 'Insurance', due: '2026-08-20' }
  const bills = { id: '4', name: 'Bills', description: null }
  const file = {
    tasks: [
      { ...task, category_id: '4', assigned_to_user_id: 2, description: 'Call <3 times' },
      { ...task, id: 4, category_id: 5, due_date: '' },
      { ...task, id: 5, done: 1, done_timestamp: '2026-08-01 09:00:00', due_date: null },
    ],
    task_categories: [bills],
    users: [sam],
  }
  const { due: _, ...undated } = insurance
  const done = { completedOn: '2026-08-01', completedAt: '2026-08-01T12:00:00.000Z' }
  expect(read(file)).toEqual({
    tasks: [
      { ...insurance, description: 'Call <3 times', owner: 'Sam', category: 'Bills' },
      { ...undated, sourceId: 'task/4', category: 'Category 5' },
      { ...undated, sourceId: 'task/5', status: 'DONE', ...done },
    ],
    routines: [],
    lost: {},
    faults: [],
  })
  const embedded = { assigned_to_user: sam, assigned_to_user_id: '2', category: bills }
  const expected = { ...insurance, owner: 'Sam', category: 'Bills' }
  expect(read({ ...task, ...embedded }).tasks).toEqual([expected])
  expect(read([{ ...task, ...embedded }]).tasks).toEqual([expected])
})

test.each([
  [{ ...chore, id: null }, 'This chore has no “id”.'],
  [{ ...chore, id: 'x' }, '“id” is not a whole number.'],
  [{ ...chore, name: '' }, 'This chore has no “name”.'],
  [{ ...chore, active: 'yes' }, '“active” is neither true nor false.'],
  [{ ...chore, start_date: '2026-13-01' }, '“start_date” is not a date: “2026-13-01”.'],
  [{ ...chore, start_date: '99999-01-01' }, '“start_date” is not a date: “99999-01-01”.'],
  [{ ...chore, start_date: '0000-01-01' }, '“start_date” is not a date: “0000-01-01”.'],
  [{ ...chore, period_interval: [] }, '“period_interval” is not a whole number.'],
  [{ ...chore, assignment_config: {} }, '“assignment_config” is not a text.'],
  [{ ...next, chore_name: null }, 'This chore has no “chore_name”.'],
  [{ ...next, chore_id: null }, 'This is neither a chore nor a task.'],
  [{ ...task, id: null }, 'This task has no “id”.'],
  [{ ...task, name: '' }, 'This task has no “name”.'],
  [{ ...task, name: 5 }, '“name” is not a text.'],
  [{ ...task, due_date: 'soon' }, '“due_date” is not a date: “soon”.'],
  [{ ...task, category: 'Bills' }, '“category” is not an object.'],
  [{ id: 1, name: 'Bills' }, 'This is neither a chore nor a task.'],
])('refuses %j', (record, message) => {
  const { tasks, routines, faults } = read([record])
  expect([tasks, routines, faults]).toEqual([[], [], [{ line: 1, message }]])
})

test('names the lines of what is wrong', () => {
  const [one, other] = [JSON.stringify(task), JSON.stringify(next)]
  const text = `[\n${one},\n${one},\n${other},\n${other},\n"x"`
  const { tasks, faults } = readText(text)
  expect(tasks.map(({ line }) => line)).toEqual([4, 2])
  expect(faults).toEqual([
    { line: 1, message: 'This is cut off before its end.' },
    { line: 3, message: 'The task 3 is in the file twice.' },
    { line: 5, message: 'The chore 3 is in the file twice.' },
    { line: 6, message: 'This is not an object with fields.' },
  ])
})
