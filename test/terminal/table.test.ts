import { describe, expect, test } from 'vitest'
import { type Cell, table } from '../../src/terminal/table.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const columns = [
  { title: 'id', align: 'right' },
  { title: 'what', flexible: true },
  { title: 'where', flexible: true },
  { title: 'extra', from: 60 },
] as const

const rows: Cell[][] = [
  ['1', 'Kettle', 'Kitchen', 'a'],
  ['12', { text: '漢字を毎日十字ずつ練習する', paint: colored.dim }, 'Desk', ''],
  ['3', '👩‍👩‍👧 dinner', 'Cafe\u0301', 'b'],
  ['4', 'one\ntwo', '', 'c'],
]

describe('a table', () => {
  test.each([
    [
      'in full in a pipe, aligned by width (F100, F101)',
      undefined,
      [
        'id  what                        where    extra',
        ' 1  Kettle                      Kitchen  a',
        '12  漢字を毎日十字ずつ練習する  Desk',
        ' 3  👩‍👩‍👧 dinner                   Cafe\u0301     b',
        ' 4  one two                              c',
      ],
    ],
    [
      'cut between letters where the terminal is narrow (F101)',
      30,
      [
        'id  what               where',
        ' 1  Kettle             Kitchen',
        '12  漢字を毎日十字ず…  Desk',
        ' 3  👩‍👩‍👧 dinner          Cafe\u0301',
        ' 4  one two',
      ],
    ],
    [
      'on several lines where one is too narrow',
      20,
      [
        'id  what',
        '    where',
        ' 1  Kettle',
        '    Kitchen',
        '12  漢字を毎日十字…',
        '    Desk',
        ' 3  👩‍👩‍👧 dinner',
        '    Cafe\u0301',
        ' 4  one two',
      ],
    ],
    [
      'cut, however narrow the terminal is',
      10,
      [
        'id',
        '    what',
        '    where',
        ' 1',
        '    Kettle',
        '    Kitch…',
        '12',
        '    漢字…',
        '    Desk',
        ' 3',
        '    👩‍👩‍👧 di…',
        '    Cafe\u0301',
        ' 4',
        '    one t…',
      ],
    ],
  ])('is shown %s', (_, width, lines) => {
    const plainRows = rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell : cell.text)),
    )
    expect(table(columns, plainRows, styleFor(width)).split('\n')).toEqual(lines)
  })

  test('leaves a column out when the terminal is too narrow for it', () => {
    expect(
      [59, 60].map((width) => table(columns, [['1', 'a', 'b', 'c']], styleFor(width))),
    ).toEqual(['id  what  where\n 1  a     b', 'id  what  where  extra\n 1  a     b      c'])
  })

  test('shrinks the widest column first', () => {
    const long = [['1', 'x'.repeat(30), 'y'.repeat(20), '']]
    expect(table(columns, long, styleFor(50)).split('\n')[1]).toEqual(
      ` 1  ${'x'.repeat(23)}…  ${'y'.repeat(20)}`,
    )
  })

  test('has the same widths in color', () => {
    const [heading, , kanji] = table(columns, rows, styleFor(30, colored)).split('\n')
    expect([heading, kanji]).toEqual([
      '\x1b[1mid\x1b[22m  \x1b[1mwhat\x1b[22m               \x1b[1mwhere\x1b[22m',
      '12  \x1b[2m漢字を毎日十字ず…\x1b[22m  Desk',
    ])
  })

  test('has only a heading without rows', () => {
    expect(table(columns, [], styleFor(80))).toEqual('id  what  where  extra')
  })
})
