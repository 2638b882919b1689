import type { Item } from './item.ts'
import { ruleOfRecurrence } from './recurrence.ts'

/** Recurring tasks with those that they made, as far as Momentum can plan them. */
export type Families = {
  /** The times of each recurring task, in the order of their dates. */
  readonly families: ReadonlyMap<Item, readonly Item[]>
  /** Whether a task belongs to a recurring one, or stands for one that cannot be planned. */
  readonly isInFamily: (item: Item) => boolean
}

/** Finds the recurring tasks of a file, and those that they made. */
export function findFamilies(items: readonly Item[]): Families {
  const templates = new Map<string | undefined, Item>()
  for (const item of items) if (isTemplate(item)) templates.set(item.uuid, item)
  const families = new Map<Item, Item[]>()
  for (const item of items) if (isTemplate(item) && isPlannable(item)) families.set(item, [])
  const left = new Set<Item>()
  for (const item of items) {
    const template = item.parent === undefined ? undefined : templates.get(item.parent)
    if (template === undefined || isTemplate(item)) continue
    const times = families.get(template)
    const isOpen = item.status === 'pending' || item.status === 'waiting'
    if (times === undefined && isOpen) left.add(template)
    if (times === undefined || item.due === undefined) continue
    times.push(item)
    left.add(item)
  }
  for (const times of families.values()) {
    times.sort((one, other) => (dateOf(one) < dateOf(other) ? -1 : 1))
  }
  return { families, isInFamily: (item) => left.has(item) }
}

/** The day for which a time of a recurring task was planned. */
export function dateOf({ own, due }: Item): string {
  return own.planned ?? due?.day ?? ''
}

/** Taskwarrior makes a recurring task of a pending one that is imported with a recurrence. */
function isTemplate({ status, recur, parent }: Item): boolean {
  if (recur === undefined) return false
  return status === 'recurring' || (status === 'pending' && parent === undefined)
}

function isPlannable({ recur = '', isChained }: Item): boolean {
  return ruleOfRecurrence(recur, isChained ? 'AFTER' : 'CALENDAR') !== undefined
}
