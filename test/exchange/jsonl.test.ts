import { describe, expect, test } from 'vitest'
import { isHousehold, readHousehold } from '../../src/exchange/jsonl/read.ts'
import { type RowType, rowTypes } from '../../src/exchange/jsonl/rows.ts'
import { headerLine, rowLine } from '../../src/exchange/jsonl/write.ts'
import { uuid } from '../support/household/values.ts'

const schema = '0016_import'
const moment = '2026-11-22T12:00:00.000Z'
const times = { created_at: moment, updated_at: moment }
const template = {
  title: 'Bins',
  description: null,
  domain: 'CHORES',
  effort: 'TINY',
  definition_of_done: 'They are out.',
  reviewed: true,
  materials_needed: null,
  owner_uuid: null,
  category: null,
  priority: 'MEDIUM',
  private: false,
}

/** A row of each type, in the order in which it is written. */
const rows = {
  user: { uuid: uuid(1), name: 'Alex', role: 'cook', email: 'a@b.cd', active: true, ...times },
  category: { name: 'Garden', owner_uuid: uuid(1), color: '#4c9f70', ...times },
  routine: {
    uuid: uuid(2),
    ...template,
    category: { name: 'Garden', owner_uuid: uuid(1) },
    mode: 'CALENDAR',
    rule: '2 weeks on mon,thu',
    start_date: '2026-11-23',
    until_date: '2027-11-23',
    times: 3,
    season_from: '02-29',
    season_to: '10-31',
    lead_days: 7,
    when_away: 'KEEP',
    turns: 'ROTATE',
    member_uuids: [uuid(1), uuid(9)],
    status: 'PAUSED',
    status_note: 'It is broken.',
    paused_until: '2026-12-24',
    ...times,
  },
  task: {
    uuid: uuid(3),
    ...template,
    title: 'Bins “today” \u202eodd \u{1f5d1}',
    description: 'First\n\tSecond\u0007',
    owner_uuid: uuid(1),
    private: true,
    due_date: '2026-11-24',
    status: 'DONE',
    status_note: null,
    completed_at: moment,
    completed_on: '2026-11-22',
    completed_by_uuid: uuid(1),
    routine_uuid: uuid(2),
    occurrence_number: 4,
    occurrence_date: '2026-11-23',
    starts_on: '0001-01-01',
    turn_reason: {
      mode: 'ROTATE',
      because: 'LONGEST_AGO',
      user: 'Alex',
      user_uuid: uuid(1),
      last: '2026-11-09',
      missed: true,
      others: [{ user: 'Kim', last: null, away: true, score: 0.25 }],
    },
    ...times,
  },
  win: {
    date: '2026-11-22',
    task_uuid: uuid(4),
    status: 'PAUSED',
    note: 'The shop is closed.',
    selected_by_uuid: uuid(1),
    completed_at: null,
    completed_by_uuid: null,
    ...times,
  },
  occurrence: {
    routine_uuid: uuid(2),
    number: 4,
    date: '2026-11-23',
    outcome: 'DONE',
    turn_uuid: uuid(1),
    completed_by_uuid: uuid(1),
    on_date: '2026-11-22',
    effort: 'TINY',
    task_uuid: uuid(3),
    note: null,
    created_at: moment,
  },
  absence: {
    user_uuid: null,
    from_date: '2026-12-24',
    until_date: '9999-12-31',
    note: 'At the lake',
    ...times,
  },
  rest: {
    from_date: '2026-12-24',
    until_date: null,
    weekday: 'SUN',
    note: null,
    set_by_uuid: uuid(1),
    ...times,
  },
  note: { task_uuid: uuid(3), author_uuid: null, text: 'Two lines\nof it', created_at: moment },
} satisfies Record<RowType, object>

/** A file of lines after its first one. */
function fileOf(...lines: readonly (string | object)[]): string {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  return headerLine(schema) + texts.map((line) => `${line}\n`).join('')
}

function typed<Type extends RowType>(type: Type, changes: object = {}): object {
  return { type, ...rows[type], ...changes }
}

