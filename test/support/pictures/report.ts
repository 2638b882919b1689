import { weeksUntil } from '../../../src/domain/burndown.ts'
import type { DoneTask, Report } from '../../../src/domain/report.ts'
import { yearsOf } from '../../../src/domain/report-period.ts'
import { winStats } from '../../../src/domain/streak.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import { addDays, type CalendarDate, daysBetween } from '../../../src/domain/time.ts'
import { winYearOf } from '../../../src/domain/win-year.ts'

const date = (text: string) => text as CalendarDate

/** A Thursday. */
const today = date('2026-11-26')

/** The report of a household in which nobody has done anything yet. */
export function emptyReport(changes: Partial<Report> = {}): Report {
  const period = { from: date('2026-11-23'), until: today }
  return {
    ...period,
    made_on: today,
    user: null,
    isPrivate: false,
    began: today,
    years: [winYearOf(2026, [], [], today)],
    wins: winStats(
      {
        streaks: { current: { days: 0, rest_days: 0 }, longest: 0 },
        first: undefined,
        by_user: [],
        last30: { won: 0, dates: 1, due: 0 },
      },
      today,
    ),
    load: { ...period, points: 0, by_nobody: 0, members: [] },
    burndown: weeksUntil(today, 1).map((week) => ({ ...week, ...noTasks })),
    routines: [],
    done: [],
    done_count: 0,
    ...changes,
  }
}

const noTasks = { backlog: 0, active: 0, paused: 0, blocked: 0, done: 0 }

/** Names as they come: long, of two directions, of pictures, of markup. */
const names = [
  'Alex',
  'W'.repeat(80),
  'נועה בת־שבע',
  '👩‍👩‍👧‍👦 Kim',
  '</text><script>alert(1)</script>',
  '\u202eevil\u202d & "sons"',
  'José',
  '李小龍'.repeat(20),
]

/** A report of ten years with eight members, where every text is as long as it can be. */
export function hugeReport(): Report {
  const period = { from: date('2017-01-02'), until: today }
  const weeks = weeksUntil(today, 517)
  const days = Array.from({ length: daysBetween(period.from, today) }, (_, day) =>
    addDays(period.from, day),
  )
  const wins = days
    .filter((_, day) => day % 5 > 0)
    .map((each, place) => ({ date: each, status: place % 9 ? 'DONE' : 'PAUSED' }) as const)
  const rest = [{ from_date: date('2020-01-01'), until_date: null, weekday: 'SUN' as const }]
  const texts = ['x'.repeat(200), 'טקסט '.repeat(40).trim(), '🧹'.repeat(200), '<b>&amp;\u202e']
  const done = Array.from({ length: 300 }, (_, place): DoneTask => {
    return {
      id: place as TaskId,
      title: texts[place % texts.length] ?? '',
      on: addDays(today, -Math.floor(place / 3)),
      by: names[place % names.length] ?? null,
    }
  })
  return emptyReport({
    ...period,
    user: names[4] ?? null,
    isPrivate: true,
    began: date('2018-03-01'),
    years: yearsOf(period).map((year) => winYearOf(year, wins, rest, today)),
    load: {
      ...period,
      points: 1_234_567,
      by_nobody: 1,
      members: names.map((user, place) => ({
        user,
        tasks: 10_000 * place + 1,
        points: 154_320 + place,
        present_days: 3600,
        share: 12,
        fair_share: 13,
      })),
    },
    burndown: weeks.map((week, place) => ({
      ...week,
      backlog: 1000 + place,
      active: place % 40,
      paused: place % 3,
      blocked: 12_345,
      done: place % 90,
    })),
    routines: texts.map((title, place) => ({
      routine_id: place as RoutineId,
      title,
      says: 'every 2 weeks on mon, thu',
      on_time: 123_456,
      late: 12_345,
      median_days_late: 1234.5,
      skipped: 0,
      missed: 99_999,
    })),
    done,
    done_count: 1_234_567,
  })
}
