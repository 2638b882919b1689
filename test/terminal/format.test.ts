import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { CalendarDate, Instant } from '../../src/domain/time.ts'
import {
  age,
  dayOf,
  details,
  edges,
  longDate,
  paragraph,
  plural,
  relativeDate,
  size,
} from '../../src/terminal/format.ts'
import { today } from '../support/household/values.ts'
import { colored, plain, styleFor } from '../support/program/styles.ts'

test.each([
  [20, 'left           right'],
  [8, 'left  right'],
  [undefined, 'left  right'],
  [200, `left${' '.repeat(91)}right`],
])('puts two texts at the edges of %j columns', (width, line) => {
  expect(edges('left', 'right', styleFor(width))).toEqual(line)
})

test('counts the width of a color as nothing', () => {
  const line = edges(colored.bold('漢字'), colored.green('right'), styleFor(20))
  expect(stripVTControlCharacters(line)).toEqual('漢字           right')
})

describe('a paragraph', () => {
  test.each([
    ['between words', 'one two three four five', 0, 20, 'one two three four\nfive'],
    ['with an indent', 'one two three four five', 4, 24, '    one two three four\n    five'],
    [
      'never inside a link',
      'See https://example.org/tap now',
      0,
      20,
      'See\nhttps://example.org/tap\nnow',
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
    ['no narrower than can be read', 'one two three four five', 0, 5, 'one two three four\nfive'],
  ])('is folded %s', (_, text, indent, width, folded) => {
    expect(paragraph(text, indent, width)).toEqual(folded)
  })

  test('is no wider than is pleasant to read', () => {
    const words = (count: number) => Array(count).fill('four').join(' ')
    expect(paragraph(words(30), 0, 200)).toEqual(`${words(20)}\n${words(10)}`)
  })

  test('is not folded in a pipe (F101)', () => {
    expect(paragraph(`${'word '.repeat(50)}end\nnext`, 2, undefined)).toEqual(
      `  ${'word '.repeat(50)}end\n  next`,
    )
  })
})

test('puts names and values under each other, and leaves out what has none', () => {
  const pairs = [
    ['Owner', 'Alex'],
    ['Why', null],
    ['Done means', 'No drop\nin an hour'],
    ['備考', 'rain, and a lot of it'],
    ['Needed', ''],
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

test('paints nothing where colors are not wanted', () => {
  expect([plain.bold('a'), plain.dim('a'), plain.red('a'), plain.hex('#4c9f70')('a')]).toEqual([
    'a',
    'a',
    'a',
    'a',
  ])
})

test('paints with the eight colors of every terminal', () => {
  expect([colored.bold('a'), colored.dim('a'), colored.cyan('a')]).toEqual([
    '\x1b[1ma\x1b[22m',
    '\x1b[2ma\x1b[22m',
    '\x1b[36ma\x1b[39m',
  ])
})

test.each([
  [0, '0 tasks'],
  [1, '1 task'],
  [2, '2 tasks'],
])('counts %i of a noun', (count, words) => {
  expect(plural(count, 'task')).toEqual(words)
})

test.each([
  ['2026-11-22', 'Sunday 22 November 2026'],
  ['2028-02-29', 'Tuesday 29 February 2028'],
  ['2027-01-01', 'Friday 1 January 2027'],
])('writes %s out', (date, words) => {
  expect(longDate(date as CalendarDate)).toEqual(words)
})

test.each([
  ['2026-11-22', 'today'],
  ['2026-11-23', 'tomorrow'],
  ['2026-11-21', 'yesterday'],
  ['2026-11-24', 'in 2 days'],
  ['2026-11-20', '2 days ago'],
  ['2026-12-06', 'in 14 days'],
  ['2026-11-08', '14 days ago'],
  ['2026-12-07', '2026-12-07'],
  ['2026-11-07', '2026-11-07'],
])('says %s as a person does: %s', (date, words) => {
  expect(relativeDate(date as CalendarDate, today)).toEqual(words)
})

test.each([
  ['2026-11-22T11:00:01.000Z', 'now'],
  ['2026-11-22T11:00:00.000Z', '1 h'],
  ['2026-11-21T12:00:01.000Z', '23 h'],
  ['2026-11-21T12:00:00.000Z', '1 d'],
  ['2026-11-08T12:00:01.000Z', '13 d'],
  ['2026-11-08T12:00:00.000Z', '2 w'],
  ['2025-11-22T12:00:01.000Z', '52 w'],
  ['2025-11-22T12:00:00.000Z', '1 y'],
  ['2026-11-22T13:00:00.000Z', 'now'],
])('tells the age of what was at %s: %s', (since, words) => {
  expect(age(since as Instant, new Date('2026-11-22T12:00:00.000Z'))).toEqual(words)
})

test.each([
  [0, '0 kB'],
  [1, '1 kB'],
  [12_288, '13 kB'],
  [999_000, '999 kB'],
  [999_001, '1.0 MB'],
  [1_000_000, '1.0 MB'],
  [3_440_000, '3.4 MB'],
  [999_949_999, '999.9 MB'],
  [999_950_000, '1.0 GB'],
  [1_240_000_000, '1.2 GB'],
])('says how large %i bytes are: %s', (bytes, words) => {
  expect(size(bytes)).toEqual(words)
})

test.each([
  ['UTC', '2026-11-23T02:30:00.000Z', '2026-11-23'],
  ['America/New_York', '2026-11-23T02:30:00.000Z', '2026-11-22'],
  ['Pacific/Auckland', '2026-11-22T11:00:00.000Z', '2026-11-23'],
])('gives the household’s day in %s at %s: %s (F110)', (zone, instant, day) => {
  expect(dayOf(instant as Instant, { ...styleFor(80), zone })).toEqual(day)
})
