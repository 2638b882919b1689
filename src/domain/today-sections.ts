import type { TaskId } from './task.ts'

/** The sections of today's page, in the order in which they claim tasks. */
const todaySections = ['yours', 'due', 'in_progress', 'blocked', 'soon', 'unowned'] as const
export type TodaySection = (typeof todaySections)[number]

/** Something for each section of today's page. */
export type BySection<Value> = Readonly<Record<TodaySection, Value>>

/** Makes something for each section, in their order. */
export function bySection<Value>(make: (name: TodaySection) => Value): BySection<Value> {
  const made = todaySections.map((name) => [name, make(name)] as const)
  // Every section is there by now.
  return Object.fromEntries(made) as unknown as BySection<Value>
}

/**
 * The tasks of each section without those of the sections before it, so that no task is on the page
 * twice.
 *
 * @param shown the tasks that the page names above the sections
 */
export function withoutRepeats(
  lists: BySection<readonly TaskId[]>,
  shown: readonly TaskId[],
): BySection<readonly TaskId[]> {
  const seen = new Set(shown)
  return bySection((name) => {
    const own = lists[name].filter((id) => !seen.has(id))
    for (const id of own) seen.add(id)
    return own
  })
}
