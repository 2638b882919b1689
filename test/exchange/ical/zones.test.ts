import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readComponents } from '../../../src/exchange/ical/components.ts'
import { openZones } from '../../../src/exchange/ical/zones.ts'
import { Findings } from '../../../src/exchange/records.ts'

const yearly = 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'

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

test('a zone of the file has the offsets of the same zone on the computer, at any noon', () => {
  const { zones } = readComponents(old, new Set(), new Findings())
  const [inFile, onComputer] = [openZones(zones), openZones([])]
  const noons = fc.date({
    min: new Date('1981-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(noons, (some) => {
      const noon = new Date(some).setUTCHours(12, 0, 0, 0)
      expect(inFile('Old', noon)).toBe(onComputer('Europe/Berlin', noon))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['1893-05-01T12:00', 1],
  ['1916-05-01T12:00', 2],
  ['1940-12-01T12:00', 2],
  ['1942-12-01T12:00', 1],
  ['1979-07-01T12:00', 2],
  ['2500-07-01T12:00', 2],
  ['9999-12-31T12:00', 1],
])('at %s, its clocks are %i hours ahead', (written, hours) => {
  const { zones } = readComponents(old, new Set(), new Findings())
  const time = Date.parse(`${written}Z`)
  expect(openZones(zones)('Old', time)).toBe(time - hours * 3_600_000)
})

test('of the zones of a hostile file, only some are followed', () => {
  const rule = change('STANDARD', '+0000', '+0100', 'DTSTART:16010101T000000', yearly)
  const zone = (id: number) => [
    'BEGIN:VTIMEZONE',
    `TZID:${id}`,
    ...Array.from({ length: 9 }, () => rule).flat(),
    'END:VTIMEZONE',
  ]
  const text = Array.from({ length: 100 }, (_, id) => zone(id))
    .flat()
    .join('\n')
  const { zones } = readComponents(text, new Set(), new Findings())
  const find = openZones(zones)
  const found = Array.from({ length: 100 }, (_, id) => find(`${id}`, Date.UTC(9999, 1)))
  expect(found.filter((moment) => moment !== undefined)).toHaveLength(20)
})

test.each([
  [2099, true],
  [2098, false],
])('a zone is followed if all its rules together have 4500 years: one from %i', (last, isKnown) => {
  const rule = (year: number) =>
    change('STANDARD', '+0000', '+0100', `DTSTART:${year}0101T000000`, yearly)
  const years = [...Array.from({ length: 8 }, () => 1600), 1601, last]
  const text = ['BEGIN:VTIMEZONE', 'TZID:Own', ...years.flatMap(rule), 'END:VTIMEZONE'].join('\n')
  const { zones } = readComponents(text, new Set(), new Findings())
  expect(openZones(zones)('Own', Date.UTC(2026, 6)) !== undefined).toBe(isKnown)
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
  [
    'changes each week',
    change('STANDARD', '+0000', '+0100', 'DTSTART:19700101T000000', 'RRULE:FREQ=YEARLY;BYDAY=SU'),
  ],
  [
    'a month that is none',
    change('STANDARD', '+0000', '+0100', 'DTSTART:19700101T000000', yearly.replace('=3', '=13')),
  ],
  ['no parts', []],
])('a zone with %s is left to its name', (_, lines) => {
  const text = ['BEGIN:VTIMEZONE', 'TZID:Asia/Tokyo', ...lines, 'END:VTIMEZONE'].join('\n')
  const { zones } = readComponents(text, new Set(), new Findings())
  expect(openZones(zones)('Asia/Tokyo', 0)).toBe(-9 * 3_600_000)
})
