import { describe, expect, it } from 'vitest'
import { MomentumError } from '../../src/errors.ts'
import { readObjects } from '../../src/exchange/objects.ts'
import { taskJson } from '../../src/json/task.ts'
import { damagedTexts, failuresOf, findIn } from '../support/exchange/reading.ts'
import { taskValue, uuid } from '../support/household/values.ts'

const full = taskValue({
  description: 'Under the sink',
  materials_needed: 'A washer',
  category: 'Kitchen',
  due_date: '2026-12-01',
  starts_on: '2026-11-30',
  status: 'BLOCKED',
  status_note: 'No washer',
  private: true,
  reviewed: false,
})
const done = taskValue({
  uuid: uuid(2),
  title: 'Bins',
  priority: 'URGENT',
  status: 'DONE',
  completed_at: '2026-11-20T19:00:00.000Z',
  completed_on: '2026-11-20',
  completed_by: 'Sam',
  routine_id: 3,
  routine: 'Bins',
  occurrence_number: 4,
  occurrence_date: '2026-11-19',
  turn_reason: '{"because":"FIXED"}',
})

const json = (value: unknown) => JSON.stringify(value)

describe('readObjects', () => {
  it('reads what task list --json prints', async () => {
    const text = JSON.stringify([full, done].map(taskJson), null, 2)
    expect(await findIn(readObjects, text)).toEqual({
      tasks: [
        {
          line: 2,
          sourceId: uuid(1),
          uuid: uuid(1),
          title: 'Fix the tap',
          description: 'Under the sink',
          domain: 'REPAIRS',
          effort: 'SMALL',
          definitionOfDone: 'No drop in an hour',
          reviewed: false,
          materials: 'A washer',
          owner: 'Alex',
          category: 'Kitchen',
          priority: 'MEDIUM',
          due: '2026-12-01',
          starts: '2026-11-30',
          private: true,
          status: 'BLOCKED',
          statusNote: 'No washer',
          createdAt: '2026-11-20T08:00:00.000Z',
          updatedAt: '2026-11-20T08:00:00.000Z',
        },
        {
          line: 35,
          sourceId: uuid(2),
          uuid: uuid(2),
          title: 'Bins',
          domain: 'REPAIRS',
          effort: 'SMALL',
          definitionOfDone: 'No drop in an hour',
          reviewed: true,
          owner: 'Alex',
          priority: 'URGENT',
          private: false,
          status: 'DONE',
          completedAt: '2026-11-20T19:00:00.000Z',
          completedOn: '2026-11-20',
          completedBy: 'Sam',
          createdAt: '2026-11-20T08:00:00.000Z',
          updatedAt: '2026-11-20T08:00:00.000Z',
        },
      ],
      routines: [],
      lost: { routines: 1 },
      faults: [],
    })
  })

  it.each([
    ['an array', '[{"title":"Bins"},{"title":"Tap"}]', [1, 1]],
    ['an array of lines', '[\n{"title":"Bins"},\n\n{"title":"Tap"}\n]\n', [2, 4]],
    ['one object', '{"title":"Bins"}', [1]],
    ['one object a line', '\n{"title":"Bins"}\n{"title":"Tap"}\n', [2, 3]],
    ['objects on several lines', '{\n"title":"Bins"\n}\n{\n"title":"Tap"\n}', [1, 4]],
    ['signs of JSON in a text', '[{"title":"a \\"]},{[ \\\\"},{"title":"Tap"}]', [1, 1]],
    ['an empty array', ' [ ] ', []],
    ['nothing', ' \n', []],
  ])('reads %s', async (_, text, lines) => {
    const { tasks, faults } = await findIn(readObjects, text)
    expect([tasks.map(({ line }) => line), faults]).toEqual([lines, []])
  })

  it('needs no more than a title, and tells unknown keys that say something', async () => {
    const text = json({ title: 'Bins', tags: ['a'], points: 0, note: null, more: '', list: [] })
    expect(await findIn(readObjects, text)).toEqual({
      tasks: [{ line: 1, sourceId: '{"title":"Bins"}', title: 'Bins' }],
      routines: [],
      lost: { tags: 1, points: 1 },
      faults: [],
    })
  })

  it('tells at most thirty unknown keys by their names, and none at length', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => [`${index}${'x'.repeat(60)}`, 1])
    const { lost } = await findIn(readObjects, json({ title: 'Bins', ...Object.fromEntries(keys) }))
    expect(Object.keys(lost)).toHaveLength(31)
    expect(lost['other fields']).toBe(10)
    expect(Object.keys(lost)[0]).toBe(`0${'x'.repeat(38)}…`)
  })

  it('knows equal records by their count, whatever the order of their keys', async () => {
    const text = '[{"title":"a","effort":"tiny"},{"effort":"TINY","title":"a"}]'
    const { tasks } = await findIn(readObjects, text)
    const identity = '{"title":"a","effort":"TINY"}'
    expect(tasks.map(({ sourceId }) => sourceId)).toEqual([identity, `${identity}\n2`])
  })

  it('gives a task that was done on a day a moment of that day', async () => {
    const { tasks } = await findIn(
      readObjects,
      ['2026-11-20', '2026-11-22']
        .map((completed_on) => json({ title: 'Bins', status: 'done', completed_on }))
        .join('\n'),
    )
    expect(tasks.map(({ completedAt }) => completedAt)).toEqual([
      '2026-11-20T12:00:00.000Z',
      '2026-11-22T12:00:00.000Z',
    ])
  })

  it('tells what a task of its status cannot have', async () => {
    const text = [
      { title: 'a', status_note: 'n', status: 'ACTIVE' },
      { title: 'b', completed_on: '2026-11-20' },
      { title: 'c', rule: 'every day' },
    ]
    const { lost, faults } = await findIn(readObjects, json(text))
    expect([lost, faults]).toEqual([
      {
        'notes on tasks that are active or done': 1,
        'completions of tasks that are not done': 1,
        routines: 1,
      },
      [],
    ])
  })

  it.each([
    ['{}', 'The title is missing.'],
    ['{"title":" "}', 'The title is missing.'],
    ['{"title":5}', '“title” is not a text.'],
    ['{"title":["a"]}', '“title” is not a text.'],
    ['{"title":"a\\u0000"}', '“title” contains an unreadable character.'],
    ['{"title":"a","description":"\\ud800"}', '“description” contains an unreadable character.'],
    ['{"title":"a","uuid":"1"}', '“uuid” is not a UUID.'],
    ['{"title":"a","private":1}', '“private” is neither true nor false.'],
    ['{"title":"a","private":"yes"}', '“private” is neither true nor false.'],
    ['{"title":"a","due_date":"2026-02-30"}', '“due_date” is not a date, such as 2026-12-01.'],
    ['{"title":"a","due_date":"0000-01-01"}', '“due_date” is not a date, such as 2026-12-01.'],
    ['{"title":"a","due_date":"12/1/2026"}', '“due_date” is not a date, such as 2026-12-01.'],
    [
      '{"title":"a","created_at":"2026-11-20"}',
      '“created_at” is not a moment, such as 2026-12-01T18:30:00.000Z.',
    ],
    [
      '{"title":"a","created_at":"0000-11-20T00:00:00Z"}',
      '“created_at” is not a moment, such as 2026-12-01T18:30:00.000Z.',
    ],
    [
      '{"title":"a","effort":"tinny"}',
      'There is no effort “tinny”: choose tiny, small, medium or complex. Did you mean tiny?',
    ],
    ['null', 'This is not an object, such as {"title": "Bins"}.'],
    ['["a"]', 'This is not an object, such as {"title": "Bins"}.'],
    ['{"title":nonsense}', 'This is not valid JSON.'],
  ])('refuses %s', async (value, message) => {
    const { tasks, faults } = await findIn(readObjects, `[\n{"title":"Tap"},\n${value}]`)
    expect([tasks.length, faults]).toEqual([1, [{ line: 3, message }]])
  })

  it('tells every fault of a record', async () => {
    expect((await findIn(readObjects, '{"domain":"x","uuid":5}')).faults).toEqual([
      { line: 1, message: 'The title is missing.' },
      { line: 1, message: '“uuid” is not a text.' },
      {
        line: 1,
        message: 'There is no domain “x”: choose chores, bills, food, repairs or other.',
      },
    ])
  })

  it.each(['[{"title":"Bins"},', '[{"title":"Bins"}, {"title":', '{"title":"Bins"} {"title":"Ta'])(
    'finds that a file is cut: %s',
    async (text) => {
      const { tasks, faults } = await findIn(readObjects, text)
      const message = 'This is cut off before its end.'
      expect([tasks.length, faults]).toEqual([1, [{ line: 1, message }]])
    },
  )

  it('refuses a file that is no JSON', async () => {
    await expect(findIn(readObjects, 'title,due\n')).rejects.toThrow(
      new MomentumError('usage', 'This is not JSON: it begins neither with [ nor with {.'),
    )
  })

  it('survives damage', async () => {
    const text = JSON.stringify([full, done].map(taskJson), null, 2)
    const deep = `{"title":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const odd = [deep, '['.repeat(100_000), '{"__proto__":{"title":"a"},"constructor":1}']
    expect(await failuresOf(readObjects, [...damagedTexts(text), ...odd])).toEqual([])
  })
})
