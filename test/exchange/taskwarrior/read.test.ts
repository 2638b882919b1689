import { describe, expect, it } from 'vitest'
import { MomentumError } from '../../../src/errors.ts'
import { readTaskwarrior } from '../../../src/exchange/taskwarrior/read.ts'
import { damagedTexts, failuresOf, findIn } from '../../support/exchange/reading.ts'
import { uuid } from '../../support/household/values.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is found in objects, one a line as Taskwarrior writes them. */
const find = (...items: readonly Fields[]) => findIn(readTaskwarrior, exported(items))

function exported(items: readonly Fields[]): string {
  return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`
}

/** The only task of an object without its line and identity. */
async function readOne(item: Fields) {
  const found = await find({ uuid: uuid(1), description: 'Bins', ...item })
  const { line: _, sourceId: __, uuid: ___, title: ____, ...task } = found.tasks[0] ?? ({} as never)
  return { task, lost: found.lost, faults: found.faults }
}

const full = {
  id: 3,
  uuid: uuid(1).toUpperCase(),
  description: 'Paint the fence',
  entry: '20261101T080000Z',
  modified: '20261102T090000Z',
  status: 'pending',
  start: '20261103T080000Z',
  due: '20261130T230000Z',
  wait: '20261109T230000Z',
  scheduled: '20261110T230000Z',
  project: 'Home.Garden',
  priority: 'H',
  tags: ['outside', 'summer'],
  annotations: [
    { entry: '20261101T080000Z', description: 'white' },
    { entry: '20261104T233000Z', description: 'ask Sam' },
  ],
  urgency: 9.5,
  estimate: 'PT2H',
}
const done = {
  uuid: 'a0000000-a000-a000-a000-a00000000000',
  description: 'Buy paint',
  status: 'completed',
  entry: '1793520000',
  end: 1_793_570_400,
  tags: 'shop',
}

describe('readTaskwarrior', () => {
  it('reads what Taskwarrior exports', async () => {
    expect(await find(full, done)).toEqual({
      tasks: [
        {
          line: 2,
          sourceId: uuid(1),
          uuid: uuid(1),
          title: 'Paint the fence',
          description: 'white\n2026-11-05: ask Sam',
          category: 'Home.Garden',
          priority: 'HIGH',
          status: 'ACTIVE',
          due: '2026-12-01',
          starts: '2026-11-10',
          createdAt: '2026-11-01T08:00:00.000Z',
          updatedAt: '2026-11-02T09:00:00.000Z',
        },
        {
          line: 3,
          sourceId: 'a0000000-a000-a000-a000-a00000000000',
          title: 'Buy paint',
          category: 'shop',
          status: 'DONE',
          completedAt: '2026-11-01T22:00:00.000Z',
          completedOn: '2026-11-01',
          createdAt: '2026-11-01T08:00:00.000Z',
        },
      ],
      routines: [],
      lost: { tags: 2, 'user-defined attributes': 1, 'scheduled dates': 1 },
      faults: [],
    })
  })

  it.each([
    ['an array', '[{"description":"a"},{"description":"b"}]', [1, 1]],
    ['lines in brackets', '[\n{"description":"a"},\n{"description":"b"}\n]\n', [2, 3]],
    ['lines with commas', '{"description":"a"},\n{"description":"b"},\n', [1, 2]],
    ['lines without commas', '{"description":"a"}\n{"description":"b"}\n', [1, 2]],
    ['one object', '{"description":"a"}', [1]],
    ['what is pretty-printed', JSON.stringify([{ description: 'a' }, {}], null, 2), [2, 5]],
    ['an empty export', '[\n]\n', []],
  ])('reads %s', async (_, text, lines) => {
    const { tasks, faults } = await findIn(readTaskwarrior, text)
    expect([...tasks, ...faults].map(({ line }) => line)).toEqual(lines)
  })

  it.each<[Fields, Fields, Fields]>([
    [
      { status: 'waiting', wait: '20270101T000000Z' },
      { status: 'BACKLOG', starts: '2027-01-01' },
      {},
    ],
    [{ wait: '20270101T000000Z' }, { status: 'BACKLOG', starts: '2027-01-01' }, {}],
    [{ scheduled: '20270101T000000Z' }, { status: 'BACKLOG', starts: '2027-01-01' }, {}],
    [{ status: 'deleted', end: '20261120T080000Z' }, { status: 'ABANDONED' }, {}],
    [{ status: 'completed' }, { status: 'DONE' }, {}],
    [
      { status: 'completed', end: '20300101T000000Z' },
      { status: 'DONE', completedAt: '2026-11-22T18:00:00.000Z', completedOn: '2026-11-22' },
      {},
    ],
    [{ priority: 'M' }, { priority: 'MEDIUM', status: 'BACKLOG' }, {}],
    [{ priority: 'L' }, { priority: 'LOW', status: 'BACKLOG' }, {}],
    [{ priority: 'A' }, { status: 'BACKLOG' }, { 'priorities other than H, M and L': 1 }],
    [{ tags: ['a', 'b', 'c'] }, { category: 'a', status: 'BACKLOG' }, { tags: 2 }],
    [{ project: 'P', tags: ['a'] }, { category: 'P', status: 'BACKLOG' }, { tags: 1 }],
    [{ until: '20270101T000000Z' }, { status: 'BACKLOG' }, { 'expiry dates': 1 }],
    [{ due: '2026-11-25' }, { due: '2026-11-25', status: 'BACKLOG' }, {}],
    [{ due: '2026-11-25T09:00:00Z' }, { due: '2026-11-25', status: 'BACKLOG' }, {}],
    [{ due: '2026-11-25T00:30:00+02:00' }, { due: '2026-11-24', status: 'BACKLOG' }, {}],
    [{ due: '1795557600' }, { due: '2026-11-24', status: 'BACKLOG' }, {}],
    [{ due: 1_795_561_200 }, { due: '2026-11-25', status: 'BACKLOG' }, {}],
    [
      { recur: 'PT12H', due: '20261124T230000Z' },
      { due: '2026-11-25', status: 'BACKLOG', description: 'Taskwarrior: repeats PT12H.' },
      { 'recurrences that cannot be planned': 1 },
    ],
    [
      { recur: 'weekly', due: '20261124T230000Z', parent: uuid(9) },
      { due: '2026-11-25', status: 'BACKLOG', description: 'Taskwarrior: repeats weekly.' },
      { 'recurrences without their recurring task': 1 },
    ],
  ])('reads %j', async (item, task, lost) => {
    expect(await readOne(item)).toEqual({ task, lost, faults: [] })
  })

  it.each([
    ['{}', 'The description is missing.'],
    ['{"description":" "}', 'The description is empty.'],
    ['{"description":5}', '“description” is not a text.'],
    ['{"description":null}', '“description” is not a text.'],
    ['{"description":"a\\u0000"}', '“description” contains an unreadable character.'],
    ['{"description":"a","uuid":"1"}', '“uuid” is not a UUID: “1”.'],
    [
      '{"description":"a","momentumprivate":"maybe"}',
      '“momentumprivate” is neither yes nor no: “maybe”.',
    ],
    [
      '{"description":"a","momentumdue":"0000-01-01"}',
      '“momentumdue” is not a date, such as 2026-12-01: “0000-01-01”.',
    ],
    [
      '{"description":"a","momentumcompletedat":"now"}',
      '“momentumcompletedat” is not a moment, such as 2026-12-01T18:30:00.000Z: “now”.',
    ],
    [
      '{"description":"a","uuid":"a1a1a1a10a1a10a1a10a1a10a1a1a1a1a1a1"}',
      '“uuid” is not a UUID: “a1a1a1a10a1a10a1a10a1a10a1a1a1a1a1a1”.',
    ],
    [
      '{"description":"a","status":"foo"}',
      'There is no status “foo”: choose pending, waiting, completed, deleted or recurring.',
    ],
    ['{"description":"a","annotations":"b"}', '“annotations” is not a list.'],
    ['{"description":"a","annotations":["b"]}', '“annotations” is not a list of objects.'],
    ['{"description":"a","annotations":[{}]}', 'An annotation has no description.'],
    ['{"description":"a","tags":{"a":1}}', '“tags” is not a list.'],
    ['{"description":"a","tags":[1]}', '“tags” is not a list of texts.'],
    ['{"description":"a","depends":5}', '“depends” is not a list.'],
    ['{"description":"a","project":["b"]}', '“project” is not a text.'],
    ['{"description":"a","priority":1}', '“priority” is not a text.'],
    [
      '{"description":"a","entry":"20151018T144200"}',
      '“entry” has no time zone, such as the Z in 20261201T090000Z: “20151018T144200”.',
    ],
    ['{"description":"a","due":null}', '“due” is not a moment.'],
    ['{"description":"a","due":true}', '“due” is not a moment.'],
    ['{"description":"a","due":""}', '“due” is not a moment, such as 20261201T090000Z: “”.'],
    ['{"description":"a","due":99}', '“due” is not a moment, such as 20261201T090000Z: “99”.'],
    [
      '{"description":"a","due":1e300}',
      '“due” is not a moment, such as 20261201T090000Z: “1e+300”.',
    ],
    ...['20261332T090000Z', '20260230T090000Z', '00001201T090000Z', '20261201T240000Z', 'soon'].map(
      (due) => [
        `{"description":"a","due":"${due}"}`,
        `“due” is not a moment, such as 20261201T090000Z: “${due}”.`,
      ],
    ),
    ['{"description":"a","recur":"weekly"}', 'A recurring task must have a “due” date.'],
    [
      '{"description":"a","recur":"foo","due":"20261201T090000Z"}',
      '“recur” is not a recurrence, such as weekly or 3d: “foo”.',
    ],
    [
      '{"description":"a","momentumdomain":"x"}',
      'There is no momentumdomain “x”: choose chores, bills, food, repairs or other.',
    ],
    ['["a"]', 'This is not an object with a description.'],
  ])('refuses %s alone', async (value, message) => {
    const { tasks, faults } = await findIn(readTaskwarrior, `[\n{"description":"Tap"},\n${value}]`)
    expect([tasks.length, faults]).toEqual([1, [{ line: 3, message }]])
  })

  it('refuses the second of two tasks with one UUID', async () => {
    const one = { uuid: uuid(1), description: 'a' }
    const { tasks, faults } = await find(one, { ...one, uuid: uuid(1).toUpperCase() })
    const message = `Another task of this file has the uuid ${uuid(1)}.`
    expect([tasks.length, faults]).toEqual([1, [{ line: 3, message }]])
  })

  it('blocks a task by the open ones that it waits for', async () => {
    const item = (number: number, more: Fields = {}) => {
      return { uuid: uuid(number), description: `Task ${number}`, ...more }
    }
    const finished = { status: 'completed', end: '20261101T080000Z' }
    const { tasks, lost } = await find(
      item(1, { depends: [uuid(2), uuid(3), uuid(4), uuid(8)], start: '20261101T080000Z' }),
      item(2),
      item(3, { depends: `${uuid(2)},${uuid(4)}` }),
      item(4, { ...finished, depends: [uuid(2)] }),
      item(5, { depends: [uuid(4)] }),
    )
    expect(tasks.map(({ status, statusNote }) => [status, statusNote])).toEqual([
      ['BLOCKED', 'Waits for: Task 2, Task 3'],
      ['BACKLOG', undefined],
      ['BLOCKED', 'Waits for: Task 2'],
      ['DONE', undefined],
      ['BACKLOG', undefined],
    ])
    expect(lost).toEqual({
      'dependencies on finished tasks': 4,
      'dependencies of finished tasks': 1,
    })
  })

  it('says in no more than a note for what a task waits', async () => {
    const others = Array.from({ length: 20 }, (_, index) => {
      return { uuid: uuid(index + 2), description: 'x'.repeat(200) }
    })
    const depends = others.map((each) => each.uuid)
    const { tasks } = await find({ uuid: uuid(1), description: 'a', depends }, ...others)
    expect(tasks[0]?.statusNote).toHaveLength(1000)
    expect(tasks[0]?.statusNote).toMatch(/^Waits for: x{200}, x.*x…$/)
  })

  it('knows records without a UUID by what they say', async () => {
    const { tasks } = await find({ description: 'a' }, { description: 'a' }, { description: 'b' })
    expect(new Set(tasks.map(({ sourceId }) => sourceId)).size).toBe(3)
    const [again] = (await find({ description: 'b' })).tasks
    expect(again?.sourceId).toBe(tasks[2]?.sourceId)
  })

  it('refuses a file that is no JSON', async () => {
    await expect(findIn(readTaskwarrior, 'Fix the tap\n')).rejects.toThrow(
      new MomentumError('usage', 'This is not JSON: it begins neither with [ nor with {.'),
    )
  })

  it('survives damage', async () => {
    const recurring = { ...full, uuid: uuid(2), status: 'recurring', recur: 'P1M' }
    const text = exported([full, done, recurring, { ...full, uuid: uuid(3), parent: uuid(2) }])
    const odd = ['{"__proto__":{},"description":"a"}', '{"description":"a","constructor":1}']
    expect(await failuresOf(readTaskwarrior, [...damagedTexts(text), ...odd])).toEqual([])
  })
})
