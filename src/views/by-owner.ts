import type { Task } from '../domain/task.ts'
import { type CalendarDate, daysBetween } from '../domain/time.ts'
import { cutTo, stringWidth } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { shortDate, weekdayName } from '../terminal/words.ts'

/** Between two tasks or members on a line. */
const separator = ' · '

/**
 * "Sam: Bins · Dishes, since yesterday" for each owner, in the order in which they joined.
 *
 * @returns the lines, and whether there was no room for some tasks
 */
export function ownerLines(
  tasks: readonly Task[],
  room: number,
  { today }: Style,
): { readonly lines: readonly string[]; readonly isCut: boolean } {
  const owners = groupByOwner(tasks).map((own) => {
    const name = `${nameOf(own)}: `
    // There is room for the first task, and for how many more there are.
    const left = room - stringWidth(name) - (own.length > 1 ? moreWidth : 0)
    return { name, items: own.map((task) => dueItem(task, left, today)) }
  })
  return {
    lines: owners.map(({ name, items }) => `${name}${fitted(items, room - stringWidth(name))}`),
    isCut: owners.some(({ name, items }) => stringWidth(name + items.join(separator)) > room),
  }
}

/** What " · and 99 more" takes. */
const moreWidth = 14

/** "Dishes, since yesterday", with as much of the title as there is room for. */
function dueItem(task: Task, room: number, today: CalendarDate): string {
  const late = sinceText(task, today)
  const since = late === '' ? '' : `, ${late}`
  return `${cutTo(task.title, Math.max(20, room - stringWidth(since)))}${since}`
}

/** "Sam: Bins · Paper · Alex: Dishes" on one line. */
export function ownersLine(tasks: readonly Task[], room: number): string {
  const items = groupByOwner(tasks).flatMap((own) =>
    own.map(({ title }, index) => (index === 0 ? `${nameOf(own)}: ${title}` : title)),
  )
  return fitted(items, room)
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
