import { parseChoice } from '../../domain/choice.ts'
import { domains, efforts, type Priority, type TaskStatus } from '../../domain/task.ts'
import { MomentumError } from '../../errors.ts'
import type { Findings, Reading, TaskRecord, Template } from '../records.ts'
import type { Todo } from './components.ts'
import { type Line, parameter, readTexts, unescapeText } from './lines.ts'
import { instantOf, type ReadTime, readDuration, type When } from './times.ts'
import { doneMeans } from './write-todo.ts'

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
  'X-MOMENTUM-COMPLETED-ON',
  'X-MOMENTUM-COMPLETED-BY',
  'X-MOMENTUM-AFTER',
  'X-MOMENTUM-LEAD-DAYS',
  'X-MOMENTUM-TURNS',
  'X-MOMENTUM-MEMBERS',
])

/** What makes no sense in a task, and in which line. */
class BadLine extends Error {
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

function linesOf({ lines }: Todo, name: string): readonly Line[] {
  return lines.get(name) ?? []
}

/** The text of a property; undefined where it is missing or blank. */
export function textOf(todo: Todo, name: string): string | undefined {
  const line = lineOf(todo, name)
  return line && readText(line)
}

function readText(line: Line): string | undefined {
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
function shown(value: string): string {
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

/** Reads what tasks and routines have in common, apart from their title. */
export function readTemplate(todo: Todo, reader: Reader): Omit<Template, 'title' | 'sourceId'> {
  const { findings, reading } = reader
  const done = textOf(todo, 'X-MOMENTUM-DONE-MEANS')
  const [category, ...others] = linesOf(todo, 'CATEGORIES').flatMap(({ value }) => readTexts(value))
  findings.lose('categories', others.length)
  loseOthers(todo, findings)
  const created = timeOf(todo, 'CREATED', reader)
  const updated = timeOf(todo, 'LAST-MODIFIED', reader) ?? timeOf(todo, 'DTSTAMP', reader)
  return {
    line: todo.line,
    ...given('description', readDescription(todo, done)),
    ...given('domain', readWord(todo, 'X-MOMENTUM-DOMAIN', domains)),
    ...given('effort', readWord(todo, 'X-MOMENTUM-EFFORT', efforts)),
    ...given('definitionOfDone', done),
    ...given('materials', textOf(todo, 'RESOURCES')),
    ...given('owner', textOf(todo, 'X-MOMENTUM-OWNER')),
    ...given('category', category),
    ...given('priority', readPriority(todo)),
    ...(isOurPrivate(todo) ? { private: true } : {}),
    ...given('createdAt', created && instantOf(created, reading)),
    ...given('updatedAt', updated && instantOf(updated, reading)),
  }
}

function isOurPrivate(todo: Todo): boolean {
  return lineOf(todo, 'X-MOMENTUM-PRIVATE')?.value.trim().toUpperCase() === 'TRUE'
}

function readWord<Word extends string>(
  todo: Todo,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(todo, name)
  return text === undefined ? undefined : parseChoice(name, text, words)
}

/** 0 stands for none, 5 for the middle. */
const priorities: readonly Priority[] = [
  'MEDIUM',
  'URGENT',
  'URGENT',
  'HIGH',
  'HIGH',
  'MEDIUM',
  'LOW',
  'LOW',
  'LOW',
  'LOW',
]

function readPriority(todo: Todo): Priority | undefined {
  const number = numberOf(todo, 'PRIORITY', 9)
  return number === undefined ? undefined : priorities[number]
}

function readDescription(todo: Todo, done: string | undefined): string | undefined {
  const text = textOf(todo, 'DESCRIPTION')
  const end = done === undefined ? undefined : doneMeans(done)
  const own = end !== undefined && text?.endsWith(end) ? text.slice(0, -end.length).trim() : text
  const named = (name: string, label: string) =>
    linesOf(todo, name).flatMap((line) => {
      const value = readText(line)
      return value === undefined ? [] : [`${label}${value}`]
    })
  const attached = linesOf(todo, 'ATTACH')
    .filter(isLink)
    .map(({ value }) => value.trim())
  const texts = [
    own ?? '',
    ...named('COMMENT', ''),
    ...named('LOCATION', 'Location: '),
    ...named('CONTACT', 'Contact: '),
    ...named('URL', ''),
    ...attached,
  ]
  return texts.filter((each) => each !== '').join('\n') || undefined
}

function isLink({ value }: Line): boolean {
  return /^\s*https?:/i.test(value)
}

/** Notes what has no place here, apart from dates and rules. */
function loseOthers(todo: Todo, findings: Findings): void {
  findings.lose('alarms', todo.alarms)
  findings.lose('attachments', linesOf(todo, 'ATTACH').filter((line) => !isLink(line)).length)
  findings.lose('attendees', linesOf(todo, 'ATTENDEE').length)
  findings.lose('coordinates', linesOf(todo, 'GEO').length)
  const isShared = /^\s*(PUBLIC)?\s*$/i.test(lineOf(todo, 'CLASS')?.value ?? '')
  findings.lose('privacy settings', isShared || isOurPrivate(todo) ? 0 : 1)
  const percent = numberOf(todo, 'PERCENT-COMPLETE', 100) ?? 0
  findings.lose('percentages', percent > 0 && percent < 100 ? 1 : 0)
}

/** How far a task has come. @throws BadLine for an unknown status */
export function readStatus(todo: Todo): TaskStatus | undefined {
  const line = lineOf(todo, 'STATUS')
  const written = line?.value.trim().toUpperCase() ?? ''
  const percent = numberOf(todo, 'PERCENT-COMPLETE', 100) ?? 0
  if (written === 'CANCELLED') return 'ABANDONED'
  if (written === 'COMPLETED' || percent === 100 || lineOf(todo, 'COMPLETED')) return 'DONE'
  const own = readWord(todo, 'X-MOMENTUM-STATUS', ['PAUSED', 'BLOCKED'])
  if (written === 'IN-PROCESS') return own ?? 'ACTIVE'
  if (written === 'NEEDS-ACTION') return own ?? 'BACKLOG'
  if (line === undefined || written === '') return percent > 0 ? 'ACTIVE' : own
  throw new BadLine(line.number, `There is no status “${shown(line.value)}”.`)
}

/** When a task was done, at the latest now; without COMPLETED, when it was last changed. */
export function readCompletion(
  todo: Todo,
  reader: Reader,
): Pick<TaskRecord, 'completedAt' | 'completedOn' | 'completedBy'> {
  const { reading } = reader
  const completed = timeOf(todo, 'COMPLETED', reader)
  const when = completed ?? timeOf(todo, 'LAST-MODIFIED', reader) ?? timeOf(todo, 'DTSTAMP', reader)
  const on = timeOf(todo, 'X-MOMENTUM-COMPLETED-ON', reader) ?? when
  return {
    ...given('completedAt', when && instantOf(when, reading)),
    ...given('completedOn', on && (on.day < reading.today ? on.day : reading.today)),
    ...given('completedBy', textOf(todo, 'X-MOMENTUM-COMPLETED-BY')),
  }
}

/** The dates of a task. */
export type Dates = {
  readonly start: When | undefined
  readonly due: Pick<When, 'day'> | undefined
}

/** Reads when a task begins and when it is due; hours are lost. */
export function readDates(todo: Todo, reader: Reader): Dates {
  const start = timeOf(todo, 'DTSTART', reader)
  const due = timeOf(todo, 'DUE', reader)
  if (due !== undefined) {
    reader.findings.lose('times of day', due.hasHours ? 1 : 0)
    return { start, due }
  }
  reader.findings.lose('times of day', start?.hasHours ? 1 : 0)
  const line = lineOf(todo, 'DURATION')
  if (line === undefined || start === undefined) return { start, due: undefined }
  const duration = readDuration(line.value)
  const end = duration && new Date(start.moment().getTime() + duration.milliseconds)
  const day = end && !Number.isNaN(end.getTime()) ? reader.reading.dayOf(end) : undefined
  if (day !== undefined && /^\d{4}-/.test(day)) return { start, due: { day } }
  throw new BadLine(line.number, `DURATION is “${shown(line.value)}”, which is none.`)
}

/** How many dates the lines of a property name. */
export function countDates(todo: Todo, name: string): number {
  return linesOf(todo, name).reduce((sum, { value }) => sum + value.split(',').length, 0)
}

export function given<Key extends string, Value>(key: Key, value: Value | undefined) {
  // The key is there only with a value.
  return (value === undefined ? {} : { [key]: value }) as { [Name in Key]?: Value }
}
