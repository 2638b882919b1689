import type { TodayPage } from '../db/household/today.ts'
import { taskStatuses } from '../domain/task.ts'
import { isOpen } from '../domain/task-status.ts'
import { pickableStatuses, type Win } from '../domain/win.ts'
import { edges, itemLines, paragraph, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { longDate } from '../terminal/words.ts'
import { fitted } from './by-owner.ts'
import { statusText } from './task.ts'
import { allLines, fewestLines, type Section, sectionLines, sectionsOf } from './today-sections.ts'
import { awayUntil } from './who-is-away.ts'
import { leftOverQuestion, streakText } from './win.ts'

/** The most lines that fit a small terminal, with one left for the next command. */
const maxLines = 23

/** Up to this many lines, a page needs no blank lines between its parts. */
const calmLines = 12

/** Up to this many lines, not even the win is set apart. */
const fewLines = 8

/** The width of the titles at the left. */
const titleWidth = 13

/** A terminal narrower than this has the titles above their parts. */
const narrow = 45

/** The page that `momentum` alone shows. A long page is shown in fewer lines. */
export function todayPage(page: TodayPage, style: Style): string {
  const heading = edges(style.paint.bold(longDate(page.date)), streaks(page, style), style)
  if (page.empty) return `${heading}\n\n${welcome(style)}`
  const sections = sectionsOf(page, roomIn(style), style)
  const top = [heading, ...leftOver(page, style)]
  const parts: Parts = {
    top,
    win: titled('Daily Win', todaysWin(page, sections, style), style),
    sections,
    away: awayPart(page, style),
    counts: titled('All tasks', statusCounts(page, style), style),
    next: nextStep(page, style),
  }
  const calm = densePage(parts, style)
  if (countLines(calm, style) <= calmLines) return calm
  const roomy = roomyPage(parts, style)
  if (style.columns === undefined || countLines(roomy, style) <= maxLines) return roomy
  return densePage(parts, style)
}

/** How wide a row may be. */
function roomIn({ columns = Infinity }: Style): number {
  return columns < narrow ? columns - 2 : columns - titleWidth
}

/** The parts of the page, of which the sections are the ones that can get shorter. */
type Parts = {
  readonly top: readonly string[]
  readonly win: string
  readonly sections: readonly Section[]
  readonly away: readonly string[]
  readonly counts: string
  readonly next: string
}

/** The page with blank lines between its parts. */
function roomyPage({ top, win, sections, away, counts, next }: Parts, style: Style): string {
  const texts = sections.map((section) => sectionText(section, allLines(section), style))
  return [...top, win, ...texts, [...away, counts].join('\n'), next].join('\n\n')
}

/** The page with as many rows in each section as fit a screen. */
function densePage({ top, win, sections, away, next }: Parts, style: Style): string {
  const page = (texts: readonly string[], blank = '') =>
    [...top, [`${win}${blank}`, ...texts, ...away].join('\n'), next].join('\n\n')
  const lines = sections.map(allLines)
  const write = (blank?: string) =>
    page(
      sections.map((section, index) => sectionText(section, lines[index] ?? 0, style)),
      blank,
    )
  let text = write()
  const count = countLines(text, style)
  if (count > fewLines && count < maxLines && sections.length > 0) return write('\n')
  while (countLines(text, style) > maxLines) {
    const longest = longestOf(sections, lines)
    if (longest === undefined) return text
    lines[longest] = (lines[longest] ?? 0) - 1
    text = write()
  }
  return text
}

/**
 * The last of those sections that have the most lines and can have fewer. What is due has a line
 * for each member, and keeps two more than others.
 */
function longestOf(sections: readonly Section[], lines: readonly number[]): number | undefined {
  const shorter = sections.flatMap((section, index) => {
    const own = lines[index] ?? 0
    const length = section.name === 'due' ? own - 2 : own
    return own > fewestLines(section) ? [{ index, length }] : []
  })
  const most = Math.max(...shorter.map(({ length }) => length))
  return shorter.findLast(({ length }) => length === most)?.index
}

function sectionText(section: Section, lines: number, style: Style): string {
  return titled(section.title, sectionLines(section, lines, style), style)
}

/**
 * Lines beside their title, or below it on a narrow terminal. A command to type, which is never
 * cut, begins further left if it would not fit beside.
 */
function titled(title: string, lines: readonly string[], { paint, columns }: Style): string {
  const width = columns ?? Infinity
  const isNarrow = width < narrow
  const blank = ' '.repeat(isNarrow ? 2 : titleWidth)
  if (isNarrow) return [paint.bold(title), ...lines.map((line) => blank + line)].join('\n')
  const lead = paint.bold(title) + ' '.repeat(titleWidth - title.length)
  const indent = (line: string) => (stringWidth(blank + line) > width ? '  ' : blank)
  return lines.map((line, index) => (index === 0 ? lead : indent(line)) + line).join('\n')
}

/** How many lines of the terminal a text takes. */
function countLines(text: string, { columns = Infinity }: Style): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(stringWidth(line) / columns)))
  return lines.reduce((sum, count) => sum + count, 0)
}

