import { expect, test } from 'vitest'
import type { CalendarDate, Instant } from '../../src/domain/time.ts'
import {
  age,
  clockText,
  dayOf,
  longDate,
  plural,
  relativeDate,
  size,
} from '../../src/terminal/words.ts'
import { today } from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

test.each([
  [0, '0 tasks'],
  [1, '1 task'],
  [2, '2 tasks'],
])('counts %i: %s', (count, words) => {
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
])('puts %s in words: %s', (date, words) => {
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
  ['2024-11-23T12:00:00.000Z', '1 y'],
  ['2026-11-20T13:00:00.000Z', '1 d'],
  ['2026-11-02T12:00:00.000Z', '2 w'],
  ['2026-11-22T13:00:00.000Z', 'now'],
])('gives the time since %s: %s', (since, words) => {
  expect(age(since as Instant, new Date('2026-11-22T12:00:00.000Z'))).toEqual(words)
})

test.each([
  [0, '0 kB'],
  [1, '1 kB'],
  [1_000, '1 kB'],
  [1_001, '2 kB'],
  [12_288, '13 kB'],
  [500_000, '500 kB'],
  [998_001, '999 kB'],
  [999_000, '999 kB'],
  [999_001, '1.0 MB'],
  [1_000_000, '1.0 MB'],
  [3_440_000, '3.4 MB'],
  [999_949_999, '999.9 MB'],
  [999_950_000, '1.0 GB'],
  [1_240_000_000, '1.2 GB'],
])('puts %i bytes in words: %s', (bytes, words) => {
  expect(size(bytes)).toEqual(words)
})

test.each([
  ['UTC', '2026-11-23T02:30:00.000Z', '2026-11-23'],
  ['America/New_York', '2026-11-23T02:30:00.000Z', '2026-11-22'],
  ['Pacific/Auckland', '2026-11-22T11:00:00.000Z', '2026-11-23'],
])('gives the household’s date in %s at %s: %s (F110)', (zone, instant, day) => {
  expect(dayOf(instant as Instant, { ...styleFor(80), zone })).toEqual(day)
})

test.each([
  [0, '00:00'],
  [5, '00:05'],
  [60, '01:00'],
  [90, '01:30'],
  [719, '11:59'],
  [1439, '23:59'],
])('%i minutes after midnight it is %s', (minutes, words) => {
  expect(clockText(minutes)).toEqual(words)
})
