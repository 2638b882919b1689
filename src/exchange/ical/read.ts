import { parseChoice } from '../../domain/choice.ts'
import { toDay } from '../../domain/routine/day.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { turnModes } from '../../domain/routine/routine.ts'
import { dateAfter, firstDate, type Schedule } from '../../domain/routine/schedule.ts'
import { type CalendarDate, daysBetween } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { newIdentities } from '../identity.ts'
import { Findings, type ReadFile, type RoutineRecord, type TimeRecord } from '../records.ts'
import { readComponents, type Todo } from './components.ts'
import { parameter, readTexts } from './lines.ts'
import { type ReadRule, readRule } from './read-rule.ts'
import { openTimes, type When } from './times.ts'
import { openTitles } from './titles.ts'
import {
  countDates,
  given,
  lineOf,
  numberOf,
  type Reader,
  readCompletion,
  readDates,
  readNames,
  readSafely,
  readStatus,
  readTemplate,
  requireReadable,
  textOf,
  timeOf,
} from './todo.ts'
import { openZones } from './zones.ts'

// Reads the tasks (VTODO) of iCalendar files, RFC 5545 and what programs make of it:
//
// | property | becomes |
// | --- | --- |
// | UID, RECURRENCE-ID | the identity; the UUID, if the UID is one |
// | SUMMARY, RELATED-TO | the title: “parent › child” |
// | DESCRIPTION, COMMENT, LOCATION, CONTACT, URL, links of ATTACH | lines of the description |
// | DUE, or DTSTART and DURATION | the due date, on the household's day |
// | DTSTART | the day from which it is shown, if that is before the due date |
// | PRIORITY | 1–2 urgent, 3–4 high, 0 and 5 medium, 6–9 low |
// | STATUS, PERCENT-COMPLETE, COMPLETED | any of them makes it done; CANCELLED is abandoned |
// | CATEGORIES | the first one is the category |
// | RESOURCES | the materials |
// | RRULE | a routine, if its rule can be said; Thunderbird's completed times are its past |
// | X-MOMENTUM-… | what write.ts has no other place for |
//
// CLASS does not make a task private, because only its owner could import it; it is told as lost.
// The lines are read here and not by a library: a fault names its line, a broken task does not make
// its file unreadable, and ten thousand tasks take less time than a library needs to split them.

/** A task of the file with its identity. */
type Entry = {
  readonly todo: Todo
  readonly uid: string
  /** The time of a routine that it stands for. */
  readonly recurrence: When | undefined
  readonly sourceId: string
}

export const readIcal: ReadFile = (text, reading) => {
  if (!/^\s*BEGIN:\s*\w/i.test(text)) {
    throw usageError('This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.')
  }
  const findings = new Findings()
  const { todos, zones } = readComponents(text, readNames, findings)
  const reader = { reading, findings, readTime: openTimes(openZones(zones), reading) }
  const entries = identify(todos, reader)
  const titles = openTitles(entries, findings)
  const times = Map.groupBy(
    entries.filter(({ recurrence }) => recurrence !== undefined),
    ({ uid }) => uid,
  )
  const inRoutines = new Set<Entry>()
  for (const entry of entries) {
    if (entry.recurrence !== undefined) continue
    const own = times.get(entry.uid) ?? []
    const isRoutine = readSafely(entry.todo, findings, () => readMain(entry, own, titles, reader))
    // The times of a task that makes no sense are no tasks of their own.
    if (isRoutine !== false) for (const time of own) inRoutines.add(time)
  }
  for (const entry of entries) {
    if (findings.isTooLong) break
    if (entry.recurrence === undefined || inRoutines.has(entry)) continue
    readSafely(entry.todo, findings, () => addTask(entry, titles, reader))
  }
  return findings
}

/** Finds out which task is which. */
function identify(todos: readonly Todo[], reader: Reader): readonly Entry[] {
  const { findings } = reader
  const seen = new Map<string, Todo>()
  const identityOf = newIdentities()
  return todos.flatMap((todo): Entry[] => {
    const entry = readSafely(todo, findings, (): Entry => {
      requireReadable(todo)
      const recurrence = timeOf(todo, 'RECURRENCE-ID', reader)
      const uid = textOf(todo, 'UID') ?? identityOf(textOf(todo, 'SUMMARY') ?? '')
      const time = recurrence && lineOf(todo, 'RECURRENCE-ID')?.value.trim()
      return { todo, uid, recurrence, sourceId: time === undefined ? uid : `${uid} ${time}` }
    })
    if (entry === undefined) return []
    const other = seen.get(entry.sourceId)
    if (other === undefined) {
      seen.set(entry.sourceId, todo)
      return [entry]
    }
    findings.fault(todo.line, `This task has the same UID as the one in line ${other.line}.`)
    return []
  })
}