/** "Away         Sam until Tue 1 Dec · Kim until today" */
function awayPart({ away, date }: TodayPage, style: Style): string[] {
  if (away.length === 0) return []
  const items = away.map((absence) => awayUntil(absence, date))
  return [titled('Away', [fitted(items, roomIn(style))], style)]
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
  const text = paragraph(leftOverQuestion(left_over, style.today), 2, style.columns).slice(2)
  const done = command(`win done --date ${left_over.date}`, '', style)
  return [`${style.paint.yellow('!')} ${text}\n${done}`]
}

/** The win, or that there is none; and praise if nothing else needs doing today. */
function todaysWin(page: TodayPage, sections: readonly Section[], style: Style): string[] {
  const lines = page.win ? winLines(page.win, style) : wrapped(noWin(page), style)
  const isClear = sections.every(({ name }) => name === 'soon') && page.left_over === null
  return isClear ? [...lines, ...praise(page, style)] : lines
}

/** "Fix the tap  ● active  #1 · Alex", and below it what done means. */
function winLines({ task, status, note }: Win, style: Style): string[] {
  const { paint } = style
  const facts = paint.dim(`#${task.id} · ${task.owner ?? 'unassigned'}`)
  const why = status === 'PAUSED' || status === 'BLOCKED' ? [`Why: ${note}`] : []
  const means = status === 'DONE' ? [] : [`Done means: ${task.definition_of_done}`]
  return [
    `${paint.bold(task.title)}  ${statusText(status, style)}  ${facts}`,
    ...why,
    ...means,
  ].flatMap((line) => wrapped(line, style))
}

function noWin({ rest_day, current_streak }: TodayPage): string {
  if (!rest_day) return 'Nothing is picked for today yet.'
  return `Today is a rest day.${current_streak > 0 ? ' The streak goes on without a win.' : ''}`
}

/** Says that nothing else needs doing today, with as much joy as there is reason for. */
function praise({ win, counts }: TodayPage, style: Style): string[] {
  const text = (sentence: string) => wrapped(`${style.paint.green('✓')} ${sentence}`, style)
  const isAnyOpen = taskStatuses.some((status) => isOpen(status) && counts[status] > 0)
  if (win?.status === 'DONE') return text('Nothing else needs doing today. Enjoy the day!')
  if (!isAnyOpen) return text('Nothing is left to do. Enjoy the day!')
  return text(win === null ? 'Nothing is due today.' : 'Nothing else needs doing today.')
}

/** The lines of a sentence beside a title. */
function wrapped(text: string, style: Style): string[] {
  return paragraph(text, 0, style.columns && roomIn(style)).split('\n')
}

function statusCounts(page: TodayPage, style: Style): string[] {
  const parts = taskStatuses
    .filter((status) => page.counts[status] > 0)
    .map((status) => `${page.counts[status]} ${status.toLowerCase()}`)
  if (parts.length === 0) return [style.paint.dim('none')]
  const lines = itemLines(parts, ' · ', 0, style.columns && roomIn(style)).split('\n')
  return lines.map((line) => style.paint.dim(line))
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
  const line = `  ${paint.dim('→')} ${paint.bold(typed)}`
  if (purpose === '') return line
  const isWide = stringWidth(`  → ${typed}  ${purpose}`) > columns
  return `${line}${isWide ? '\n    ' : '  '}${paint.dim(purpose)}`
}
