import { listed } from '../../domain/choice.ts'
import { MomentumError, usageError } from '../../errors.ts'
import { type Fields, isFields, quote } from '../fields.ts'
import type { Findings } from '../records.ts'
import type { Moment, ReadMoment } from './moments.ts'
import { isOwnKey, type Own, parseText, readOwn, type Take } from './own.ts'
import { isRecurrence } from './recurrence.ts'

const statuses = ['pending', 'waiting', 'completed', 'deleted', 'recurring'] as const
type Status = (typeof statuses)[number]

/** What somebody wrote down about a task. */
export type Annotation = { readonly entry: Moment | undefined; readonly text: string }

/** A task as a file of Taskwarrior describes it. */
export type Item = {
  readonly line: number
  /** In lower case. */
  readonly uuid: string | undefined
  readonly description: string
  readonly status: Status
  readonly entry: Moment | undefined
  readonly modified: Moment | undefined
  readonly end: Moment | undefined
  readonly start: Moment | undefined
  readonly due: Moment | undefined
  readonly wait: Moment | undefined
  readonly scheduled: Moment | undefined
  readonly until: Moment | undefined
  readonly project: string | undefined
  readonly priority: string | undefined
  readonly tags: readonly string[]
  readonly annotations: readonly Annotation[]
  /** UUIDs in lower case. */
  readonly depends: readonly string[]
  readonly recur: string | undefined
  readonly isChained: boolean
  /** The UUID of the recurring task that made it. */
  readonly parent: string | undefined
  /** What Momentum wrote. */
  readonly own: Own
  /** How many attributes are none of Taskwarrior's or Momentum's. */
  readonly others: number
}

/** Whether a task is neither completed nor deleted. */
export function isOpenItem({ status }: Pick<Item, 'status'>): boolean {
  return status !== 'completed' && status !== 'deleted'
}

/** Returns the function that takes values of an object, and collects the faults. */
function openTake(fields: Fields, line: number, findings: Findings): Take {
  return (key, parse) => {
    if (!Object.hasOwn(fields, key)) return undefined
    try {
      return parse(fields[key], key)
    } catch (error) {
      if (!(error instanceof MomentumError)) throw error
      findings.fault(line, error.message)
      return undefined
    }
  }
}

/**
 * Reads an object, and refuses what Taskwarrior refuses.
 *
 * @returns undefined for one with a fault, which is told
 */
export function readItem(
  fields: Fields,
  line: number,
  readMoment: ReadMoment,
  findings: Findings,
): Item | undefined {
  const faults = findings.faults.length
  const take = openTake(fields, line, findings)
  const description = take('description', parseText)
  if (description === undefined && !Object.hasOwn(fields, 'description')) {
    findings.fault(line, 'The description is missing.')
  } else if (description?.trim() === '') {
    findings.fault(line, 'The description is empty.')
  }
  const names = Object.keys(fields)
  const moment = (key: string) => take(key, readMoment)
  const status = take('status', parseStatus) ?? 'pending'
  const item: Item = {
    line,
    uuid: take('uuid', parseUuid),
    description: description ?? '',
    status,
    entry: moment('entry'),
    modified: moment('modified'),
    end: moment('end'),
    start: moment('start'),
    due: moment('due'),
    wait: moment('wait'),
    scheduled: moment('scheduled'),
    until: moment('until'),
    project: take('project', parseText),
    priority: take('priority', parseText),
    tags: take('tags', parseTags) ?? [],
    annotations: take('annotations', (value) => parseAnnotations(value, readMoment)) ?? [],
    depends: take('depends', parseDepends) ?? [],
    recur: take('recur', parseRecurrence),
    isChained: take('rtype', parseText) === 'chained',
    parent: take('parent', parseText)?.toLowerCase(),
    own: readOwn(names, take),
    others: names.filter((key) => isOther(key, fields[key])).length,
  }
  if (item.recur !== undefined && item.due === undefined && !Object.hasOwn(fields, 'due')) {
    findings.fault(line, 'A recurring task must have a “due” date.')
  }
  return findings.faults.length === faults ? item : undefined
}

/** What Taskwarrior keeps for itself, and what is read above. */
const known: ReadonlySet<string> = new Set([
  ...['id', 'uuid', 'description', 'status', 'entry', 'modified', 'modification', 'end', 'start'],
  ...['due', 'wait', 'scheduled', 'until', 'project', 'priority', 'tags', 'annotations', 'depends'],
  ...['recur', 'rtype', 'parent', 'imask', 'mask', 'last', 'template', 'urgency'],
])

function isOther(key: string, value: unknown): boolean {
  return !known.has(key) && !isOwnKey(key) && value !== null && value !== ''
}

function parseStatus(value: unknown, key: string): Status {
  const text = parseText(value, key)
  const status = statuses.find((each) => each === text)
  if (status !== undefined) return status
  throw usageError(`There is no ${key} ${quote(text)}: choose ${listed(statuses)}.`)
}

function parseUuid(value: unknown, key: string): string {
  const uuid = parseText(value, key).toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) return uuid
  throw usageError(`“${key}” is not a UUID: ${quote(uuid)}.`)
}

function parseRecurrence(value: unknown, key: string): string | undefined {
  const recur = parseText(value, key).trim()
  if (recur === '') return undefined
  if (isRecurrence(recur)) return recur
  throw usageError(`“${key}” is not a recurrence, such as weekly or 3d: ${quote(recur)}.`)
}

/** The texts of a list, or of one text with commas, as older versions write it. */
function parseList(value: unknown, key: string): readonly string[] {
  if (typeof value === 'string') return value.split(',').filter((text) => text.trim() !== '')
  if (!Array.isArray(value)) throw usageError(`“${key}” is not a list.`)
  return value.map((text) => {
    if (typeof text === 'string') return parseText(text, key)
    throw usageError(`“${key}” is not a list of texts.`)
  })
}

function parseTags(value: unknown, key: string): readonly string[] {
  return parseList(parseOneText(value, key), key).filter((tag) => tag.trim() !== '')
}

function parseDepends(value: unknown, key: string): readonly string[] {
  const uuids = parseList(parseOneText(value, key), key)
  return [...new Set(uuids.map((uuid) => uuid.trim().toLowerCase()))]
}

function parseOneText(value: unknown, key: string): unknown {
  return typeof value === 'string' ? parseText(value, key) : value
}

function parseAnnotations(value: unknown, readMoment: ReadMoment): readonly Annotation[] {
  if (!Array.isArray(value)) throw usageError('“annotations” is not a list.')
  return value.map((annotation: unknown) => {
    if (!isFields(annotation)) throw usageError('“annotations” is not a list of objects.')
    const { entry, description } = annotation
    if (description === undefined) throw usageError('An annotation has no description.')
    return {
      entry: entry === undefined ? undefined : readMoment(entry, 'entry of an annotation'),
      text: parseText(description, 'description of an annotation'),
    }
  })
}
