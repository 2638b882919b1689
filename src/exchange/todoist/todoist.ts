// The CSV files in which Todoist keeps projects, as templates or backups. Columns are found by
// their names, because they have changed over the years. How dates are written is described in
// Todoist's help pages “Introduction to dates and time” and “Introduction to recurring dates”.
//
// | in the file | becomes |
// | --- | --- |
// | a row `task` | a task; with a date that repeats, a routine |
// | INDENT from 2 | the title “parent › child” |
// | PRIORITY 1, 2, 3 and 4 | URGENT, HIGH, MEDIUM: 4 is what a task has by itself |
// | the first `@label` in CONTENT | its category; without a label, its section is |
// | further labels, a section beside a label | words in the description; labels are told |
// | `* ` before CONTENT | nothing: it marks what cannot be ticked off |
// | DESCRIPTION, and the rows `note` that follow | the description |
// | a note that is a file, `[[file …]]` | nothing, and is told |
// | RESPONSIBLE, “Kai (1000001)” | the owner Kai |
// | DATE | the due date; or the rule of a routine, which begins today unless the text says when |
// | DEADLINE | the due date, and DATE then the day from which it is shown |
// | times of day, DURATION | nothing, and are told |
// | dates that are not understood, or not in English | words in the description, and are told |
// | AUTHOR, TIMEZONE, rows `meta` | nothing |
//
// A task is known again by its section, its parents and its text, with its count among equal ones.

import type { Priority } from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { type Row, readRows } from '../csv/rows.ts'
import { quote } from '../fields.ts'
import { newIdentities } from '../identity.ts'
import { type FileRecords, Findings, type ReadFile, type Reading } from '../records.ts'
import { type Cell, readWhen, type When } from './when.ts'

/** Reads a project of Todoist in CSV. */
export const readTodoist: ReadFile = (text, reading): FileRecords => {
  const project = new Project(reading)
  let columns: ReadonlyMap<string, number> | undefined
  for (const row of readRows(text, ',')) {
    if (project.findings.isTooLong) break
    if (row.fault !== undefined) {
      project.findings.fault(row.line, row.fault)
      // Without the names of the columns, no other row makes sense.
      if (columns === undefined) break
    } else if (row.cells.every((cell) => cell.trim() === '')) continue
    else if (columns === undefined) columns = parseHeader(row)
    else project.add(row, columns)
  }
  project.end()
  return project.findings
}

function parseHeader({ cells }: Row): ReadonlyMap<string, number> {
  const columns = new Map(cells.map((cell, index) => [cell.trim().toUpperCase(), index]))
  if (columns.has('TYPE') && columns.has('CONTENT')) return columns
  const names = cells.slice(0, 10).map(quote)
  throw usageError(
    `The first row of a file from Todoist has TYPE and CONTENT; this one has ${names.join(', ')}.`,
  )
}

const priorityOf: Readonly<Record<string, Priority>> = {
  1: 'URGENT',
  2: 'HIGH',
  3: 'MEDIUM',
  4: 'MEDIUM',
}

/** Todoist has five levels of tasks. */
const mostLevels = 10

/** How much of a parent's title the title of a child repeats. */
const longestParent = 200

/** A task whose notes may follow. */
type OpenTask = {
  readonly line: number
  readonly identity: string
  readonly title: string
  readonly category: string | undefined
  readonly priority: Priority | undefined
  readonly owner: string | undefined
  readonly when: When
  /** The parts of the description. */
  readonly texts: string[]
  /** What is said at the end of the description. */
  readonly remarks: readonly string[]
}

class Project {
  readonly findings = new Findings()
  readonly reading: Reading
  readonly known = new Map<string, When | undefined>()
  readonly #identify = newIdentities()
  #section = ''
  /** The titles of the tasks above, from the outermost. */
  #parents: string[] = []
  #open: OpenTask | undefined

  constructor(reading: Reading) {
    this.reading = reading
  }

  add(row: Row, columns: ReadonlyMap<string, number>): void {
    const cell = (name: string) => row.cells[columns.get(name) ?? -1]?.trim() ?? ''
    const type = cell('TYPE').toLowerCase()
    if (type === 'task') this.#addTask(row.line, cell)
    else if (type === 'note') this.#addNote(cell('CONTENT'))
    else if (type === 'section') this.#beginSection(cell('CONTENT'))
    else if (type !== 'meta' && !type.startsWith('view_style')) {
      const message = `The type ${quote(type)} is none of task, section and note.`
      this.findings.fault(row.line, message)
    }
  }

