import { parseChoice } from '../domain/choice.ts'
import { domains, efforts, priorities, taskFields, taskStatuses } from '../domain/task.ts'
import { keepsNote } from '../domain/task-status.ts'
import { type CalendarDate, type Instant, parseInstant } from '../domain/time.ts'
import { MomentumError, usageError } from '../errors.ts'
import { isoDay, momentsOf } from './days.ts'
import { newIdentities } from './identity.ts'
import { Findings, type Reading, type TaskRecord } from './records.ts'

/** What a record says, by the keys of a task in JSON. `null` and blank texts say nothing. */
export type TaskValues = Readonly<Record<string, unknown>>

/** The keys of tasks in JSON; numbers among them mean nothing in another household. */
const known: ReadonlySet<string> = new Set([...taskFields, 'turn_names', 'rule'])

/** How many unknown keys are told by their names. */
const mostNamed = 30

/** Reads the tasks of one file from their JSON keys, and collects what is found. */
export class TaskObjects {
  readonly findings = new Findings()
  readonly #identify = newIdentities()
  readonly #momentOf: (day: CalendarDate) => Instant

  constructor(reading: Reading) {
    this.#momentOf = momentsOf(reading)
  }

  /** Adds the task that begins on a line, unless it has a fault. */
  add(values: TaskValues, line: number): void {
    const faults = this.findings.faults.length
    const record = this.#read(values, line)
    if (this.findings.faults.length > faults) return
    const sourceId = record.uuid ?? this.#identify(JSON.stringify({ ...record, line: undefined }))
    this.findings.tasks.push(Object.assign(record, { sourceId }))
    this.#tellLost(values, record)
  }

  #read(values: TaskValues, line: number): Omit<TaskRecord, 'sourceId'> {
    const take = <Value>(key: string, parse: (value: unknown, key: string) => Value) => {
      const value = values[key]
      if (saysNothing(value)) return undefined
      try {
        return parse(value, key)
      } catch (error) {
        this.findings.fault(line, faultOf(error))
        return undefined
      }
    }
    const word = <Word extends string>(key: string, words: readonly Word[]) =>
      take(key, (value) => parseChoice(key, parseText(value, key), words))
    if (saysNothing(values.title)) this.findings.fault(line, 'The title is missing.')
    const status = word('status', taskStatuses)
    return {
      line,
      uuid: take('uuid', parseUuid),
      title: take('title', parseText) ?? '',
      description: take('description', parseText),
      domain: word('domain', domains),
      effort: word('effort', efforts),
      definitionOfDone: take('definition_of_done', parseText),
      reviewed: take('reviewed', parseBoolean),
      materials: take('materials_needed', parseText),
      owner: take('owner', parseText),
      category: take('category', parseText),
      priority: word('priority', priorities),
      due: take('due_date', parseDay),
      starts: take('starts_on', parseDay),
      private: take('private', parseBoolean),
      status,
      statusNote: takeIf(keepsNote(status ?? 'BACKLOG'), take('status_note', parseText)),
      ...this.#completionOf(status === 'DONE', {
        completedAt: take('completed_at', parseMoment),
        completedOn: take('completed_on', parseDay) ?? unknownDay(values),
        completedBy: take('completed_by', parseText),
      }),
      createdAt: take('created_at', parseMoment),
      updatedAt: take('updated_at', parseMoment),
    }
  }

  #completionOf(isDone: boolean, completion: Completion): Completion {
    if (!isDone) return {}
    const { completedAt, completedOn } = completion
    if (completedAt !== undefined || !completedOn) return completion
    return { ...completion, completedAt: this.#momentOf(completedOn) }
  }

  #tellLost(values: TaskValues, { status, statusNote }: Pick<TaskRecord, 'status' | 'statusNote'>) {
    const says = (key: string) => !saysNothing(values[key])
    if (says('routine') || says('rule')) this.findings.lose('routines')
    if (says('status_note') && statusNote === undefined) {
      this.findings.lose('notes on tasks that are active or done')
    }
    if (status !== 'DONE' && ['completed_at', 'completed_on', 'completed_by'].some(says)) {
      this.findings.lose('completions of tasks that are not done')
    }
    for (const key of Object.keys(values)) {
      if (!known.has(key) && says(key)) this.findings.lose(this.#nameOf(key))
    }
  }

  #nameOf(key: string): string {
    if (key === '') return 'columns without a name'
    const name = key.length > 40 ? `${key.slice(0, 39)}…` : key
    const { lost } = this.findings
    return lost.has(name) || lost.size < mostNamed ? name : 'other fields'
  }
}

/** null if a task says when it was done, and that nobody knows the day. */
function unknownDay(values: TaskValues): null | undefined {
  return 'completed_on' in values && !saysNothing(values.completed_at) ? null : undefined
}

type Completion = Pick<TaskRecord, 'completedAt' | 'completedOn' | 'completedBy'>

/** What is wrong with a value, in words. @throws what is no error about a value */
function faultOf(error: unknown): string {
  if (!(error instanceof MomentumError)) throw error
  return error.hint === undefined ? error.message : `${error.message} ${error.hint.lead}`
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'string' && value.trim() === ''
}

function takeIf<Value>(isTaken: boolean, value: Value | undefined): Value | undefined {
  return isTaken ? value : undefined
}

function parseText(value: unknown, key: string): string {
  if (typeof value !== 'string') throw usageError(`“${key}” is not a text.`)
  if (value.isWellFormed() && !/[\0\ufffd]/.test(value)) return value
  throw usageError(`“${key}” contains an unreadable character.`)
}

function parseBoolean(value: unknown, key: string): boolean {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (word === 'true' || word === 'false') return word === 'true'
  throw usageError(`“${key}” is neither true nor false.`)
}

function parseUuid(value: unknown, key: string): string {
  const uuid = parseText(value, key).trim().toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) return uuid
  throw usageError(`“${key}” is not a UUID.`)
}

function parseDay(value: unknown, key: string): CalendarDate {
  const day = isoDay(parseText(value, key).trim())
  if (day !== undefined) return day
  throw usageError(`“${key}” is not a date, such as 2026-12-01.`)
}

function parseMoment(value: unknown, key: string): Instant {
  const moment = parseInstant(parseText(value, key))
  if (moment !== undefined && moment >= '0001') return moment
  throw usageError(`“${key}” is not a moment, such as 2026-12-01T18:30:00.000Z.`)
}
