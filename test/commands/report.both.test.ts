import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { failure, success, usageFailure } from '../support/household/sample.ts'
import { terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'chores', '--definition-of-done', 'x', '--effort']

/**
 * On Sunday 22 November, since Monday the 2nd: Alex and Sam take turns with the dishes, the 19th
 * was won, the 20th is a rest day, and Sam did a secret.
 */
const busy = copiesOf(async () => {
  const home = household()
  home.setClock('2026-11-02T08:00:00.000Z')
  await home.json('db', 'init')
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  await home.json(
    ...['routine', 'add', 'Dishes', ...essentials, 'small', '--every', 'week on mon'],
    ...['--turns', 'rotate', '--among', 'alex,sam'],
  )
  await home.json('task', 'done', 'dishes', '--by', 'alex')
  home.setClock('2026-11-12T08:00:00.000Z')
  await home.json('task', 'done', 'dishes', '--by', 'sam')
  home.setClock('2026-11-19T08:00:00.000Z')
  await home.json('task', 'add', 'Fix <the> tap', ...essentials, 'medium', '--owner', 'alex')
  await home.json('win', 'pick', 'tap')
  await home.json('win', 'done', '--by', 'alex')
  await home.json('rest', 'add', '2026-11-20')
  await home.json('task', 'add', 'Wait', ...essentials, 'tiny', '--owner', 'sam')
  await home.json('task', 'block', 'wait', '--note', 'x')
  const secret = ['--owner', 'sam', '--private', '--as', 'sam']
  await home.json('task', 'add', 'Secret', ...essentials, 'tiny', ...secret)
  await home.json('task', 'add', 'Open secret', ...essentials, 'tiny', ...secret)
  home.setClock('2026-11-21T08:00:00.000Z')
  await home.json('task', 'done', 'Secret', '--as', 'sam')
  home.setClock('2026-11-22T12:00:00.000Z')
  return home
})

type Numbers = {
  readonly win_stats: unknown
  readonly load: { readonly from: string; readonly until: string; readonly points: number }
  readonly burndown: readonly {
    readonly from: string
    readonly until: string
    readonly done: number
  }[]
  readonly win_years: readonly { readonly year: number; readonly won: number }[]
  readonly done: readonly { readonly title: string; readonly on: string; readonly by: string }[]
  readonly done_count: number
  readonly routines: unknown
}

const numbersOf = async (home: Household, ...words: readonly string[]) =>
  (await home.json('report', ...words)) as Numbers

