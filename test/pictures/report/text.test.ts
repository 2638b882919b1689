import { expect, test } from 'vitest'
import { weeksUntil } from '../../../src/domain/burndown.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { winYearOf } from '../../../src/domain/win-year.ts'
import { reportPage } from '../../../src/pictures/report/report.tsx'
import { emptyReport } from '../../support/pictures/report.ts'

const date = (text: string) => text as CalendarDate

const until = date('2026-11-26')
const began = date('2026-11-19')
const wins = [
  { date: date('2026-11-24'), status: 'DONE' },
  { date: date('2026-11-25'), status: 'PAUSED' },
] as const
const rest = [{ from_date: date('2026-11-22'), until_date: null, weekday: 'SUN' as const }]
const counts = { backlog: 4, active: 3, paused: 2, blocked: 1, done: 5 }
const load = { from: date('2026-11-16'), until, points: 21, by_nobody: 1 }
const sam = { user: 'Sam', tasks: 3, points: 16, present_days: 8, share: 80, fair_share: 53 }
const kim = { user: 'Kim', tasks: 1, points: 4, present_days: 7, share: 20, fair_share: 47 }
const bins = { title: 'Bins', says: 'every week on tue', routine_id: 1 as RoutineId }

/** A report with something in each part of it. */
const report = emptyReport({
  from: load.from,
  began,
  years: [winYearOf(2026, wins, rest, until)],
  wins: {
    ...emptyReport().wins,
    ...{ current_streak: 2, rest_days: 1, longest_streak: 9 },
    last30: { won: 3, dates: 8, due: 7 },
  },
  load: { ...load, members: [sam, kim] },
  burndown: weeksUntil(until, 2).map((week) => ({ ...week, ...counts })),
  routines: [
    { ...bins, on_time: 3, late: 2, median_days_late: 1.5, skipped: 1, missed: 0 },
    {
      ...bins,
      routine_id: 2 as RoutineId,
      on_time: 0,
      late: 0,
      median_days_late: null,
      skipped: 0,
      missed: 4,
    },
  ],
  done: [
    { id: 3 as TaskId, title: 'Sweep', on: date('2026-11-24'), by: 'Sam' },
    { id: 2 as TaskId, title: 'Mow', on: date('2026-11-22'), by: null },
  ],
  done_count: 3,
})

/** What a page says, a line for each part and row; `#` marks the cells of numbers. */
function textOf(page: string): readonly string[] {
  return page
    .slice(page.indexOf('<body'))
    .replace(/<svg.*?<\/svg>|<\/?bdi>/gs, '')
    .replace(/<t[hd][^>]* class="n"[^>]*>/g, '| #')
    .replace(/<t[hd]\b[^>]*>/g, '| ')
    .replace(/<(tr|p|h\d|dt|dd|summary)\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}

test('a report says in words and numbers what its pictures show', () => {
  expect(textOf(reportPage(report))).toEqual([
    'Household report',
    '16 to 26 November 2026',
    'Sam and Kim · made on Thursday 26 November 2026',
    'The household won 1 of 6 days. Its streak is 2 days long. It did 3 tasks, about 2 hours of work. 10 tasks are open now, 1 of them blocked.',
    'Daily Wins',
    '2026: 1 day won, 1 picked and not won, 1 rest day, 4 without a pick.',
    'Month by month',
    '| month | #won | #not won | #rest days | #no pick',
    '| November 2026 | #1 | #1 | #1 | #4',
    'Streaks',
    'Current streak',
    '2 days over 1 rest day',
    'Longest streak',
    '9 days',
    'Last 8 days',
    '3 won of 7, rest days left out',
    'A streak counts won days in a row. A rest day neither breaks it nor adds to it.',
    'Who did how much',
    '21 points of work: about 2 hours. For 1 point, it is not recorded who did the work.',
    '| member | #tasks | #days | #share | #fair',
    '| Sam | #3 | #8 | #80% | #53%',
    '| Kim | #1 | #7 | #20% | #47%',
    '“Days” are the days on which a member was there, and “fair” is a fair share for them. A tiny task is 1 point, a small one 4, a medium one 16, a complex one 64. Members are in the order in which they joined; private tasks do not count.',
    'Open tasks',
    'Week by week',
    '| week until | #backlog | #active | #paused | #blocked | #open | #done',
    '| 22 Nov | #4 | #3 | #2 | #1 | #10 | #5',
    '| 26 Nov | #4 | #3 | #2 | #1 | #10 | #5',
    'Weeks run from Monday to Sunday. They are shown whole, even if the report has only some of their days.',
    'Routines',
    '| routine | #on time | #late | #late by | #skipped | #missed',
    '| Bins every week on tue | #3 | #2 | #1.5 days | #1 | # 0',
    '| Bins every week on tue | # 0 | # 0 | # – | # 0 | #4',
    'Late means after the planned date. “Late by” is the middle number: half of the late times were later than that, half less late.',
    'What was done',
    '3 tasks, latest first.',
    '| day | task | by',
    '| Week of 23 Nov',
    '| Tue 24 | Sweep | Sam',
    '| Week of 16 Nov',
    '| Sun 22 | Mow | –',
    '… and 1 earlier task.',
    'Private tasks are not in this report.',
  ])
})

test('a member’s report says what is only the member’s, and what is of all', () => {
  const ofHousehold = new Set(textOf(reportPage(report)))
  const own = textOf(reportPage({ ...report, user: 'Sam', isPrivate: true }))
  expect(own.filter((line) => !ofHousehold.has(line))).toEqual([
    'Report for Sam',
    'The household won 1 of 6 days. Its streak is 2 days long. Sam did 3 tasks. 10 tasks are open now, 1 of them blocked.',
    'This is about the whole household. 21 points of work: about 2 hours. For 1 point, it is not recorded who did the work.',
    'These are the tasks that Sam owns.',
    'These are the times that were the turn of Sam, or that Sam did.',
    '3 tasks by Sam, latest first.',
    'This report contains your private tasks. Keep that in mind before you share it.',
  ])
})

test('a report of nothing says so in each part', () => {
  expect(textOf(reportPage(emptyReport({ user: 'Sam' }))).slice(3)).toEqual([
    'No day was won. Sam did no task. No task is open now.',
    'Daily Wins',
    '2026: 0 days won.',
    'Month by month',
    'Nothing to count in 2026.',
    'Streaks',
    'Current streak',
    '0 days',
    'Longest streak',
    '0 days',
    'A streak counts won days in a row. A rest day neither breaks it nor adds to it.',
    'Who did how much',
    'This is about the whole household. No task was done in this time.',
    'Open tasks',
    'These are the tasks that Sam owns.',
    'No task was open, and none was done.',
    'Routines',
    'These are the times that were the turn of Sam, or that Sam did.',
    'No routine was planned for these days.',
    'What was done',
    'No task was done by Sam.',
    'Private tasks are not in this report.',
  ])
})
