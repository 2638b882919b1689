import { refusedError, usageError } from '../errors.ts'
import type { Span } from './routine/schedule.ts'
import { type CalendarDate, dateFromParts, type Instant, toParts } from './time.ts'
import type { UserId } from './user.ts'

/** Made by the database, or by {@link parseAbsenceId}. A number is never reused. */
export type AbsenceId = number & { readonly __brand: 'AbsenceId' }

/** Days on which a member is away, or everybody. */
export type Absence = {
  readonly id: AbsenceId
  /** Null for everybody. */
  readonly user_id: UserId | null
  /** The member's name; null for everybody. */
  readonly user: string | null
  readonly from_date: CalendarDate
  /** The last day, not before the first. */
  readonly until_date: CalendarDate
  readonly note: string | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** The fields of an absence that a person sets. */
export type AbsenceDraft = Pick<Absence, 'user_id' | 'from_date' | 'until_date' | 'note'>

/**
 * An absence named by its number: `3` or `#3`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseAbsenceId(text: string): AbsenceId {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  const id = Number(word)
  if (/^\d+$/.test(word) && Number.isSafeInteger(id)) return id as AbsenceId
  throw usageError(`“${text}” is not the number of an absence.`, {
    lead: 'To see the numbers',
    command: 'away list',
  })
}

/**
 * Checks that an absence does not end before it begins.
 *
 * @throws MomentumError `usage`
 */
export function requireInOrder({ from, until }: Span): void {
  if (until >= from) return
  throw usageError(
    `The last day, ${until}, is before the first, ${from}.`,
    'Choose a later --until, or an earlier --from.',
  )
}

/** A routine cannot wait longer than this. A member who is away for longer has left. */
const mostYears = 10

/**
 * Checks that an absence lasts at most ten years. An endless one would end every routine.
 *
 * @throws MomentumError `usage`
 */
export function requireEnd({ from, until }: Span): void {
  const [year, month, day] = toParts(until)
  if (dateFromParts(year - mostYears, month, day) <= from) return
  throw usageError(`From ${from} to ${until} is more than ten years.`, 'Choose an earlier --until.')
}

/**
 * Checks that an absence shares no day with another one of the same member, or another one of
 * everybody. A member's own may overlap with everybody's.
 *
 * @throws MomentumError `refused`, with the number and the days of the other one
 */
export function requireNoOverlap(
  { user_id, from_date, until_date }: AbsenceDraft,
  others: readonly Absence[],
): void {
  const other = others.find(
    (each) =>
      each.user_id === user_id && each.from_date <= until_date && from_date <= each.until_date,
  )
  if (other === undefined) return
  const { id, user } = other
  const days =
    other.from_date === other.until_date
      ? `on ${other.from_date}`
      : `from ${other.from_date} to ${other.until_date}`
  throw refusedError(
    `${user ?? 'Everybody'} is already away ${days} (absence ${id}), and absences cannot overlap.`,
    { lead: 'To delete that one first', command: `away remove ${id}` },
  )
}