describe('the numbers of a report', () => {
  it('are the whole answer to a program', async () => {
    const home = await busy()
    const { win_years, burndown, load, win_stats, ...others } = await numbersOf(
      home,
      '--weeks',
      '3',
    )
    expect({ ...others, years: win_years.map(({ year, won }) => [year, won]) }).toEqual({
      from: '2026-11-02',
      until: '2026-11-22',
      made_on: '2026-11-22',
      user: null,
      file: null,
      years: [[2026, 1]],
      routines: [
        {
          routine_id: 1,
          title: 'Dishes',
          says: 'every week on mon',
          on_time: 1,
          late: 1,
          median_days_late: 3,
          skipped: 0,
          missed: 0,
        },
      ],
      done: [
        { id: 4, title: 'Fix <the> tap', on: '2026-11-19', by: 'Alex' },
        { id: 2, title: 'Dishes', on: '2026-11-12', by: 'Sam' },
        { id: 1, title: 'Dishes', on: '2026-11-02', by: 'Alex' },
      ],
      done_count: 3,
    })
  })

  it.each([
    [['--weeks', '3'], '3'],
    [[], '12'],
    [['--month', '2026-11'], '4'],
    [['--year', '2026'], '47'],
  ])('%j agree with those of other commands', async (words, weeks) => {
    const home = await busy()
    const report = await numbersOf(home, ...words)
    const { from, until } = report.load
    expect(report).toMatchObject({
      load: await home.json('load', '--from', from, '--until', until),
      win_stats: await home.json('win', 'stats'),
      burndown: await home.json('task', 'burndown', '--weeks', weeks),
      win_years: [await home.json('win', 'history', '--year', '2026')],
      done_count: report.burndown.reduce((sum, { done }) => sum + done, 0),
    })
  })

  it.each([
    [['--month', '2026-10'], '2026-10-01', '2026-10-31', 0],
    [['--month', '2026-11'], '2026-11-01', '2026-11-22', 3],
    [['--year', '2026'], '2026-01-01', '2026-11-22', 3],
    [['--weeks', '1'], '2026-11-16', '2026-11-22', 1],
    [['--weeks', '522'], '2016-11-21', '2026-11-22', 3],
    [['--year', '2000'], '2000-01-01', '2000-12-31', 0],
    [[], '2026-08-31', '2026-11-22', 3],
  ])('%j are about these days', async (words, from, until, done_count) => {
    const home = await busy()
    expect(await numbersOf(home, ...words)).toMatchObject({ from, until, done_count })
  })

  it('are those of weeks of long ago, when there are more weeks until today than fit a query', async () => {
    const home = await busy()
    const { burndown } = await numbersOf(home, '--month', '2026-11')
    home.setClock('2126-12-02T12:00:00.000Z')
    const later = await numbersOf(home, '--month', '2026-11')
    const [last, days] = [{ from: '2026-11-23', until: '2026-11-29' }, burndown.at(-1)]
    const next = { from: '2026-11-30', until: '2026-12-06' }
    const open = { ...days, done: 0 }
    expect(later.burndown).toEqual([...burndown, { ...open, ...last }, { ...open, ...next }])
  })

  it('of a past month are as they were then, whatever happened since', async () => {
    const home = await busy()
    home.setClock('2026-12-20T08:00:00.000Z')
    await home.json('task', 'done', 'wait')
    const { burndown } = await numbersOf(home, '--month', '2026-11')
    const all = (await home.json('task', 'burndown', '--weeks', '12')) as Numbers['burndown']
    expect(burndown).toEqual(
      all.filter(({ from, until }) => from <= '2026-11-30' && until >= '2026-11-01'),
    )
    expect(burndown.at(-1)).toMatchObject({ until: '2026-12-06', blocked: 1 })
  })

  it('are those of a member with --for, and private ones are for that member alone', async () => {
    const home = await busy()
    const titles = async (...words: readonly string[]) => {
      const { done, burndown, routines } = await numbersOf(home, ...words)
      const last = burndown.at(-1)
      return { done: done.map(({ title }) => title), last, routines }
    }
    const open = { from: '2026-11-16', until: '2026-11-22', active: 0, paused: 0 }
    const dishes = {
      ...{ routine_id: 1, title: 'Dishes', says: 'every week on mon' },
      ...{ skipped: 0, missed: 0 },
    }
    const late = { ...dishes, on_time: 0, late: 1, median_days_late: 3 }
    expect({
      household: (await titles('--as', 'sam')).done,
      others: await titles('--for', 'sam', '--as', 'alex'),
      own: await titles('--for', 'sam', '--as', 'sam'),
      alex: (await titles('--for', 'alex')).routines,
    }).toEqual({
      household: ['Fix <the> tap', 'Dishes', 'Dishes'],
      others: {
        done: ['Dishes'],
        last: { ...open, backlog: 0, blocked: 1, done: 0 },
        routines: [late],
      },
      own: {
        done: ['Secret', 'Dishes'],
        last: { ...open, backlog: 1, blocked: 1, done: 1 },
        routines: [late],
      },
      alex: [{ ...dishes, on_time: 1, late: 0, median_days_late: null }],
    })
  })
})

