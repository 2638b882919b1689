import { describe, expect, test } from 'vitest'
import { jsonRecords, jsonRecordsByKey, jsonTables } from '../../src/exchange/json-records.ts'

const cut = 'This is cut off before its end.'
const notJson = 'This is not valid JSON.'
const tooDeep = 'This has more than 32 lists and objects inside each other.'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

const cases: readonly [what: string, text: string, records: readonly object[]][] = [
  ['nothing', ' \n\t\n', []],
  ['an empty list', '[]', []],
  ['a list', '[{"a":1},{"a":2}]', [one(1, { a: 1 }), one(1, { a: 2 })]],
  [
    'a list of one element a line',
    '[\n{"a":1},\n{"a":2}\n]\n',
    [one(2, { a: 1 }), one(3, { a: 2 })],
  ],
  [
    'a pretty list',
    JSON.stringify([{ a: [{ b: 1 }] }, { a: [] }], null, 2),
    [one(2, { a: [{ b: 1 }] }), one(9, { a: [] })],
  ],
  ['lines', '{"a":1}\n\n{"a":2}\n', [one(1, { a: 1 }), one(3, { a: 2 })]],
  ['lines that end in commas', '{"a":1},\n{"a":2},\n', [one(1, { a: 1 }), one(2, { a: 2 })]],
  ['a comma after the last element', '[1,\n2,\n]', [one(1, 1), one(2, 2)]],
  ['no commas', '[{}\n{}]', [one(1, {}), one(2, {})]],
  ['a single object over lines', '{\n"a":\n1}', [one(1, { a: 1 })]],
  ['several lists', '[1]\n[2]', [one(1, 1), one(2, 2)]],
  ['values of every kind', '[null,-1.5e3,"a",true,[[]]]', [null, -1500, 'a', true, [[]]].map(at1)],
  ['brackets in texts', '[{"a":"}],{"},"["]', [one(1, { a: '}],{' }), one(1, '[')]],
  [
    'quotation marks and backslashes in texts',
    String.raw`[{"a":"\"}\\"},{"\\":"\u0022"}]`,
    [one(1, { a: '"}\\' }), one(1, { '\\': '"' })],
  ],
  ['32 lists inside each other', `[${nested(32)}]`, [at1(JSON.parse(nested(32)))]],
  ['33 lists inside each other', `[${nested(33)}]`, [bad(1, tooDeep)]],
  ['lists and objects without end', '{"a":['.repeat(100_000), [bad(1, tooDeep)]],
  [
    'a wrong record among others',
    '[{"a":1},\n{"a":tru},\n{}]',
    [one(1, { a: 1 }), bad(2), one(3, {})],
  ],
  ['text', 'hello, world\n"a" b', [bad(1), bad(1), one(2, 'a'), bad(2)]],
  ['a bracket that closes nothing', '{}}\n]', [one(1, {}), bad(1), bad(2)]],
  ['a bracket that closes another', '{"a":[1}\n{"a":2}', [bad(1), one(2, { a: 2 })]],
  ['a list without an end', '[\n{"a":1},\n', [one(2, { a: 1 }), bad(1, cut)]],
  ['a list that ends within an element', '[\n{"a":1},\n{"a":', [one(2, { a: 1 }), bad(3, cut)]],
  ['a text without an end', '"abc', [bad(1, cut)]],
  ['a text that ends in a backslash', '{"a":"\\', [bad(1, cut)]],
  [
    'lines that are cut off',
    ['{"a":"b', '{"a":1}', '{"a"', '{"a":{"b":2', '{"a":"\\', '{"a":3}'].join('\n'),
    [bad(1, cut), one(2, { a: 1 }), bad(3, cut), bad(4, cut), bad(5, cut), one(6, { a: 3 })],
  ],
  [
    'a pretty list with an object that is cut off',
    '[\n  {\n    "a": {\n      "b": 1\n  },\n  {\n    "a": 2\n  }\n]',
    [bad(2, cut), one(6, { a: 2 })],
  ],
  ['an object that is cut off in a line of others', '[{"a":"b},\n{"a":2}]', [bad(1, cut)]],
  ['an object at the margin inside another', '{"a":[\n{},\n{}\n]}', [one(1, { a: [{}, {}] })]],
]

test.each(cases.filter(([, , records]) => records.length > 0))('reads %s', (_, text, records) => {
  expect([...jsonRecords(text)]).toEqual(records)
})

