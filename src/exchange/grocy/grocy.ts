import type { TurnMode } from '../../domain/routine/routine.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { faultOf } from '../checked.ts'
import { dayOf, type Fields, flagOf, idOf, objectOf, quote, textOf } from '../fields.ts'
import { plainText } from '../plain-text.ts'
import { addChore, type Chore, loseNamed } from '../plan.ts'
import { Findings, type ReadFile, type TimeRecord } from '../records.ts'
import { type Grocy, type Line, nameOf, sortRecords } from './file.ts'
import { planOf } from './plan.ts'

/**
 * Reads what Grocy's API answers (`grocy.openapi.json`): a list of chores or tasks, one of them, or
 * several lists together in an object, whose keys may be any. Numbers may be texts.
 *
 * | Grocy | Momentum |
 * | --- | --- |
 * | chores: period_type, period_config, period_days, period_interval | a rule, as `plan.ts` says |
 * | next_estimated_execution_time | the first date, or a task's due date |
 * | next_execution_assigned_to_user_id; assignment_type | owner; how turns are taken |
 * | active 0 | ended |
 * | the journal of chores | the times of a routine that are over |
 * | tasks: done, done_timestamp, due_date | done, on that day; due date |
 * | category, or the name of category_id | category |
 *
 * Times have no time zone, so only their days are read. 31 December 2999 is no date. The list of
 * chores that are due next names no periods, so a chore that is nowhere else becomes a task.
 *
 * @throws MomentumError `usage` for a file that is not JSON
 */
export const readGrocy: ReadFile = (text, reading) => {
  const findings = new Findings()
  const file = sortRecords(text, reading, findings)
  readEach(file.chores, findings, (line) => readChore(line, file))
  readEach([...file.next.values()], findings, (line) => readNext(line, file))
  readEach(file.tasks, findings, (line) => readTask(line, file))
  const others = [...file.journal.values()].flat().length
  findings.lose('earlier times of chores that are not in the file', others)
  findings.faults.sort((one, other) => one.line - other.line)
  return findings
}

function readEach(lines: readonly Line[], findings: Findings, read: (line: Line) => void): void {
  for (const line of lines) {
    try {
      read(line)
    } catch (error) {
      findings.fault(line.line, faultOf(error))
    }
  }
}

function readChore({ line, fields: record }: Line, file: Grocy): void {
  const { findings, reading } = file
  // The details of a chore are around it.
  const fields = objectOf(record, 'chore') ?? record
  const id = idOf(fields, 'id')
  const title = textOf(fields, 'name')
  if (id === undefined) throw usageError('This chore has no “id”.')
  if (title === undefined) throw usageError('This chore has no “name”.')
  const sourceId = identify('chore', id, file)
  const planned = file.next.get(id)?.fields
  file.next.delete(id)
  const moved = dateOf(fields, 'rescheduled_date')
  const next =
    moved ??
    dateOf(planned ?? {}, 'next_estimated_execution_time') ??
    dateOf(record, 'next_estimated_execution_time')
  const plan = planOf(fields, { next, start: dateOf(fields, 'start_date'), today: reading.today })
  const owner =
    idOf(fields, 'next_execution_assigned_to_user_id') ??
    idOf(planned ?? {}, 'next_execution_assigned_to_user_id')
  const isActive = flagOf(fields, 'active') ?? true
  const chore: Chore = {
    ...templateOf({ line, fields }, title, owner, file),
    sourceId,
    due: next,
    ...turnsOf(fields, file),
    isActive,
    past: timesOf(id, file),
  }
  const isUntimed = plan === 'never' && isActive
  if (isUntimed) findings.lose('chores that are done again and again at no fixed time')
  // By the calendar, the first date is one of the rule.
  const isOfRule = plan !== 'never' && 'rule' in plan && plan.mode === 'CALENDAR'
  if (moved !== undefined && isOfRule) findings.lose('days to which chores were moved')
  if (flagOf(fields, 'consume_product_on_execution')) findings.lose('products')
  addChore(findings, 'Grocy', chore, { plan })
}

/** Reads a chore of which only the next day is known. */
function readNext({ line, fields }: Line, file: Grocy): void {
  const id = idOf(fields, 'chore_id')
  const title = textOf(fields, 'chore_name')
  if (id === undefined) throw usageError('This chore has no “chore_id”.')
  if (title === undefined) throw usageError('This chore has no “chore_name”.')
  const owner = idOf(fields, 'next_execution_assigned_to_user_id')
  file.findings.lose('repetitions, which are only in the answer to /api/objects/chores')
  file.findings.tasks.push({
    ...templateOf({ line, fields }, title, owner, file),
    sourceId: identify('chore', id, file),
    due: dateOf(fields, 'next_estimated_execution_time'),
  })
}

