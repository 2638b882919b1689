import type { CalendarDate } from '../../domain/time.ts'
import type { Findings, Reading } from '../records.ts'
import { readDay, readIso, withoutTimes } from './dates.ts'
import { isRepetition, type Repetition, readRepetition } from './repetitions.ts'

/** The text of a column of a row; empty if there is none. */
export type Cell = (column: string) => string

/** When a task is to be done. */
export type When = {
  readonly due?: CalendarDate | undefined
  readonly starts?: CalendarDate | undefined
  readonly repetition?: Repetition | undefined
  /** The dates as they are written, unless they are in ISO 8601. */
  readonly relativeDates?: string | undefined
}

/** What is read of a date, and what the description says instead of it. */
type Read = { readonly when: When; readonly remarks: readonly string[] }

type Project = {
  readonly findings: Findings
  readonly reading: Reading
  /** What was read before of words, which come again and again. */
  readonly known: Map<string, When | undefined>
}

/**
 * Reads the date and the deadline of a task. A task with both is due on its deadline, and shown
 * from its date.
 */
export function readWhen(cell: Cell, line: number, project: Project): Read {
  const date = readDate('DATE', cell, line, project)
  const deadline = readDate('DEADLINE', cell, line, project)
  const remarks = [...date.remarks, ...deadline.remarks]
  const written = [cell('DATE'), cell('DEADLINE')].filter((text) => text !== '')
  const isAbsolute = written.every((text) => readIso(text, project.reading) !== undefined)
  const relativeDates = isAbsolute ? undefined : written.join('\n')
  if (deadline.when.due === undefined) return { when: { ...date.when, relativeDates }, remarks }
  if (date.when.repetition === undefined) {
    return { when: { due: deadline.when.due, starts: date.when.due, relativeDates }, remarks }
  }
  project.findings.lose('deadlines')
  const remark = `Deadline: ${cell('DEADLINE')}`
  return { when: { ...date.when, relativeDates }, remarks: [...remarks, remark] }
}

function readDate(
  column: 'DATE' | 'DEADLINE',
  cell: Cell,
  line: number,
  { findings, reading, known }: Project,
): Read {
  const text = cell(column)
  const unread = (what: string): Read => {
    findings.lose(what)
    return { when: {}, remarks: [`${column === 'DATE' ? 'Date' : 'Deadline'}: ${text}`] }
  }
  const read = (when: When, hasTime = false): Read => {
    if (hasTime) findings.lose('times of day')
    return { when, remarks: [] }
  }
  if (text === '') return read({})
  const iso = readIso(text, reading)
  if (iso !== undefined) {
    if (iso.date === undefined)
      findings.fault(line, `The date ${text.slice(0, 40)} does not exist.`)
    return read({ due: iso.date }, iso.hasTime)
  }
  const language = cell(`${column}_LANG`).toLowerCase()
  if (language !== '' && !/^en\b/.test(language)) return unread('dates in other languages')
  const { words, hasTime } = withoutTimes(text)
  if (words === 'no date') return read({})
  const isRepeated = column === 'DATE' && isRepetition(words)
  const key = `${isRepeated} ${words}`
  if (!known.has(key)) known.set(key, readWords(words, isRepeated, reading))
  // A time alone is one of today.
  const when = words === '' && hasTime ? { due: reading.today } : known.get(key)
  return when ? read(when, hasTime) : unread(isRepeated ? 'repetitions' : 'dates')
}

function readWords(words: string, isRepeated: boolean, reading: Reading): When | undefined {
  if (isRepeated) {
    const repetition = readRepetition(words, reading)
    return repetition && { repetition }
  }
  const due = readDay(words, reading)
  return due && { due }
}
