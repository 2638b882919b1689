import type { WinStats, Worth } from '../domain/streak.ts'
import { type CalendarDate, daysBetween } from '../domain/time.ts'
import { isOpenWin, type Win, winMoveHint } from '../domain/win.ts'
import { details, paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { capitalized, plural, relativeDate, weekdayName } from '../terminal/words.ts'
import { withHints } from './answer.ts'
import { statusCell, statusText, taskLine } from './task.ts'

/** A win and its task, without a heading. */
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

/** A win below a heading that says its date, who picked it, and who did it if that differs. */
export function winPage(win: Win, style: Style): string {
  const { selected_by, completed_by } = win
  const facts = [
    ...(selected_by === null ? [] : [`picked by ${selected_by}`]),
    ...(isDoneByOther(win) ? [`done by ${completed_by}`] : []),
  ]
  const by = facts.map((fact) => `, ${fact}`).join('')
  const heading = `Daily Win of ${win.date}`
  const day = relativeDate(win.date, style.today)
  const when = day === win.date ? '' : ` (${day})`
  return `${style.paint.bold(`${heading}${when}`)}${style.paint.dim(by)}\n\n${winBlock(win, style)}`
}

function isDoneByOther({ selected_by, completed_by }: Win): boolean {
  return completed_by !== null && completed_by !== selected_by
}

/** Wins, one per line. A finished win shows no note, even if an earlier version kept one. */
export function winTable(wins: readonly Win[], style: Style): string {
  const none = { text: '–', paint: style.paint.dim }
  const areDoneByOthers = wins.some(isDoneByOther)
  const rows = wins.map((win): Cell[] => [
    win.date,
    statusCell(win.status, style),
    win.task.title,
    win.selected_by ?? none,
    ...(areDoneByOthers ? [isDoneByOther(win) ? (win.completed_by ?? '') : ''] : []),
    { text: isOpenWin(win) ? (win.note ?? '') : '', paint: style.paint.dim },
  ])
  return table(
    [
      { title: 'date' },
      { title: 'status' },
      { title: 'task', flexible: true },
      { title: 'picked by', flexible: true },
      ...(areDoneByOthers ? [{ title: 'done by', flexible: true, from: 70 }] : []),
      { title: 'note', flexible: true, from: 90 },
    ],
    rows,
    style,
  )
}

/** "today’s win", "Thursday’s win" within the last week, or "the win of 2026-11-02". */
export function winName(date: CalendarDate, today: CalendarDate): string {
  const away = daysBetween(date, today)
  if (away === 0) return 'today’s win'
  if (away === 1) return 'yesterday’s win'
  if (away < 0 || away > 6) return `the win of ${date}`
  return `${weekdayName(date)}’s win`
}

/** "today", or the date. */
export function dayName(date: CalendarDate, today: CalendarDate): string {
  return date === today ? 'today' : date
}

/** "Did you finish “Fix the tap” (yesterday’s win)? It is paused: rain." */
export function leftOverQuestion(win: Win, today: CalendarDate): string {
  const question = `Did you finish “${win.task.title}” (${winName(win.date, today)})?`
  if (win.status !== 'PAUSED' && win.status !== 'BLOCKED') return question
  return `${question} It is ${win.status.toLowerCase()}: ${win.note}`
}

/** Says what it does to the streak if a date has no win. */
export function lostDayText(date: CalendarDate, worth: Worth): string {
  if (worth.without === worth.with) return 'The streak does not change.'
  // Without won days before it, there is no streak to break.
  if (worth.with === 1) return `With a win on ${date}, the streak would be 1 day.`
  const days = plural(worth.with, 'day')
  if (worth.isRestDay) {
    return `${date} is a rest day, so the streak goes on; with a win, it would be ${days}.`
  }
  return `That breaks the streak: with a win on ${date}, it would be ${days}.`
}

/** "▲ 4 days in a row", or "no current streak" */
export function streakText(days: number, { paint }: Style): string {
  if (days === 0) return paint.dim('no current streak')
  return `${paint.green('▲')} ${paint.bold(`${plural(days, 'day')} in a row`)}`
}

/** "Today’s win is done." for each date that was won, and the streak. */
export function wonDatesText(dates: readonly CalendarDate[], streak: number, style: Style): string {
  const lines = dates.map((date) => `${capitalized(winName(date, style.today))} is done.`)
  return [...lines, streakText(streak, style)].map((line) => `  ${line}`).join('\n')
}

/** The greatest width of the bar of the last 30 days. */
const maxBarWidth = 30

/** The statistics, and the latest open win. */
export type StatsPage = { readonly stats: WinStats; readonly open: Win | undefined }

/**
 * The statistics of a household, with a bar for each member who did wins, or else picked them. A
 * full bar stands for 100%.
 */
export function statsPage({ stats, open }: StatsPage, style: Style): string {
  if (stats.wins === 0) return emptyStats(open, style)
  const { won, dates, due } = stats.last30
  const between = stats.rest_days > 0 ? `, ${plural(stats.rest_days, 'rest day')} between` : ''
  const ofDue = due < dates ? [['', `${won} of ${due} without rest days`] as const] : []
  const facts = details(
    [
      ['Streak', streakText(stats.current_streak, style) + between],
      ['Longest streak', plural(stats.longest_streak, 'day')],
      ['Days won', `${stats.wins} of ${stats.days}`],
      ['Last 30 days', `${bar(won / dates, style)} ${won} of ${dates}`],
      ...ofDue,
    ],
    style,
  )
  return `${facts}\n\n${byUser(stats, style)}`
}

function emptyStats(open: Win | undefined, style: Style): string {
  const hints = open
    ? [winMoveHint(open.date, { to: 'DONE' })]
    : [
        { lead: 'Pick one', command: 'win pick' },
        { lead: 'Then finish it', command: 'win done' },
      ]
  const picked = open ? ` “${open.task.title}” (${winName(open.date, style.today)}) is open.` : ''
  return withHints(`No Daily Win has been finished yet.${picked}`, hints, style)
}

function byUser({ by_user, wins }: WinStats, style: Style): string {
  const room = Math.min(40, (style.columns ?? 80) - 38)
  const rows = by_user.map((row): Cell[] => [
    row.user ?? { text: 'not recorded', paint: style.paint.dim },
    String(row.wins),
    `${Math.round((row.wins / wins) * 100)}%`,
    {
      text: '█'.repeat(Math.max(1, Math.round((row.wins / wins) * room))),
      paint: (bar) => style.paint.bar(bar.length),
    },
  ])
  return table(
    [
      { title: 'member', flexible: true },
      { title: 'wins', align: 'right' },
      { title: 'share', align: 'right' },
      { title: '' },
    ],
    rows,
    style,
  )
}

function bar(share: number, { paint, columns = 80 }: Style): string {
  // The name and the numbers beside it take 26 columns.
  const width = Math.max(10, Math.min(maxBarWidth, columns - 26))
  const part = Math.round(share * width)
  return paint.bar(part) + paint.dim('░'.repeat(width - part))
}
