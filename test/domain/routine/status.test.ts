import { expect, test } from 'vitest'
import { routineOn, statusOn } from '../../../src/domain/routine/status.ts'
import { routineValue, today } from '../../support/household/values.ts'

test.each([
  { status: 'ACTIVE', paused_until: null, on: 'ACTIVE' },
  { status: 'PAUSED', paused_until: null, on: 'PAUSED' },
  { status: 'PAUSED', paused_until: '2026-11-23', on: 'PAUSED' },
  { status: 'PAUSED', paused_until: '2026-11-22', on: 'ACTIVE' },
  { status: 'PAUSED', paused_until: '2026-11-21', on: 'ACTIVE' },
  { status: 'ENDED', paused_until: null, on: 'ENDED' },
])('a routine that is stored as $status until $paused_until is $on', ({ on, ...stored }) => {
  const { says, ...routine } = routineValue(stored)
  expect([statusOn(routine, today), routineOn(routine, today).status]).toEqual([on, on])
})

test('a pause that ended leaves nothing behind, and the rule is said', () => {
  const paused = { status: 'PAUSED', status_note: 'Snow' }
  const { says, ...routine } = routineValue({ ...paused, paused_until: today })
  const { says: _, ...still } = routineValue({ ...paused, paused_until: '2026-11-23' })
  expect([routineOn(routine, today), routineOn(still, today)]).toEqual([
    routineValue(),
    routineValue({ ...paused, paused_until: '2026-11-23' }),
  ])
})
