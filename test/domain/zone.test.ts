import { expect, test } from 'vitest'
import { suggestZone } from '../../src/domain/zone.ts'

test.each([
  ['CET-1CEST', 'Europe/Berlin'],
  ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
  ['cet-1cest', 'Europe/Berlin'],
  ['IST-5:30', 'Asia/Kolkata'],
  ['JST-9', 'Etc/GMT-9'],
  ['BRT3', 'Etc/GMT+3'],
  ['<-05>5', 'Etc/GMT+5'],
  ['ABC-99', 'Europe/Berlin'],
  ['Europe/Pari', 'Europe/Paris'],
  ['/usr/share/zoneinfo/Asia/Tokyo', 'Asia/Tokyo'],
  ['/usr/share/zoneinfo/posix/Asia/Tokyo', 'Asia/Tokyo'],
  ['', 'Europe/Berlin'],
  ['Nowhere', 'Europe/Berlin'],
])('for “%s”, the zone %s is suggested', (text, zone) => {
  expect(suggestZone(text)).toEqual(zone)
})
