import type { Win, WinStats } from '../domain/win.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { plural, relativeDate } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { statusCell, statusText, taskLine } from './task.ts'

/** A win with its task, as a block of a page. */
export function winBlock(win: Win, style: Style): string {
  const { paint } = style
  return [
    paragraph(`${paint.bold(win.task.title)}  ${statusText(win.status, style)}`, 2, style.columns),
    paint.dim(paragraph(taskLine(win.task, style), 2, style.columns)),
    ...(win.status === 'PAUSED' || win.status === 'BLOCKED'
      ? [paragraph(`Why: ${win.note}`, 2, style.columns)]
      : []),
    paragraph(`Done means: ${win.task.definition_of_done}`, 2, style.columns),
  ].join('\n')
}

/** A win on its own: of which date, what, and by whom. */
export function winPage(win: Win, style: Style): string {
  const by = win.selected_by === null ? '' : `, picked by ${win.selected_by}`
  const heading = `Daily Win of ${win.date}`
  const day = relativeDate(win.date, style.today)
  const when = day === win.date ? '' : ` (${day})`
  return `${style.paint.dim(`${heading}${when}${by}`)}\n\n${winBlock(win, style)}`
}

export function winTable(wins: readonly Win[], style: Style): string {
  const rows = wins.map((win): Cell[] => [
    win.date,
    statusCell(win.status, style),
    win.task.title,
    win.selected_by ?? { text: '–', paint: style.paint.dim },
    { text: win.note ?? '', paint: style.paint.dim },
  ])
  return table(
    [
      { title: 'date' },
      { title: 'status' },
      { title: 'task', flexible: true },
      { title: 'picked by', flexible: true },
      { title: 'note', flexible: true, from: 90 },
    ],
    rows,
    style,
  )
}

/** "▲ 4 days in a row" */
export function streakText(days: number, { paint }: Style): string {
  if (days === 0) return paint.dim('no streak just now')
  return paint.green(`▲ ${plural(days, 'day')} in a row`)
}

/** The numbers of a household, with bars for who picked the wins. */
export function statsPage(stats: WinStats, style: Style): string {
  const { paint } = style
  if (stats.wins === 0) {
    const hints = [
      { lead: 'Pick one', command: 'win pick' },
      { lead: 'Then finish it', command: 'win done' },
    ]
    return withHints('No Daily Win is done yet.', hints, style)
  }
  const won30 = Math.round(stats.share_30 * 30)
  const lines = [
    `${paint.dim('Streak ')}  ${streakText(stats.current_streak, style)}`,
    `${paint.dim('Longest')}  ${plural(stats.longest_streak, 'day')}`,
    `${paint.dim('Won    ')}  ${stats.wins} of ${plural(stats.days, 'day')}`,
    `${paint.dim('Last 30')}  ${bar(won30, 30, 30, style)} ${won30} of 30`,
  ]
  return `${lines.join('\n')}\n\n${byUser(stats, style)}`
}

function byUser({ by_user, wins }: WinStats, style: Style): string {
  const room = Math.min(40, (style.columns ?? 80) - 38)
  const most = Math.max(...by_user.map((row) => row.wins))
  const rows = by_user.map((row): Cell[] => [
    row.user ?? { text: 'nobody in particular', paint: style.paint.dim },
    String(row.wins),
    `${Math.round((row.wins / wins) * 100)} %`,
    {
      text: '█'.repeat(Math.max(1, Math.round((row.wins / most) * room))),
      paint: style.paint.green,
    },
  ])
  return table(
    [
      { title: 'picked by', flexible: true },
      { title: 'wins', align: 'right' },
      { title: 'share', align: 'right' },
      { title: '' },
    ],
    rows,
    style,
  )
}

function bar(part: number, whole: number, width: number, { paint }: Style): string {
  const full = Math.round((part / whole) * width)
  return paint.green('█'.repeat(full)) + paint.dim('░'.repeat(width - full))
}
