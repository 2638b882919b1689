import { parseChoice } from '../../domain/choice.ts'
import {
  type RoutineMode,
  routineModes,
  type TurnMode,
  turnModes,
} from '../../domain/routine/routine.ts'
import {
  type Domain,
  domains,
  type Effort,
  efforts,
  type TaskStatus,
  taskStatuses,
} from '../../domain/task.ts'
import { type CalendarDate, type Instant, parseInstant } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { isoDay } from '../days.ts'
import { quote } from '../fields.ts'

/**
 * The names under which Momentum writes what Taskwarrior has no place for. Taskwarrior keeps them
 * as attributes of the user, and shows them in `task info`.
 */
export const ownKeys = {
  isUrgent: 'momentumurgent',
  domain: 'momentumdomain',
  effort: 'momentumeffort',
  definitionOfDone: 'momentumdonemeans',
  isUnreviewed: 'momentumunreviewed',
  materials: 'momentummaterials',
  owner: 'momentumowner',
  isPrivate: 'momentumprivate',
  /** Of a task that is neither in the backlog nor active: why, and how it is. */
  status: 'momentumstatus',
  statusNote: 'momentumstatusnote',
  /** Days that Taskwarrior takes for none. */
  due: 'momentumdue',
  starts: 'momentumstarts',
  /** To the millisecond. */
  completedAt: 'momentumcompletedat',
  /** If it is not the day of that moment. */
  completedOn: 'momentumcompletedon',
  completedBy: 'momentumcompletedby',
  /** The moments of the annotations that are notes. */
  notes: 'momentumnotes',
  /** The day for which a time of a routine was planned, if it was moved. */
  planned: 'momentumplanned',
  /** The rule of a routine, if Taskwarrior says it in fewer words. */
  rule: 'momentumrule',
  /** The UUID and the mode of a routine whose rule Taskwarrior does not have, on its open task. */
  routine: 'momentumroutine',
  mode: 'momentummode',
  /** The moment of the annotation that says how it repeats. */
  repeats: 'momentumrepeats',
  leadDays: 'momentumleaddays',
  until: 'momentumuntil',
  turns: 'momentumturns',
  /** The names of those who take turns, as a list in JSON. */
  members: 'momentummembers',
} as const

const keys: ReadonlySet<string> = new Set(Object.values(ownKeys))

export function isOwnKey(key: string): boolean {
  return keys.has(key)
}

/** What Momentum wrote of a task, as far as it is there. */
export type Own = {
  readonly isUrgent: boolean
  readonly domain: Domain | undefined
  readonly effort: Effort | undefined
  readonly definitionOfDone: string | undefined
  readonly isUnreviewed: boolean
  readonly materials: string | undefined
  readonly owner: string | undefined
  readonly isPrivate: boolean
  readonly status: TaskStatus | undefined
  readonly statusNote: string | undefined
  readonly due: CalendarDate | undefined
  readonly starts: CalendarDate | undefined
  readonly completedAt: Instant | undefined
  readonly completedOn: CalendarDate | undefined
  readonly completedBy: string | undefined
  readonly notes: ReadonlySet<string>
  readonly planned: CalendarDate | undefined
  readonly rule: string | undefined
  readonly routine: string | undefined
  readonly mode: RoutineMode | undefined
  readonly repeats: string | undefined
  readonly leadDays: number | undefined
  readonly until: CalendarDate | undefined
  readonly turns: TurnMode | undefined
  readonly members: readonly string[] | undefined
}

/** Takes one value of a task, or tells why it makes no sense. */
export type Take = <Value>(
  key: string,
  parse: (value: unknown, key: string) => Value,
) => Value | undefined

export function readOwn(names: readonly string[], take: Take): Own {
  // Most files are not written by Momentum.
  if (!names.some(isOwnKey)) return nothing
  const word = <Word extends string>(key: string, words: readonly Word[]) =>
    take(key, (value) => parseChoice(key, parseText(value, key), words))
  return {
    isUrgent: take(ownKeys.isUrgent, parseYes) ?? false,
    domain: word(ownKeys.domain, domains),
    effort: word(ownKeys.effort, efforts),
    definitionOfDone: take(ownKeys.definitionOfDone, parseText),
    isUnreviewed: take(ownKeys.isUnreviewed, parseYes) ?? false,
    materials: take(ownKeys.materials, parseText),
    owner: take(ownKeys.owner, parseText),
    isPrivate: take(ownKeys.isPrivate, parseYes) ?? false,
    status: word(ownKeys.status, taskStatuses),
    statusNote: take(ownKeys.statusNote, parseText),
    due: take(ownKeys.due, parseDay),
    starts: take(ownKeys.starts, parseDay),
    completedAt: take(ownKeys.completedAt, parseMoment),
    completedOn: take(ownKeys.completedOn, parseDay),
    completedBy: take(ownKeys.completedBy, parseText),
    notes: new Set(take(ownKeys.notes, parseText)?.split(' ')),
    planned: take(ownKeys.planned, parseDay),
    rule: take(ownKeys.rule, parseText),
    routine: take(ownKeys.routine, parseText),
    mode: word(ownKeys.mode, routineModes),
    repeats: take(ownKeys.repeats, parseText),
    leadDays: take(ownKeys.leadDays, parseDays),
    until: take(ownKeys.until, parseDay),
    turns: word(ownKeys.turns, turnModes),
    members: take(ownKeys.members, parseNames),
  }
}

const nothing = readOwn([ownKeys.notes], () => undefined)

/** @throws MomentumError `usage` for what is no text of a task */
export function parseText(value: unknown, key: string): string {
  if (typeof value !== 'string') throw usageError(`“${key}” is not a text.`)
  if (value.isWellFormed() && !/[\0\ufffd]/.test(value)) return value
  throw usageError(`“${key}” contains an unreadable character.`)
}

function parseYes(value: unknown, key: string): boolean {
  const text = parseText(value, key)
  if (text === 'yes' || text === 'no' || text === '') return text === 'yes'
  throw usageError(`“${key}” is neither yes nor no: ${quote(text)}.`)
}

function parseDay(value: unknown, key: string): CalendarDate {
  const text = parseText(value, key)
  const day = isoDay(text)
  if (day !== undefined && day >= '0001') return day
  throw usageError(`“${key}” is not a date, such as 2026-12-01: ${quote(text)}.`)
}

function parseDays(value: unknown, key: string): number {
  const text = parseText(value, key)
  if (/^\d{1,3}$/.test(text) && Number(text) <= 366) return Number(text)
  throw usageError(`“${key}” is not a number of days: ${quote(text)}.`)
}

function parseMoment(value: unknown, key: string): Instant {
  const text = parseText(value, key)
  const moment = parseInstant(text)
  if (moment !== undefined && moment >= '0001') return moment
  throw usageError(`“${key}” is not a moment, such as 2026-12-01T18:30:00.000Z: ${quote(text)}.`)
}

function parseNames(value: unknown, key: string): readonly string[] {
  const names: unknown = parseJson(parseText(value, key))
  const isList = Array.isArray(names) && names.length <= 1000
  if (isList && names.every((name) => typeof name === 'string')) return names
  throw usageError(`“${key}” is not a list of names.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
