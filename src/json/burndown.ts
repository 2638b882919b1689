import type { BurndownWeek } from '../domain/burndown.ts'
import { pick } from './pick.ts'

export const burndownFields = [
  'from',
  'until',
  'backlog',
  'active',
  'paused',
  'blocked',
  'done',
] as const satisfies readonly (keyof BurndownWeek)[]

export function burndownWeekJson(week: BurndownWeek) {
  return pick(week, burndownFields)
}
