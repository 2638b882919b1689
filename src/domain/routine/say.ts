import { months } from '../time.ts'
import type { Nth, Rule } from './rule.ts'

/** What the numbers of {@link Nth} are called. */
export const ordinals = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' } as const

/**
 * A rule as it is stored and can be typed again, at most 120 characters: `2 weeks on mon,thu` for
 * `--every`, `10 days` for `--after`. {@link parseRule} reads the same rule back.
 */
export function ruleText(rule: Rule): string {
  if (isWeekdays(rule)) return 'weekdays'
  const days = onText(rule)
  return days === '' ? everyText(rule) : `${everyText(rule)} on ${days}`
}

/**
 * A rule in a sentence: `every 2 weeks on mon, thu`, `every weekday`, `10 days after it was done`.
 */
export function ruleSentence(rule: Rule): string {
  if (isWeekdays(rule)) return 'every weekday'
  const days = onText(rule).replaceAll(',', ', ')
  if (rule.mode === 'CALENDAR') return `every ${everyText(rule)}${days === '' ? '' : ` on ${days}`}`
  return `${everyText(rule)} after it was done${days === '' ? '' : `, on ${days}`}`
}

/** Monday to Friday of each week have a word of their own. */
function isWeekdays(rule: Rule): boolean {
  if (rule.mode !== 'CALENDAR' || rule.interval !== 1 || !('weekdays' in rule)) return false
  return rule.weekdays.join() === 'mon,tue,wed,thu,fri'
}

function everyText({ mode, unit, interval }: Rule): string {
  if (interval > 1) return `${interval} ${unit}s`
  return mode === 'AFTER' ? `1 ${unit}` : unit
}

function onText(rule: Rule): string {
  if ('weekdays' in rule) return rule.weekdays.join()
  if ('days' in rule) return rule.days.map((day) => (day === -1 ? 'last day' : day)).join()
  if ('nth' in rule) return `${nthText(rule.nth)}${'month' in rule ? ` of ${monthName(rule)}` : ''}`
  return 'month' in rule ? `${rule.day} ${monthName(rule)}` : ''
}

function nthText(nth: readonly Nth[]): string {
  return nth.map(({ n, weekday }) => `${ordinals[n]} ${weekday}`).join()
}

/** `oct`; January is 1. */
export function monthName({ month }: { readonly month: number }): string {
  return months[month - 1]?.slice(0, 3).toLowerCase() ?? ''
}
