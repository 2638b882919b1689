import { notAWeekdayError } from './refusals.ts'
import { type Weekday, weekdays } from './rule.ts'
import { readWeekday, type Word } from './words.ts'

/**
 * Weekdays from Monday on: `mon,thu`, `fri-mon`, `weekdays`, `weekend`.
 *
 * @throws MomentumError `usage` for any other word
 */
export function readWeekdays(words: readonly Word[]): readonly Weekday[] {
  const named = new Set(words.flatMap((word) => readSet(word) ?? refuse(word)))
  return weekdays.filter((weekday) => named.has(weekday))
}

/** Whether a word names weekdays. */
export function isWeekdaySet(word: Word | undefined): boolean {
  return word !== undefined && readSet(word) !== undefined
}

function readSet({ word }: Word): readonly Weekday[] | undefined {
  if (word === 'weekday' || word === 'weekdays') return weekdays.slice(0, 5)
  if (word === 'weekend' || word === 'weekends') return weekdays.slice(5)
  const [first, last, ...more] = word.split('-').map(readWeekday)
  if (!word.includes('-')) return first && [first]
  return first && last && more.length === 0 ? range(first, last) : undefined
}

/** From one weekday to another, over Sunday if need be. */
function range(first: Weekday, last: Weekday): readonly Weekday[] {
  const [from, to] = [weekdays.indexOf(first), weekdays.indexOf(last)]
  if (from <= to) return weekdays.slice(from, to + 1)
  return [...weekdays.slice(0, to + 1), ...weekdays.slice(from)]
}

function refuse(word: Word): never {
  throw notAWeekdayError(word)
}
