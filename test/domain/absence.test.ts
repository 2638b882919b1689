import { describe, expect, test } from 'vitest'
import {
  type Absence,
  type AbsenceDraft,
  parseAbsenceId,
  requireEnd,
  requireInOrder,
  requireNoOverlap,
} from '../../src/domain/absence.ts'
import type { Span } from '../../src/domain/routine/schedule.ts'
import { refusedError, usageError } from '../../src/errors.ts'

test.each([
  ['3', 3],
  ['#3', 3],
  [' 12 ', 12],
])('an absence is named by its number: %j', (text, id) => {
  expect(parseAbsenceId(text)).toBe(id)
})

test.each(['', 'sam', '3a', '-3', '##3', '1.5', '99999999999999999999'])(
  'no absence is named by %j',
  (text) => {
    expect(() => parseAbsenceId(text)).toThrow(
      usageError(`“${text}” is not the number of an absence.`, {
        lead: 'To see the numbers',
        command: 'away list',
      }),
    )
  },
)

const span = (from: string, until: string) => ({ from, until }) as Span

test('an absence lasts a day or more', () => {
  requireInOrder(span('2026-10-12', '2026-10-12'))
  expect(() => requireInOrder(span('2026-10-12', '2026-10-11'))).toThrow(
    usageError(
      'The last day, 2026-10-11, is before the first, 2026-10-12.',
      'Choose a later --until, or an earlier --from.',
    ),
  )
})

test('an absence lasts ten years at most', () => {
  requireEnd(span('2026-10-12', '2036-10-12'))
  requireEnd(span('9999-12-30', '9999-12-31'))
  const tooLong = (until: string) =>
    usageError(`From 2026-10-12 to ${until} is more than ten years.`, 'Choose an earlier --until.')
  for (const until of ['2036-10-13', '9999-12-31']) {
    expect(() => requireEnd(span('2026-10-12', until))).toThrow(tooLong(until))
  }
})

describe('two absences overlap', () => {
  const sams = { id: 4, user_id: 2, user: 'Sam', from_date: '2026-10-10', until_date: '2026-10-20' }
  const everybodys = { ...sams, id: 5, user_id: null, user: null, until_date: '2026-10-10' }
  const others = [sams, everybodys] as Absence[]
  const check = (user_id: number | null, from_date: string, until_date: string) => () =>
    requireNoOverlap({ user_id, from_date, until_date, note: null } as AbsenceDraft, others)

  test.each([
    ['2026-10-01', '2026-10-10'],
    ['2026-10-20', '2026-10-20'],
    ['2026-10-15', '2026-10-16'],
    ['2026-01-01', '2026-12-31'],
  ])('if both are of one member, and share a day: %s to %s', (from, until) => {
    expect(check(2, from, until)).toThrow(
      refusedError(
        'Sam is already away from 2026-10-10 to 2026-10-20 (absence 4), and absences cannot overlap.',
        { lead: 'To delete that one first', command: 'away remove 4' },
      ),
    )
  })

  test('if both are of everybody', () => {
    expect(check(null, '2026-10-10', '2026-10-12')).toThrow(
      refusedError(
        'Everybody is already away on 2026-10-10 (absence 5), and absences cannot overlap.',
        { lead: 'To delete that one first', command: 'away remove 5' },
      ),
    )
  })

  test.each([
    ['the day before', 2, '2026-10-01', '2026-10-09'],
    ['the day after', 2, '2026-10-21', '2026-10-21'],
    ['of another member', 3, '2026-10-10', '2026-10-20'],
    ['of everybody, over a member’s own', null, '2026-10-11', '2026-10-20'],
  ])('but not %s', (_, user, from, until) => {
    expect(check(user, from, until)).not.toThrow()
  })
})
