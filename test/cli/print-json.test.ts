import { describe, expect, test } from 'vitest'
import { escapeHarmful, formatJson } from '../../src/cli/print-json.ts'
import { pick } from '../../src/json/pick.ts'

describe('a document', () => {
  test.each([
    ['an empty list', [], '[]\n'],
    [
      'a list, an item a line',
      [
        { id: 1, title: 'a' },
        { id: 2, title: null },
      ],
      '[\n{"id":1,"title":"a"},\n{"id":2,"title":null}\n]\n',
    ],
    ['one item', [{ id: 1 }], '[\n{"id":1}\n]\n'],
    [
      'an object, a key a line',
      { id: 1, tags: [], active: true },
      '{\n  "id": 1,\n  "tags": [],\n  "active": true\n}\n',
    ],
    ['nothing', null, 'null\n'],
  ])('holds %s', (_, value, text) => {
    expect(formatJson(value)).toEqual(text)
  })

  test.each([
    [
      'in a list',
      [{ title: '\x1b[31m\u009b\u202e' }],
      '[\n{"title":"\\u001b[31m\\u009b\\u202e"}\n]\n',
    ],
    ['in an object', { title: '\x07\u2066' }, '{\n  "title": "\\u0007\\u2066"\n}\n'],
  ])('is harmless in a terminal %s (F090, F092)', (_, value, text) => {
    expect(formatJson(value)).toEqual(text)
  })
})

describe('escaping', () => {
  test.each([
    ['C1 controls', '\u0080\u009b\u009f', '\\u0080\\u009b\\u009f'],
    ['delete', '\x7f', '\\u007f'],
    ['bidi marks', '\u061c\u200e\u200f', '\\u061c\\u200e\\u200f'],
    ['bidi overrides and isolates', '\u202a\u202e\u2066\u2069', '\\u202a\\u202e\\u2066\\u2069'],
    ['zero-width characters', '\u200b\u2060\ufeff', '\\u200b\\u2060\\ufeff'],
    ['line separators', '\u2028\u2029', '\\u2028\\u2029'],
    ['interlinear annotation', '\ufff9\ufffb', '\\ufff9\\ufffb'],
    ['a Hangul filler', '\u3164', '\\u3164'],
    ['a soft hyphen', '\u00ad', '\\u00ad'],
    ['tag characters', '\u{e0041}\u{e007f}', '\\udb40\\udc41\\udb40\\udc7f'],
    ['a joiner', '\u200c\u200d', '\\u200c\\u200d'],
  ])('writes out %s (F090, F092, F093)', (_, text, escaped) => {
    expect(escapeHarmful(text)).toEqual(escaped)
  })

  test.each([
    'Café',
    '漢字',
    'عربي',
    '😀',
    'a\u00a0b',
    '–',
    '‐',
    '❤\ufe0f',
    '☎\ufe0e',
    '葛\u{e0100}',
  ])('leaves %s readable', (text) => {
    expect(escapeHarmful(text)).toEqual(text)
  })

  test('gives every character of the first plane, and emoji, back to a parser', () => {
    const text = `${String.fromCharCode(...Array.from({ length: 0xd800 }, (_, code) => code))}\\"\\\u202e👩‍👩‍👧`
    const value = { title: text, list: [text] }
    expect(JSON.parse(formatJson(value))).toEqual(value)
  })

  test('leaves nothing that hides but selectors, and gives all of it back (F093)', () => {
    const all = Array.from({ length: 0x110000 - 0xe000 }, (_, index) => index + 0xe000)
    const text = [
      '\u00ad\u034f\u115f\u17b4\u180e\u3164',
      ...all.map((code) => String.fromCodePoint(code)),
    ].join('')
    const json = formatJson({ text })
    const hidden = /[\p{Default_Ignorable_Code_Point}--[\ufe0e\ufe0f\u{e0100}-\u{e01ef}]]/gv
    expect([json.match(hidden), JSON.parse(json)]).toEqual([null, { text }])
  })

  test('leaves no control byte but the line break', () => {
    const controls = String.fromCharCode(...Array.from({ length: 0xa0 }, (_, code) => code))
    expect(formatJson([controls]).match(/\p{Cc}/gu)).toEqual(['\n', '\n', '\n'])
  })
})

test('picks keys in the order they are asked for, and no others', () => {
  const picked = pick({ id: 1, title: 'a', secret: 'b', note: null }, ['note', 'id'])
  expect(Object.entries(picked)).toEqual([
    ['note', null],
    ['id', 1],
  ])
})

test('leaves a key that is not there undefined', () => {
  expect(Object.keys(pick<{ id: number; note?: string }, 'note'>({ id: 1 }, ['note']))).toEqual([
    'note',
  ])
})
