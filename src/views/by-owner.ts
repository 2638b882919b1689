import type { Task } from '../domain/task.ts'
import { type CalendarDate, daysBetween } from '../domain/time.ts'
import { cutTo, gap, padTo, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { shortDate, weekdayName } from '../terminal/words.ts'

/** Between two tasks or members on a line. */
const separator = ' · '

/** A line that stands for some tasks. */
export type TasksLine = {
  readonly text: string
  readonly tasks: readonly Task[]
  /** Whether there was no room for some of them. */
  readonly isCut: boolean
}

/** "Sam: Bins · Dishes, since yesterday" for each owner, in the order in which they joined. */
export function ownerLines(tasks: readonly Task[], room: number, { today }: Style): TasksLine[] {
  return groupByOwner(tasks).map((own) => {
    const name = `${nameOf(own)}: `
    // There is room for the first task, and for how many more there are.
    const left = room - stringWidth(name) - (own.length > 1 ? moreWidth : 0)
    const items = own.map((task) => dueItem(task, left, today))
    return tasksLine(name, items, own, room)
  })
}

function tasksLine(
  lead: string,
  items: readonly string[],
  tasks: readonly Task[],
  room: number,
): TasksLine {
  const text = `${lead}${fitted(items, room - stringWidth(lead))}`
  return { text, tasks, isCut: stringWidth(lead + items.join(separator)) > room }
}

/** What " · and 99 more" takes. */
const moreWidth = 14

/** "Dishes, since yesterday", with as much of the title as there is room for. */
function dueItem(task: Task, room: number, today: CalendarDate): string {
  const { title, priority, status } = task
  const facts = [
    sinceText(task, today),
    priority === 'URGENT' ? 'urgent' : '',
    status === 'BLOCKED' || status === 'PAUSED' ? status.toLowerCase() : '',
  ]
  const text = facts.map((fact) => (fact === '' ? '' : `, ${fact}`)).join('')
  return `${cutTo(title, Math.max(20, room - stringWidth(text)))}${text}`
}

/** "tomorrow  Sam: Bins · Paper · Alex: Dishes" for each day. */
export function dayLines(tasks: readonly Task[], room: number, { today }: Style): TasksLine[] {
  const days = [...Map.groupBy(tasks, ({ due_date }) => due_date ?? today)]
  const names = days.map(([date]) => dayText(date, today))
  const width = Math.max(...names.map((name) => stringWidth(name))) + gap.length
  return days.map(([, own], index) => {
    const items = groupByOwner(own).flatMap((tasksOf) =>
      tasksOf.map(({ title }, place) => (place === 0 ? `${nameOf(tasksOf)}: ${title}` : title)),
    )
    return tasksLine(padTo(names[index] ?? '', width), items, own, room)
  })
}

/** "tomorrow", or "Wed 25 Nov" */
function dayText(date: CalendarDate, today: CalendarDate): string {
  return daysBetween(today, date) === 1 ? 'tomorrow' : shortDate(date, today)
}

function groupByOwner(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const groups = Map.groupBy(tasks, ({ owner_user_id }) => owner_user_id ?? Infinity)
  return [...groups].toSorted(([a], [b]) => a - b || 0).map(([, own]) => own)
}

function nameOf([task]: readonly Task[]): string {
  return task?.owner ?? 'Unassigned'
}

/** "since Friday" for a task that is overdue, else nothing. */
export function sinceText({ due_date }: Task, today: CalendarDate): string {
  if (due_date === null || due_date >= today) return ''
  const days = daysBetween(due_date, today)
  if (days === 1) return 'since yesterday'
  return `since ${days < 7 ? weekdayName(due_date) : shortDate(due_date, today)}`
}

/** As many items as there is room for, and how many more there are: "Bins · and 3 more". */
export function fitted(items: readonly string[], room: number): string {
  for (let count = items.length; count > 0; count -= 1) {
    const rest = count < items.length ? [`and ${items.length - count} more`] : []
    const text = [...items.slice(0, count), ...rest].join(separator)
    if (stringWidth(text) <= room) return text
  }
  const rest = items.length > 1 ? `${separator}and ${items.length - 1} more` : ''
  return `${cutTo(items[0] ?? '', Math.max(1, room - stringWidth(rest)))}${rest}`
}
