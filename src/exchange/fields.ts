import type { CalendarDate } from '../domain/time.ts'
import { usageError } from '../errors.ts'
import { isoDay } from './days.ts'
import { oneLine } from './one-line.ts'

/** An object of a JSON file. What it says is null, or not there, is undefined to the functions. */
export type Fields = Readonly<Record<string, unknown>>

/** @throws MomentumError `usage` for anything but an object */
export function parseFields(value: unknown): Fields {
  if (isFields(value)) return value
  throw usageError('This is not an object with fields.')
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @returns undefined for an empty text, too. @throws MomentumError `usage` for another value */
export function textOf(fields: Fields, key: string): string | undefined {
  const value = fields[key] ?? ''
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  throw usageError(`“${key}” is not a text.`)
}

/** A whole number, or the text of one. @throws MomentumError `usage` for another value */
export function numberOf(fields: Fields, key: string): number | undefined {
  const value = fields[key] ?? ''
  if (value === '') return undefined
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  if (Number.isSafeInteger(number)) return number as number
  throw usageError(`“${key}” is not a whole number.`)
}

/** The number of a thing, as a text. @throws MomentumError `usage` for another value */
export function idOf(fields: Fields, key: string): string | undefined {
  const number = numberOf(fields, key)
  return number === undefined ? undefined : String(number)
}

/** Also 0 and 1, as numbers or texts. @throws MomentumError `usage` for another value */
export function flagOf(fields: Fields, key: string): boolean | undefined {
  const value = fields[key] ?? ''
  if (value === '') return undefined
  if (value === true || value === 1 || value === '1') return true
  if (value === false || value === 0 || value === '0') return false
  throw usageError(`“${key}” is neither true nor false.`)
}

/** @returns an empty list if there is none. @throws MomentumError `usage` for another value */
export function listOf(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key] ?? []
  if (Array.isArray(value)) return value
  throw usageError(`“${key}” is not a list.`)
}

/** The objects of a list. @throws MomentumError `usage` for another value */
export function objectsOf(fields: Fields, key: string): readonly Fields[] {
  const values = listOf(fields, key)
  if (values.every(isFields)) return values
  throw usageError(`“${key}” is not a list of objects.`)
}

/** @returns undefined if there is none. @throws MomentumError `usage` for another value */
export function objectOf(fields: Fields, key: string): Fields | undefined {
  const value = fields[key] ?? undefined
  if (value === undefined || isFields(value)) return value
  throw usageError(`“${key}” is not an object.`)
}

/**
 * A point in time with a time zone: `2026-08-10T13:00:00Z`. The first one of all, which some
 * programs write for none, is undefined.
 *
 * @throws MomentumError `usage` for another value
 */
export function momentOf(fields: Fields, key: string): Date | undefined {
  const text = textOf(fields, key)
  if (text === undefined || text.startsWith('0001-01-01T00:00:00')) return undefined
  const isOne = isMoment.test(text) && dateAt(text) !== undefined
  const time = new Date(isOne ? text : Number.NaN)
  if (time.getTime() >= firstMoment && time.getTime() < lastMoment) return time
  throw notADateError(key, text)
}

const isMoment = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/

/** Nobody can write the days before and after in every time zone. */
const firstMoment = Date.UTC(100, 0, 2)
const lastMoment = Date.UTC(9999, 11, 31)

/** The date at the beginning of a text. @throws MomentumError `usage` for another value */
export function dayOf(fields: Fields, key: string): CalendarDate | undefined {
  const text = textOf(fields, key)
  if (text === undefined) return undefined
  const date = dateAt(text)
  if (date === undefined) throw notADateError(key, text)
  return date
}

/** The date with which a text begins, before a time, if there is such a day. */
function dateAt(text: string): CalendarDate | undefined {
  return /^.{10}(?![^\sTt])/.test(text) ? isoDay(text.slice(0, 10)) : undefined
}

function notADateError(key: string, text: string) {
  return usageError(`“${key}” is not a date: ${quote(text)}.`)
}

/** A text of a file as a part of a sentence: in quotation marks, on one line, and not too long. */
export function quote(text: string): string {
  const line = oneLine(text.slice(0, 200)).trim()
  const characters = [...line]
  return characters.length > 60 ? `“${characters.slice(0, 59).join('')}…”` : `“${line}”`
}