test('goes on with the same value behind one that is too deep', () => {
  expect([...jsonRecords(`{"a":${nested(40)}}\n{"a":2}`)]).toEqual([
    bad(1, tooDeep),
    one(2, { a: 2 }),
  ])
})

const keyed: readonly [what: string, text: string, records: readonly object[]][] = [
  ['no object', '[{"a":1}]', []],
  ['an empty object', '{}', []],
  [
    'lists and other values',
    '{\n"tasks":[\n{"a":1},\n{"a":2}],\n"note":3,"none":[],"of":{"b":[4]}}\n',
    [
      listed('tasks', one(3, { a: 1 })),
      listed('tasks', one(4, { a: 2 })),
      alone('note', one(5, 3)),
      alone('of', one(5, { b: [4] })),
    ],
  ],
  [
    'keys of every kind',
    '{"":1,"__proto__":2}',
    [alone('', one(1, 1)), alone('__proto__', one(1, 2))],
  ],
  ['no key', '{1:2}', [alone('', bad(1))]],
  ['no colon', '{"a" 2}', [alone('', bad(1))]],
  ['no value', '{"a":}', [alone('a', bad(1))]],
  ['a wrong record', '{"a":[{"b":tru},\n1]}', [listed('a', bad(1)), listed('a', one(2, 1))]],
  ['an object without an end', '{"a":[1]', [listed('a', one(1, 1)), alone('', bad(1, cut))]],
  ['a list without an end', '{"a":[1', [listed('a', one(1, 1)), listed('a', bad(1, cut))]],
  ['a key without an end', '{"a', [alone('', bad(1, cut))]],
  [
    'more after the object',
    '{"a":1}\n{"a":2}',
    [alone('a', one(1, 1)), alone('', bad(2, 'The file goes on after the end of its object.'))],
  ],
]

test.each(keyed)('reads by key %s', (_, text, records) => {
  expect([...jsonRecordsByKey(text)]).toEqual(records)
})

describe('ends soon with', () => {
  const hostile = ['[', '{', '{\n', '{"a":\n', '{"a":[\n', '"', '"\n', '\\', '}', ',', '{}', 'a,']
  test.each(hostile)('%j over and over', (piece) => {
    const text = piece.repeat((1 << 20) / piece.length)
    expect([...jsonRecords(text)].length).toBeLessThanOrEqual(100_001)
    expect([...jsonRecordsByKey(text)].length).toBeLessThanOrEqual(100_001)
  })
})

test('reads 100,000 records and no more', () => {
  const text = '{}\n'.repeat(100_000)
  expect([...jsonRecords(text)].length).toBe(100_000)
  expect([...jsonRecords(`${text}{}\n{}`)].slice(99_999)).toEqual([
    one(100_000, {}),
    bad(100_001, 'The file has more than 100,000 records.'),
  ])
  const list = `{"a":[${'1,'.repeat(100_000)}1]}`
  expect([...jsonRecordsByKey(list)].slice(-1)).toEqual([
    listed('a', bad(1, 'The file has more than 100,000 records.')),
  ])
})

function alone(key: string, record: object): object {
  return { key, isListed: false, ...record }
}

function listed(key: string, record: object): object {
  return { key, isListed: true, ...record }
}

function one(line: number, value: unknown): object {
  return { line, value }
}

function at1(value: unknown): object {
  return one(1, value)
}

function bad(line: number, fault = notJson): object {
  return { line, fault }
}

test.each([
  ['a list', '[{"a":1},{"a":2}]', [one(1, { a: 1 }), one(1, { a: 2 })]],
  ['lines', '{"a":1}\n{"a":2}', [one(1, { a: 1 }), one(2, { a: 2 })]],
  ['one alone', '{"a":1,"b":[{"c":1}]}', [one(1, { a: 1, b: [{ c: 1 }] })]],
  [
    'an object with lists, objects and other values',
    '{"version":1,"none":null,\n"b":[{"a":1},2],"c":{"a":3}}',
    [listed('b', one(2, { a: 1 })), listed('b', one(2, 2)), alone('c', one(2, { a: 3 }))],
  ],
  ['an object with empty lists', '{"b":[]}', []],
  ['nothing', '', []],
])('reads the tables of %s', (_, text, records) => {
  expect([...jsonTables(text, (keys) => keys.has('a'))]).toEqual(records)
})

test('refuses tables that are not JSON', () => {
  expect(() => jsonTables(' title,due', () => true)).toThrow(
    expect.objectContaining({ code: 'usage', message: 'This is not a JSON file.' }),
  )
})
