import { parseChoice } from '../../domain/choice.ts'
import { MomentumError } from '../../errors.ts'
import type { Findings, Reading } from '../records.ts'
import type { Todo } from './components.ts'
import { type Line, parameter, unescapeText } from './lines.ts'
import type { ReadTime, When } from './times.ts'

/** What a reader of tasks needs. */
export type Reader = {
  readonly reading: Reading
  readonly findings: Findings
  readonly readTime: ReadTime
}

/** The properties of a task that say something here. */
export const readNames: ReadonlySet<string> = new Set([
  'UID',
  'RECURRENCE-ID',
  'SUMMARY',
  'DESCRIPTION',
  'COMMENT',
  'LOCATION',
  'URL',
  'CONTACT',
  'RESOURCES',
  'ATTACH',
  'ATTENDEE',
  'GEO',
  'STATUS',
  'PERCENT-COMPLETE',
  'COMPLETED',
  'DTSTART',
  'DUE',
  'DURATION',
  'PRIORITY',
  'CATEGORIES',
  'CLASS',
  'RELATED-TO',
  'RRULE',
  'EXRULE',
  'RDATE',
  'EXDATE',
  'CREATED',
  'LAST-MODIFIED',
  'DTSTAMP',
  'X-MOMENTUM-DOMAIN',
  'X-MOMENTUM-EFFORT',
  'X-MOMENTUM-DONE-MEANS',
  'X-MOMENTUM-OWNER',
  'X-MOMENTUM-PRIVATE',
  'X-MOMENTUM-STATUS',
  'X-MOMENTUM-STATUS-NOTE',
  'X-MOMENTUM-NOTE',
  'X-MOMENTUM-STARTS',
  'X-MOMENTUM-RULE',
  'X-MOMENTUM-PLANNED',
  'X-MOMENTUM-COMPLETED-ON',
  'X-MOMENTUM-COMPLETED-BY',
  'X-MOMENTUM-AFTER',
  'X-MOMENTUM-TASK',
  'X-MOMENTUM-LEAD-DAYS',
  'X-MOMENTUM-TURNS',
  'X-MOMENTUM-MEMBERS',
])

/** What makes no sense in a task, and in which line. */
export class BadLine extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.name = 'BadLine'
    this.line = line
  }
}

/** Reads something of a task. @returns undefined if it makes no sense, which is a fault then */
export function readSafely<Value>(
  todo: Todo,
  findings: Findings,
  read: () => Value,
): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadLine) findings.fault(error.line, error.message)
    else if (error instanceof MomentumError) findings.fault(todo.line, error.message)
    else throw error
    return undefined
  }
}

export function lineOf({ lines }: Todo, name: string): Line | undefined {
  return lines.get(name)?.[0]
}

export function linesOf({ lines }: Todo, name: string): readonly Line[] {
  return lines.get(name) ?? []
}

/** The text of a property; undefined where it is missing or blank. */
export function textOf(todo: Todo, name: string): string | undefined {
  const line = lineOf(todo, name)
  return line && readText(line)
}

export function readText(line: Line): string | undefined {
  if (line.parameters !== '' && parameter(line, 'ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE') {
    throw new BadLine(line.number, `${line.name} is quoted-printable, as only old calendars are.`)
  }
  return unescapeText(line.value).trim() || undefined
}

/** @throws BadLine for a date or time that makes no sense */
export function timeOf(todo: Todo, name: string, { readTime }: Reader): When | undefined {
  const line = lineOf(todo, name)
  if (line === undefined || line.value.trim() === '') return undefined
  const when = readTime(line)
  if (when !== undefined) return when
  throw new BadLine(line.number, `${name} is “${shown(line.value)}”, which is no date or time.`)
}

/** @throws BadLine for what is no whole number from 0 to `most` */
export function numberOf(todo: Todo, name: string, most: number): number | undefined {
  const line = lineOf(todo, name)
  if (line === undefined || line.value.trim() === '') return undefined
  const number = /^\s*\d{1,3}\s*$/.test(line.value) ? Number(line.value) : Number.NaN
  if (number <= most) return number
  throw new BadLine(
    line.number,
    `${name} is “${shown(line.value)}”, which is no number from 0 to ${most}.`,
  )
}

/** The beginning of a value, for a message. */
export function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value
}

/** @throws BadLine for a line that cannot be read */
export function requireReadable({ unread }: Todo): void {
  if (unread === undefined) return
  const problem =
    unread.problem === 'is too long'
      ? `${unread.name} is too long.`
      : `“${shown(unread.name)}” is followed by no colon.`
  throw new BadLine(unread.number, problem)
}

/** @throws MomentumError `usage` for a word that is none of these */
export function readWord<Word extends string>(
  todo: Todo,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(todo, name)
  return text === undefined ? undefined : parseChoice(name, text, words)
}
