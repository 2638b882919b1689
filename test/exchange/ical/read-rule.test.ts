import { expect, test } from 'vitest'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { readRule } from '../../../src/exchange/ical/read-rule.ts'

/** A Thursday. */
const start = '2026-11-26' as CalendarDate

test.each([
  ['FREQ=DAILY', 'day'],
  ['FREQ=DAILY;BYDAY=MO,WE', 'week on mon,wed'],
  ['FREQ=DAILY;BYMONTHDAY=15', 'month on 15'],
  ['FREQ=HOURLY;INTERVAL=48', '2 days'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU', '2 weeks on tue,thu'],
  ['FREQ=MONTHLY;BYDAY=MO', 'week on mon'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=5', 'month on 5'],
  ['FREQ=MONTHLY;BYMONTH=2,5,8,11', '3 months on 26'],
  ['FREQ=MONTHLY;BYMONTH=11;BYMONTHDAY=3', 'year on 3 nov'],
  ['FREQ=YEARLY;BYMONTH=2,5,8,11', '3 months on 26'],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'year on last sun of mar'],
  ['FREQ=YEARLY;BYMONTHDAY=4', 'month on 4'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'year on 29 feb'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'year on 29 feb'],
  ['FREQ=DAILY;BYHOUR=9', 'day'],
])('%s is every %s', (value, rule) => {
  expect(readRule(value, start)?.rule).toBe(rule)
})

test.each([
  'FREQ=DAILY;BYDAY=1MO',
  'FREQ=DAILY;BYMONTH=11',
  'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
  'FREQ=HOURLY;INTERVAL=7',
  'FREQ=',
  'BYDAY=MO',
  'FREQ=WEEKLY;BYDAY=MO,1TU',
  'FREQ=WEEKLY;BYDAY=MO;BYMONTH=11',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=XX',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;WKST=SU',
  'FREQ=MONTHLY;BYMONTHDAY=x',
  'FREQ=MONTHLY;INTERVAL=2;BYDAY=MO',
  'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=5',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=29',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-2',
  'FREQ=MONTHLY;BYMONTH=1,5,9',
  'FREQ=MONTHLY;BYMONTH=2,5',
  'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,2',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=5,11',
  'FREQ=YEARLY;BYDAY=MO',
  'FREQ=YEARLY;BYDAY=1MO',
  'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1,2',
  'FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=4',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO,TU',
  'FREQ=DAILY;BYHOUR=9,18',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;BYWEEKNO=3',
])('%s cannot be said', (value) => {
  expect(readRule(value, start)).toBe(undefined)
})
