import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { readComponents } from '../../../src/exchange/ical/components.ts'
import { openZones } from '../../../src/exchange/ical/zones.ts'
import { Findings } from '../../../src/exchange/records.ts'

const change = (kind: string, from: string, to: string, ...lines: string[]) => [
  `BEGIN:${kind}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  ...lines,
  `END:${kind}`,
]

/** A zone with a history: local mean time, dates, a rule that ended, and rules that go on. */
const old = [
  'BEGIN:VTIMEZONE',
  'TZID:Old',
  ...change('STANDARD', '+005328', '+0100', 'DTSTART:18930401T000000', 'RDATE:18930401T000000'),
  ...change(
    'DAYLIGHT',
    '+0100',
    '+0200',
    'DTSTART:19160430T230000',
    'RDATE:19160430T230000',
    'RDATE:19400401T020000',
    'RDATE:19430329T020000',
  ),
  ...change(
    'STANDARD',
    '+0200',
    '+0100',
    'DTSTART:19161001T010000',
    'RDATE:19161001T010000',
    'RDATE:19421102T030000',
    'RDATE:19431004T030000',
  ),
  ...change(
    'DAYLIGHT',
    '+0100',
    '+0200',
    'DTSTART:19770403T020000',
    'RRULE:FREQ=YEARLY;UNTIL=19800406T010000Z;BYMONTH=4;BYDAY=1SU',
  ),
  ...change(
    'STANDARD',
    '+0200',
    '+0100',
    'DTSTART:19770925T030000',
    'RRULE:FREQ=YEARLY;UNTIL=19950924T010000Z;BYMONTH=9;BYDAY=-1SU',
  ),
  ...change(
    'DAYLIGHT',
    '+0100',
    '+0200',
    'DTSTART:19810329T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  ),
  ...change(
    'STANDARD',
    '+0200',
    '+0100',
    'DTSTART:19961027T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  ),
  'END:VTIMEZONE',
].join('\n')

test('a zone of the file has the offsets that ical.js finds, at any noon', () => {
  const { zones } = readComponents(old, new Set(), new Findings())
  const find = openZones(zones)
  const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(old)))
  const years = { min: Date.UTC(1900, 0), max: Date.UTC(2034, 0) }
  fc.assert(
    fc.property(fc.integer(years), (some) => {
      const noon = Math.floor(some / 86_400_000) * 86_400_000 + 43_200_000
      const time = ICAL.Time.fromDateTimeString(new Date(noon).toISOString().slice(0, 19))
      expect(noon - (find('Old', noon) ?? 0)).toBe(zone.utcOffset(time) * 1000)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['Europe/Berlin', 1],
  ['/freeassociation.sourceforge.net/America/New_York', -5],
  ['/a/b/c/America/Argentina/Buenos_Aires', -3],
  ['UTC', 0],
])('%s is known by its name', (zone, hours) => {
  const noon = Date.UTC(2026, 11, 1, 12)
  expect(openZones([])(zone, noon)).toBe(noon - hours * 3_600_000)
})

test.each(['', '/', 'Nowhere/City', 'W. Europe Standard Time'])('“%s” is unknown', (zone) => {
  expect(openZones([])(zone, 0)).toBeUndefined()
})

test.each([
  ['an offset that is none', change('STANDARD', '1', '+0100', 'DTSTART:19700101T000000')],
  ['no start', change('STANDARD', '+0000', '+0100')],
  [
    'changes every second',
    change('STANDARD', '+0000', '+0100', 'DTSTART:19700101T000000', 'RRULE:FREQ=SECONDLY'),
  ],
  ['no parts', []],
])('a zone with %s is left to its name', (_, lines) => {
  const text = ['BEGIN:VTIMEZONE', 'TZID:Asia/Tokyo', ...lines, 'END:VTIMEZONE'].join('\n')
  const { zones } = readComponents(text, new Set(), new Findings())
  expect(openZones(zones)('Asia/Tokyo', 0)).toBe(-9 * 3_600_000)
})
