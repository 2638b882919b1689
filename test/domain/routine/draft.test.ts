import { expect, test } from 'vitest'
import { withDefaults } from '../../../src/domain/routine/draft.ts'
import { today } from '../../support/household/values.ts'

const draft = {
  uuid: 'x',
  title: 'Bins',
  domain: 'CHORES',
  effort: 'TINY',
  definition_of_done: 'At the curb',
  mode: 'CALENDAR',
  rule: 'week on tue',
} as const

const whole = {
  ...draft,
  description: null,
  materials_needed: null,
  owner_user_id: null,
  category_id: null,
  priority: 'MEDIUM',
  private: false,
  reviewed: true,
  start_date: today,
  until_date: null,
  times: null,
  season_from: null,
  season_to: null,
  lead_days: 1,
  when_away: 'SKIP',
  turns: 'NONE',
}

test.each([
  { typed: {}, filled: {} },
  { typed: { rule: 'month' }, filled: { lead_days: 7 } },
  { typed: { rule: 'day' }, filled: { lead_days: 0 } },
  { typed: { rule: 'month', lead_days: 0 }, filled: {} },
  { typed: { domain: 'BILLS' }, filled: { when_away: 'KEEP' } },
  { typed: { domain: 'BILLS', when_away: 'SKIP' }, filled: {} },
  { typed: { owner_user_id: 2 }, filled: { turns: 'FIXED' } },
  { typed: { start_date: '2027-01-01', times: 3, priority: 'HIGH' }, filled: {} },
])('$typed is completed with $filled', ({ typed, filled }) => {
  expect(withDefaults({ ...draft, ...typed } as never, today)).toEqual({
    ...whole,
    ...typed,
    ...filled,
  })
})
