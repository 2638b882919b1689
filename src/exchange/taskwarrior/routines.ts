import { toDay } from '../../domain/routine/day.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { RoutineMode } from '../../domain/routine/routine.ts'
import { ruleText } from '../../domain/routine/say.ts'
import { dateAfter, dateFrom, type Schedule } from '../../domain/routine/schedule.ts'
import { type CalendarDate, daysBetween } from '../../domain/time.ts'
import type { RoutineRecord, TimeRecord } from '../records.ts'
import { shorten } from './depends.ts'
import { dateOf } from './families.ts'
import { type Item, isOpenItem } from './item.ts'
import { recurrenceOfRule, ruleOfRecurrence } from './recurrence.ts'
import { completionOf, type Reader } from './state.ts'
import { isNote, isOurs, lineOf, templateOf } from './template.ts'

// | of a recurring task | becomes |
// | --- | --- |
// | recur, rtype | the rule, for `--every`, or for `--after` if chained |
// | the first open time | the open task; the rule counts from its date. Further open ones are lost |
// | completed and deleted times | done and skipped occurrences |
// | until | the last day |
// | due less wait | how many days before its date a task is shown |
//
// The open task of a routine whose rule Taskwarrior does not have, as Momentum writes it, is a
// routine and its only time.

/** The routine of a recurring task and the times that it made, in the order of their dates. */
export function routineOf(
  item: Item,
  children: readonly Item[],
  sourceId: string,
  reader: Reader,
): RoutineRecord {
  const { findings } = reader
  const mode = item.own.mode ?? (item.isChained ? 'AFTER' : 'CALENDAR')
  const [open, ...further] = children.filter(isOpenItem)
  findings.lose('further open times of a routine', further.length)
  findings.lose('dependencies of recurring tasks', countDependencies([item, ...children]))
  const inherited = new Set(item.annotations.map(({ text }) => text))
  const past = children
    .filter((child) => child === open || !isOpenItem(child))
    .map((child) => timeOf(child, inherited, reader))
  const rule = ruleOf(item, mode, open === undefined ? dateOf(item) : dateOf(open))
  const until = item.own.until ?? item.until?.day
  const start = open ? (dateOf(open) as CalendarDate) : nextDate(item, { mode, rule, until }, past)
  const template = templateOf(item, sourceId, findings)
  const notes = [...(template.notes ?? []), ...(open ? notesOf(open, inherited) : [])]
  return {
    ...template,
    uuid: item.own.routine ?? template.uuid,
    notes: notes.length > 0 ? notes : undefined,
    mode,
    rule,
    start: start ?? (dateOf(item) as CalendarDate),
    ...(until === undefined || start === undefined ? {} : { until: later(until, start) }),
    leadDays: item.own.leadDays ?? leadDaysOf(item),
    turns: item.own.turns,
    members: item.own.members,
    ...(start === undefined ? { status: 'ENDED' } : {}),
    past,
  }
}

/** The rule that Momentum wrote, unless the recurrence was changed in Taskwarrior. */
function ruleOf({ recur = '', own }: Item, mode: RoutineMode, date: string): string {
  const written = own.rule === undefined ? undefined : findRule(own.rule, mode)
  const isSame =
    written && (recur === '' || recurrenceOfRule(written, date as CalendarDate) === recur)
  if (isSame) return ruleText(written)
  const rule = ruleOfRecurrence(recur, mode) ?? ''
  return ruleText(parseRule(rule, mode))
}

function findRule(text: string, mode: RoutineMode) {
  return unlessRefused(() => parseRule(text, mode))
}

type Plan = {
  readonly mode: RoutineMode
  readonly rule: string
  readonly until: CalendarDate | undefined
}

/** The date of a routine without an open time; undefined if it is over. */
function nextDate(
  item: Item,
  { mode, rule, until }: Plan,
  past: readonly TimeRecord[],
): CalendarDate | undefined {
  const first = dateOf(item) as CalendarDate
  const schedule: Schedule = {
    rule: parseRule(rule, mode),
    start: first,
    until: until ?? null,
    times: null,
    season: null,
    when_away: 'KEEP',
    away: [],
  }
  const last = past.at(-1)
  if (last === undefined) return dateFrom(schedule, toDay(first))
  const from = mode === 'AFTER' ? (last.completedOn ?? last.date) : last.date
  return dateAfter(schedule, toDay(from))
}

function timeOf(
  child: Item,
  inherited: ReadonlySet<string>,
  { reading, findings }: Reader,
): TimeRecord {
  const isDone = child.status === 'completed'
  const isOpen = isOpenItem(child)
  // Those of the open time are notes of its task.
  const note = isOpen ? '' : notesOf(child, inherited).join('\n').trim()
  const short = shorten(note)
  if (short !== note) findings.lose('ends of notes longer than 1,000 characters')
  return {
    line: child.line,
    sourceId: child.uuid,
    uuid: child.uuid !== undefined && isOurs(child.uuid) ? child.uuid : undefined,
    date: dateOf(child) as CalendarDate,
    outcome: isOpen ? 'OPEN' : isDone ? 'DONE' : 'SKIPPED',
    ...(isDone ? completionOf(child, reading) : {}),
    note: short === '' ? undefined : short,
    ...(isOpen && child.start !== undefined ? { isStarted: true } : {}),
  }
}

/** What somebody wrote down about one time alone, and not about the recurring task. */
function notesOf(child: Item, inherited: ReadonlySet<string>): readonly string[] {
  const own = child.annotations.filter(({ text }) => !inherited.has(text))
  return own.map((each) => (isNote(each, child) ? each.text : lineOf(each, child)))
}

function countDependencies(items: readonly Item[]): number {
  return items.reduce((sum, { depends }) => sum + depends.length, 0)
}

function leadDaysOf({ wait, due }: Item): number | undefined {
  if (wait === undefined || due === undefined) return undefined
  return Math.min(Math.max(daysBetween(wait.day, due.day), 0), 366)
}

function later(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}
