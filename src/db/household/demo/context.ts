import type { CategoryId } from '../../../domain/category.ts'
import {
  addDays,
  type CalendarDate,
  type Days,
  type Instant,
  startOfDay,
  toInstant,
} from '../../../domain/time.ts'
import type { UserId } from '../../../domain/user.ts'
import { type Grouping, type Person, people } from './chores.ts'

/** What all that is made up depends on. */
export type DemoContext = {
  readonly users: ReadonlyMap<Person, UserId>
  readonly categories: ReadonlyMap<Grouping, CategoryId>
  readonly today: CalendarDate
  /** How many days ago the household began. */
  readonly began: number
  readonly random: Random
  readonly newUuid: () => string
  /** The day this many days before today. */
  readonly daysAgo: (back: number) => CalendarDate
  /** The instant this many hours after a day began. */
  readonly at: (day: CalendarDate, hour: number) => Instant
}

/** A number from 0 up to 1. */
export type Random = () => number

/** When members are away, in days from today. */
export const absences = [
  { person: 'Noor', from: -1, until: 1, note: 'Visiting friends' },
  { person: 'Sam', from: 5, until: 9, note: 'Hiking' },
  { person: 'José', from: -17, until: -15, note: 'At a conference' },
] as const

/** How many days ago the household rested. */
export const rest = { from: 10, until: 8, note: 'At the lake' } as const

export function isRest(back: number): boolean {
  return back <= rest.from && back >= rest.until
}

/** The person, or the next one who was not away this many days ago. */
export function whoIsHere(person: Person, back: number): Person {
  const isAway = absences.some(({ person: away, from, until }) => {
    return away === person && -back >= from && -back <= until
  })
  return isAway ? whoIsHere(personAfter(person), back) : person
}

/** The person who joined after this one. */
export function personAfter(person: Person): Person {
  return personAt(people.findIndex(({ name }) => name === person) + 1)
}

export function personAt(index: number): Person {
  return people[index % people.length]?.name ?? 'Alex'
}

/** Finds each instant once, because to find out when a day begins takes long. */
export function clockOf(days: Days | undefined): DemoContext['at'] {
  const hoursOf = new Map<CalendarDate, readonly Instant[]>()
  return (day, hour) => {
    const hours = hoursOf.get(day) ?? listHours(Date.parse(startOfDay(day, days)))
    hoursOf.set(day, hours)
    return hours[hour] ?? raiseHour(hour)
  }
}

function listHours(start: number): readonly Instant[] {
  return Array.from({ length: 24 }, (_, hour) => toInstant(new Date(start + hour * 3_600_000)))
}

function raiseHour(hour: number): never {
  throw new RangeError(`A day has no hour ${hour}.`)
}

/** Returns a function that finds the day a number of days before today, each of them once. */
export function calendarBefore(today: CalendarDate): DemoContext['daysAgo'] {
  const days = new Map<number, CalendarDate>()
  return (back) => {
    const day = days.get(back) ?? addDays(today, -back)
    days.set(back, day)
    return day
  }
}

export function pickOne<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from.')
  return item
}

export function uuidsFrom(random: Random): () => string {
  const hex = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return () => {
    const digits = hex() + hex() + hex() + hex()
    const part = (from: number, to: number) => digits.slice(from, to)
    return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`
  }
}

/**
 * Numbers from 0 up to 1, the same for the same start (mulberry32, public domain, Tommy Ettinger).
 */
export function randomNumbers(start: number): Random {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
