import type { SectionTasks, TodayPage } from '../db/household/today.ts'
import type { Task } from '../domain/task.ts'
import type { CalendarDate } from '../domain/time.ts'
import type { TodaySection } from '../domain/today-sections.ts'
import { cutTo, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { dayLines, ownerLines, sinceText, type TasksLine } from './by-owner.ts'
import { statusSign } from './task.ts'

/** A section of today's page: what it is called, its rows, and how to list all of its tasks. */
export type Section = {
  readonly name: TodaySection
  readonly title: string
  readonly rows: readonly TasksLine[]
  /** How many tasks are in no row, as far as they were looked for. */
  readonly beyond: number
  readonly isAll: boolean
  readonly command: string
  /** The most rows that it has, however much room there is. */
  readonly most: number
}

/** The most rows of a section, so that the page can be read at a glance. */
const maxRows = 5

/** The most members in the section of what is due. */
const maxOwners = 8

/** The sections that have tasks, with rows of at most so many columns. */
export function sectionsOf(page: TodayPage, room: number, style: Style): readonly Section[] {
  const { date, sections } = page
  const make = (
    name: TodaySection,
    title: string,
    command: string,
    rows: (tasks: readonly Task[]) => readonly TasksLine[],
  ): readonly Section[] => {
    const { tasks, found, isAll } = sections[name]
    if (tasks.length === 0) return []
    const most = name === 'due' ? maxOwners : maxRows
    return [{ name, title, rows: rows(tasks), beyond: found - tasks.length, isAll, command, most }]
  }
  const list = (facts: (task: Task) => readonly string[]) => (tasks: readonly Task[]) =>
    taskRows(tasks, facts, room, style)
  return [
    ...make(
      'yours',
      'Yours',
      'task list --mine',
      list((task) => ownFacts(task, date)),
    ),
    ...make('due', dueTitle(sections.due, date), 'task list --due ..today', (tasks) =>
      dueRows(tasks, room, style),
    ),
    ...make('in_progress', 'In progress', 'task list --status active,paused', list(workFacts)),
    ...make('blocked', 'Blocked', 'task list --status blocked', list(blockedFacts)),
    ...make('unowned', 'Unassigned', 'task list --owner none', list(effortFacts)),
    ...make('soon', 'Next 3 days', 'week', (tasks) => dayLines(tasks, room, style)),
  ]
}

/** The lines of a section if there is room for all of its rows. */
export function allLines(section: Section): number {
  const rows = Math.min(section.rows.length, section.most)
  return sectionLines(section, rows + 1, plainHint).length
}

const plainHint = { hint: () => '', paint: { dim: (text: string) => text } }

/** The fewest lines of a section: a row, and how to list the others. */
export function fewestLines(section: Section): number {
  return Math.min(2, allLines(section))
}

/** The rows of a section, and how to list the tasks that they leave out, in so many lines. */
export function sectionLines(
  { rows, beyond, isAll, command, most }: Section,
  lines: number,
  { hint, paint }: Pick<Style, 'hint'> & { readonly paint: Pick<Style['paint'], 'dim'> },
): readonly string[] {
  // One more row takes no more room than to say that there is one more.
  const isShort = rows.length <= most + 1 && !rows.some(({ isCut }) => isCut)
  const isWhole = beyond === 0 && isAll && isShort
  const texts = rows.map(({ text }) => text)
  if (isWhole && rows.length <= lines) return texts
  const count = Math.min(most, lines - 1)
  const hidden = rows.slice(count).reduce((sum, { tasks }) => sum + tasks.length, beyond)
  const lead = hidden === 0 ? '… more' : `… and ${isAll ? '' : 'over '}${hidden} more`
  return [...texts.slice(0, count), paint.dim(hint({ lead, command }))]
}

/** "Overdue", "Due today", or "Due" if some of it is overdue. */
function dueTitle({ tasks, found }: SectionTasks, date: CalendarDate): string {
  const overdue = tasks.filter(({ due_date }) => due_date !== null && due_date < date).length
  if (overdue === 0) return 'Due today'
  return overdue === found ? 'Overdue' : 'Due'
}

/** What is due by owner; a sign says that some of it is overdue. */
function dueRows(tasks: readonly Task[], room: number, style: Style): readonly TasksLine[] {
  return ownerLines(tasks, room - 2, style).map((line) => {
    const isLate = line.tasks.some((task) => sinceText(task, style.today) !== '')
    return {
      ...line,
      text: `${isLate ? style.paint.red('!') : statusSign('BACKLOG', style)} ${line.text}`,
    }
  })
}

/** "! 12  Pay the rent – since Friday" for each task. */
function taskRows(
  tasks: readonly Task[],
  facts: (task: Task) => readonly string[],
  room: number,
  style: Style,
): readonly TasksLine[] {
  const width = Math.max(...tasks.map(({ id }) => String(id).length))
  return tasks.map((task) => {
    const isLate = sinceText(task, style.today) !== ''
    const sign = isLate ? style.paint.red('!') : statusSign(task.status, style)
    const number = style.paint.dim(String(task.id).padStart(width))
    const title = titleBeside(task.title, facts(task).join(' · '), room - width - 4)
    return { text: `${sign} ${number}  ${title}`, tasks: [task], isCut: false }
  })
}

/** Why a task is the person's to think of today. */
function ownFacts(task: Task, date: CalendarDate): readonly string[] {
  const since = sinceText(task, date)
  return [
    ...(since === '' ? [] : [since]),
    ...(task.due_date === date ? ['today'] : []),
    ...urgentFact(task),
    ...statusFact(task),
  ]
}

/** Who works on a task, or why nobody does. */
function workFacts(task: Task): readonly string[] {
  return [
    ...ownerFact(task),
    ...urgentFact(task),
    ...(task.status === 'PAUSED' ? statusFact(task) : []),
  ]
}

function blockedFacts(task: Task): readonly string[] {
  return [
    ...ownerFact(task),
    ...urgentFact(task),
    ...(task.status_note === null ? [] : [task.status_note]),
  ]
}

function effortFacts(task: Task): readonly string[] {
  return [task.effort.toLowerCase(), ...urgentFact(task)]
}

function ownerFact({ owner }: Task): readonly string[] {
  return owner === null ? [] : [owner]
}

function urgentFact({ priority }: Task): readonly string[] {
  return priority === 'URGENT' ? ['urgent'] : []
}

/** "active", "paused: rain"; nothing for a task in the backlog. */
function statusFact({ status, status_note }: Task): readonly string[] {
  if (status === 'BACKLOG') return []
  const note = status_note === null ? '' : `: ${status_note}`
  return [`${status.toLowerCase()}${note}`]
}

/** Shortens a long title before the text beside it. */
function titleBeside(title: string, beside: string, room: number): string {
  if (beside === '') return cutTo(title, room)
  const left = Math.max(20, room - stringWidth(beside) - 3)
  return cutTo(`${cutTo(title, left)} – ${beside.replaceAll('\n', ' ')}`, room)
}