/** What is found in lines after the first one. */
function findings(...lines: readonly (string | object)[]) {
  const { faults, lost, rows: found } = readHousehold(fileOf(...lines), schema)
  const count = rowTypes.reduce((sum, type) => sum + found[type].length, 0)
  return {
    faults: faults.map(({ line, message }) => `${line}: ${message}`),
    lost: [...lost],
    count,
  }
}

/** The fault of the second line. */
function faultOf(line: string | object): string {
  const { faults, count } = findings(line)
  return [...faults, ...(count > 0 ? [`${count} rows`] : [])].join(' ')
}

test('each row is read as it was written', () => {
  const text = fileOf(...rowTypes.map((type) => typed(type)))
  const { rows: found, lost, faults } = readHousehold(text, schema)
  expect([faults, [...lost]]).toEqual([[], []])
  const lines = rowTypes.flatMap((type) => {
    return found[type].map(({ row }) => rowLine(type, row as never))
  })
  expect(headerLine(schema) + lines.join('')).toBe(text)
})

test('a household is known by its first line', () => {
  expect(
    [headerLine(schema), '\n { "momentum" : 1}', '{"type":"task"}', '[{"momentum":1}]', ''].map(
      isHousehold,
    ),
  ).toEqual([true, true, false, false, false])
})

test.each([
  ['', 'This is not a household of Momentum.'],
  ['\n\n', 'This is not a household of Momentum.'],
  ['nonsense\n', 'This is not a household of Momentum.'],
  [JSON.stringify(typed('task')), 'This is not a household of Momentum.'],
  ['{"momentum":1', 'This is not JSON.'],
  ['{"momentum":2,"schema":"0016_import"}', 'A newer version of Momentum wrote this file.'],
  ['{"momentum":"1"}', 'A newer version of Momentum wrote this file.'],
  ['{"momentum":1,"schema":"0017_more"}', 'A newer version of Momentum wrote this file.'],
  ['{"momentum":1,"schema":16}', 'The first line has a schema that is none.'],
])('%j is refused', (text, message) => {
  expect(() => readHousehold(text, schema)).toThrow(message)
})

test.each(['{"momentum":1}', '{"momentum":1,"schema":"0009_identity"}'])(
  '%s begins a household',
  (text) => {
    expect(readHousehold(text, schema).faults).toEqual([])
  },
)

test('files in a row, blank lines and rows in any order are read', () => {
  const text = `\n${fileOf(typed('note'))}\n  \n${fileOf(typed('user'))}`
  const { rows: found, faults } = readHousehold(text, schema)
  expect([found.note.map(({ line }) => line), found.user.map(({ line }) => line), faults]).toEqual([
    [3],
    [7],
    [],
  ])
})

test('what is missing has its initial value, and what is unknown is told', () => {
  const { rows: found, lost } = readHousehold(
    fileOf(
      { type: 'task', uuid: uuid(1), title: ' Milk ', definition_of_done: 'Here', points: 3 },
      { type: 'badge', name: 'Gold' },
      { type: '\u001b[31m', name: 'Gold' },
      { type: 'user', uuid: uuid(2), name: 'Alex', password_hash: 'x', id: 4, points: 1 },
      `{"type":"user","uuid":"${uuid(3)}","name":"Sam","__proto__":1,"constructor":2}`,
    ),
    schema,
  )
  expect(found.task).toEqual([
    {
      line: 2,
      row: {
        uuid: uuid(1),
        ...template,
        title: 'Milk',
        domain: 'OTHER',
        effort: 'SMALL',
        definition_of_done: 'Here',
        due_date: null,
        status: 'BACKLOG',
        status_note: null,
        completed_at: null,
        completed_on: null,
        completed_by_uuid: null,
        routine_uuid: null,
        occurrence_number: null,
        occurrence_date: null,
        starts_on: null,
        turn_reason: null,
        created_at: null,
        updated_at: null,
      },
    },
  ])
  expect([...lost]).toEqual([
    ['values of “points”', 2],
    ['rows of the type “badge”', 1],
    ['rows of other types', 1],
    ['values of “password_hash”', 1],
    ['values of “id”', 1],
    ['values of “__proto__”', 1],
    ['values of “constructor”', 1],
  ])
})

