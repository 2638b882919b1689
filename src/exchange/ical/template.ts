import { domains, efforts, type Priority } from '../../domain/task.ts'
import type { Findings, Template } from '../records.ts'
import type { Todo } from './components.ts'
import { type Line, readTexts } from './lines.ts'
import { instantOf } from './times.ts'
import {
  lineOf,
  linesOf,
  numberOf,
  type Reader,
  readText,
  readWord,
  textOf,
  timeOf,
} from './todo.ts'
import { doneMeans } from './write-todo.ts'

/** Reads what tasks and routines have in common, apart from their title. */
export function readTemplate(todo: Todo, reader: Reader): Omit<Template, 'title' | 'sourceId'> {
  const { findings, reading } = reader
  const done = textOf(todo, 'X-MOMENTUM-DONE-MEANS')
  const notes = linesOf(todo, 'X-MOMENTUM-NOTE').flatMap((line) => readText(line) ?? [])
  const [category, ...others] = linesOf(todo, 'CATEGORIES').flatMap(({ value }) => readTexts(value))
  findings.lose('categories', others.length)
  loseOthers(todo, findings)
  const created = timeOf(todo, 'CREATED', reader)
  const updated = timeOf(todo, 'LAST-MODIFIED', reader) ?? timeOf(todo, 'DTSTAMP', reader)
  return {
    line: todo.line,
    description: readDescription(todo, done, notes),
    notes: notes.length > 0 ? notes : undefined,
    domain: readWord(todo, 'X-MOMENTUM-DOMAIN', domains),
    effort: readWord(todo, 'X-MOMENTUM-EFFORT', efforts),
    definitionOfDone: done,
    materials: textOf(todo, 'RESOURCES'),
    owner: textOf(todo, 'X-MOMENTUM-OWNER'),
    category,
    priority: readPriority(todo),
    private: isOurPrivate(todo) || undefined,
    createdAt: created && instantOf(created, reading),
    updatedAt: updated && instantOf(updated, reading),
  }
}

function isOurPrivate(todo: Todo): boolean {
  return lineOf(todo, 'X-MOMENTUM-PRIVATE')?.value.trim().toUpperCase() === 'TRUE'
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

/** @param notes those of our own, each of which is a comment, too */
function readDescription(
  todo: Todo,
  done: string | undefined,
  notes: readonly string[],
): string | undefined {
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
    ...named('COMMENT', '').filter((text) => !notes.some((note) => text.endsWith(`: ${note}`))),
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
