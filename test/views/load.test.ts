import { expect, test } from 'vitest'
import { type Load, loadOf, type Tally } from '../../src/domain/load.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { domainTable, loadPage, memberTable } from '../../src/views/load.ts'
import { today } from '../support/household/values.ts'
import { colored, plain, styleFor } from '../support/program/styles.ts'

const period = { from: '2026-10-26' as CalendarDate, until: today }

test.each([
  [1, '1 point', '5 minutes'],
  [11, '11 points', '55 minutes'],
  [12, '12 points', '1 hour'],
  [14, '14 points', '1 hour'],
  [15, '15 points', '1.5 hours'],
  [119, '119 points', '10 hours'],
  [127, '127 points', '11 hours'],
])('%i points are told as %s, about %s', (points, total, time) => {
  const load = { ...period, points, by_nobody: 0, domains: [] }
  expect(domainTable(load, styleFor(100))).toEqual(
    `In the last 28 days, the household did ${total} of work: about ${time}.`,
  )
})

/** The page of two members who did these tasks, one title each. */
function pageOf(tallies: readonly [Tally, Tally], paint = plain): string {
  const member = { since: period.from, away: [] }
  const load: Load = loadOf(period, [
    { user: 'Alex', done: tallies[0], ...member },
    { user: 'Sam', done: tallies[1], ...member },
  ])
  const done = [
    { user: 'Alex', titles: ['Mop'], isAll: true },
    { user: 'Sam', titles: ['Bins', 'Post', 'Roof'], isAll: false },
  ]
  return loadPage({ load, done, unowned: {}, members: 2 }, styleFor(80, paint))
}

test('the page is the same whoever did more', () => {
  const [much, little] = [{ COMPLEX: 2 }, { TINY: 3 }]
  expect(pageOf([much, little])).toEqual(pageOf([little, much]))
  expect(pageOf([much, little]).split('\n')).toEqual([
    'In the last 28 days, the household did 131 points of work: about 11 hours.',
    '',
    'Alex  Mop',
    'Sam   Bins · Post · Roof and more',
    '',
    'In numbers: momentum load --by user',
  ])
})

test('no table of members is sorted by amount, or has a row for who did nothing', () => {
  const tableOf = (...tallies: readonly Tally[]) => {
    const members = tallies.map((done, index) => {
      return { user: ['Alex', 'Sam', 'Kim'][index] ?? '', done, since: period.from, away: [] }
    })
    const lines = memberTable(loadOf(period, members), styleFor(80)).split('\n').slice(3)
    return lines.map((line) => line.split(' ', 1)[0])
  }
  const [much, little] = [{ COMPLEX: 2 }, { TINY: 3 }]
  expect([
    tableOf(much, little, little),
    tableOf(little, much, little),
    tableOf(little, {}, much),
    tableOf({}, little, {}),
  ]).toEqual([['Alex', 'Sam', 'Kim'], ['Alex', 'Sam', 'Kim'], ['Alex', 'Kim'], ['Sam']])
})

test('the page has no color but that of names and hints', () => {
  const weightsOnly = pageOf([{ TINY: 1 }, {}], colored).replaceAll(/.\[[12]m|.\[22m/g, '')
  expect(weightsOnly).toEqual(pageOf([{ TINY: 1 }, {}]))
})
