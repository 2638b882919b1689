import type { CalendarDate, Instant } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { faultOf } from '../checked.ts'
import { momentsOf } from '../days.ts'
import { type Fields, idOf, isFields, parseFields, textOf } from '../fields.ts'
import { jsonTables } from '../json-records.ts'
import type { Findings, Reading } from '../records.ts'

/** An object of the file and the line where it begins. */
export type Line = { readonly line: number; readonly fields: Fields }

/** What a file has, sorted by what it is. */
export type Grocy = {
  readonly reading: Reading
  readonly findings: Findings
  /** A moment of a day. */
  readonly momentOf: (day: CalendarDate) => Instant
  /** Chores with their periods, alone or with details around them. */
  readonly chores: readonly Line[]
  /** When chores are due next, by their numbers. */
  readonly next: Map<string, Line>
  readonly tasks: readonly Line[]
  /** When chores were done, by their numbers. */
  readonly journal: Map<string, Line[]>
  /** The names of members, by their numbers. */
  readonly names: ReadonlyMap<string, string>
  /** The names of categories, by their numbers. */
  readonly categories: ReadonlyMap<string, string>
  /** The identities of the chores and tasks that were read. */
  readonly seen: Set<string>
}

/** The name of a member; the number if the file does not say it. */
export function nameOf({ names }: Grocy, id: string): string {
  return names.get(id) ?? id
}

/**
 * Sorts the objects of a file.
 *
 * @throws MomentumError `usage` for a file that is not JSON
 */
export function sortRecords(text: string, reading: Reading, findings: Findings): Grocy {
  const sorter = new Sorter()
  for (const { line, value, fault, key } of jsonTables(text, isRecord)) {
    if (findings.isTooLong) break
    try {
      if (fault !== undefined) throw usageError(fault)
      sorter.sort({ line, fields: parseFields(value) }, key)
    } catch (error) {
      findings.fault(line, faultOf(error))
    }
  }
  return { reading, findings, momentOf: momentsOf(reading), seen: new Set(), ...sorter }
}

/** Whether an object with these keys is a chore or a task, and not lists of them. */
function isRecord(keys: ReadonlySet<string>): boolean {
  return keys.has('name') || keys.has('chore') || keys.has('chore_id')
}

class Sorter {
  readonly chores: Line[] = []
  readonly next = new Map<string, Line>()
  readonly tasks: Line[] = []
  readonly journal = new Map<string, Line[]>()
  readonly names = new Map<string, string>()
  readonly categories = new Map<string, string>()

  sort(record: Line, key: string | undefined): void {
    const { fields } = record
    for (const embedded of embeddedMembers) this.#addMember(fields[embedded])
    const chore = idOf(fields, 'chore_id')
    if (chore !== undefined && 'tracked_time' in fields) this.#addTime(chore, record)
    else if (chore !== undefined) this.#addNext(chore, record)
    else if ('username' in fields) this.#addMember(fields)
    else if ('period_type' in fields || 'chore' in fields || key === 'chores')
      this.chores.push(record)
    else if ('due_date' in fields || 'done' in fields || key === 'tasks') this.tasks.push(record)
    else if (key === 'task_categories') this.#addCategory(fields)
    else throw usageError('This is neither a chore nor a task.')
  }

  #addMember(fields: unknown): void {
    if (!isFields(fields)) return
    const id = idOf(fields, 'id')
    const parts = ['first_name', 'last_name'].flatMap((part) => textOf(fields, part) ?? [])
    const whole = parts.length > 0 ? parts.join(' ') : undefined
    const name = textOf(fields, 'display_name') ?? whole ?? textOf(fields, 'username')
    if (id !== undefined && name !== undefined) this.names.set(id, name.trim())
  }

  #addTime(chore: string, record: Line): void {
    const times = this.journal.get(chore)
    if (times) times.push(record)
    else this.journal.set(chore, [record])
  }

  #addNext(chore: string, record: Line): void {
    if (this.next.has(chore)) throw usageError(`The chore ${chore} is in the file twice.`)
    this.next.set(chore, record)
  }

  #addCategory(fields: Fields): void {
    const id = idOf(fields, 'id')
    const name = textOf(fields, 'name')
    if (id !== undefined && name !== undefined) this.categories.set(id, name.trim())
  }
}

/** The fields of a chore or a task that hold a member. */
const embeddedMembers = ['next_execution_assigned_user', 'assigned_to_user', 'last_done_by']
