import { describe, expect, test } from 'vitest'
import { weeksUntil } from '../../../src/domain/burndown.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { winYearOf } from '../../../src/domain/win-year.ts'
import { type PictureName, reportPicture } from '../../../src/pictures/report/report.tsx'
import { emptyReport, hugeReport } from '../../support/pictures/report.ts'

const date = (text: string) => text as CalendarDate

/** A picture without its styles, and one element per line. */
function drawn(changes: Partial<Report>, name: PictureName): readonly string[] {
  const svg = reportPicture(emptyReport(changes), name)
  return svg
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<\/(g|svg|defs|pattern)>/g, '')
    .replaceAll(/><(?!\/)/g, '>\n<')
    .trim()
    .split('\n')
}

describe('the load', () => {
  const member = { tasks: 1, present_days: 4 }
  const load = {
    from: date('2026-11-23'),
    until: date('2026-11-26'),
    points: 20,
    by_nobody: 0,
    members: [
      { ...member, user: 'Sam', points: 16, share: 80, fair_share: 50 },
      { ...member, user: 'Kim', tasks: 0, points: 0, share: 0, fair_share: 0 },
      { ...member, user: 'Alex & <Co>', points: 4, share: 20, fair_share: 50 },
    ],
  }

  test('is a bar for each member who did something, with a mark at the fair share', () => {
    expect(drawn({ load }, 'load')).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" class="chart load" role="img" aria-labelledby="load-title" aria-describedby="load-description" viewBox="0 0 400 110" preserveAspectRatio="xMinYMin" width="400" height="110">',
      '<title id="load-title">Load and fair share</title>',
      '<desc id="load-description">The household did 20 points of work. Sam: 16 points, 80% of them; a fair share is 50%. Alex &amp; &lt;Co>: 4 points, 20% of them; a fair share is 50%.</desc>',
      '<rect class="sheet" width="400" height="110"></rect>',
      '<g transform="translate(0 0)">',
      '<text class="strong" x="0" y="14">Sam</text>',
      '<text x="400" y="14" text-anchor="end">16 points, 80%</text>',
      '<rect class="blue" x="0" y="22" width="398" height="12"></rect>',
      '<path class="halo" d="M249.8 18v20"></path>',
      '<path class="mark" d="M249.8 18v20"></path>',
      '<g transform="translate(0 46)">',
      '<text class="strong" x="0" y="14">Alex &amp; &lt;Co></text>',
      '<text x="400" y="14" text-anchor="end">4 points, 20%</text>',
      '<rect class="blue" x="0" y="22" width="99.5" height="12"></rect>',
      '<path class="halo" d="M249.8 18v20"></path>',
      '<path class="mark" d="M249.8 18v20"></path>',
      '<g transform="translate(0 104)">',
      '<path class="mark" d="M1 -10v12"></path>',
      '<text class="quiet small" x="8" y="0">the fair share, by the days on which each was there</text>',
    ])
  })

  test('of a household that did nothing says so', () => {
    expect(drawn({}, 'load').filter((line) => line.startsWith('<text'))).toEqual([
      '<text class="quiet" x="0" y="20">No task was done.</text>',
    ])
  })
})

describe('open tasks', () => {
  const none = { backlog: 0, active: 0, paused: 0, blocked: 0, done: 0 }
  const weeks = [
    { ...none, from: date('2026-11-16'), until: date('2026-11-22'), backlog: 3, active: 1 },
    {
      ...none,
      from: date('2026-11-23'),
      until: date('2026-11-26'),
      backlog: 2,
      paused: 2,
      done: 1,
    },
  ]

  test('are steps, one on the other, with the last numbers at their end', () => {
    const lines = drawn({ burndown: weeks }, 'burndown')
    expect(lines.find((line) => line.startsWith('<desc'))).toBe(
      '<desc id="burndown-description">On 22 Nov, 4 tasks were open; on 26 Nov, 4: 2 backlog and 2 paused. In 2 weeks, 1 task was done.</desc>',
    )
    const layers = lines.flatMap(
      (line) => /^<path class="(?:line|blue|orange)" d="(.*)">/.exec(line)?.[1] ?? [],
    )
    expect(layers).toEqual([
      // Three, then two in the backlog; one, then none active; none, then two paused.
      'M46,69.5L329,69.5L329,117L612,117L612,117L612,212L612,212L329,212L329,212L46,212Z',
      'M46,22L329,22L329,117L612,117L612,117L612,117L612,117L329,117L329,69.5L46,69.5Z',
      'M46,22L329,22L329,22L612,22L612,22L612,117L612,117L329,117L329,22L46,22Z',
    ])
    expect(lines.filter((line) => line.startsWith('<text')).map(textOf)).toEqual([
      'open tasks at the end of the week',
      ...['0', '1', '2', '3', '4'],
      ...['2 backlog', '2 paused', '4 open'],
      ...['16 Nov', '23 Nov'],
      'done in the week',
      '1',
    ])
  })

  test('of a household without any are a flat line', () => {
    const lines = drawn({}, 'burndown')
    expect(lines.filter((line) => line.startsWith('<text')).map(textOf)).toEqual([
      'open tasks at the end of the week',
      ...['0', '1', '2', '3', '4'],
      '0 open',
      '23 Nov',
      'done in the week',
    ])
  })
})

