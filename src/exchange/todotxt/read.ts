// The format of todo.txt: one task a line. Its rules are those of the description of the format
// (github.com/todotxt/todo.txt); keys that it does not define are as most programs use them.
//
// | in the file | becomes |
// | --- | --- |
// | `x ` at the beginning, in lower case | done, on the first date that follows |
// | `(A) ` at the beginning | A URGENT, B HIGH, C MEDIUM, all others LOW |
// | a date after these | when it was added |
// | the first `+project` after a blank | its category; `_` is a blank, `__` an underscore |
// | further projects, each `@context` | words of the title |
// | `due:2026-12-01`, `t:2026-12-01` | the due date, and the day from which it is shown |
// | `rec:+1w`, `rec:1w` | a routine: on the calendar, or after it was done; b is a business day |
// | `pri:A` of a task that is done | its priority, as todo.sh keeps it |
// | `status:active` | active; also paused, blocked and abandoned. Only Momentum writes it |
// | `h:1` | nothing: the line is hidden, and is told |
// | any other `key:value` | words of the title |
// | a backslash before what would be a mark | the word itself. Only Momentum writes it |
//
// A line is known again by its text without `x`, priority, dates and status, with its count among
// equal ones, so that ticking it off or moving it to another day changes the same task. A line that
// an export would write for a task that is here is that task.

import { parseCategoryName } from '../../domain/category.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { Priority, TaskStatus } from '../../domain/task.ts'
import { type CalendarDate, daysBetween, type Instant } from '../../domain/time.ts'
import { isoDay, momentsOf } from '../days.ts'
import { newIdentities } from '../identity.ts'
import { type FileRecords, Findings, type ReadFile, type Reading } from '../records.ts'
import { categoryOf, unescapeWord } from './marks.ts'
import { parseRepetition, type Repetition } from './repetition.ts'
import { lineOf } from './write.ts'

/** Reads a todo.txt. */
export const readTodotxt: ReadFile = (text, reading): FileRecords => {
  const lines = new Lines(reading)
  let line = 1
  for (let at = 0; at < text.length && !lines.findings.isTooLong; line += 1) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    lines.add(text.slice(at, end).replaceAll('\t', ' ').trimEnd(), line)
    at = end + 1
  }
  const { tasks, routines, lost, faults } = lines.findings
  return { tasks, routines, lost, faults, written: { lines: lines.written, lineOf } }
}

const priorityOf: Readonly<Record<string, Priority>> = { A: 'URGENT', B: 'HIGH', C: 'MEDIUM' }
const statusOf: Readonly<Record<string, TaskStatus>> = {
  active: 'ACTIVE',
  paused: 'PAUSED',
  blocked: 'BLOCKED',
  abandoned: 'ABANDONED',
}

/** What a line says by its marks. */
type Marks = {
  priority?: Priority | undefined
  category?: string
  due?: CalendarDate
  starts?: CalendarDate
  repetition?: Repetition
  status?: TaskStatus
  isHidden?: true
}

/** What a line says: its marks, and its other words. */
type Line = Marks & {
  readonly line: number
  readonly isDone: boolean
  readonly completed: CalendarDate | undefined
  readonly created: CalendarDate | undefined
  readonly title: string
  readonly identity: string
}

const date = String.raw`\d{4}-\d\d-\d\d`
const ofDone = new RegExp(
  `^x(?: +|$)(?:\\(([A-Z])\\)(?: +|$))?(?:(${date})(?: +|$)(?:(${date})(?: +|$))?)?`,
)
const ofOpen = new RegExp(`^(?:\\(([A-Z])\\)(?: +|$))?(?:(${date})(?: +|$))?`)

class Lines {
  readonly findings = new Findings()
  readonly written = new Map<number, string>()
  readonly #today: CalendarDate
  readonly #momentOf: (day: CalendarDate) => Instant
  readonly #identify = newIdentities()
  /** The categories of projects that were read before. */
  readonly #categories = new Map<string, string>()

  constructor(reading: Reading) {
    this.#today = reading.today
    this.#momentOf = momentsOf(reading)
  }

  add(text: string, line: number): void {
    if (text.trim() === '') return
    const faults = this.findings.faults.length
    const read = this.#read(text, line)
    if (this.findings.faults.length > faults) return
    this.written.set(line, text)
    if (read.isHidden) this.findings.lose('hidden tasks')
    else if (read.title === '') this.findings.fault(line, 'This line has marks, but no text.')
    else if (read.repetition === undefined || read.isDone) this.#addTask(read)
    else this.#addRoutine(read, read.repetition)
  }

