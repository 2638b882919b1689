import { parseCategoryName } from '../domain/category.ts'
import {
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  parseNote,
  parseTitle,
  type TaskDraft,
  type TaskStatus,
} from '../domain/task.ts'
import { keepsNote } from '../domain/task-status.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import { MomentumError, usageError } from '../errors.ts'
import { oneLine } from './one-line.ts'
import type { Reading, TaskRecord, Template } from './records.ts'

/** What a record gives to a task or a routine, checked as if it had been typed. */
export type CheckedTemplate = Partial<
  Pick<
    TaskDraft,
    | 'description'
    | 'domain'
    | 'effort'
    | 'definition_of_done'
    | 'reviewed'
    | 'materials_needed'
    | 'priority'
    | 'private'
  >
> &
  Pick<TaskDraft, 'title'>

/** What a record says of the state of a task. */
export type CheckedState = {
  readonly status?: TaskStatus
  readonly status_note?: string | null
  readonly due_date?: CalendarDate
  readonly starts_on?: CalendarDate
  readonly completed_at?: Instant | null
  readonly completed_on?: CalendarDate | null
}

/** A checked record of a task or a routine. */
export type Checked<Fields> = {
  readonly fields: Fields
  /** The rest of a description that is too long, in parts. */
  readonly notes: readonly string[]
  /** Undefined if there is none, or it cannot be the name of a category. */
  readonly category: string | undefined
}

/**
 * Checks what tasks and routines have in common. A title that is too long goes on in the
 * description, a description in notes.
 *
 * @throws MomentumError `usage` for a text that nobody could have typed
 */
export function checkTemplate(record: Template): Checked<CheckedTemplate> {
  const { title, rest } = cutTitle(record.title)
  const done = record.definitionOfDone && cutText(record.definitionOfDone.trim())
  const materials = record.materials && cutText(record.materials.trim())
  const category = record.category === undefined ? undefined : readCategory(record.category)
  const isNoCategory = record.category !== undefined && category === undefined
  const texts = [
    rest,
    record.description?.trim(),
    ...(done ? done.slice(1) : []),
    ...(materials ? materials.slice(1) : []),
    isNoCategory ? `Category: ${record.category?.trim()}` : '',
  ].filter((text) => text !== undefined && text !== '')
  const [description, ...notes] = texts.length > 0 ? cutText(texts.join('\n\n')) : []
  if (notes.length > mostNotes) {
    throw usageError(`“${title}” is longer than ${mostNotes * textLength} characters.`)
  }
  return {
    fields: {
      title,
      ...given('description', description && parseDescription(description)),
      ...given('domain', record.domain),
      ...given('effort', record.effort),
      ...(done
        ? {
            definition_of_done: parseDefinitionOfDone(done[0] ?? ''),
            reviewed: record.reviewed ?? true,
          }
        : {}),
      ...given('materials_needed', materials && parseMaterials(materials[0] ?? '')),
      ...given('priority', record.priority),
      ...given('private', record.private),
    },
    notes: [...notes, ...(record.notes ?? []).flatMap((note) => cutText(note))].map(parseNote),
    category,
  }
}

/**
 * Checks the state of a task. What is done in the future is done now.
 *
 * @throws MomentumError `usage`
 */
export function checkState(record: TaskRecord, reading: Reading): CheckedState {
  const { status } = record
  return {
    ...given('status', status),
    ...(status && record.statusNote && keepsNote(status)
      ? { status_note: parseNote(record.statusNote) }
      : {}),
    ...given('due_date', record.due),
    ...given('starts_on', record.starts),
    ...(status === 'DONE' ? completionOf(record, reading) : {}),
  }
}

/** When something was done. Without a moment, it is the moment of the import. */
export function completionOf(
  { completedAt, completedOn }: Pick<TaskRecord, 'completedAt' | 'completedOn'>,
  { now, today, dayOf }: Reading,
): { readonly completed_at: Instant; readonly completed_on: CalendarDate | null } {
  const at = completedAt !== undefined && completedAt < now ? completedAt : now
  if (completedOn === null) return { completed_at: at, completed_on: null }
  const known = completedAt ?? completedOn
  const on = completedOn ?? (known === undefined ? undefined : dayOf(new Date(at)))
  return { completed_at: at, completed_on: on === undefined ? null : on < today ? on : today }
}

/** The sentence of what is wrong with a record. @throws what is no error about a value */
export function faultOf(error: unknown): string {
  if (error instanceof MomentumError && error.code !== 'database') return oneLine(error.message)
  throw error
}

/** The longest text of a title, in characters. */
const titleLength = 200
/** The longest text of every other field, in characters. */
const textLength = 1000

/** Into how many notes a description may go on. */
const mostNotes = 20

/** A title on one line, and what does not fit. @throws MomentumError `usage` for an empty one */
function cutTitle(text: string): { readonly title: string; readonly rest: string } {
  const plain = text.replace(unprintable, ' ')
  // A title that is one line already stays as it is, so that it comes back as it was exported.
  const line = (plain === text ? text : plain.replace(/ {2,}/g, ' ')).trim().normalize('NFC')
  if (!isLongerThan(line, titleLength)) return { title: parseTitle(line), rest: '' }
  const [first = '', ...others] = cutText(line, titleLength - 1)
  return { title: parseTitle(`${first}…`), rest: `… ${others.join(' ')}` }
}

/** Line breaks, tabs and control characters. */
const unprintable = /[^ -~\xa0-\u2027\u202a-\uffff]+/g

/** Cuts a text into parts that a field has room for, between lines or words where that works. */
function cutText(text: string, most = textLength): readonly string[] {
  const parts: string[] = []
  let rest = text.normalize('NFC').trim()
  while (isLongerThan(rest, most)) {
    const fits = [...rest.slice(0, 2 * most)].slice(0, most).join('')
    const end = [fits.lastIndexOf('\n'), fits.lastIndexOf(' ')].find((at) => at > fits.length / 2)
    const part = fits.slice(0, end ?? fits.length)
    if (part.trim() !== '') parts.push(part.trim())
    rest = rest.slice(part.length).trim()
  }
  return rest === '' ? parts : [...parts, rest]
}

function isLongerThan(text: string, most: number): boolean {
  return text.length > most && [...text.slice(0, 2 * most + 1)].length > most
}

/** @returns undefined for what cannot be a name: a number, or a long text */
function readCategory(text: string): string | undefined {
  try {
    return parseCategoryName(text)
  } catch (error) {
    if (error instanceof MomentumError) return undefined
    throw error
  }
}

function given<Key extends string, Value>(key: Key, value: Value | undefined | '') {
  return (value === undefined || value === '' ? {} : { [key]: value }) as {
    [Name in Key]?: Value
  }
}
