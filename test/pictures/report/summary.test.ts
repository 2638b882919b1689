import { expect, test } from 'vitest'
import { weeksUntil } from '../../../src/domain/burndown.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { winYearOf } from '../../../src/domain/win-year.ts'
import { reportPage } from '../../../src/pictures/report/report.tsx'
import { periodText } from '../../../src/pictures/report/summary.tsx'
import { emptyReport } from '../../support/pictures/report.ts'

const date = (text: string) => text as CalendarDate

function summaryOf(report: Partial<Report>): string {
  return /class="summary">(.*?)<\/p>/s.exec(reportPage(emptyReport(report)))?.[1] ?? ''
}

const isWon = (...dates: readonly string[]) => {
  const wins = dates.map((each) => ({ date: date(each), status: 'DONE' }) as const)
  return { years: [winYearOf(2026, wins, [], date('2026-11-26'))], began: date('2026-11-23') }
}

const oneWeek = weeksUntil(date('2026-11-26'), 1)
const open = { backlog: 1, active: 0, paused: 0, blocked: 0, done: 0 }

test.each<[Partial<Report>, string]>([
  [
    isWon('2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'),
    'The household won all 4 days. No task was done. No task is open now.',
  ],
  [
    { ...isWon('2026-11-23'), until: date('2026-11-23'), done_count: 1 },
    'The household won 1 day. It did 1 task. No task was open then.',
  ],
  [
    { until: date('2026-11-25'), burndown: oneWeek.map((week) => ({ ...week, ...open })) },
    'No day was won. No task was done. 1 task was open then.',
  ],
  [
    { burndown: oneWeek.map((week) => ({ ...week, ...open, blocked: 1 })) },
    'No day was won. No task was done. 2 tasks are open now, 1 of them blocked.',
  ],
  [{ user: 'Sam', burndown: [] }, 'No day was won. <bdi>Sam</bdi> did no task. '],
])('a report begins with what was won, done and left: %#', (report, text) => {
  expect(summaryOf(report)).toBe(text)
})

test.each([
  ['2026-11-26', '2026-11-26', '26 November 2026'],
  ['2026-11-02', '2026-11-26', '2 to 26 November 2026'],
  ['2026-09-07', '2026-11-26', '7 September to 26 November 2026'],
  ['2025-12-29', '2026-11-26', '29 December 2025 to 26 November 2026'],
])('the days from %s to %s are told as %s', (from, until, text) => {
  expect(periodText(date(from), date(until))).toBe(text)
})
