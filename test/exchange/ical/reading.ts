import { calendarDate, startOfDay, toInstant } from '../../../src/domain/time.ts'
import type { Reading } from '../../../src/exchange/records.ts'

const days = { zone: 'Europe/Berlin' }
const now = new Date('2026-11-26T11:00:00.000Z')

/** Noon of 26 November 2026 in Berlin. */
export const berlin: Reading = {
  now: toInstant(now),
  today: calendarDate(now, days),
  dayOf: (moment) => calendarDate(moment, days),
}

export const startInBerlin = (day: Parameters<typeof startOfDay>[0]) => startOfDay(day, days)
