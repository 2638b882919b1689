import type { Absence } from '../domain/absence.ts'
import type { CalendarDate } from '../domain/time.ts'
import { relativeDate, shortDate } from '../terminal/words.ts'

/** "Sam", or "Everybody" */
export function whoIsAway({ user_id, user }: Absence): string {
  return user_id === null ? 'Everybody' : String(user)
}

/** "Sam until Tue 20 Oct", or "Sam until tomorrow" */
export function awayUntil(absence: Absence, today: CalendarDate): string {
  const when = relativeDate(absence.until_date, today)
  const isNear = when === 'today' || when === 'tomorrow'
  return `${whoIsAway(absence)} until ${isNear ? when : shortDate(absence.until_date, today)}`
}
