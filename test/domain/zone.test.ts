import { expect, test } from 'vitest'
import { suggestZone } from '../../src/domain/zone.ts'

test.each([
  ['CET-1CEST', 'Europe/Berlin'],
  ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
  ['cet-1cest', 'Europe/Berlin'],
  ['IST-5:30', 'Asia/Kolkata'],
  ['WET0WEST', 'Europe/Lisbon'],
  ['GMT0BST', 'Europe/London'],
  ['GMT0IST', 'Europe/Dublin'],
  ['IST-1GMT0', 'Europe/Dublin'],
  ['MET-1MEST', 'Europe/Berlin'],
  ['EET-2EEST', 'Europe/Athens'],
  ['IST-2IDT', 'Asia/Jerusalem'],
  ['ACST-9:30ACDT', 'Australia/Adelaide'],
  ['AEST-10AEDT', 'Australia/Sydney'],
  ['NZST-12NZDT', 'Pacific/Auckland'],
  ['NST3:30NDT', 'America/St_Johns'],
  ['AST4ADT', 'America/Halifax'],
  ['EST5EDT', 'America/New_York'],
  ['CST6CDT', 'America/Chicago'],
  ['MST7MDT', 'America/Denver'],
  ['PST8PDT', 'America/Los_Angeles'],
  ['AKST9AKDT', 'America/Anchorage'],
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
