import { describe, expect, test } from 'vitest'
import { type Clock, faketime, runAtTime } from '../support/faults/faketime.ts'
import { readContents } from '../support/household/contents.ts'
import { type Household, household } from '../support/household/household.ts'
import { sample } from '../support/long.ts'
import { run } from '../support/program/program.ts'

const clockTest = test.skipIf(faketime.missing)
const { why } = faketime

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'It shines']

/** A household with one task. */
async function homeWithTask(): Promise<Household> {
  const home = household('sqlite')
  await home.json('task', 'add', 'Polish', ...essentials)
  return home
}

async function jsonAt(home: Household, clock: Clock, ...argv: string[]) {
  const { code, stdout, stderr } = await runAtTime(home.folder, clock, ...argv, '--json')
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}

/** What today, tomorrow and the days of a month are called. */
async function daysAt(clock: Clock) {
  const home = await homeWithTask()
  const edit = async (...words: string[]) => jsonAt(home, clock, 'task', 'edit', '1', ...words)
  const { date: today } = await jsonAt(home, clock, 'win', 'pick', '1')
  const { starts_on: tomorrow, due_date: week } = await edit('--starts', 'tomorrow', '--due', '+1w')
  const { due_date: month } = await edit('--due', '+1m')
  return { today, tomorrow, week, month }
}

const zones = [
  'Pacific/Niue',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
]

describe('F110 today is the day on the wall', () => {
  const moments = zones.flatMap((zone) => ['00:05', '23:55'].map((time) => [zone, time] as const))

  clockTest.each(sample(moments, 3))(`in %s at %s${why}`, async (zone, time) => {
    expect(await daysAt({ zone, time: `2026-11-22 ${time}:00` })).toEqual({
      today: '2026-11-22',
      tomorrow: '2026-11-23',
      week: '2026-11-29',
      month: '2026-12-22',
    })
  })
})

describe('F113, F114 a day is a day, however many hours it has', () => {
  const shortAndLongDays = [
    ['Europe/Berlin', '2026-03-28 23:55:00', '2026-03-29', '2026-04-04', '2026-04-28'],
    ['Europe/Berlin', '2026-03-29 00:05:00', '2026-03-30', '2026-04-05', '2026-04-29'],
    ['Europe/Berlin', '2026-10-25 00:05:00', '2026-10-26', '2026-11-01', '2026-11-25'],
    ['Europe/Berlin', '2026-10-24 23:55:00', '2026-10-25', '2026-10-31', '2026-11-24'],
    ['Australia/Sydney', '2026-04-05 00:05:00', '2026-04-06', '2026-04-12', '2026-05-05'],
    ['Australia/Sydney', '2026-10-03 23:55:00', '2026-10-04', '2026-10-10', '2026-11-03'],
    ['America/Sao_Paulo', '2018-11-03 23:55:00', '2018-11-04', '2018-11-10', '2018-12-03'],
    ['America/Sao_Paulo', '2018-11-04 01:05:00', '2018-11-05', '2018-11-11', '2018-12-04'],
  ] as const

  clockTest.each(sample(shortAndLongDays, 3))(
    `in %s on %s${why}`,
    async (zone, time, tomorrow, week, month) => {
      const today = time.slice(0, 10)
      expect(await daysAt({ zone, time })).toEqual({ today, tomorrow, week, month })
    },
  )
})

describe('F115 leap days and the ends of months', () => {
  clockTest.each([
    ['2028-02-28 12:00:00', '2028-02-29', '2028-03-06', '2028-03-28'],
    ['2028-02-29 12:00:00', '2028-03-01', '2028-03-07', '2028-03-29'],
    ['2028-01-31 12:00:00', '2028-02-01', '2028-02-07', '2028-02-29'],
    ['2027-01-31 12:00:00', '2027-02-01', '2027-02-07', '2027-02-28'],
    ['2100-02-28 12:00:00', '2100-03-01', '2100-03-07', '2100-03-28'],
  ])(`on %s${why}`, async (time, tomorrow, week, month) => {
    const today = time.slice(0, 10)
    expect(await daysAt({ zone: 'UTC', time })).toEqual({ today, tomorrow, week, month })
  })
})

clockTest(`F120 a command at midnight belongs to one day${why}`, async () => {
  const found: unknown[] = []
  // A minute goes by in every second: midnight comes at some moment of some of them.
  const seconds = [50, 53, 56, 59]
  for (const second of seconds) {
    const clock = { zone: 'Asia/Tokyo', time: `@2026-11-22 23:59:${second} x60` }
    const home = await homeWithTask()
    const { date, created_at, updated_at, task } = await jsonAt(home, clock, 'win', 'pick', '1')
    const moments = new Set([created_at, updated_at, task.updated_at])
    found.push({ moments: moments.size, isItsDay: date === dayIn(created_at, 9) })
  }
  expect(found).toEqual(seconds.map(() => ({ moments: 1, isItsDay: true })))
})