  /** Adds the task whose notes have come to an end. */
  end(): void {
    if (this.#open === undefined) return
    const { identity, when, texts, remarks, ...fields } = this.#open
    this.#open = undefined
    const { repetition, relativeDates, ...dates } = when
    const description = [...texts, remarks.join('\n')].filter((text) => text !== '').join('\n\n')
    const template = { ...fields, description: description || undefined, relativeDates }
    if (repetition === undefined) {
      this.findings.tasks.push({ ...template, ...dates, sourceId: this.#identify(identity) })
    } else {
      const sourceId = this.#identify(`repeats: ${identity}`)
      this.findings.routines.push({ ...template, ...repetition, sourceId, past: [] })
    }
  }

  #beginSection(name: string): void {
    this.end()
    this.#section = name
    this.#parents = []
  }

  #addNote(content: string): void {
    const file = content.endsWith(']]') ? content.indexOf('[[file ') : -1
    if (file >= 0) this.findings.lose('attachments')
    const text = file < 0 ? content : content.slice(0, file).trim()
    if (text === '') return
    // The notes of a task with a fault are left out with it.
    if (this.#open !== undefined) this.#open.texts.push(text)
    else if (this.#parents.length === 0) this.findings.lose('comments on the project')
  }

  #addTask(line: number, cell: Cell): void {
    this.end()
    const faults = this.findings.faults.length
    const level = this.#levelOf(cell('INDENT'), line)
    const priority = this.#priorityOf(cell('PRIORITY'), line)
    const { title, labels } = readContent(cell('CONTENT'))
    if (title === '') this.findings.fault(line, 'This task has no CONTENT.')
    const { when, remarks } = readWhen(cell, line, this)
    const parents = this.#parents.slice(0, level - 1)
    this.#parents = [...parents, cutParent(title)]
    if (this.findings.faults.length > faults) return
    const [label, ...others] = labels
    const section = this.#section === '' ? undefined : this.#section
    this.findings.lose('labels', others.length)
    this.#open = {
      line,
      identity: [this.#section, ...parents, cell('CONTENT')].join('\n'),
      title: [...parents, title].join(' › '),
      category: label ?? section,
      priority,
      owner:
        cell('RESPONSIBLE')
          .replace(/\(\d+\)$/, '')
          .trimEnd() || undefined,
      when,
      texts: [cell('DESCRIPTION')],
      remarks: [
        ...(others.length > 0 ? [`Labels: ${others.join(', ')}`] : []),
        ...(label !== undefined && section !== undefined ? [`Section: ${section}`] : []),
        ...remarks,
        ...this.#durationOf(cell),
      ],
    }
  }

  #levelOf(text: string, line: number): number {
    const level = Number(text || 1)
    if (/^\d*$/.test(text) && level >= 1 && level <= mostLevels) return level
    this.findings.fault(line, `INDENT is not a number from 1 to ${mostLevels}.`)
    return 1
  }

  #priorityOf(text: string, line: number): Priority | undefined {
    if (text === '') return undefined
    if (Object.hasOwn(priorityOf, text)) return priorityOf[text]
    this.findings.fault(line, 'PRIORITY is not a number from 1 to 4.')
    return undefined
  }

  #durationOf(cell: Cell): readonly string[] {
    // Where there is none, it is empty or “None”.
    if (!/^\d+$/.test(cell('DURATION'))) return []
    this.findings.lose('durations')
    return [`Duration: ${cell('DURATION')} ${cell('DURATION_UNIT')}`.trim()]
  }
}

/** The text of a task without its labels, unless it is nothing else. */
function readContent(content: string): { readonly title: string; readonly labels: string[] } {
  const text = content.replace(/^\* +/, '')
  if (!text.includes('@')) return { title: text, labels: [] }
  const labels = Array.from(text.matchAll(/(?<=^|\s)@(\S+)/g), ([, label = '']) => label)
  const title = text
    .replace(/(?<=^|\s)@\S+/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  return title === '' ? { title: text, labels: [] } : { title, labels: [...new Set(labels)] }
}

function cutParent(title: string): string {
  return title.length > longestParent ? `${title.slice(0, longestParent)}…` : title
}