describe('a report', () => {
  it('is a page that is the same each time, with what people wrote escaped', async () => {
    const home = await busy()
    const [first, second] = [await home.run('report'), await home.run('report')]
    expect({ isSame: first.stdout === second.stdout, ...first, stdout: undefined }).toEqual({
      ...{ isSame: true, code: 0, stderr: '', stdout: undefined },
    })
    expect(first.stdout).toContain('<bdi>Fix &lt;the> tap</bdi>')
    expect(first.stdout).not.toContain('Secret')
  })

  it('of Sam alone has Sam’s secrets, and says so', async () => {
    const home = await busy()
    const page = async (...words: readonly string[]) => {
      const { stdout } = await home.run('report', ...words)
      return [stdout.includes('Secret'), stdout.includes('contains your private tasks')]
    }
    expect([
      await page('--for', 'sam', '--as', 'sam'),
      await page('--for', 'sam', '--as', 'alex'),
      await page('--for', 'sam'),
      await page('--as', 'sam'),
    ]).toEqual([
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ])
  })

  it('is written to a file, and replaces one only with --force', async () => {
    const home = await busy()
    const file = join(home.folder, 'report.html')
    const written = await home.run('report', '--out', 'report.html')
    const page = readFileSync(file, 'utf8')
    writeFileSync(file, 'mine')
    const refused = await home.run('report', '--out', 'report.html')
    const kept = readFileSync(file, 'utf8')
    const forced = await home.run('report', '--out', 'report.html', '--force', '--json')
    expect({
      written,
      refused,
      kept,
      forced: JSON.parse(forced.stdout).file,
      isWhole: page.endsWith('</html>\n'),
      isSame: readFileSync(file, 'utf8') === page,
      printed: (await home.run('report', '--out', '-')).stdout === page,
    }).toEqual({
      written: success(`✓ Wrote the report: ${file}`),
      refused: failure(
        4,
        `“${file}” already exists; it was not changed.`,
        'To replace it, add --force.',
      ),
      kept: 'mine',
      forced: file,
      isWhole: true,
      isSame: true,
      printed: true,
    })
  })

  it.each(['wins', 'load', 'burndown'])('has the picture %s, which can be a file', async (name) => {
    const home = await busy()
    const { stdout } = await home.run('report', '--format', 'svg', '--picture', name)
    expect(stdout).toMatch(
      new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" class="chart ${name}"`),
    )
    expect((await home.run('report', '--picture', name)).stdout).toBe(stdout)
  })

  it('begins with what the household won and did', async () => {
    const home = await busy()
    const summary = async (...words: readonly string[]) => {
      const { stdout } = await home.run('report', ...words)
      return /class="summary">([^<]*)</.exec(stdout)?.[1]
    }
    const won = await summary('--weeks', '1')
    // A pick that can still be won today changes nothing.
    await home.json('win', 'pick', 'dishes')
    const picked = await summary('--weeks', '1')
    home.setClock('2026-12-01T12:00:00.000Z')
    await home.json('task', 'done', 'wait')
    expect({ picked, won, later: await summary('--weeks', '1') }).toEqual({
      picked: won,
      won: 'The household won 1 of 5 days. It did 1 task, about 1.5 hours of work. 2 tasks are open now, 1 of them blocked.',
      later:
        'No day was won. The household did 1 task, about 5 minutes of work. 1 task is open now.',
    })
  })

  it('of an empty household can be read, too', async () => {
    const home = household()
    await home.json('db', 'init')
    const { code, stdout } = await home.run('report')
    expect({ code, text: /class="summary">([^<]*)</.exec(stdout)?.[1] }).toEqual({
      code: 0,
      text: 'No day was won. No task was done. No task is open now.',
    })
  })
})

it.skipIf(inject('dialect') === 'postgres').each([
  [[], 'From Mon 31 Aug to Sun 22 Nov, the household did 3 tasks.', '', 'report.html'],
  [
    ['--weeks', '1', '--for', 'sam'],
    'From Mon 16 Nov to Sun 22 Nov, Sam did no task.',
    ' --weeks 1 --for sam',
    'report.html',
  ],
  [
    ['--picture', 'load', '--month', '2026-11'],
    'From Sun 1 Nov to Sun 22 Nov, the household did 3 tasks.',
    ' --picture load --month 2026-11',
    'load.svg',
  ],
])(
  'a terminal, which cannot show a page, says how to see it: %j',
  async (words, did, same, name) => {
    const home = await busy()
    const person = terminal(home, ['report', ...words], 100)
    await person.ends()
    expect(person.screen()).toBe(
      [
        did,
        `To see the report in a browser: momentum report${same} --open`,
        `To write it to a file: momentum report${same} --out ${name}`,
      ].join('\n'),
    )
  },
)

it.each([
  [
    ['--month', '2026-13'],
    '--month must be a month from 2000-01 to 2026-11, not “2026-13”.',
    'Write it as 2026-11.',
  ],
  [
    ['--month', '2026-1'],
    '--month must be a month from 2000-01 to 2026-11, not “2026-1”.',
    'Write it as 2026-11.',
  ],
  [['--month', '2026-12'], '2026-12 is in the future.', 'Type 2026-11 or earlier.'],
  [['--year', '26'], '“26” is not a year.', 'Write it with four digits, such as 2026.'],
  [['--year', '2027'], '2027 is in the future.', 'Type 2026 or earlier.'],
  [['--weeks', '0'], '--weeks must be a whole number from 1 to 522, not “0”.'],
  [['--weeks', '3', '--year', '2026'], 'Use --year or --weeks, not both.'],
  [['--month', '2026-10', '--year', '2026'], 'Use --month or --year, not both.'],
  [
    ['--format', 'pdf'],
    'Momentum does not write PDF files.',
    'Print the page to a PDF in your browser: momentum report --out report.html',
  ],
  [['--format', 'png'], 'There is no format “png”: choose html or svg.'],
  [['--format', 'svg'], 'Missing --picture: which picture?', 'Choose wins, load or burndown.'],
  [['--picture', 'cat'], 'There is no picture “cat”: choose wins, load or burndown.'],
  [
    ['--picture', 'load', '--format', 'html'],
    '--picture goes with --format svg: a page has all the pictures.',
  ],
  [['--force'], '--force goes with --out: which file may be replaced?'],
])('%j is refused', async (words, message, hint?: string) => {
  const home = household()
  expect(await home.run('report', ...words)).toEqual(usageFailure(message, hint))
})
