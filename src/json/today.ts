import type { TodayPage } from '../db/household/today.ts'
import type { WeekDay } from '../db/household/week.ts'
import type { Digest } from '../domain/digest.ts'
import type { Unit } from '../domain/unit.ts'
import { absenceJson } from './absence.ts'
import { pick } from './pick.ts'
import { upcomingJson } from './routine.ts'
import { taskJson } from './task.ts'
import { winJson } from './win.ts'

export const todayFields = [
  'date',
  'win',
  'current_streak',
  'longest_streak',
  'due',
  'blocked',
  'unowned',
  'counts',
  'tomorrow',
  'away',
  'rest_day',
  'yours',
  'in_progress',
  'soon',
] as const

export const digestFields = [
  'date',
  'user_id',
  'user',
  'overdue',
  'due_today',
  'soon',
  'turns',
  'win',
  'win_due',
  'rest_day',
  'away',
] as const

export const unitFields = ['unit', 'files'] as const satisfies readonly (keyof Unit)[]

export const weekFields = [
  'date',
  'rest_day',
  'away',
  'due',
  'starts',
  'expected',
] as const satisfies readonly (keyof WeekDay)[]

export function todayJson(page: TodayPage) {
  return {
    ...pick(page, todayFields),
    win: page.win && winJson(page.win),
    due: page.due.map(taskJson),
    blocked: page.blocked.map(taskJson),
    unowned: page.unowned.map(taskJson),
    tomorrow: page.tomorrow.map(taskJson),
    away: page.away.map(absenceJson),
    yours: page.yours.map(taskJson),
    in_progress: page.in_progress.map(taskJson),
    soon: page.soon.map(taskJson),
  }
}

/** Each list with the first tasks of it, as today's page has them. */
export function digestJson(digest: Digest) {
  const { lists, win, away } = digest
  return pick(
    {
      ...digest,
      overdue: lists.overdue.tasks.map(taskJson),
      due_today: lists.due_today.tasks.map(taskJson),
      soon: lists.soon.tasks.map(taskJson),
      turns: lists.turns.tasks.map(taskJson),
      win: win && winJson(win),
      away: away.map(absenceJson),
    },
    digestFields,
  )
}

export function unitJson({ unit, files }: Unit) {
  return { unit, files: files.map((file) => pick(file, ['path', 'text'])) }
}

export function weekJson(day: WeekDay) {
  return {
    ...pick(day, weekFields),
    away: day.away.map(absenceJson),
    due: day.due.map(taskJson),
    starts: day.starts.map(taskJson),
    expected: day.expected.map(upcomingJson),
  }
}
