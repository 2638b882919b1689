import { expect, onTestFinished, test } from 'vitest'
import { parseSettings } from '../../src/settings/settings.ts'
import { findSystemZone, findZoneFault } from '../../src/settings/zone.ts'
import { emptyWorld } from '../support/world.ts'

/** Lets the clock follow another time zone until the test ends. */
function setClock(zone: string) {
  const before = process.env.TZ
  onTestFinished(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })
  process.env.TZ = zone
}

/** What is said about this `TZ` if the clock follows another one. */
function faultOf(name: string | undefined, clock: string) {
  setClock(clock)
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

test.each([
  [{}, 'TZ is “Nonsense/Zone”, which is not a time zone. Dates and times are in UTC.'],
  [{ MOMENTUM_TZ: 'Europe/Berlin' }, undefined],
])('nothing is said of TZ if the household has a time zone: %j', (env, sentence) => {
  setClock('UTC')
  const its = emptyWorld({ env: { TZ: 'Nonsense/Zone', ...env } })
  expect(parseSettings(its, {}).zoneFault?.sentence).toEqual(sentence)
})

test.each([
  ['Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin'],
  [':Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo'],
  ['/nowhere/zoneinfo/Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin'],
  [':/nowhere/zoneinfo/posix/Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo'],
  ['/nowhere/Berlin', 'Europe/Berlin', undefined],
  ['CET-1CEST', 'UTC', 'UTC'],
  ['Nonsense/Zone', 'UTC', 'UTC'],
  ['UTC', 'UTC', 'UTC'],
])('TZ=%s, with a clock in %s, names the time zone %s', (name, clock, zone) => {
  setClock(clock)
  expect(findSystemZone(emptyWorld({ env: { TZ: name } }))).toEqual(zone)
})

test('the time zone that is set goes before that of the system', () => {
  const its = emptyWorld({ env: { TZ: 'Asia/Tokyo', MOMENTUM_TZ: 'Europe/Berlin' } })
  expect(parseSettings(its, {}).zone()).toEqual('Europe/Berlin')
})
