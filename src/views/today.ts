import type { TodayPage } from '../db/household/today.ts'
import { type Task, taskStatuses } from '../domain/task.ts'
import { addDays } from '../domain/time.ts'
import { pickableStatuses } from '../domain/win.ts'
import { cutTo, edges, paragraph, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { longDate } from '../terminal/words.ts'
import { dueText } from './task.ts'
import { leftOverQuestion, streakText, winBlock } from './win.ts'

/** The most rows that a list may have, so that the page can be read at a glance. */
const maxRows = 5

/** The page that `momentum` alone shows. */
export function todayPage(page: TodayPage, style: Style): string {
  const { paint } = style
  const heading = edges(paint.bold(longDate(page.date)), streaks(page, style), style)
  if (page.empty) return `${heading}\n\n${welcome(style)}`
  const blocks = [
    heading,
    ...leftOver(page, style),
    `${paint.dim('Daily Win')}\n${todaysWin(page, style)}`,
    ...taskLists(page, style),
    statusCounts(page, style),
    nextStep(page, style),
  ]
  return blocks.join('\n\n')
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
  if (page.win) return winBlock(page.win, style)
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

function taskLists(page: TodayPage, style: Style): string[] {
  const lists: TaskList[] = [
    {
      title: 'Due',
      filter: `--due-before ${addDays(page.date, 1)}`,
      tasks: page.due,
      beside: (task) => dueText(task, style),
    },
    {
      title: 'Blocked',
      filter: '--status blocked',
      tasks: page.blocked,
      beside: (task) => task.status_note ?? '',
    },
    {
      title: 'Unassigned',
      filter: '--owner none',
      tasks: page.unowned,
      beside: (task) => task.effort.toLowerCase(),
    },
  ]
  return lists.filter(({ tasks }) => tasks.length > 0).map((list) => taskList(list, style))
}

function taskList({ title, filter, tasks, beside }: TaskList, style: Style): string {
  const { paint, hint } = style
  const listed = tasks.slice(0, maxRows)
  const width = Math.max(...listed.map((task) => String(task.id).length))
  const room = (style.columns ?? Infinity) - width - 4
  const rows = listed.map((task) => {
    const number = paint.dim(String(task.id).padStart(width))
    return `  ${number}  ${titleBeside(task.title, beside(task), room)}`
  })
  const all = hint({ lead: '… more', command: `task list ${filter}` })
  const more = tasks.length > maxRows ? [paint.dim(`  ${' '.repeat(width)}  ${all}`)] : []
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
    .map((status) => `${page.counts[status]}\u00a0${status.toLowerCase()}`)
  const line = paragraph(parts.join(' · ') || 'no tasks', 0, columns)
  return paint.dim(line.replaceAll('\u00a0', ' '))
}

function nextStep(page: TodayPage, style: Style): string {
  const status = page.win?.status
  const pickable = pickableStatuses.some((each) => page.counts[each] > 0)
  if (status === undefined && !pickable) {
    return command('task add', 'adds a task that can be picked', style)
  }
  if (status === undefined) return command('win pick', 'picks the task to finish today', style)
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