test('a few of many unknown keys are named', () => {
  const keys = Array.from({ length: 100 }, (_, index) => [`key${index}`, 1])
  const { lost } = readHousehold(fileOf(typed('user', Object.fromEntries(keys))), schema)
  expect([lost.size, lost.get('other unknown values')]).toEqual([21, 80])
})

describe('a fault is a sentence with its line', () => {
  test.each<[string | object, string]>([
    ['{', 'This is not JSON.'],
    ['NaN', 'This is not JSON.'],
    ['null', 'A line is an object, not missing.'],
    ['[1]', 'A line is an object, not a list.'],
    ['"task"', 'A line is an object, not text.'],
    ['7', 'A line is an object, not a number.'],
    ['{}', 'Missing type, such as "type":"task".'],
    [{ type: 3 }, 'Missing type, such as "type":"task".'],
    [{ type: 'task' }, 'Missing uuid.'],
    [typed('task', { uuid: 'x' }), 'uuid is “x”, not a UUID of version 4.'],
    [typed('task', { uuid: 1 }), 'uuid is a number, not text.'],
    [typed('task', { title: '' }), 'The title is empty.'],
    [typed('task', { title: null }), 'Missing title.'],
    [typed('task', { title: ['x'] }), 'title is a list, not text.'],
    [
      typed('task', { title: 'x'.repeat(201) }),
      'The title is 201 characters long; the limit is 200.',
    ],
    [typed('task', { title: 'x'.repeat(100_001) }), 'title is too long.'],
    [typed('task', { title: 'a\nb' }), 'The title contains a line break.'],
    [typed('task', { title: 'a\u0000' }), 'The title contains an unreadable character.'],
    [
      `{"type":"task","uuid":"${uuid(1)}","title":"\\ud800"}`,
      'The title contains an unreadable character.',
    ],
    [typed('task', { description: {} }), 'description is an object, not text.'],
    [
      typed('task', { domain: 'GAMES' }),
      'There is no domain “GAMES”: choose chores, bills, food, repairs or other.',
    ],
    [typed('task', { private: 1 }), 'private is a number, not true or false.'],
    [
      typed('task', { due_date: '0000-01-01' }),
      'due_date is “0000-01-01”, not a date (YYYY-MM-DD).',
    ],
    [
      typed('task', { due_date: '99999-01-01' }),
      'due_date is “99999-01-01”, not a date (YYYY-MM-DD).',
    ],
    [
      typed('task', { due_date: '2026-02-30' }),
      'due_date is “2026-02-30”, not a date (YYYY-MM-DD).',
    ],
    [typed('task', { due_date: 20_261_122 }), 'due_date is a number, not text.'],
    [
      typed('task', { created_at: '0000-01-01T00:00:00Z' }),
      'created_at is “0000-01-01T00:00:00Z”, not a moment (YYYY-MM-DDThh:mm:ss.sssZ).',
    ],
    [
      typed('task', { created_at: '9999-12-31T24:00:00Z' }),
      'created_at is “9999-12-31T24:00:00Z”, not a moment (YYYY-MM-DDThh:mm:ss.sssZ).',
    ],
    [
      typed('task', { created_at: '2026-11-22' }),
      'created_at is “2026-11-22”, not a moment (YYYY-MM-DDThh:mm:ss.sssZ).',
    ],
    [
      typed('task', { occurrence_number: 0 }),
      'occurrence_number is not a whole number of at least 1.',
    ],
    [
      typed('task', { occurrence_number: 1.5 }),
      'occurrence_number is not a whole number of at least 1.',
    ],
    [
      typed('task', { occurrence_number: null }),
      'The occurrence number and the occurrence date belong together.',
    ],
    [
      typed('task', { occurrence_number: null, occurrence_date: null }),
      'A task of a routine has an occurrence number.',
    ],
    [typed('task', { completed_at: null }), 'Missing completed_at: when was it done?'],
    [typed('task', { status: 'ACTIVE' }), 'Only what is done has completed_at.'],
    [
      typed('task', { status: 'ACTIVE', completed_at: null }),
      'Only a task that is done has completed_on and completed_by.',
    ],
    [typed('task', { status_note: 'x' }), 'Only a task that waits has a status note.'],
    [typed('task', { owner_uuid: null, title: 'Odd' }), '“Odd” is private and needs an owner.'],
    [typed('task', { category: 'Garden' }), 'category is text, not an object.'],
    [typed('task', { category: {} }), 'category.name is missing, not text.'],
    [typed('task', { turn_reason: '{}' }), 'turn_reason is text, not an object.'],
    [typed('task', { turn_reason: {} }), 'turn_reason.user is missing, not text.'],
    [
      typed('task', { turn_reason: { ...rows.task.turn_reason, others: [[[]]] } }),
      'turn_reason.others is a list, not an object.',
    ],
    [
      typed('task', { turn_reason: { ...rows.task.turn_reason, user: 'a\u0000' } }),
      'The name contains an unreadable character.',
    ],
    [typed('user', { name: '12' }), '“12” cannot be a name.'],
    [typed('user', { name: 'none' }), '“none” cannot be a name.'],
    [typed('user', { email: 'x' }), '“x” is not an email address.'],
    [typed('user', { active: 'yes' }), 'active is text, not true or false.'],
    [typed('category', { color: 'bluish' }), '“bluish” is not a color.'],
    [typed('routine', { rule: 'sometimes' }), '“sometimes” does not say how often to repeat.'],
    [typed('routine', { lead_days: 367 }), 'lead_days is not a whole number from 0 to 366.'],
    [typed('routine', { season_to: null }), 'The season has only one end.'],
    [
      typed('routine', { season_to: '02-30' }),
      'season_to is “02-30”, not a day of the year (MM-DD).',
    ],
    [
      typed('routine', { until_date: '2026-01-01' }),
      'The last day, 2026-01-01, is before the first, 2026-11-23.',
    ],
    [typed('routine', { member_uuids: 'x' }), 'member_uuids is text, not a list.'],
    [typed('routine', { member_uuids: [uuid(1), uuid(1)] }), '“Bins” has a member twice.'],
    [typed('routine', { turns: 'NONE' }), '“Bins” has members, but no rota.'],
    [
      typed('routine', { turns: 'FIXED', member_uuids: [] }),
      '“Bins” has fixed turns, but no owner.',
    ],
    [typed('routine', { owner_uuid: uuid(1) }), '“Bins” has a rota, but also an owner.'],
    [
      typed('routine', { owner_uuid: uuid(1), private: true }),
      '“Bins” is private, so nobody can take turns.',
    ],
    [typed('routine', { status: 'ACTIVE' }), 'An active routine has no status note.'],
    [typed('routine', { status: 'ENDED' }), 'Only a paused routine has paused_until.'],
    [typed('win', { note: null }), 'A win that is paused has a note.'],
    [typed('win', { status: 'DONE' }), 'Missing completed_at: when was it done?'],
    [
      typed('win', { status: 'BACKLOG' }),
      'There is no status “BACKLOG”: choose active, done, paused or blocked.',
    ],
    [typed('occurrence', { on_date: null }), 'A time of a routine has on_date if it was done.'],
    [
      typed('occurrence', { outcome: 'MISSED', on_date: null }),
      'Only a time that was done has completed_by.',
    ],
    [
      typed('absence', { until_date: '2026-12-01' }),
      'The last day, 2026-12-01, is before the first, 2026-12-24.',
    ],
    [typed('rest', { weekday: null }), 'Rest days need until_date or a weekday.'],
    [typed('note', { text: '\u200b' }), 'The note is empty.'],
  ])('%j', (line, message) => {
    expect(faultOf(line)).toBe(`2: ${message}`)
  })

  test.each(['user', 'category', 'routine', 'task', 'win', 'occurrence', 'absence'] as const)(
    'the same %s twice',
    (type) => {
      expect(findings(typed(type), typed(type, { note: null, updated_at: null })).faults).toEqual(
        type === 'win'
          ? ['3: A win that is paused has a note.']
          : ['3: This is already on line 2.'],
      )
    },
  )
})

test('a hostile file ends in seconds', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const many = Array.from({ length: 100_000 }, () => '{"type":"task","title":[]}').join('\n')
  const { faults } = readHousehold(
    fileOf(deep, { type: 'task', turn_reason: 1 }, `{"type":"task","title":${deep}}`, many),
    schema,
  )
  expect(faults.length).toBe(100_001)
})
