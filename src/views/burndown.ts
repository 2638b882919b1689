import { type Burndown, type BurndownWeek, openIn } from '../domain/burndown.ts'
import { gap, itemLines, paragraph } from '../terminal/layout.ts'
import type { Paint, Style } from '../terminal/paint.ts'
import { type Cell, type Column, table } from '../terminal/table.ts'
import { capitalized, dayAndMonth, plural, shortDate } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { ruler, type Scale, scaleTo } from './scale.ts'

/** How each status is drawn, from work in progress to work that waits. */
const fills = [
  { status: 'active', fill: '█', words: 'active' },
  { status: 'paused', fill: '▓', words: 'paused' },
  { status: 'blocked', fill: '▒', words: 'blocked' },
  { status: 'backlog', fill: '░', words: 'in the backlog' },
] as const

/** From this width on, the numbers of each status stand beside its bars. */
const wide = 100

/** In a pipe, bars are as long as on a terminal of this width. */
const usual = 80

/**
 * Draws a bar for each week, whose length is the number of tasks that were open at its end. Each
 * status has a part of the bar. The numbers stand beside it.
 */
export function burndownPage(burndown: Burndown, style: Style): string {
  const most = Math.max(...burndown.map(openIn))
  if (most === 0 && burndown.every(({ done }) => done === 0)) return emptyPage(burndown, style)
  const numbers = numberColumns(burndown, style)
  const names = ['week of', ...burndown.map((week) => weekName(week, style))]
  const left = [names, ...numbers.map(({ cells }) => cells)].map(widthOf)
  const room = left.reduce((rest, width) => rest - width - gap.length, style.columns ?? usual)
  const scale = scaleTo(most, room)
  const below = most === 0 ? [] : ruler(scale).map((line) => ['', ...numbers.map(() => ''), line])
  const rows = burndown.map((week, row): Cell[] => [
    names[row + 1] ?? '',
    ...numbers.map(({ cells }) => cells[row + 1] ?? ''),
    { text: bar(week, scale), paint: (text) => paintedBar(text, style.paint) },
  ])
  const columns: readonly Column[] = [
    { title: 'week of' },
    ...numbers.map(({ title }) => ({ title, align: 'right' }) as const),
    { title: '' },
  ]
  return [
    style.paint.bold(paragraph('Open tasks at the end of each week', 0, style.columns)),
    paragraph(summary(burndown, style), 0, style.columns),
    '',
    table(columns, [...rows, ...below], style),
    ...legend(burndown, style),
  ].join('\n')
}

function emptyPage({ length }: Burndown, style: Style): string {
  const weeks = length === 1 ? 'this week' : `these ${length} weeks`
  const add = { lead: 'Add one', command: 'task add' }
  return withHints(`No task was open or done in ${weeks}.`, [add], style)
}

/** A heading, and below it the number of each week. */
type NumberColumn = { readonly title: string; readonly cells: readonly string[] }

function numberColumns(burndown: Burndown, { columns = usual }: Style): readonly NumberColumn[] {
  const of = (title: string, count: (week: BurndownWeek) => number) => {
    return { title, cells: [title, ...burndown.map((week) => String(count(week)))] }
  }
  const statuses = fills.map(({ status }) => of(status, (week) => week[status]))
  return [of('done', ({ done }) => done), ...(columns < wide ? [] : statuses), of('open', openIn)]
}

function widthOf(cells: readonly string[]): number {
  return Math.max(...cells.map(({ length }) => length))
}

/** "7 Sep", or "now" for the current week. */
function weekName({ from, until }: BurndownWeek, { today }: Style): string {
  return until === today ? 'now' : dayAndMonth(from, today)
}

/** "14 tasks are open, 3 fewer than on Sun 6 Sep. In these 12 weeks, 41 tasks were done." */
function summary(burndown: Burndown, { today }: Style): string {
  const counts = burndown.map(openIn)
  const [before = 0, now = 0] = [counts[0], counts.at(-1)]
  const done = burndown.reduce((sum, week) => sum + week.done, 0)
  const wereDone = `${counted(done, 'was', 'were')} done.`
  const open = `${capitalized(counted(now, 'is', 'are'))} open`
  const [first, ...later] = burndown
  if (first === undefined || later.length === 0) return `${open}. This week, ${wereDone}`
  const since = `${comparison(now, before)} ${shortDate(first.until, today)}`
  return `${open}, ${since}. In these ${counts.length} weeks, ${wereDone}`
}

/** "3 fewer than on" */
function comparison(now: number, before: number): string {
  if (now === before) return now === 0 ? 'as on' : 'as many as on'
  return now < before ? `${before - now} fewer than on` : `${now - before} more than on`
}

/** "no task is", "1 task is", "14 tasks are" */
function counted(tasks: number, one: string, many: string): string {
  if (tasks === 0) return `no task ${one}`
  return `${plural(tasks, 'task')} ${tasks === 1 ? one : many}`
}

/** A part for each status. A status with tasks has at least one column if there is room. */
function bar(week: BurndownWeek, scale: Scale): string {
  let tasks = 0
  const parts = fills.map(({ status, fill }) => {
    const before = scale.columnsOf(tasks)
    tasks += week[status]
    return { fill, tasks: week[status], width: scale.columnsOf(tasks) - before }
  })
  for (const part of parts) {
    const widest = parts.toSorted((a, b) => b.width - a.width)[0]
    if (part.tasks === 0 || part.width > 0 || widest === undefined) continue
    part.width = 1
    if (widest.width > 1) widest.width -= 1
  }
  return parts.map(({ fill, width }) => fill.repeat(width)).join('')
}

function paintedBar(text: string, paint: Paint): string {
  return text
    .replace(/█+/, (part) => paint.bar(part.length))
    .replace(/░+/, (part) => paint.dim(part))
}

/** What each part of a bar means, with its number now. */
function legend(burndown: Burndown, style: Style): readonly string[] {
  const used = fills.filter(({ status }) => burndown.some((week) => week[status] > 0))
  if (used.length === 0) return []
  const items = used.map(({ status, fill, words }) => {
    return `${paintedBar(fill, style.paint)} ${burndown.at(-1)?.[status] ?? 0} ${words}`
  })
  return ['', itemLines(['Now:', ...items], gap, 0, style.columns)]
}
