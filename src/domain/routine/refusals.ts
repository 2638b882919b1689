import { type Hint, MomentumError, usageError } from '../../errors.ts'
import { enumerate } from '../enumerate.ts'
import { didYouMean } from '../near.ts'
import { months, weekdays } from '../time.ts'
import type { RoutineMode } from './routine.ts'
import type { Weekday } from './rule.ts'
import { monthName } from './say.ts'
import { typedText, type Word } from './words.ts'

const optionOf = { CALENDAR: '--every', AFTER: '--after' } as const

const everyForms =
  'Write day, week on mon, 2 weeks on mon,thu, month on 15, month on last fri, or year on 3 oct.'
const afterForms = 'Write 10d, 2w, 3m, 1y, or 2 weeks on sat.'
const weekdayForms = 'Write mon, tue, … or mon-fri.'
const dayOfMonthForms = 'Write 1 to 31, last day, or last fri.'
const twoRoutines = 'Add two routines instead.'
const dayOfYearForms = 'Write 3 oct, or first sun of may.'

/** How a rule of a mode can be written, in one sentence. */
function formsOf(mode: RoutineMode): string {
  return mode === 'AFTER' ? afterForms : everyForms
}

/** Returns what is read; undefined if it is refused. */
export function unlessRefused<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MomentumError) return undefined
    throw error
  }
}

/** Says to type one of these rules. */
export function writeHint(mode: RoutineMode, ...texts: readonly string[]): Hint {
  const options = texts.map((text) => `${optionOf[mode]} ${/ /.test(text) ? `"${text}"` : text}`)
  return { lead: `Write ${enumerate(options, 'or')}.` }
}

export function missingRuleError(mode: RoutineMode): MomentumError {
  return mode === 'AFTER'
    ? usageError('Missing --after: how long after it is done should it repeat?', afterForms)
    : usageError('Missing --every: how often should it repeat?', everyForms)
}

export function notARuleError(
  words: readonly Word[],
  mode: RoutineMode,
  hint?: Hint,
): MomentumError {
  const what = mode === 'AFTER' ? 'is not a length of time' : 'does not say how often to repeat'
  return usageError(`“${typedText(words)}” ${what}.`, hint ?? near(words, mode))
}

function near([first]: readonly Word[], mode: RoutineMode): string {
  const known = ['daily', 'day', 'week', 'fortnight', 'month', 'quarter', 'year']
  const meant =
    mode === 'CALENDAR' && first !== undefined
      ? didYouMean(first.word, [...known, ...weekdays])
      : undefined
  return meant === undefined ? formsOf(mode) : `${meant} ${formsOf(mode)}`
}

/** Momentum does not guess between two meanings: the error offers both. */
export function twoMeaningsError(words: readonly Word[], ...texts: readonly string[]) {
  return usageError(`“${typedText(words)}” means two things.`, writeHint('CALENDAR', ...texts))
}

export function neverError(words: readonly Word[]): MomentumError {
  return usageError(
    `Nothing repeats every ${typedText(words)}.`,
    'Write a whole number, 1 or more.',
  )
}

export function tooFarError(words: readonly Word[], mode: RoutineMode): MomentumError {
  const text = mode === 'AFTER' ? typedText(words) : `Every ${typedText(words)}`
  return usageError(
    `${text} is more than ten years.`,
    'Write at most 3652 days, 521 weeks, 120 months or 10 years.',
  )
}

export function tooLongError(): MomentumError {
  return usageError('The rule names too many days.', twoRoutines)
}

/** Only the beginning of a rule can be read, and not what follows it. */
export function leftoverError(
  { head, rest }: { head: readonly Word[]; rest: readonly Word[] },
  mode: RoutineMode,
  hint?: Hint,
): MomentumError {
  return usageError(
    `Unexpected “${typedText(rest)}” after “${typedText(head)}”.`,
    hint ?? formsOf(mode),
  )
}

export function missingDayError(unit: 'week' | 'month' | 'year'): MomentumError {
  const [what, forms] = {
    week: ['A weekday', weekdayForms],
    month: ['A day of the month', dayOfMonthForms],
    year: ['A day of the year', dayOfYearForms],
  }[unit] as [string, string]
  return usageError(`${what} is missing after “on”.`, forms)
}

export function missingWeekdayError(ordinal: Word): MomentumError {
  return usageError(`A weekday is missing after “${typedText([ordinal])}”.`, dayOfMonthForms)
}

export function notAWeekdayError(word: Word): MomentumError {
  const meant = didYouMean(word.word, weekdays)
  const hint = meant === undefined ? weekdayForms : `${meant} ${weekdayForms}`
  return usageError(`“${typedText([word])}” is not a weekday.`, hint)
}

export function notADayOfMonthError(words: readonly Word[]): MomentumError {
  return usageError(`“${typedText(words)}” is not a day of the month.`, dayOfMonthForms)
}

export function noSuchDayError(day: string): MomentumError {
  return usageError(`A month has no day ${day}.`, 'Write 1 to 31, or last day.')
}

/** @param word the weekday as it was typed, which a month may follow */
export function fifthError(word: Word, weekday: Weekday): MomentumError {
  const name = weekdays.find((each) => each.startsWith(weekday)) ?? weekday
  const month = /^ (?:of|in) (\p{L}{3})/u.exec(word.text.slice(word.to))?.[1]?.toLowerCase()
  const isOfYear = months.some((each) => each.slice(0, 3).toLowerCase() === month)
  return usageError(
    `Not every month has a fifth ${name.slice(0, 1).toUpperCase()}${name.slice(1)}.`,
    writeHint(
      'CALENDAR',
      isOfYear ? `year on last ${weekday} of ${month}` : `month on last ${weekday}`,
    ),
  )
}

export function mixedDaysError(words: readonly Word[]): MomentumError {
  return usageError(`“${typedText(words)}” mixes days of the month with weekdays.`, twoRoutines)
}

export function dailyError(hint: Hint): MomentumError {
  return usageError('A daily rule has no weekdays.', hint)
}

export function notADayOfYearError(words: readonly Word[], hint?: Hint): MomentumError {
  return usageError(`“${typedText(words)}” is not a day of the year.`, hint ?? dayOfYearForms)
}

export function severalDaysOfYearError(words: readonly Word[]): MomentumError {
  return usageError(`“${typedText(words)}” is not one day of the year.`, twoRoutines)
}

/** @param month counts from 1 */
export function noSuchDateError(day: number, month: number, last: number): MomentumError {
  const name = months[month - 1] ?? ''
  const near = `${Math.max(1, Math.min(day, last))} ${monthName({ month })}`
  return usageError(`There is no ${day} ${name}.`, writeHint('CALENDAR', `year on ${near}`))
}

export function hoursError(): MomentumError {
  return usageError('Momentum counts days, not hours.', writeHint('CALENDAR', 'day'))
}

export function timeError(words: readonly Word[]): MomentumError {
  return usageError('Momentum counts days, not hours.', `Leave out “${typedText(words)}”.`)
}

export function afterMarkError(words: readonly Word[], hint: Hint): MomentumError {
  return usageError(`“${typedText(words)}” counts from when it was done.`, hint)
}