type Titles = ReturnType<typeof openTitles>

/**
 * Adds a task or a routine.
 *
 * @param times the times of the routine that have a component of their own
 * @returns whether it became a routine
 */
function readMain(entry: Entry, times: readonly Entry[], titles: Titles, reader: Reader): boolean {
  const routine = readRoutine(entry, times, titles, reader)
  if (routine === undefined) addTask(entry, titles, reader)
  else reader.findings.routines.push(routine)
  return routine !== undefined
}

function addTask(entry: Entry, titles: Titles, reader: Reader): void {
  const { todo, uid, recurrence, sourceId } = entry
  const { findings } = reader
  const { start, due } = readDates(todo, reader)
  const status = readStatus(todo)
  const starts = start && (due === undefined || start.day < due.day) ? start.day : undefined
  const { description, ...template } = readTemplate(todo, reader)
  const rules = ['RRULE', 'EXRULE'].flatMap((name) => todo.lines.get(name) ?? [])
  findings.lose('rules', rules.length > 0 ? 1 : 0)
  loseDates(todo, findings)
  const repeats = rules.map(({ name, value }) =>
    name === 'RRULE' ? `Repeats: ${value.trim()}` : `Except: ${value.trim()}`,
  )
  const texts = [...(description === undefined ? [] : [description]), ...repeats]
  findings.tasks.push({
    ...template,
    sourceId,
    ...(recurrence === undefined ? given('uuid', uuidOf(uid)) : {}),
    title: titles.of(entry),
    ...(texts.length > 0 ? { description: texts.join('\n') } : {}),
    ...given('status', status),
    ...given('statusNote', textOf(todo, 'X-MOMENTUM-STATUS-NOTE')),
    ...given('due', due?.day ?? recurrence?.day),
    ...given('starts', starts),
    ...(status === 'DONE' ? readCompletion(todo, reader) : {}),
  })
}

function loseDates(todo: Todo, findings: Findings): void {
  findings.lose('extra dates', countDates(todo, 'RDATE'))
  findings.lose('exception dates', countDates(todo, 'EXDATE'))
}

/** The database takes only UUIDs of version 4. */
function uuidOf(uid: string): string | undefined {
  const uuid = uid.toLowerCase()
  const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)
  return isUuid ? uuid : undefined
}

/** @returns undefined for what is no routine: its rule cannot be said, or all of it is over */
function readRoutine(
  entry: Entry,
  times: readonly Entry[],
  titles: Titles,
  reader: Reader,
): RoutineRecord | undefined {
  const { todo, uid, sourceId } = entry
  const { findings } = reader
  if (!lineOf(todo, 'RRULE') && !lineOf(todo, 'X-MOMENTUM-AFTER')) return undefined
  const status = readStatus(todo)
  if (status === 'DONE' || status === 'ABANDONED') return undefined
  const rule = readRuleOf(todo, reader)
  if (rule === undefined) return undefined
  const past = readPast(times, reader)
  const done = past.filter(({ outcome }) => outcome === 'DONE').length
  const isOver = rule.times !== undefined && done >= rule.times
  const next = isOver ? undefined : nextDate(rule, past.at(-1)?.date)
  if (next === undefined && past.length === 0) return undefined
  const { start: begins, due } = readDates(todo, reader)
  const between = begins && due && rule.isFromDue ? daysBetween(begins.day, due.day) : 0
  const lead = numberOf(todo, 'X-MOMENTUM-LEAD-DAYS', 366) ?? (between > 0 ? between : undefined)
  findings.lose('times of day', rule.hasHours ? 1 : 0)
  loseDates(todo, findings)
  const open = next && { line: todo.line, date: next, outcome: 'OPEN' as const, isStarted: true }
  const turns = textOf(todo, 'X-MOMENTUM-TURNS')
  const members = readTexts(lineOf(todo, 'X-MOMENTUM-MEMBERS')?.value ?? '')
  return {
    ...readTemplate(todo, reader),
    sourceId,
    ...given('uuid', uuidOf(uid)),
    title: titles.of(entry),
    mode: rule.mode,
    rule: rule.rule,
    start: next ?? rule.start,
    ...given('until', rule.until),
    ...given('times', rule.times),
    ...given('leadDays', lead && Math.min(lead, 366)),
    ...(turns === undefined ? {} : { turns: parseChoice('X-MOMENTUM-TURNS', turns, turnModes) }),
    ...(members.length > 0 ? { members } : {}),
    ...(next === undefined ? { status: 'ENDED' } : {}),
    ...(next !== undefined && status === 'PAUSED' ? { status: 'PAUSED' } : {}),
    past: open && status === 'ACTIVE' ? [...past, open] : past,
  }
}

