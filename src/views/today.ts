import type { TodayPage } from '../db/household/today.ts'
import { type Task, taskStatuses } from '../domain/task.ts'
import { pickableStatuses } from '../domain/win.ts'
import { cutTo, edges, paragraph, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { longDate } from '../terminal/words.ts'
import { dueText } from './task.ts'
import { streakText, winBlock } from './win.ts'

/** How many rows of a list fit on a page that is taken in at a glance. */
const glance = 5

/** What a household sees when it looks in. */
export function todayPage(page: TodayPage, style: Style): string {
  const { paint } = style
  const heading = edges(paint.bold(longDate(page.date)), streaks(page, style), style)
  if (page.empty) return `${heading}\n\n${welcome(style)}`
  const blocks = [
    heading,
    ...leftOver(page, style),
    `${paint.dim('Daily Win')}\n${win(page, style)}`,
    ...list('Due', '--due-before tomorrow', page.due, (task) => dueText(task, style), style),
    ...list('Blocked', '--status blocked', page.blocked, (task) => task.status_note ?? '', style),
    ...list('Nobody’s', '--owner none', page.unowned, (task) => task.effort.toLowerCase(), style),
    counts(page, style),
    next(page, style),
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
    'Nobody lives here yet. Who does, and what is to be done?',
    '',
    command('user add Alex', '', style),
    command('task add', 'asks for what it needs', style),
    command('win pick', 'commits to one task for today', style),
  ].join('\n')
}

function leftOver({ left_over }: TodayPage, style: Style): string[] {
  if (!left_over) return []
  const text = `What became of “${left_over.task.title}”, the win of ${left_over.date}?`
  const done = `win done --date ${left_over.date}`
  return [`${style.paint.yellow(paragraph(text, 0, style.columns))}\n${command(done, '', style)}`]
}

function win(page: TodayPage, style: Style): string {
  if (page.win) return winBlock(page.win, style)
  return `  Nothing is picked for today yet.`
}

function list(
  title: string,
  filter: string,
  tasks: readonly Task[],
  beside: (task: Task) => string,
  style: Style,
): string[] {
  if (tasks.length === 0) return []
  const { paint, hint } = style
  const width = Math.max(...tasks.slice(0, glance).map((task) => String(task.id).length))
  const rows = tasks.slice(0, glance).map((task) => {
    const no = paint.dim(String(task.id).padStart(width))
    return `  ${no}  ${titleBeside(task.title, beside(task), (style.columns ?? Infinity) - width - 4)}`
  })
  const all = hint({ lead: 'more', command: `task list ${filter}` })
  const more = tasks.length > glance ? [paint.dim(`  ${' '.repeat(width)}  ${all}`)] : []
  return [[paint.dim(title), ...rows, ...more].join('\n')]
}

/** A long title makes room for what stands beside it. */
function titleBeside(title: string, beside: string, room: number): string {
  if (beside === '') return cutTo(title, room)
  const left = Math.max(20, room - stringWidth(beside) - 3)
  return cutTo(`${cutTo(title, left)} – ${beside.replaceAll('\n', ' ')}`, room)
}

function counts(page: TodayPage, { paint, columns }: Style): string {
  const parts = taskStatuses
    .filter((status) => page.counts[status] > 0)
    .map((status) => `${page.counts[status]}\u00a0${status.toLowerCase()}`)
  const line = paragraph(parts.join(' · ') || 'no tasks', 0, columns)
  return paint.dim(line.replaceAll('\u00a0', ' '))
}

function next(page: TodayPage, style: Style): string {
  const status = page.win?.status
  const pickable = pickableStatuses.some((each) => page.counts[each] > 0)
  if (status === undefined && !pickable) {
    return command('task add', 'there is nothing left to pick', style)
  }
  if (status === undefined) return command('win pick', 'commits to one task', style)
  if (status === 'ACTIVE') return command('win done', 'when it is done', style)
  if (status === 'DONE') return command('win history', 'shows the days you won', style)
  return command('win resume', 'when it can go on', style)
}

function command(words: string, what: string, { paint, hint }: Style): string {
  const typed = hint({ lead: '', command: words })
  return `  ${paint.dim('→')} ${paint.cyan(typed)}${what === '' ? '' : paint.dim(`  ${what}`)}`
}
