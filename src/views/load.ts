import type { DoneTitles, LoadByDomain, LoadByRoutine } from '../db/household/load.ts'
import {
  daysIn,
  type Load,
  type LoadPart,
  type Period,
  pointsOf,
  type Tally,
  tasksOf,
} from '../domain/load.ts'
import { timeText, unrecordedText } from '../domain/load-words.ts'
import { details, paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, type Column, table } from '../terminal/table.ts'
import { plural, shortDate } from '../terminal/words.ts'
import { withHints } from './answer.ts'

/** What each member did, in words. */
export type LoadWords = {
  readonly load: Load
  readonly done: readonly DoneTitles[]
  /** The open tasks that nobody owns. */
  readonly unowned: Tally
  /** How many active members there are, who could share these tasks. */
  readonly members: number
}

/**
 * What the household did, and the titles of what each member did. Nobody is compared: members are
 * in the order in which they joined, without amounts, and who did nothing is not named.
 */
export function loadPage({ load, done, unowned, members }: LoadWords, style: Style): string {
  const parts = [
    heading(load, style),
    ...(done.length === 0 ? [] : [doneLines(load, done, style), numbers(style)]),
    ...proposal(unowned, members, style),
  ]
  return parts.join('\n\n')
}

function numbers({ paint, hint }: Style): string {
  return paint.dim(hint({ lead: 'In numbers', command: 'load --by user' }))
}

/**
 * The points of each member who did something, in the order in which they joined. Others are not
 * listed: a row of zeros would say who is last.
 */
export function memberTable(load: Load, style: Style): string {
  if (load.points === 0) return heading(load, style)
  const active = load.members.filter(({ tasks }) => tasks > 0)
  const rows = active.map(({ user, present_days, ...part }): Cell[] => {
    return [user, ...partCells(part, style), String(present_days)]
  })
  const columns = [
    { title: 'member', flexible: true },
    ...partColumns,
    { title: 'days there', align: 'right' },
  ] as const
  const members = rows.length === 0 ? [] : [table(columns, rows, style)]
  return [heading(load, style), ...members, ...notRecorded(load, style)].join('\n\n')
}

/** Says how much was done by a member who is not recorded, if anything. */
export function notRecorded({ by_nobody }: Load, { columns }: Style): readonly string[] {
  if (by_nobody === 0) return []
  return [paragraph(unrecordedText(pointsText(by_nobody)), 0, columns)]
}

/** The points of each domain of which something was done. */
export function domainTable(load: LoadByDomain, style: Style): string {
  const done = load.domains.filter(({ tasks }) => tasks > 0)
  const rows = done.map(({ domain, ...part }) => {
    return [domain.toLowerCase(), ...partCells(part, style)]
  })
  return partTable(load, { title: 'domain', rows }, style)
}

/** The points of each routine of which something was done, and of all other tasks. */
export function routineLoadTable(load: LoadByRoutine, style: Style): string {
  const rows = load.routines.map(({ routine, routine_id: _, ...part }): Cell[] => {
    const other = { text: 'other tasks', paint: style.paint.dim }
    return [routine ?? other, ...partCells(part, style)]
  })
  return partTable(load, { title: 'routine', rows }, style)
}

function partTable(
  total: Total,
  { title, rows }: { readonly title: string; readonly rows: readonly Cell[][] },
  style: Style,
): string {
  if (rows.length === 0) return heading(total, style)
  const columns = [{ title, flexible: true }, ...partColumns]
  return `${heading(total, style)}\n\n${table(columns, rows, style)}`
}

const partColumns: readonly Column[] = [
  { title: 'tasks', align: 'right' },
  { title: 'points', align: 'right' },
  { title: 'time', align: 'right', from: 50 },
  { title: 'share', align: 'right' },
]

function partCells({ tasks, points, share }: LoadPart, { paint }: Style): readonly Cell[] {
  return [
    String(tasks),
    String(points),
    points === 0 ? { text: '–', paint: paint.dim } : timeText(points),
    share === null ? { text: '–', paint: paint.dim } : `${share}%`,
  ]
}

type Total = Period & Pick<Load, 'points'>

/** "In the last 28 days, the household did 20 points of work: about 1.5 hours." */
export function heading(total: Total, style: Style): string {
  const { points } = total
  const when = periodText(total, style)
  const what =
    points === 0
      ? 'no task was done'
      : `the household did ${pointsText(points)} of work: about ${timeText(points)}`
  return paragraph(`${when}, ${what}.`, 0, style.columns)
}

/** "In the last 28 days", "Today", or "From Thu 1 Oct to Wed 28 Oct". */
function periodText(period: Period, { today }: Style): string {
  const { from, until } = period
  if (from === until) return until === today ? 'Today' : `On ${shortDate(until, today)}`
  if (until === today) return `In the last ${daysIn(period)} days`
  return `From ${shortDate(from, today)} to ${shortDate(until, today)}`
}

/** "Alex  Cook · Fix the tap and more (there on 14 days)" */
function doneLines({ members }: Load, done: readonly DoneTitles[], style: Style): string {
  // In a young household, nobody has been there on every day.
  const most = Math.max(...members.map(({ present_days }) => present_days))
  const lines = done.map(({ user, titles, isAll }) => {
    const more = isAll ? '' : ' and more'
    const days = members.find((member) => member.user === user)?.present_days
    // Who was always away can have done something all the same.
    const isAlways = days === undefined || days === 0 || days === most
    const there = isAlways ? '' : ` (there on ${plural(days, 'day')})`
    return [user ?? 'not recorded', `${titles.join(' · ')}${more}${there}`] as const
  })
  return details(lines, style)
}

/** Proposes to share evenly what nobody owns. */
function proposal(unowned: Tally, members: number, style: Style): readonly string[] {
  const tasks = tasksOf(unowned)
  if (tasks === 0) return []
  const each = Math.max(1, Math.round(pointsOf(unowned) / Math.max(1, members)))
  const share =
    members > 1 ? ` Shared evenly, that is about ${timeText(each)} for each of you.` : ''
  const have = tasks === 1 ? 'has' : 'have'
  const sentence = `${plural(tasks, 'open task')} ${have} no owner.${share}`
  const hint = { lead: `To see ${tasks === 1 ? 'it' : 'them'}`, command: 'task list --owner none' }
  return [withHints(paragraph(sentence, 0, style.columns), [hint], style)]
}

/** "1 point", "20 points" */
function pointsText(points: number): string {
  return plural(points, 'point')
}
