import { expect, onTestFinished, test } from 'vitest'
import { findZoneFault } from '../../src/settings/zone.ts'
import { emptyWorld } from '../support/world.ts'

/** What is said about this `TZ` if the clock follows another one. */
function faultOf(name: string | undefined, clock: string) {
  const before = process.env.TZ
  onTestFinished(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })
  process.env.TZ = clock
  const fault = findZoneFault(emptyWorld({ env: name === undefined ? {} : { TZ: name } }))
  return fault?.sentence
}

test.each([
  ['Nonsense/Zone', 'TZ is “Nonsense/Zone”, which is not a time zone. Dates and times are in UTC.'],
  ['CET-1CEST', 'TZ is “CET-1CEST”, which is not a time zone. Dates and times are in UTC.'],
  [
    '/nowhere/zoneinfo/Europe/Berlin',
    'TZ is “/nowhere/zoneinfo/Europe/Berlin”, which is a path, not a name. Some dates and times may be wrong.',
  ],
  [
    ':/nowhere/Berlin',
    'TZ is “:/nowhere/Berlin”, which is a path, not a name. Some dates and times may be wrong.',
  ],
  ['/nowhere/zoneinfo/Etc/UTC', undefined],
  ['UTC', undefined],
  ['Etc/GMT', undefined],
  ['gmt0', undefined],
  ['', undefined],
  [undefined, undefined],
])('of TZ=%s, with a clock in UTC, is said: %s', (name, sentence) => {
  expect(faultOf(name, 'UTC')).toEqual(sentence)
})

test('nothing is said of a name that the clock goes by', () => {
  expect(faultOf('Europe/Berlin', 'Europe/Berlin')).toEqual(undefined)
  expect(faultOf('Africa/Abidjan', 'Africa/Abidjan')).toEqual(undefined)
})
