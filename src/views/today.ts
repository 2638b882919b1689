import type { TodayPage } from '../db/household/today.ts'
import { type Task, taskStatuses } from '../domain/task.ts'
import { addDays } from '../domain/time.ts'
import { pickableStatuses } from '../domain/win.ts'
import { cutTo, edges, itemLines, paragraph, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { longDate } from '../terminal/words.ts'
import { fitted, ownerLines, ownersLine } from './by-owner.ts'
import { awayUntil } from './who-is-away.ts'
import { leftOverQuestion, streakText, winBlock } from './win.ts'

/** The most rows that a list may have, so that the page can be read at a glance. */
const maxRows = 5

/** The most lines that fit a small terminal, with one left for the next command. */
const maxLines = 23

/** The fewest rows that are shown of what is due. */
const leastDue = 3

/** The page that `momentum` alone shows. A long page is shown in fewer lines. */
export function todayPage(page: TodayPage, style: Style): string {
  const { paint } = style
  const heading = edges(paint.bold(longDate(page.date)), streaks(page, style), style)
  if (page.empty) return `${heading}\n\n${welcome(style)}`
  const win = `${paint.dim('Daily Win')}\n${todaysWin(page, style)}`
  const parts: Parts = {
    top: [heading, ...leftOver(page, style), win],
    due: dueRows(page, style),
    away: awayLine(page, style),
    tomorrow: tomorrowLine(page, style),
    next: nextStep(page, style),
  }
  const pages = [maxRows, 4, 3, 2].map((rows) => () => fullPage(page, parts, rows, style))
  for (const write of pages) {
    const text = write()
    if (style.columns === undefined || countLines(text) <= maxLines) return text
  }
  return compactPage(page, parts, style)
}

/** The parts of the page that are the same however long it is. */
type Parts = {
  readonly top: readonly string[]
  readonly due: DueRows
  readonly away: readonly string[]
  readonly tomorrow: readonly string[]
  readonly next: string
}

/** The page with at most `rows` rows in each list. */
function fullPage(
  page: TodayPage,
  { top, due, away, tomorrow, next }: Parts,
  rows: number,
  style: Style,
) {
  const lists = taskListsOf(page).map((list) => taskList(list, rows, style))
  const bottom = [...away, ...tomorrow, statusCounts(page, style)].join('\n')
  return [...top, ...dueSection(due, style), ...lists, bottom, next].join('\n\n')
}

/** The page with a line for each list. */
function compactPage(
  page: TodayPage,
  { top, due, away, tomorrow, next }: Parts,
  style: Style,
): string {
  const lines = [...compactLists(page, style), ...away, ...tomorrow]
  const bottom = [...(lines.length > 0 ? [lines.join('\n')] : []), next]
  // Before what is due, there is a blank line, and above it a title.
  const room = maxLines - countLines([...top, ...bottom].join('\n\n')) - 2
  const cut = cutRows(due, Math.max(leastDue, room))
  return [...top, ...dueSection(cut, style), ...bottom].join('\n\n')
}

function countLines(text: string): number {
  return text.split('\n').length
}

/** What is due, a row for each owner, and how to list all of it. */
type DueRows = { readonly rows: readonly string[]; readonly all: string; readonly isCut: boolean }

function dueRows({ due, more_due, date }: TodayPage, style: Style): DueRows {
  const room = (style.columns ?? Infinity) - 2
  const { lines, isCut } = ownerLines([...due, ...more_due], room, style)
  const command = `task list --due-before ${addDays(date, 1)}`
  const all = style.paint.dim(`  ${style.hint({ lead: '… more', command })}`)
  return { rows: lines.map((line) => `  ${line}`), all, isCut }
}

function dueSection({ rows, all, isCut }: DueRows, { paint }: Style): string[] {
  if (rows.length === 0) return []
  return [[paint.dim('Due'), ...rows, ...(isCut ? [all] : [])].join('\n')]
}

/** The first rows, at most `most` with the one that says how to list more. */
function cutRows(due: DueRows, most: number): DueRows {
  if (due.rows.length + Number(due.isCut) <= most) return due
  return { ...due, rows: due.rows.slice(0, most - 1), isCut: true }
}

function tomorrowLine({ tomorrow }: TodayPage, style: Style): string[] {
  if (tomorrow.length === 0) return []
  return [lineOf('Tomorrow', (room) => ownersLine(tomorrow, room), style)]
}

/** "Away: Sam until Tue 1 Dec · Kim until today" */
function awayLine({ away, date }: TodayPage, style: Style): string[] {
  if (away.length === 0) return []
  const items = away.map((absence) => awayUntil(absence, date))
  return [lineOf('Away', (room) => fitted(items, room), style)]
}

/** The lists in one line each. */
function compactLists(page: TodayPage, style: Style): string[] {
  return taskListsOf(page).map(({ title, tasks }) => {
    const titles = tasks.map((task) => task.title)
    return lineOf(title, (room) => fitted(titles, room), style)
  })
}

/** "Blocked: Roof · Cellar" */
function lineOf(title: string, write: (room: number) => string, { paint, columns }: Style): string {
  return `${paint.dim(`${title}:`)} ${write((columns ?? Infinity) - stringWidth(title) - 2)}`
}

function streaks(page: TodayPage, style: Style): string {
  const longest = page.longest_streak
  if (longest === 0) return style.paint.dim('no streak yet')
  const best = longest > page.current_streak ? style.paint.dim(` · longest ${longest}`) : ''
  return streakText(page.current_streak, style) + best
}

function welcome(style: Style): string {
  return [
    'Your household is empty. Add people and a first task:',
    '',
    command('user add Alex', '', style),
    command('task add', 'asks what needs doing', style),
    command('win pick', 'picks the task to finish today', style),
  ].join('\n')
}

function leftOver({ left_over }: TodayPage, style: Style): string[] {
  if (!left_over) return []
  const text = leftOverQuestion(left_over, style.today)
  const done = `win done --date ${left_over.date}`
  return [`${style.paint.yellow(paragraph(text, 0, style.columns))}\n${command(done, '', style)}`]
}

function todaysWin(page: TodayPage, style: Style): string {
  const { columns } = style
  if (page.win) return winBlock(page.win, style)
  if (page.rest_day) {
    const goesOn = page.current_streak > 0 ? ' The streak goes on without a win.' : ''
    return paragraph(`Today is a rest day.${goesOn}`, 2, columns)
  }
  return '  Nothing is picked for today yet.'
}

type TaskList = {
  readonly title: string
  /** The options with which `task list` shows the whole list. */
  readonly filter: string
  readonly tasks: readonly Task[]
  /** The text beside the title of a task. */
  readonly beside: (task: Task) => string
}

/** What is blocked, and what nobody owns unless it is due and therefore shown already. */
function taskListsOf({ due, more_due, blocked, unowned }: TodayPage): readonly TaskList[] {
  const shown = new Set([...due, ...more_due].map(({ id }) => id))
  const lists: TaskList[] = [
    {
      title: 'Blocked',
      filter: '--status blocked',
      tasks: blocked,
      beside: (task) => task.status_note ?? '',
    },
    {
      title: 'Unassigned',
      filter: '--owner none',
      tasks: unowned.filter(({ id }) => !shown.has(id)),
      beside: (task) => task.effort.toLowerCase(),
    },
  ]
  return lists.filter(({ tasks }) => tasks.length > 0)
}

function taskList({ title, filter, tasks, beside }: TaskList, most: number, style: Style): string {
  const { paint, hint } = style
  const listed = tasks.slice(0, most)
  const width = Math.max(...listed.map((task) => String(task.id).length))
  const room = (style.columns ?? Infinity) - width - 4
  const rows = listed.map((task) => {
    const number = paint.dim(String(task.id).padStart(width))
    return `  ${number}  ${titleBeside(task.title, beside(task), room)}`
  })
  const all = hint({ lead: '… more', command: `task list ${filter}` })
  const more = tasks.length > most ? [paint.dim(`  ${' '.repeat(width)}  ${all}`)] : []
  return [paint.dim(title), ...rows, ...more].join('\n')
}

/** Shortens a long title before the text beside it. */
function titleBeside(title: string, beside: string, room: number): string {
  if (beside === '') return cutTo(title, room)
  const left = Math.max(20, room - stringWidth(beside) - 3)
  return cutTo(`${cutTo(title, left)} – ${beside.replaceAll('\n', ' ')}`, room)
}

function statusCounts(page: TodayPage, { paint, columns }: Style): string {
  const parts = taskStatuses
    .filter((status) => page.counts[status] > 0)
    .map((status) => `${page.counts[status]} ${status.toLowerCase()}`)
  return paint.dim(parts.length === 0 ? 'no tasks' : itemLines(parts, ' · ', 0, columns))
}

function nextStep(page: TodayPage, style: Style): string {
  const status = page.win?.status
  const pickable = pickableStatuses.some((each) => page.counts[each] > 0)
  if (status === undefined && !pickable) {
    return command('task add', 'adds a task that can be picked', style)
  }
  if (status === undefined) {
    const purpose = page.rest_day
      ? 'picks a task to finish all the same'
      : 'picks the task to finish today'
    return command('win pick', purpose, style)
  }
  if (status === 'ACTIVE') return command('win done', 'when it is done', style)
  if (status === 'DONE') return command('win history', 'shows the days you won', style)
  return command('win resume', 'when you can continue', style)
}

function command(words: string, purpose: string, { paint, hint, columns = 80 }: Style): string {
  const typed = hint({ lead: '', command: words })
  const line = `  ${paint.dim('→')} ${paint.cyan(typed)}`
  if (purpose === '') return line
  const isWide = stringWidth(`  → ${typed}  ${purpose}`) > columns
  return `${line}${isWide ? '\n    ' : '  '}${paint.dim(purpose)}`
}
