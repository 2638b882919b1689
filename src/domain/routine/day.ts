import type { CalendarDate } from '../time.ts'

/**
 * A date as the number of days since 1 January 1970, so that dates can be counted beyond the year
 * 9999 before they are compared with it. It has no time zone.
 */
export type Day = number

/** The last date that can be written, 31 December 9999. */
export const lastDay: Day = 2_932_896

export function toDay(date: CalendarDate): Day {
  const [year, month, day] = date.split('-').map(Number)
  return dayOf(year ?? 0, month ?? 0, day ?? 0)
}

/** @param day from 1 January of the year 1 to {@link lastDay} */
export function toDate(day: Day): CalendarDate {
  const { year, month, date } = partsOf(day)
  const text = [year, month, date].map((part, index) => String(part).padStart(index ? 2 : 4, '0'))
  return text.join('-') as CalendarDate
}

/** Days and months may be too large or too small: they count on, as 30 February does into March. */
export function dayOf(year: number, month: number, date: number): Day {
  // Years begin in March here, so that a leap day is the last of its year.
  const marches = Math.floor((year * 12 + month - 3) / 12)
  const monthOfYear = year * 12 + month - 3 - marches * 12
  const leaps = Math.floor(marches / 4) - Math.floor(marches / 100) + Math.floor(marches / 400)
  return marches * 365 + leaps + Math.floor((monthOfYear * 153 + 2) / 5) + date - 1 - marchOfYear0
}

/** Days from 1 March of the year 0 to 1 January 1970. */
const marchOfYear0 = 719_468

/** The month counts from 1. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  let year = 1970 + Math.floor(day / 365.2425)
  if (dayOf(year + 1, 1, 1) <= day) year += 1
  if (dayOf(year, 1, 1) > day) year -= 1
  let month = 1 + Math.floor((day - dayOf(year, 1, 1)) / 31)
  if (dayOf(year, month + 1, 1) <= day) month += 1
  return { year, month, date: day - dayOf(year, month, 1) + 1 }
}

/** Months since January of the year 0. */
export function monthOf(day: Day): number {
  const { year, month } = partsOf(day)
  return year * 12 + month - 1
}

/** A day of a month as {@link monthOf} counts them; the last one of a shorter month. */
export function dayOfMonth(month: number, date: number): Day {
  return Math.min(dayOf(0, month + 1, date), dayOf(0, month + 2, 0))
}

/** The day as many months later, or the last day of a shorter month. */
export function addMonthsTo(day: Day, count: number): Day {
  return dayOfMonth(monthOf(day) + count, partsOf(day).date)
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}
