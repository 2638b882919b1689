import { type CalendarDate, months, toParts, weekday, weekdays } from './time.ts'

/** "Sunday 22 November 2026" */
export function longDate(date: CalendarDate): string {
  const [year, month, day] = toParts(date)
  return `${weekdayName(date)} ${day} ${months[month - 1]} ${year}`
}

/** "Tue 13 Oct"; with the year if it is not this one. */
export function shortDate(date: CalendarDate, today: CalendarDate): string {
  return `${weekdayName(date).slice(0, 3)} ${dayAndMonth(date, today)}`
}

/** "13 Oct"; with the year if it is not this one. */
export function dayAndMonth(date: CalendarDate, today: CalendarDate): string {
  const [year, month, day] = toParts(date)
  const name = `${day} ${months[month - 1]?.slice(0, 3)}`
  return year === toParts(today)[0] ? name : `${name} ${year}`
}

/** "Sunday" */
export function weekdayName(date: CalendarDate): string {
  return capitalized(weekdays[weekday(date)] ?? '')
}

/** The text with its first letter in upper case. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