  #addTask({ identity, isDone, status, completed, due, starts, ...line }: Line): void {
    const isCompleted = isDone && status !== 'ABANDONED'
    this.findings.tasks.push({
      ...this.#templateOf(line),
      sourceId: this.#identify(identity),
      status: isCompleted ? 'DONE' : status,
      due,
      starts,
      completedOn: isCompleted ? completed : undefined,
      completedAt: isCompleted && completed ? this.#momentOf(completed) : undefined,
    })
  }

  #addRoutine({ identity, due, starts, status, ...line }: Line, repetition: Repetition): void {
    const start = due ?? starts ?? this.#today
    const leadDays = starts === undefined ? undefined : daysBetween(starts, start)
    this.findings.routines.push({
      ...this.#templateOf(line),
      sourceId: this.#identify(`repeats: ${identity}`),
      ...repetition,
      start,
      relativeDates: due === undefined && starts === undefined ? '' : undefined,
      leadDays: leadDays !== undefined && leadDays >= 0 && leadDays <= 366 ? leadDays : undefined,
      past:
        status === 'ACTIVE'
          ? [{ line: line.line, date: start, outcome: 'OPEN', isStarted: true }]
          : [],
    })
  }

  #templateOf({
    line,
    title,
    category,
    priority,
    created,
  }: Omit<Line, 'identity' | 'isDone' | 'completed'>) {
    const createdAt = created && this.#momentOf(created)
    return { line, title, category, priority, createdAt }
  }

  #read(text: string, line: number): Line {
    const found = ofDone.exec(text)
    const [start = '', letter, ...dates] = found ?? ofOpen.exec(text) ?? []
    const [completed, created] = (found === null ? [undefined, dates[0]] : dates).map((each) =>
      each === undefined ? undefined : this.#parseDay(each, line),
    )
    const isDone = found !== null
    const marks: Marks = isDone && letter === undefined ? {} : { priority: priorityIn(letter) }
    const words = text.slice(start.length).split(' ')
    const { title, identity } = this.#takeMarks(words, marks, { line, isDone })
    return { ...marks, line, isDone, completed, created, title, identity }
  }

  /** Moves the marks out of the words, and returns what is left of them. */
  #takeMarks(
    words: readonly string[],
    marks: Marks,
    place: { readonly line: number; readonly isDone: boolean },
  ): Pick<Line, 'title' | 'identity'> {
    const [title, identity]: [string[], string[]] = [[], []]
    const first = words.findIndex((word) => word !== '')
    for (const [index, word] of words.entries()) {
      const isMark = this.#takeMark(word, marks, place)
      if (!isMark) title.push(unescapeWord(word, index === first))
      if (!isMark || /^(?:\+|rec:)/.test(word)) identity.push(word)
    }
    return { title: title.join(' ').trim(), identity: identity.join(' ').trim() }
  }

  /** Whether a word is a mark. */
  #takeMark(
    word: string,
    marks: Marks,
    { line, isDone }: { line: number; isDone: boolean },
  ): boolean {
    if (word.startsWith('+')) return this.#takeProject(word, marks)
    const [, key, value = ''] = /^(due|t|rec|pri|h|status):(.+)$/u.exec(word) ?? []
    switch (key) {
      case 'due':
        return this.#takeDay('due', value, marks, line)
      case 't':
        return this.#takeDay('starts', value, marks, line)
      case 'rec':
        return this.#takeRepetition(value, marks, isDone)
      case 'pri':
        if (!isDone || !/^[A-Z]$/.test(value)) return false
        marks.priority = priorityIn(value)
        return true
      case 'h':
        if (value === '1') marks.isHidden = true
        return value === '1'
      case 'status':
        if (!Object.hasOwn(statusOf, value)) return false
        marks.status = statusOf[value] as TaskStatus
        return true
      default:
        return false
    }
  }

  #takeProject(word: string, marks: Marks): boolean {
    if (word === '+' || 'category' in marks) return false
    const category = this.#categories.get(word) ?? findCategory(word)
    if (category === undefined) return false
    this.#categories.set(word, category)
    marks.category = category
    return true
  }

  #takeDay(key: 'due' | 'starts', value: string, marks: Marks, line: number): boolean {
    // A word such as due:soon says something to a reader alone.
    if (!/^\d+-\d+-\d+$/.test(value) || key in marks) return false
    const day = this.#parseDay(value, line)
    if (day !== undefined) marks[key] = day
    return true
  }

  #parseDay(text: string, line: number): CalendarDate | undefined {
    const day = isoDay(text)
    if (day === undefined) this.findings.fault(line, `The date ${text} does not exist.`)
    return day
  }

  #takeRepetition(value: string, marks: Marks, isDone: boolean): boolean {
    // What is done repeats in another line.
    if (isDone) return true
    const repetition = parseRepetition(value)
    if (repetition === undefined || 'repetition' in marks) {
      this.findings.lose('repetitions')
      return false
    }
    marks.repetition = repetition
    return true
  }
}

/** @returns undefined for what cannot be the name of a category, such as `+1` */
function findCategory(project: string): string | undefined {
  return unlessRefused(() => parseCategoryName(categoryOf(project)))
}

function priorityIn(letter: string | undefined): Priority {
  return priorityOf[letter ?? ''] ?? 'LOW'
}
