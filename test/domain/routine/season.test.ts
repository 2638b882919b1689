import { describe, expect, test } from 'vitest'
import { toDate, toDay } from '../../../src/domain/routine/day.ts'
import { parseSeason, seasonDayFrom, seasonText } from '../../../src/domain/routine/season.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })

describe('a season', () => {
  test.each([
    ['apr-oct', '04-01', '10-31', 'apr-oct'],
    ['November – March', '11-01', '03-31', 'nov-mar'],
    ['apr to oct', '04-01', '10-31', 'apr-oct'],
    ['dec..feb', '12-01', '02-29', 'dec-feb'],
    ['jul', '07-01', '07-31', 'jul'],
    ['15 apr-3 oct', '04-15', '10-03', '15 apr-3 oct'],
    ['Apr 15 - Oct 3', '04-15', '10-03', '15 apr-3 oct'],
    ['15 apr-oct', '04-15', '10-31', '15 apr-31 oct'],
    ['04-15..10-03', '04-15', '10-03', '15 apr-3 oct'],
    ['04-15 to 10-03', '04-15', '10-03', '15 apr-3 oct'],
    ['11-01..03-31', '11-01', '03-31', 'nov-mar'],
    ['29 feb-29 feb', '02-29', '02-29', '29 feb-29 feb'],
  ])('%s is from %s to %s', (text, from, to, canonical) => {
    const season = parseSeason(text)
    expect([season, seasonText(season)]).toEqual([{ from, to }, canonical])
    expect(parseSeason(canonical)).toEqual(season)
  })

  const forms = 'Write it as apr-oct, 15 apr-3 oct, or 04-15..10-03.'
  test.each([
    'winter',
    'apr-',
    '-oct',
    'apr-may-jun',
    '13-01..14-02',
    '00-10..01-01',
    '4-15..10-3',
    '1-5',
    'apr 1 2-may',
    'april 1st-may',
    '2026-04-01..2026-10-01',
  ])('is not read from %s', (text) => {
    expect(() => parseSeason(text)).toThrow(usage(`“${text}” is not a season.`, forms))
  })

  test.each<[text: string, message: string, hint?: string]>([
    ['', 'Missing season.', forms],
    [' ', 'Missing season.', forms],
    ['30 feb-mar', 'There is no 30 February.'],
    ['apr-31 jun', 'There is no 31 June.'],
    ['04-00..05-01', 'There is no 0 April.'],
    ['apr\n-oct', 'The season contains a line break.', 'Write it on one line, in plain text.'],
  ])('says what is wrong with %j', (text, message, hint) => {
    expect(() => parseSeason(text)).toThrow(usage(message, hint))
  })

  test.each([
    ['apr-oct', '2026-03-31', '2026-04-01'],
    ['apr-oct', '2026-04-01', '2026-04-01'],
    ['apr-oct', '2026-10-31', '2026-10-31'],
    ['apr-oct', '2026-11-01', '2027-04-01'],
    ['nov-mar', '2026-04-01', '2026-11-01'],
    ['nov-mar', '2026-12-31', '2026-12-31'],
    ['nov-mar', '2027-01-01', '2027-01-01'],
    ['nov-mar', '2027-03-31', '2027-03-31'],
    ['dec-feb', '2028-02-29', '2028-02-29'],
    ['dec-feb', '2027-03-01', '2027-12-01'],
    ['29 feb-5 mar', '2027-01-01', '2027-03-01'],
    ['29 feb-29 feb', '2096-03-01', '2104-02-29'],
    ['dec', '9999-11-30', '9999-12-01'],
  ])('%s begins on or after %s on %s', (text, date, first) => {
    const day = seasonDayFrom(parseSeason(text), toDay(date as CalendarDate))
    expect(toDate(day)).toEqual(first)
  })
})