/** The rule of a routine, and from where it counts. */
type RoutineRule = Pick<RoutineRecord, 'mode' | 'rule' | 'start' | 'until' | 'times'> & {
  readonly hasHours: boolean
  /** Whether it counts from the due date, rather than from the beginning. */
  readonly isFromDue: boolean
}

function readRuleOf(todo: Todo, reader: Reader): RoutineRule | undefined {
  const start = timeOf(todo, 'DTSTART', reader)?.day
  const due = timeOf(todo, 'DUE', reader)?.day
  const created = timeOf(todo, 'CREATED', reader)?.day
  const after = textOf(todo, 'X-MOMENTUM-AFTER')
  const from = due ?? start ?? created ?? reader.reading.today
  if (after !== undefined) {
    parseRule(after, 'AFTER')
    return { mode: 'AFTER', rule: after, start: from, hasHours: false, isFromDue: true }
  }
  const rules = todo.lines.get('RRULE') ?? []
  const [line] = rules
  if (line === undefined || rules.length > 1 || lineOf(todo, 'EXRULE')) return undefined
  const fromDue = withDates(readRule(line.value, from), from, reader)
  // Programs differ in what the rule counts from: the due date, if that is one of its dates.
  const isOn = fromDue !== undefined && firstDateOf(fromDue) === from
  const isOurs = lineOf(todo, 'X-MOMENTUM-LEAD-DAYS') !== undefined
  if ((isOn && !isOurs) || start === undefined || start === from) return fromDue
  const fromStart = withDates(readRule(line.value, start), start, reader)
  return fromStart && { ...fromStart, isFromDue: false }
}

function withDates(
  read: ReadRule | undefined,
  start: CalendarDate,
  { readTime }: Reader,
): RoutineRule | undefined {
  if (read === undefined) return undefined
  const { rule, times, hasHours } = read
  const value = read.until
  const until =
    value === undefined
      ? undefined
      : readTime({ number: 0, name: 'UNTIL', parameters: '', value })?.day
  if (value !== undefined && until === undefined) return undefined
  return {
    mode: 'CALENDAR',
    rule,
    start,
    ...given('until', until),
    ...given('times', times),
    hasHours,
    isFromDue: true,
  }
}

function scheduleOf({ mode, rule, start, until }: RoutineRule): Schedule {
  return {
    rule: parseRule(rule, mode),
    start,
    until: until ?? null,
    times: null,
    season: null,
    when_away: 'KEEP',
    away: [],
  }
}

function firstDateOf(rule: RoutineRule): CalendarDate | undefined {
  return firstDate(scheduleOf(rule))
}

/** The date of the open task: the first one, or the one that follows the last that is over. */
function nextDate(rule: RoutineRule, last: CalendarDate | undefined): CalendarDate | undefined {
  if (last === undefined) return firstDateOf(rule)
  return dateAfter(scheduleOf(rule), toDay(last))
}

/** The times of a routine that are over, by date. */
function readPast(times: readonly Entry[], reader: Reader): readonly TimeRecord[] {
  const { findings } = reader
  const dates = new Set<CalendarDate>()
  const past = times.flatMap((entry): TimeRecord[] => {
    const { todo } = entry
    return readSafely(todo, findings, () => readTime(entry, dates, reader)) ?? []
  })
  return past.toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

function readTime(
  { todo, recurrence, sourceId }: Entry,
  dates: Set<CalendarDate>,
  reader: Reader,
): TimeRecord[] {
  const status = readStatus(todo)
  const date = recurrence?.day
  const isOver = status === 'DONE' || status === 'ABANDONED'
  if (date === undefined || !isOver || dates.has(date) || parameter(idOf(todo), 'RANGE')) {
    reader.findings.lose('changed times of routines')
    return []
  }
  dates.add(date)
  const time = { line: todo.line, sourceId, date }
  if (status === 'ABANDONED') return [{ ...time, outcome: 'SKIPPED' }]
  return [{ ...time, outcome: 'DONE', ...readCompletion(todo, reader) }]
}

function idOf({ lines }: Todo) {
  return lines.get('RECURRENCE-ID')?.[0] ?? { number: 0, name: '', parameters: '', value: '' }
}
