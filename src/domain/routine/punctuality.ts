import type { Outcome } from './routine.ts'

/** Times of a routine that ended in the same way. */
export type Ended = {
  readonly outcome: Outcome
  /** How many days after the planned date it was done; negative for earlier, null if it was not. */
  readonly days_late: number | null
  readonly times: number
}

/** How punctual a routine is. */
export type Punctuality = {
  /** How often it was done on the planned date or before. */
  readonly on_time: number
  readonly late: number
  /** The middle number of days by which it was late; null if it never was. */
  readonly median_days_late: number | null
  readonly skipped: number
  readonly missed: number
}

/** @param ended in any order */
export function punctualityOf(ended: readonly Ended[]): Punctuality {
  const count = (isCounted: (each: Ended) => boolean) =>
    ended.filter(isCounted).reduce((sum, { times }) => sum + times, 0)
  const isLate = ({ days_late }: Ended) => days_late !== null && days_late > 0
  return {
    on_time: count((each) => each.outcome === 'DONE' && !isLate(each)),
    late: count((each) => each.outcome === 'DONE' && isLate(each)),
    median_days_late: medianOf(
      ended.flatMap(({ outcome, days_late, times }) =>
        outcome === 'DONE' && days_late !== null && days_late > 0 ? [{ days_late, times }] : [],
      ),
    ),
    skipped: count(({ outcome }) => outcome === 'SKIPPED'),
    missed: count(({ outcome }) => outcome === 'MISSED'),
  }
}

/** The middle value; of an even number of them, halfway between the two in the middle. */
function medianOf(
  counted: readonly { readonly days_late: number; readonly times: number }[],
): number | null {
  const sorted = counted.toSorted((a, b) => a.days_late - b.days_late)
  const total = sorted.reduce((sum, { times }) => sum + times, 0)
  if (total === 0) return null
  const at = (place: number): number => {
    let left = place
    for (const { days_late, times } of sorted) {
      if (left < times) return days_late
      left -= times
    }
    return 0
  }
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2
}
