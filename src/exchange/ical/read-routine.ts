import { toDay } from '../../domain/routine/day.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { turnModes } from '../../domain/routine/routine.ts'
import { dateAfter, firstDate, type Schedule } from '../../domain/routine/schedule.ts'
import { type CalendarDate, daysBetween } from '../../domain/time.ts'
import type { RoutineRecord, TimeRecord } from '../records.ts'
import type { Todo } from './components.ts'
import { type Entry, uuidOf } from './entries.ts'
import { parameter, readTexts } from './lines.ts'
import { type ReadRule, readRule } from './read-rule.ts'
import { loseDates, readCompletion, readDates, readStatus } from './state.ts'
import { readTemplate } from './template.ts'
import type { Titles } from './titles.ts'
import { lineOf, numberOf, type Reader, readSafely, readWord, textOf, timeOf } from './todo.ts'
import { isRuleOf } from './write-rule.ts'

/**
 * Reads a routine.
 *
 * @param times the times of it that have a component of their own
 * @returns undefined for what is no routine: its rule cannot be said, or it is done as a whole
 */
export function readRoutine(
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
  const isStarted = status === 'ACTIVE'
  const uuid = uuidOf(textOf(todo, 'X-MOMENTUM-TASK') ?? '')
  const open = next && {
    line: todo.line,
    uuid,
    date: next,
    outcome: 'OPEN' as const,
    isStarted: isStarted || undefined,
  }
  const members = readTexts(lineOf(todo, 'X-MOMENTUM-MEMBERS')?.value ?? '')
  return {
    ...readTemplate(todo, reader),
    sourceId,
    uuid: uuidOf(uid),
    title: titles.of(entry),
    mode: rule.mode,
    rule: rule.rule,
    start: next ?? rule.start,
    relativeDates: fromDates.some((name) => lineOf(todo, name)) ? undefined : '',
    until: rule.until,
    times: rule.times,
    leadDays: lead && Math.min(lead, 366),
    turns: readWord(todo, 'X-MOMENTUM-TURNS', turnModes),
    members: members.length > 0 ? members : undefined,
    status: next === undefined ? 'ENDED' : status === 'PAUSED' ? 'PAUSED' : undefined,
    past: open && (isStarted || uuid) ? [...past, open] : past,
  }
}

/** From which date a rule counts, the first one that is there; otherwise from today. */
const fromDates = ['DUE', 'DTSTART', 'CREATED'] as const

/** The rule of a routine, and from where it counts. */
type RoutineRule = Pick<RoutineRecord, 'mode' | 'rule' | 'start' | 'until' | 'times'> & {
  readonly hasHours: boolean
  /** Whether it counts from the due date, rather than from the beginning. */
  readonly isFromDue: boolean
}

function readRuleOf(todo: Todo, reader: Reader): RoutineRule | undefined {
  const planned = timeOf(todo, 'X-MOMENTUM-PLANNED', reader)?.day
  const start = planned ?? timeOf(todo, 'DTSTART', reader)?.day
  const due = timeOf(todo, 'DUE', reader)?.day
  const created = timeOf(todo, 'CREATED', reader)?.day
  const after = textOf(todo, 'X-MOMENTUM-AFTER')
  const from = planned ?? due ?? start ?? created ?? reader.reading.today
  if (after !== undefined) {
    parseRule(after, 'AFTER')
    return { mode: 'AFTER', rule: after, start: from, hasHours: false, isFromDue: true }
  }
  const rules = todo.lines.get('RRULE') ?? []
  const [line] = rules
  if (line === undefined || rules.length > 1 || lineOf(todo, 'EXRULE')) return undefined
  const own = textOf(todo, 'X-MOMENTUM-RULE')
  const read = (from: CalendarDate) => withDates(readOwnRule(line.value, own, from), from, reader)
  const fromDue = read(from)
  // Programs differ in what the rule counts from: the due date, if that is one of its dates.
  const isOn = fromDue !== undefined && firstDateOf(fromDue) === from
  const isOurs = lineOf(todo, 'X-MOMENTUM-LEAD-DAYS') !== undefined
  if ((isOn && !isOurs) || start === undefined || start === from) return fromDue
  const fromStart = read(start)
  return fromStart && { ...fromStart, isFromDue: false }
}

/** Reads an RRULE as the rule that we wrote it for, unless another program changed it since. */
function readOwnRule(
  value: string,
  own: string | undefined,
  start: CalendarDate,
): ReadRule | undefined {
  const read = readRule(value, start)
  return read && own !== undefined && isRuleOf(value, own, start) ? { ...read, rule: own } : read
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
    until: until,
    times: times,
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
