import { parseChoice } from '../../domain/choice.ts'
import type { DayOfYear } from '../../domain/routine/routine.ts'
import { parseLine } from '../../domain/text.ts'
import { type CalendarDate, type Instant, parseInstant } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { quote } from '../fields.ts'

/**
 * Reads one value of a row.
 *
 * @param name what the value is called in messages: its key
 * @throws MomentumError `usage` for any value that is not one
 */
export type ReadValue<Value> = (value: unknown, name: string) => Value

/** How a key of a row is read. */
export type Field<Value> = {
  readonly read: ReadValue<Value>
  /** What a row without the key has; without it, the key is needed. */
  readonly initial?: Value
}

/** A key that every row has. */
export function needed<Value>(read: ReadValue<Value>): Field<Value> {
  return { read }
}

/** A key whose value may be null. */
export function optional<Value>(read: ReadValue<Value>): Field<Value | null> {
  return { read, initial: null }
}

/** A key with a value that rows have which say nothing else. */
export function withInitial<Value>(read: ReadValue<Value>, initial: Value): Field<Value> {
  return { read, initial }
}

/** A text that a function of the domain parses. */
export function text(parse: (text: string) => string): ReadValue<string> {
  return (value, name) => {
    const given = requireText(value, name)
    // The longest text has 1000 characters, and parsing takes room for each.
    if (given.length > 100_000) throw usageError(`${name} is too long.`)
    return parse(given)
  }
}

/** One of a few words, in any case. */
export function word<Word extends string>(words: readonly Word[]): ReadValue<Word> {
  return (value, name) => parseChoice(name.replaceAll('_', ' '), shortText(value, name), words)
}

/** A text of a form that is short, which messages can quote. */
export function shortText(value: unknown, name: string): string {
  return parseLine(name, requireText(value, name), 100)
}

/** True or false. */
export const flag: ReadValue<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value
  throw usageError(`${name} is ${kindOf(value)}, not true or false.`)
}

/** A whole number. */
export function count(least: number, most = Number.MAX_SAFE_INTEGER): ReadValue<number> {
  const range =
    most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return (value, name) => {
    if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) {
      return Number(value)
    }
    throw usageError(`${name} is not a whole number ${range}.`)
  }
}

/** A UUID of version 4 in lower case, as the database takes it. */
export const uuid: ReadValue<string> = (value, name) => {
  const given = shortText(value, name).toLowerCase()
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(given)) {
    return given
  }
  throw usageError(`${name} is ${quote(given)}, not a UUID of version 4.`)
}

/** A day of the years 1 to 9999. */
export const date: ReadValue<CalendarDate> = (value, name) => {
  const given = shortText(value, name)
  const time = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN
  if (isOfOurYears(given) && !Number.isNaN(time) && isoDay(time) === given) {
    // The text is a date as the database stores it.
    return given as CalendarDate
  }
  throw usageError(`${name} is ${quote(given)}, not a date (YYYY-MM-DD).`)
}

/** A moment of the years 1 to 9999. */
export const instant: ReadValue<Instant> = (value, name) => {
  const given = shortText(value, name)
  const found = parseInstant(given)
  if (found !== undefined && /^\d{4}-/.test(found) && isOfOurYears(found)) return found
  throw usageError(`${name} is ${quote(given)}, not a moment (YYYY-MM-DDThh:mm:ss.sssZ).`)
}

/** A day of any year, as `MM-DD`. */
export const dayOfYear: ReadValue<DayOfYear> = (value, name) => {
  const given = shortText(value, name)
  const time = /^\d\d-\d\d$/.test(given) ? Date.parse(`2000-${given}T00:00:00Z`) : Number.NaN
  if (!Number.isNaN(time) && isoDay(time) === `2000-${given}`) return given as DayOfYear
  throw usageError(`${name} is ${quote(given)}, not a day of the year (MM-DD).`)
}

/** A list of values. */
export function listOf<Value>(read: ReadValue<Value>): ReadValue<readonly Value[]> {
  return (value, name) => {
    if (Array.isArray(value)) return value.map((each) => read(each, name))
    throw usageError(`${name} is ${kindOf(value)}, not a list.`)
  }
}

/** Whether a value of JSON has keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** "a number", "a list": what a value of JSON is, for messages. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}

function requireText(value: unknown, name: string): string {
  if (typeof value === 'string') return value
  throw usageError(`${name} is ${kindOf(value)}, not text.`)
}

function isOfOurYears(text: string): boolean {
  return !text.startsWith('0000')
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
