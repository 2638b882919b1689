import { dayAndMonth, shortDate, weekdayName } from './date-names.ts'
import {
  isDone,
  isLate,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetRow,
} from './sheet.ts'
import { type CalendarDate, daysBetween, months, toParts } from './time.ts'

/** What the signs of a sheet mean. */
export const signMeanings = {
  '☐': 'to do',
  '☑': 'done',
  '↻': 'repeats',
  '★': 'Daily Win',
} as const
type Sign = keyof typeof signMeanings

/** "Week of 23 November 2026", or "Sam’s week of 23 November 2026" */
export function sheetTitle({ from, user }: Sheet): string {
  const [year, month, day] = toParts(from)
  const date = `${day} ${months[month - 1]} ${year}`
  return user === null ? `Week of ${date}` : `${user}’s week of ${date}`
}

/** "Week 48 · streak: 12 days · as of 26 Nov" */
export function sheetFacts({ from, week, today, current_streak }: Sheet): string {
  const number = Number(week.slice(-2))
  const streak = current_streak === 1 ? '1 day' : `${current_streak} days`
  return [
    `Week ${number}`,
    ...(current_streak > 0 ? [`streak: ${streak}`] : []),
    `as of ${dayAndMonth(today, from)}`,
  ].join(' · ')
}

/** What a sheet says if nothing on it needs doing; undefined for any other sheet. */
export function emptyWords({ members, days }: Sheet): string | undefined {
  if (days.some(({ items, win }) => items.length > 0 || win !== null)) return undefined
  if (members.length === 0) return 'The household is empty: write in who does what.'
  return 'Nothing is due this week: write in what comes up.'
}

/** Whose row it is: the member’s name, or “Unassigned”. */
export function rowName({ member }: SheetRow): string {
  return member?.user ?? 'Unassigned'
}

/** "Monday 23 Nov", "Sunday 29 Nov · rest day" */
export function dayName({ date, rest_day }: SheetDay): string {
  return `${weekdayName(date)} ${dayAndMonth(date, date)}${rest_day ? ' · rest day' : ''}`
}

/** What the row of Daily Wins is called. */
export const winRowName = 'Daily Win'

/** "late since Fri", "urgent", "blocked": what there is to know about an open item. */
export function marksOf(item: SheetItem, date: CalendarDate, today: CalendarDate): string[] {
  const { due_date, status, priority } = item
  const isLater = due_date !== null && due_date > date && !isDone(item)
  return [
    ...(isLate(item, today) ? [`late${due_date === date ? '' : sinceWords(due_date, today)}`] : []),
    ...(isLater ? [`due ${shortDate(due_date, today)}`] : []),
    ...(priority === 'URGENT' && !isDone(item) ? ['urgent'] : []),
    ...(status === 'BLOCKED' || status === 'PAUSED' ? [status.toLowerCase()] : []),
    ...(item.private ? ['private'] : []),
  ]
}

/** The signs after a title: that it repeats, and that it is the win of the day. */
export function signsOf({ routine_id, task_id }: SheetItem, { win }: SheetDay): readonly Sign[] {
  const isWin = task_id !== null && task_id === win?.task_id
  return [...(routine_id === null ? [] : (['↻'] as const)), ...(isWin ? (['★'] as const) : [])]
}

/** " since Fri", or " since 8 Nov" for a day that is a week ago or longer. */
function sinceWords(date: CalendarDate | null, today: CalendarDate): string {
  if (date === null) return ''
  const isNear = daysBetween(date, today) < 7
  return ` since ${isNear ? weekdayName(date).slice(0, 3) : dayAndMonth(date, today)}`
}

/** What a sheet says of a day’s win: a task, a line to fill in, or why there is neither. */
export type WinWords = {
  readonly title: string | null
  readonly isDone: boolean
  /** "day 12 of the streak", "picked", "rest day", "no win"; null for a line to fill in. */
  readonly note: string | null
}

export function winWords(day: SheetDay, today: CalendarDate): WinWords {
  const { win, streak, rest_day, date } = day
  if (win !== null && win.status === 'DONE') {
    const note = streak === null ? 'won' : `day ${streak} of the streak`
    return { title: win.task.title, isDone: true, note }
  }
  if (win !== null) {
    const isSetAside = win.status !== 'ACTIVE'
    const note = isSetAside ? win.status.toLowerCase() : date < today ? 'still open' : 'picked'
    return { title: win.task.title, isDone: false, note }
  }
  if (rest_day) return { title: null, isDone: false, note: 'rest day' }
  return { title: null, isDone: false, note: date < today ? 'no win' : null }
}
