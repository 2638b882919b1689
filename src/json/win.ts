import type { RestPeriod } from '../domain/rest.ts'
import type { WinStats } from '../domain/streak.ts'
import type { Win } from '../domain/win.ts'
import type { WinYear } from '../domain/win-year.ts'
import { pick } from './pick.ts'
import { taskJson } from './task.ts'

export const winFields = [
  'id',
  'date',
  'task_id',
  'task',
  'status',
  'note',
  'selected_by_user_id',
  'selected_by',
  'completed_at',
  'completed_by_user_id',
  'completed_by',
  'created_at',
  'updated_at',
] as const

export const winStatsFields = [
  'current_streak',
  'longest_streak',
  'wins',
  'days',
  'share_30',
  'by_user',
  'rest_days',
  'share_30_of_due',
] as const

export const winYearFields = [
  'year',
  'won',
  'picked',
  'rest_days',
  'longest_streak',
  'days',
] as const satisfies readonly (keyof WinYear)[]

export const restFields = [
  'id',
  'from_date',
  'until_date',
  'weekday',
  'note',
  'set_by_user_id',
  'set_by',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof RestPeriod)[]

export function winJson(win: Win) {
  return { ...pick(win, winFields), task: taskJson(win.task) }
}

export function winStatsJson(stats: WinStats) {
  return pick(stats, winStatsFields)
}

export function winYearJson(year: WinYear) {
  const days = year.days.map((day) => pick(day, ['date', 'mark']))
  return { ...pick(year, winYearFields), days }
}

export function restJson(rest: RestPeriod) {
  return pick(rest, restFields)
}