/** The calendar day so many hours east of Greenwich. */
function dayIn(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString().slice(0, 10)
}

const pages = [
  ['task', 'list', '--all'],
  ['task', 'show', '1'],
  ['win', 'history'],
  ['win', 'stats'],
  [],
]

const noonOf = (date: string): Clock => ({ zone: 'UTC', time: `${date} 12:00:00` })

clockTest(
  `F086 a clock that goes back changes no order and shows no negative time${why}`,
  async () => {
    const home = await homeWithTask()
    await jsonAt(home, noonOf('2026-11-21'), 'task', 'add', 'Sweep', ...essentials)
    await jsonAt(home, noonOf('2026-11-23'), 'win', 'pick', '1')
    await jsonAt(home, noonOf('2026-11-20'), 'task', 'done', '1')
    const earlier = noonOf('2026-11-19')
    const answers = await Promise.all(pages.map((page) => runAtTime(home.folder, earlier, ...page)))
    const tasks = await jsonAt(home, earlier, 'task', 'list', '--all', '--fields', 'id,status')
    expect({
      tasks,
      codes: answers.map(({ code }) => code),
      negative: answers.filter(({ stdout }) =>
        /-\d+ \w/.test(stdout.replace(/\d{4}-\d\d-\d\d/g, '')),
      ),
    }).toEqual({
      tasks: [
        { id: 1, status: 'DONE' },
        { id: 2, status: 'BACKLOG' },
      ],
      codes: pages.map(() => 0),
      negative: [],
    })
  },
)

describe('F087 a clock that is far off', () => {
  clockTest.each(['1970-01-02', '2000-02-29', '2099-12-31'])(
    `loses nothing and expires nothing in %s${why}`,
    async (date) => {
      const home = await homeWithTask()
      await home.json('task', 'add', 'Sweep', ...essentials, '--due', '2026-11-30')
      await home.json('win', 'pick', '1')
      const before = await readContents(home)
      const answers = await Promise.all(
        pages.map((page) => runAtTime(home.folder, noonOf(date), ...page, '--json')),
      )
      await jsonAt(home, noonOf(date), 'user', 'add', 'Alex')
      expect({
        codes: answers.map(({ code }) => code),
        after: { ...(await readContents(home)), users: [] },
      }).toEqual({ codes: pages.map(() => 0), after: before })
    },
  )
})

describe('F117 a zone that does not exist', () => {
  const day = async (TZ: string, own?: string) => {
    const home = await homeWithTask()
    const env = { TZ, MOMENTUM_TZ: own }
    return run({ home: home.folder, env }, 'task', 'list', '--quiet')
  }
  const told = (zone: string, problem: string, example: string) => ({
    code: 0,
    stdout: '1\n',
    stderr: `TZ is “${zone}”, ${problem}\n  Set your time zone, for example: export MOMENTUM_TZ=${example}\n`,
  })

  test.each([
    ['Nonsense/Zone', 'Europe/Berlin'],
    ['Europe/Viena', 'Europe/Vienna'],
    ['CET-1CEST', 'Europe/Berlin'],
    ['EET-2EEST,M3.5.0/3,M10.5.0/4', 'Europe/Athens'],
    ['GMT0BST', 'Europe/London'],
    ['EST5EDT,M3.2.0,M11.1.0', 'America/New_York'],
    ['<+03>-3', 'Etc/GMT-3'],
  ])('is told, once, with what to set: %s', async (zone, example) => {
    const problem = 'which is not a time zone. Dates and times are in UTC.'
    expect(await day(zone)).toEqual(told(zone, problem, example))
    expect(await day(zone, example)).toMatchObject({ code: 0, stderr: '' })
  })

  test.each(['/usr/share/zoneinfo/Europe/Berlin', ':/usr/share/zoneinfo/Europe/Berlin'])(
    'is told of a path: %s',
    async (zone) => {
      const problem = 'which is a path, not a name. Some dates and times may be wrong.'
      expect(await day(zone)).toEqual(told(zone, problem, 'Europe/Berlin'))
    },
  )

  test.each([
    '',
    'UTC',
    'utc',
    'UTC0',
    'Etc/GMT',
    '/usr/share/zoneinfo/Etc/UTC',
    ':Europe/Berlin',
    'Africa/Abidjan',
    'EST5EDT',
  ])('is not what “%s” is', async (zone) => {
    expect(await day(zone)).toEqual({ code: 0, stdout: '1\n', stderr: '' })
  })

  test('is of no account where Momentum has a zone of its own', async () => {
    expect(await day('Nonsense/Zone', 'Europe/Berlin')).toMatchObject({ code: 0, stderr: '' })
  })
})
