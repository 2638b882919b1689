/** Weeks begin on Monday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

export const units = ['day', 'week', 'month', 'year'] as const
export type Unit = (typeof units)[number]

/** The largest interval of each unit: ten years. */
export const longest = {
  day: 3652,
  week: 521,
  month: 120,
  year: 10,
} as const satisfies Record<Unit, number>

/** One weekday of a month: the first to the fourth one, or the last (-1). */
export type Nth = { readonly n: 1 | 2 | 3 | 4 | -1; readonly weekday: Weekday }

/**
 * A rule that counts on the calendar, every `interval` units from the unit in which the routine
 * starts. A rule that names no weekday, or no day of the month, takes that of the start date.
 */
export type CalendarRule =
  | Every<Unit>
  /** Weekdays from Monday on. */
  | (Every<'week'> & { readonly weekdays: readonly Weekday[] })
  /** 1 to 31, ascending, and then -1 for the last day. 29 to 31 mean “or the last day”. */
  | (Every<'month'> & { readonly days: readonly number[] })
  | (Every<'month'> & { readonly nth: readonly Nth[] })
  /** 29 February falls on the 28th in common years. */
  | (Every<'year'> & { readonly month: number; readonly day: number })
  | (Every<'year'> & { readonly month: number; readonly nth: readonly Nth[] })

type Every<Units extends Unit> = {
  readonly mode: 'CALENDAR'
  readonly unit: Units
  readonly interval: number
}

/**
 * A rule that counts from the day on which the routine was last done, and then moves to the next of
 * its weekdays, if it names any.
 */
export type AfterRule = {
  readonly mode: 'AFTER'
  readonly unit: Unit
  readonly interval: number
  readonly weekdays?: readonly Weekday[]
}

/** How a routine repeats. Made by {@link parseRule}, written by {@link ruleText}. */
export type Rule = CalendarRule | AfterRule