function textOf(element: string): string {
  return element.replaceAll(/<[^>]*>/g, '')
}

describe('Daily Wins', () => {
  const wins = [
    { date: date('2026-11-22'), status: 'DONE' },
    { date: date('2026-11-24'), status: 'PAUSED' },
  ] as const
  const rest = [
    { from_date: date('2026-11-23'), until_date: date('2026-11-23'), weekday: null },
  ] as const
  const years = [winYearOf(2026, wins, rest, date('2026-11-26'))]

  test('have a sign of its own for each kind of day, from the first day on', () => {
    const lines = drawn({ years, began: date('2026-11-21') }, 'wins')
    const days = lines.flatMap((line, place) =>
      line.startsWith('<title>')
        ? [`${textOf(line)} ${lines[place + 1]?.match(/class="\w+"/)}`]
        : [],
    )
    expect(days).toEqual([
      'Sat 21 Nov: no pick class="edge"',
      'Sun 22 Nov: won class="green"',
      'Mon 23 Nov: rest day class="quiet"',
      'Tue 24 Nov: picked, not won class="rule"',
      'Wed 25 Nov: no pick class="edge"',
      'Thu 26 Nov: today, not won yet class="mark"',
    ])
    expect(lines.find((line) => line.startsWith('<desc'))).toBe(
      '<desc id="wins-description">2026: 1 day won, 1 picked and not won, 1 rest day, 2 without a pick.</desc>',
    )
  })

  test('of several years are one picture', () => {
    const { years: ten } = hugeReport()
    const lines = drawn({ years: ten }, 'wins')
    expect(lines[1]).toBe(
      '<title id="wins-title">Daily Wins of 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025 and 2026</title>',
    )
  })
})

const counts = { active: 0, paused: 1, blocked: 2 }
const weeksOf = (number: number) =>
  weeksUntil(date('2026-11-26'), number).map((week, place) => ({
    ...week,
    ...counts,
    backlog: 3 * place,
    done: place % 4,
  }))
const lastDays = [
  { date: date('2025-12-30'), status: 'DONE' },
  { date: date('2026-01-01'), status: 'DONE' },
] as const

test.each<[string, PictureName, Partial<Report>]>([
  ['five weeks', 'burndown', { burndown: weeksOf(5) }],
  ['forty weeks', 'burndown', { burndown: weeksOf(40) }],
  [
    'two years',
    'wins',
    {
      from: date('2025-12-29'),
      until: date('2026-01-02'),
      began: date('2025-12-29'),
      years: [2025, 2026].map((year) => winYearOf(year, lastDays, [], date('2026-01-02'))),
    },
  ],
])('a picture of %s looks as it should: %s', async (what, name, report) => {
  // Days of which nothing is shown are all alike.
  const lines = drawn(report, name).filter(
    (line, place, all) => ![line, all[place + 1]].some((each) => each?.includes('class="line" x')),
  )
  const file = `drawn/${name}-of-${what.replaceAll(' ', '-')}.txt`
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file)
})

test('a picture holds no character that XML forbids', () => {
  const [member] = hugeReport().load.members
  if (member === undefined) throw new Error('There is no member.')
  const load = {
    ...emptyReport().load,
    points: 1,
    members: [{ ...member, user: 'a\u001b\ufffeb' }],
  }
  expect(reportPicture(emptyReport({ load }), 'load')).toContain('>a\ufffd\ufffdb</text>')
})
