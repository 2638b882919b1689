import { type CalendarDate, weekday } from '../../../domain/time.ts'
import type { Chore, Person } from './chores.ts'
import { type DemoContext, isRest, personAfter, personAt, whoIsHere } from './context.ts'
import { doneChores, doneChoresOfSeasons } from './done-chores.ts'
import { openChores, openChoresOfSeasons } from './open-chores.ts'

/** A chore with its dates, all of them in days before today. */
export type DatedChore = {
  readonly chore: Chore
  /** Tells it from those of the same title. */
  readonly number?: number | undefined
  readonly created: number
  readonly changed: number
  /** Negative if it is due after today. */
  readonly due?: number | undefined
  /** Who did it. */
  readonly by?: Person
}

/** How many chores are told one by one. */
export const toldChores = 80

const openShare = 0.45

/**
 * Chores that fit the season, as they follow from what is written in the tables; the oldest first.
 */
export function listToldChores(count: number, context: DemoContext): readonly DatedChore[] {
  const open = Math.floor(count * openShare)
  const chores = [...listOpen(open, context), ...listPast(count - open, context)]
  return chores.sort((a, b) => b.created - a.created)
}

function listOpen(count: number, context: DemoContext): readonly DatedChore[] {
  const seasonal = openChoresOfSeasons.filter((chore) => isInSeason(chore, context.today))
  const chores = openChores.flatMap((chore, index) => {
    const more = index % 4 === 3 ? seasonal[(index - 3) / 4] : undefined
    return more ? [chore, more] : [chore]
  })
  return chores.slice(0, count).map((chore, index) => openChore(chore, index, context))
}

/** How many days ago open chores were added, in turn. */
const ages = [6, 9, 2, 16, 11, 4, 30, 3, 8, 45, 21, 60, 5]

function openChore(chore: Chore, index: number, context: DemoContext): DatedChore {
  const due = chore.due === undefined ? undefined : -onWorkday(chore, chore.due, context)
  const created = Math.max(ages[index % ages.length] ?? 1, (due ?? 0) + 3)
  const changed = chore.status === undefined ? created : Math.ceil(created / 2)
  return { chore, created, changed, due }
}

/** Nothing is paid on a weekend: what is due then is due before it, or later after it. */
function onWorkday({ domain }: Chore, due: number, context: DemoContext): number {
  const day = weekday(context.daysAgo(-due))
  if (domain !== 'BILLS' || (day !== 0 && day !== 6)) return due
  if (due < 0) return due - (day === 0 ? 2 : 1)
  return due + (day === 0 ? 1 : 2)
}

/** Lists what was done or abandoned, spread over the days since the household began. */
function listPast(count: number, context: DemoContext): readonly DatedChore[] {
  const general = doneChores.values()
  const seasonal = new Set(doneChoresOfSeasons)
  return Array.from({ length: count }, (_, index) => {
    // More has been done lately than long ago.
    const share = (index / count) ** 1.3
    const on = beforeRest(1 + Math.floor(share * (context.began - 25)))
    const isTurn = index % 3 === 1
    const chore = isTurn
      ? [...seasonal].find((each) => isInSeason(each, context.daysAgo(on)))
      : undefined
    if (chore) seasonal.delete(chore)
    return pastChore(chore ?? general.next().value, index, on)
  }).flatMap((chore) => chore ?? [])
}

const beforeRest = (back: number) => (isRest(back) ? back + 3 : back)

/** How many days chores took, and how many days after that they were due, in turn. */
const durations = [1, 4, 2, 9, 3, 5, 14, 2, 6, 21]
const spared = [2, undefined, 0, -2, undefined, 3, undefined, 1, -3, undefined]

function pastChore(chore: Chore | undefined, index: number, on: number): DatedChore | undefined {
  if (!chore) return undefined
  const created = on + (durations[index % durations.length] ?? 1)
  if (chore.status === 'ABANDONED') return { chore, created, changed: on }
  const early = spared[index % spared.length]
  const owner = chore.owner ?? personAt(index)
  const by = whoIsHere(index % 6 === 5 ? personAfter(owner) : owner, on)
  const due = early === undefined ? undefined : on - early
  return { chore: { ...chore, status: 'DONE' }, created, changed: on, by, due }
}

function isInSeason({ months }: Chore, day: CalendarDate): boolean {
  if (!months) return true
  const [from, to] = months
  const month = Number(day.slice(5, 7))
  return from <= to ? from <= month && month <= to : month >= from || month <= to
}