function readTask({ line, fields }: Line, file: Grocy): void {
  const id = idOf(fields, 'id')
  const title = textOf(fields, 'name')
  if (id === undefined) throw usageError('This task has no “id”.')
  if (title === undefined) throw usageError('This task has no “name”.')
  const isDone = flagOf(fields, 'done') ?? false
  const done = dateOf(fields, 'done_timestamp')
  file.findings.tasks.push({
    ...templateOf({ line, fields }, title, idOf(fields, 'assigned_to_user_id'), file),
    sourceId: identify('task', id, file),
    category: categoryOf(fields, file),
    due: dateOf(fields, 'due_date'),
    ...(isDone ? { status: 'DONE', ...doneOn(done, file) } : {}),
  })
}

/** @throws MomentumError `usage` for the second one with a number */
function identify(kind: 'chore' | 'task', id: string, { seen }: Grocy): string {
  const sourceId = `${kind}/${id}`
  if (seen.has(sourceId)) throw usageError(`The ${kind} ${id} is in the file twice.`)
  seen.add(sourceId)
  return sourceId
}

/** What Grocy gives to a chore or a task, but for its identity. */
function templateOf({ line, fields }: Line, title: string, owner: string | undefined, file: Grocy) {
  const description = textOf(fields, 'description')
  const own = objectOf(fields, 'userfields') ?? {}
  const filled = Object.values(own).filter((value) => value !== null && value !== '')
  file.findings.lose('userfields', filled.length)
  return {
    line,
    title,
    description: description && plainText(description),
    owner: owner && nameOf(file, owner),
  }
}

/** A day, but for the one that Grocy writes for none. */
function dateOf(fields: Fields, key: string): CalendarDate | undefined {
  const day = dayOf(fields, key)
  return day === '2999-12-31' ? undefined : day
}

const assignments: ReadonlyMap<string, TurnMode> = new Map([
  ['no-assignment', 'NONE'],
  ['who-least-did-first', 'LEAST'],
  ['random', 'LEAST'],
  ['in-alphabetical-order', 'ROTATE'],
])

function turnsOf(fields: Fields, file: Grocy): Pick<Chore, 'turns' | 'members'> {
  const type = textOf(fields, 'assignment_type') ?? 'no-assignment'
  const turns = assignments.get(type)
  if (turns === undefined) loseNamed(file.findings, `turns of the kind ${quote(type)}`)
  // A single member is a number in newer versions.
  const { assignment_config: config } = fields
  const ids =
    typeof config === 'number' ? String(config) : (textOf(fields, 'assignment_config') ?? '')
  const members = ids.split(',').flatMap((id) => (id.trim() === '' ? [] : nameOf(file, id.trim())))
  return { turns: turns ?? 'NONE', members: turns === 'ROTATE' ? members.sort() : members }
}

/** The name of a task's category, or its number if the file does not say the name. */
function categoryOf(fields: Fields, { categories }: Grocy): string | undefined {
  const category = objectOf(fields, 'category')
  const id = idOf(fields, 'category_id')
  const name = category && textOf(category, 'name')
  return name ?? (id && (categories.get(id) ?? `Category ${id}`))
}

/** The times of a chore that are over, in the order of their dates. */
function timesOf(id: string, file: Grocy): readonly TimeRecord[] {
  const lines = file.journal.get(id) ?? []
  const times: TimeRecord[] = []
  readEach(lines, file.findings, (line) => times.push(...timeOf(line, file)))
  file.journal.delete(id)
  return times.sort((one, other) => (one.date < other.date ? -1 : Number(one.date > other.date)))
}

function timeOf({ line, fields }: Line, file: Grocy): readonly TimeRecord[] {
  if (flagOf(fields, 'undone')) return []
  const on = dateOf(fields, 'tracked_time')
  const date = dateOf(fields, 'scheduled_execution_time') ?? on
  if (date === undefined) throw usageError('This time in the journal has no “tracked_time”.')
  const sourceId = idOf(fields, 'id')
  if (flagOf(fields, 'skipped')) return [{ line, sourceId, date, outcome: 'SKIPPED' }]
  const by = idOf(fields, 'done_by_user_id')
  const completedBy = by && nameOf(file, by)
  return [{ line, sourceId, date, outcome: 'DONE', ...doneOn(on, file), completedBy }]
}

/** When something was done, of which only the day is known. */
function doneOn(day: CalendarDate | undefined, { momentOf }: Grocy) {
  return { completedOn: day, completedAt: day && momentOf(day) }
}
