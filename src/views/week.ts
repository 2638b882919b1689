import type { WeekDay } from '../db/household/week.ts'
import { enumerate } from '../domain/enumerate.ts'
import type { Task } from '../domain/task.ts'
import { addDays, type CalendarDate } from '../domain/time.ts'
import { cutTo, gap, itemLines, padTo, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { relativeDate, shortDate } from '../terminal/words.ts'
import { success, withHints } from './answer.ts'
import { sinceText } from './by-owner.ts'
import { whoIsAway } from './who-is-away.ts'

/** The widest column of names on a terminal. */
const mostName = 16

/** The most tasks of a member on one day of a terminal. */
const mostItems = 8

/** The next seven days: who is away, and below it what each member has to do. */
export function weekPage(week: readonly WeekDay[], style: Style): string {
  const days = week.map((day) => ({ heading: dayHeading(day, style), rows: rowsOf(day, style) }))
  const names = days.flatMap(({ rows }) => rows.map(({ name }) => stringWidth(name)))
  const width = Math.min(Math.max(0, ...names), style.columns === undefined ? Infinity : mostName)
  const isCut = days.some(({ rows }) => rows.some(({ items }) => items.length > most(style)))
  const text = days
    .map(({ heading, rows }, index) => {
      const isAlone = rows.length === 0 && (days[index - 1]?.rows.length ?? 0) === 0
      const blank = index === 0 || isAlone ? '' : '\n'
      return [`${blank}${heading}`, ...rows.map((row) => rowText(row, width, style))].join('\n')
    })
    .join('\n')
  if (names.length === 0) return `${text}\n\n${nothing(style)}`
  return isCut ? withHints(`${text}\n`, [allOf(week)], style) : text
}

function nothing(style: Style): string {
  const hint = { lead: 'Add a task that repeats', command: 'routine add' }
  return withHints(success('Nothing is due in the next seven days.', style), [hint], style)
}

/** How to list every task that is due. */
function allOf(week: readonly WeekDay[]) {
  const last = week.at(-1)?.date
  const before = last === undefined ? '' : ` --due-before ${addDays(last, 1)}`
  return { lead: '… more', command: `task list${before}` }
}

/** "Sun 22 Nov  today · rest day · Kim is away" */
function dayHeading({ date, rest_day, away, ...day }: WeekDay, { paint, today }: Style): string {
  const when = relativeDate(date, today)
  const isNear = when === 'today' || when === 'tomorrow'
  const isEmpty = [day.due, day.starts, day.expected].every((list) => list.length === 0)
  const facts = [
    ...(isNear ? [when] : []),
    ...(rest_day ? ['rest day'] : []),
    ...awayText(away),
    ...(isEmpty ? ['nothing due'] : []),
  ]
  const heading = paint.bold(shortDate(date, today))
  return facts.length === 0 ? heading : `${heading}${gap}${paint.dim(facts.join(' · '))}`
}

/** "Kim and Tom are away", or "everybody is away" */
function awayText(away: WeekDay['away']): string[] {
  if (away.length === 0) return []
  if (away.some(({ user_id }) => user_id === null)) return ['everybody is away']
  const names = [...new Set(away.map(whoIsAway))]
  return [`${enumerate(names, 'and')} ${names.length === 1 ? 'is' : 'are'} away`]
}

/** What a member has to do on a day. */
type Row = { readonly name: string; readonly items: readonly string[] }

const nobody = 'Unassigned'

/** A row for each member, by name, and the last one for what nobody has. */
function rowsOf({ date, due, starts, expected }: WeekDay, style: Style): readonly Row[] {
  const items = [
    ...due.map((task) => ({ name: task.owner, text: dueItem(task, date, style) })),
    ...expected.map(({ turn, title }) => ({ name: turn, text: `${title} ↻` })),
    ...starts.map((task) => ({ name: task.owner, text: startItem(task, style) })),
  ]
  const byName = Map.groupBy(items, ({ name }) => name ?? nobody)
  return [...byName]
    .map(([name, own]) => ({ name, items: own.map(({ text }) => text) }))
    .toSorted((one, other) => compare(one.name, other.name))
}

function compare(one: string, other: string): number {
  if (one === nobody || other === nobody) return Number(one === nobody) - Number(other === nobody)
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return Number(a > b) - Number(a < b)
}

/** "Bins ↻", "! Rent (since Friday, urgent)" */
function dueItem(task: Task, date: CalendarDate, { paint, today }: Style): string {
  const isLate = task.due_date !== null && task.due_date < date
  const facts = [
    ...(isLate ? [sinceText(task, today)] : []),
    ...(task.priority === 'URGENT' ? ['urgent'] : []),
    ...(task.status === 'BLOCKED' || task.status === 'PAUSED' ? [task.status.toLowerCase()] : []),
  ]
  return `${isLate ? `${paint.red('!')} ` : ''}${withFacts(task, facts)}`
}

/** "Taxes (starts, due Tue 8 Dec)" */
function startItem(task: Task, { today }: Style): string {
  const due = task.due_date === null ? [] : [`due ${shortDate(task.due_date, today)}`]
  return withFacts(task, ['starts', ...due])
}

function withFacts({ title, routine_id }: Task, facts: readonly string[]): string {
  const repeats = routine_id === null ? '' : ' ↻'
  return `${title}${repeats}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`
}

function most({ columns }: Style): number {
  return columns === undefined ? Infinity : mostItems
}

function rowText({ name, items }: Row, width: number, style: Style): string {
  const listed = items.slice(0, most(style))
  const more = items.length - listed.length
  const texts = more > 0 ? [...listed, `and ${more} more`] : listed
  const lead = `  ${padTo(cutTo(name, width), width)}${gap}`
  const text = itemLines(texts, ' · ', stringWidth(lead), style.columns)
  return lead + text.slice(stringWidth(lead))
}
