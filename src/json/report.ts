import type { DoneTask, PunctualRoutine, Report } from '../domain/report.ts'
import { burndownWeekJson } from './burndown.ts'
import { loadJson } from './load.ts'
import { pick } from './pick.ts'
import { winStatsJson, winYearJson } from './win.ts'

export const reportFields = [
  'from',
  'until',
  'made_on',
  'user',
  'file',
  'win_years',
  'win_stats',
  'load',
  'burndown',
  'routines',
  'done',
  'done_count',
] as const

export const punctualRoutineFields = [
  'routine_id',
  'title',
  'says',
  'on_time',
  'late',
  'median_days_late',
  'skipped',
  'missed',
] as const satisfies readonly (keyof PunctualRoutine)[]

export const doneTaskFields = [
  'id',
  'title',
  'on',
  'by',
] as const satisfies readonly (keyof DoneTask)[]

/** @param file the file that was written */
export function reportJson(report: Report, file: string | null) {
  return {
    ...pick(report, ['from', 'until', 'made_on', 'user']),
    file,
    win_years: report.years.map(winYearJson),
    win_stats: winStatsJson(report.wins),
    load: loadJson(report.load),
    burndown: report.burndown.map(burndownWeekJson),
    routines: report.routines.map((routine) => pick(routine, punctualRoutineFields)),
    done: report.done.map((task) => pick(task, doneTaskFields)),
    done_count: report.done_count,
  }
}
