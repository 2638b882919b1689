import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { RoutineMode } from '../../domain/routine/routine.ts'
import type { Item } from './item.ts'
import { ruleOfRecurrence } from './recurrence.ts'
import { isOurs } from './template.ts'

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
  const families = new Map<Item, Item[]>(ownRoutines(items))
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

/** Tasks that stand for the routine that Momentum wrote, and for its open time. */
function ownRoutines(items: readonly Item[]): readonly [Item, Item[]][] {
  const seen = new Set(items.map(({ uuid }) => uuid))
  return items.flatMap((item): [Item, Item[]][] => {
    const { routine, rule, mode } = item.own
    // A task that was copied in Taskwarrior says the same.
    if (routine === undefined || item.recur !== undefined || seen.has(routine)) return []
    if (dateOf(item) === '' || !isOurs(routine) || !isRule(rule, mode)) return []
    seen.add(routine)
    return [[item, [item]]]
  })
}

function isRule(rule: string | undefined, mode: RoutineMode | undefined): boolean {
  if (rule === undefined || mode === undefined) return false
  return unlessRefused(() => parseRule(rule, mode)) !== undefined
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
