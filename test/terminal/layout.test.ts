import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  cutTo,
  details,
  edges,
  itemLines,
  padTo,
  paragraph,
  rowsOf,
  withCommand,
} from '../../src/terminal/layout.ts'
import { colored, styleFor } from '../support/program/styles.ts'

test.each([
  ['Wash the…, since Friday', 10, 'Wash the…'],
  ['猫に…, since Friday', 6, '猫に…'],
  ['Kettle', 6, 'Kettle'],
  ['Kettle', 5, 'Kett…'],
  ['a kettle', 3, 'a…'],
  ['漢字漢字', 8, '漢字漢字'],
  ['漢字漢字', 7, '漢字漢…'],
  ['漢字漢字', 6, '漢字…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
  ['🇩🇪🇫🇷', 3, '🇩🇪…'],
  ['Kettle', 1, '…'],
  ['Kettle', 0, '…'],
  ['José’s kettle', 5, 'José…'],
  ['Jose\u0301’s kettle', 5, 'Jose\u0301…'],
])('cuts %s to %i columns, never inside a letter: %s (F100, F101)', (text, width, cut) => {
  expect(cutTo(text, width)).toEqual(cut)
})

test.each([
  ['', 1],
  ['\n', 2],
  ['a\nb', 2],
  ['a\nb\n', 3],
  ['12345\n', 2],
  ['123456\n', 3],
  ['12345678901\n\n', 5],
  ['漢字漢', 2],
  ['\x1b[1m12345\x1b[22m', 1],
])('%j takes %i rows of a terminal of five columns', (text, rows) => {
  expect(rowsOf(text, 5)).toBe(rows)
})

test.each([
  ['ab', 4, 'ab  '],
  ['漢字', 5, '漢字 '],
  ['e\u0301', 2, 'e\u0301 '],
  ['👩‍👩‍👧', 3, '👩‍👩‍👧 '],
  ['abcd', 2, 'abcd'],
])('pads %s to %i columns (F100)', (text, width, padded) => {
  expect(padTo(text, width)).toEqual(padded)
})

test.each([
  [20, 'left           right'],
  [11, 'left  right'],
  [10, 'left\nright'],
  [undefined, 'left  right'],
  [200, `left${' '.repeat(91)}right`],
])('puts two texts at the edges of %j columns', (width, line) => {
  expect(edges('left', 'right', styleFor(width))).toEqual(line)
})

test('gives color codes no width', () => {
  const line = edges(colored.bold('漢字'), colored.dim('right'), styleFor(20))
  expect(stripVTControlCharacters(line)).toEqual('漢字           right')
})

const copiedWords = [
  '/home/alex/.local/share/momentum.db',
  '“/home/alex/momentum/household.db”.',
  'C:\\Users\\Alex\\household\\momentum.db',
  'maximiliane.longname@example.org',
  '20261126T043407777Z.daily.db.gz',
  'e897e3fa-d4fe-47cc-8e6e-a6c6b804e9c2',
].map((word): [string, string, number, number, string] => [
  `never inside ${word}`,
  `See ${word} now`,
  2,
  24,
  `  See\n  ${word}\n  now`,
])

describe('a paragraph', () => {
  test.each<[string, string, number, number, string]>([
    ['between words', 'one two three four five', 0, 20, 'one two three four\nfive'],
    ['with an indent', 'one two three four five', 4, 24, '    one two three four\n    five'],
    [
      'never inside a link',
      'See https://example.org/tap now',
      0,
      20,
      'See\nhttps://example.org/tap\nnow',
    ],
    ...copiedWords,
    [
      'inside other words beside one that is kept',
      `${'猫'.repeat(12)} /home/alex/momentum.db`,
      0,
      20,
      `${'猫'.repeat(10)}\n猫猫\n/home/alex/momentum.db`,
    ],
    [
      'inside any other word that is longer than a line',
      `${'猫'.repeat(12)}`,
      0,
      20,
      `${'猫'.repeat(10)}\n猫猫`,
    ],
    [
      'keeping the indentation of a line',
      'To do:\n  - one two three four',
      0,
      20,
      'To do:\n  - one two three\n  four',
    ],
    ['by width (F100)', '漢字 '.repeat(6).trim(), 0, 20, '漢字 漢字 漢字 漢字\n漢字 漢字'],
    ['at its own line breaks', 'one\n\ntwo', 2, 80, '  one\n\n  two'],
    ['no narrower than can be read', 'one two three four five', 0, 5, 'one two\nthree four\nfive'],
  ])('is wrapped %s', (_, text, indent, width, folded) => {
    expect(paragraph(text, indent, width)).toEqual(folded)
  })

  test('is at most 100 columns wide', () => {
    const words = (count: number) => Array(count).fill('four').join(' ')
    expect(paragraph(words(30), 0, 200)).toEqual(`${words(20)}\n${words(10)}`)
  })

  test('is not wrapped in a pipe (F101)', () => {
    expect(paragraph(`${'word '.repeat(50)}end\nnext`, 2, undefined)).toEqual(
      `  ${'word '.repeat(50)}end\n  next`,
    )
  })
})

test.each([
  ['in a line', 'See', 30, '  See: momentum db backups'],
  [
    'in a line in a pipe',
    'Choose a backup to restore',
    undefined,
    '  Choose a backup to restore: momentum db backups',
  ],
  [
    'below, where it does not fit',
    'Choose a backup',
    26,
    '  Choose a backup:\n  momentum db backups',
  ],
  ['alone, however narrow', '', 10, '  momentum db backups'],
])('says what to type %s', (_, lead, columns, shown) => {
  expect(withCommand(lead, 'momentum db backups', 2, columns)).toEqual(shown)
})

test('wraps what to do where there is nothing to type', () => {
  expect(withCommand('one two three four five', undefined, 2, 20)).toEqual(
    '  one two three four\n  five',
  )
})

test('aligns names and values, and leaves out empty ones', () => {
  const pairs = [
    ['Owner', 'Alex'],
    ['Why', null],
    ['Done means', 'No drop\nin an hour'],
    ['備考', 'rain, and a lot of it'],
    ['Materials', ''],
  ] as const
  expect(details(pairs, styleFor(32))).toEqual(
    [
      'Owner       Alex',
      'Done means  No drop',
      '            in an hour',
      '備考        rain, and a lot of',
      '            it',
    ].join('\n'),
  )
})

test('puts values below their names where there is little room beside them', () => {
  const pairs = [
    ['Owner', 'Alex'],
    ['Done means', 'No drop in an hour or two'],
  ] as const
  expect(details(pairs, styleFor(24))).toEqual(
    ['Owner', '  Alex', 'Done means', '  No drop in an hour or', '  two'].join('\n'),
  )
})

test('puts a value below its name that would be broken beside it', () => {
  const uuid = 'e897e3fa-d4fe-47cc-8e6e-a6c6b804e9c2'
  const pairs = [
    ['Owner', 'Alex'],
    ['UUID', uuid],
  ] as const
  expect([details(pairs, styleFor(40)), details(pairs, styleFor(43))]).toEqual([
    `Owner  Alex\nUUID\n  ${uuid}`,
    `Owner  Alex\nUUID   ${uuid}`,
  ])
})

describe('items in lines', () => {
  const items = ['Mow', 'Wash the car', 'Sort the boxes in the attic', 'Iron']

  test.each([
    [undefined, ['  Mow · Wash the car · Sort the boxes in the attic · Iron']],
    [60, ['  Mow · Wash the car · Sort the boxes in the attic · Iron']],
    [40, ['  Mow · Wash the car ·', '  Sort the boxes in the attic · Iron']],
    [20, ['  Mow ·', '  Wash the car ·', '  Sort the boxes in', '  the attic · Iron']],
    [14, ['  Mow · Wash', '  the car ·', '  Sort the', '  boxes in the', '  attic · Iron']],
  ])('in %j columns, only one that fits on no line is broken, between words', (columns, lines) => {
    expect(itemLines(items, ' · ', 2, columns).split('\n')).toEqual(lines)
  })

  test('a word that fits on no line is broken all the same', () => {
    expect(itemLines(['Donaudampfschiff', 'Mow'], ' · ', 2, 14)).toBe(
      '  Donaudampfsc\n  hiff ·\n  Mow',
    )
  })
})
