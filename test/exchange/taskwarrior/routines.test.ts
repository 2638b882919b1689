import { describe, expect, it } from 'vitest'
import { parseRule } from '../../../src/domain/routine/parse.ts'
import { readTaskwarrior } from '../../../src/exchange/taskwarrior/read.ts'
import { findIn } from '../../support/exchange/reading.ts'
import { uuid } from '../../support/household/values.ts'

type Fields = Readonly<Record<string, unknown>>

const find = (...items: readonly Fields[]) =>
  findIn(readTaskwarrior, items.map((item) => `${JSON.stringify(item)}\n`).join(''))

/** Recurs each week, from Tuesday, 3 November, in Berlin. */
const template = {
  uuid: uuid(1),
  status: 'recurring',
  description: 'Bins',
  entry: '20261101T080000Z',
  due: '20261102T230000Z',
  recur: 'weekly',
}

/** A time of it; the first is 0. */
function time(index: number, more: Fields = {}): Fields {
  return {
    ...template,
    uuid: uuid(10 + index),
    parent: uuid(1),
    imask: index,
    status: 'pending',
    due: new Date(Date.UTC(2026, 10, 2 + 7 * index, 23)).toISOString().replace(/[-:]|\.000/g, ''),
    ...more,
  }
}

const completed = { status: 'completed', end: '20261104T190000Z' }

describe('routines of Taskwarrior', () => {
  it('are recurring tasks with the times that they made', async () => {
    expect(
      await find(
        { ...template, wait: '20261101T230000Z', until: '20271101T230000Z', mask: '+X--' },
        time(3, { status: 'waiting', wait: '20261122T230000Z' }),
        time(2, { start: '20261117T190000Z' }),
        time(1, {
          status: 'deleted',
          end: '20261110T190000Z',
          annotations: [{ entry: '20261110T190000Z', description: 'on holiday' }],
        }),
        time(0, completed),
        { uuid: uuid(30), description: 'Another task' },
      ),
    ).toEqual({
      tasks: [
        {
          line: 6,
          sourceId: uuid(30),
          uuid: uuid(30),
          title: 'Another task',
          status: 'BACKLOG',
        },
      ],
      routines: [
        {
          line: 1,
          sourceId: uuid(1),
          uuid: uuid(1),
          title: 'Bins',
          createdAt: '2026-11-01T08:00:00.000Z',
          mode: 'CALENDAR',
          rule: 'week',
          start: '2026-11-17',
          until: '2027-11-02',
          leadDays: 1,
          past: [
            {
              line: 5,
              sourceId: uuid(10),
              uuid: uuid(10),
              date: '2026-11-03',
              outcome: 'DONE',
              completedAt: '2026-11-04T19:00:00.000Z',
              completedOn: '2026-11-04',
            },
            {
              line: 4,
              sourceId: uuid(11),
              uuid: uuid(11),
              date: '2026-11-10',
              outcome: 'SKIPPED',
              note: '2026-11-10: on holiday',
            },
            {
              line: 3,
              sourceId: uuid(12),
              uuid: uuid(12),
              date: '2026-11-17',
              outcome: 'OPEN',
              isStarted: true,
            },
          ],
        },
      ],
      lost: { 'further open times of a routine': 1 },
      faults: [],
    })
  })

  it.each<[string, Fields, readonly Fields[], unknown]>([
    ['no time yet', {}, [], ['week', '2026-11-03', undefined]],
    ['a completed time', {}, [time(0, completed)], ['week', '2026-11-10', undefined]],
    ['a deleted time', {}, [time(0, { status: 'deleted' })], ['week', '2026-11-10', undefined]],
    [
      'a completed time, after it was done',
      { rtype: 'chained' },
      [time(0, completed)],
      ['1 week', '2026-11-11', undefined],
    ],
    [
      'a last time that is completed',
      { until: '20261105T230000Z' },
      [time(0, completed)],
      ['week', '2026-11-03', 'ENDED'],
    ],
    [
      'an open time after its end',
      { until: '20261105T230000Z' },
      [time(1)],
      ['week', '2026-11-10'],
    ],
    ['a Saturday and weekdays', { recur: 'weekdays' }, [], ['weekdays', '2026-11-03', undefined]],
  ])('begin with %s', async (_, more, times, expected) => {
    const { routines, faults } = await find({ ...template, ...more }, ...times)
    expect(faults).toEqual([])
    const [routine] = routines
    const end = Array.isArray(expected) && expected.length === 3 ? [routine?.status] : []
    expect([routine?.rule, routine?.start, ...end]).toEqual(expected)
  })

  it('are tasks if the recurring task is finished, or cannot be planned', async () => {
    const hourly = { ...template, recur: 'PT1H' }
    const titles = async (...items: readonly Fields[]) => {
      const { tasks, routines, lost } = await find(...items)
      return [tasks.map(({ status, line }) => [line, status]), routines.length, lost]
    }
    const unplanned = { 'recurrences that cannot be planned': 1 }
    expect(await titles({ ...template, status: 'deleted' }, time(0), time(1, completed))).toEqual([
      [
        [1, 'ABANDONED'],
        [2, 'BACKLOG'],
        [3, 'DONE'],
      ],
      0,
      unplanned,
    ])
    expect(await titles(hourly)).toEqual([[[1, 'BACKLOG']], 0, unplanned])
    expect(await titles(hourly, time(0, { recur: 'PT1H' }))).toEqual([
      [[2, 'BACKLOG']],
      0,
      unplanned,
    ])
  })

  const rules = [
    ['daily', 'day'],
    ['day', 'day'],
    ['weekdays', 'weekdays'],
    ['weekly', 'week'],
    ['1w', 'week'],
    ['2wks', '2 weeks'],
    ['2 weeks', '2 weeks'],
    ['biweekly', '2 weeks'],
    ['fortnight', '2 weeks'],
    ['sennight', 'week'],
    ['2sennight', '2 weeks'],
    ['P3W', '3 weeks'],
    ['3days', '3 days'],
    ['P3D', '3 days'],
    ['PT48H', '2 days'],
    ['36hrs', undefined],
    ['1.5w', undefined],
    ['2.0w', '2 weeks'],
    ['monthly', 'month'],
    ['1m', 'month'],
    ['2mo', '2 months'],
    ['3mths', '3 months'],
    ['P1M', 'month'],
    ['bimonthly', '2 months'],
    ['quarterly', '3 months'],
    ['2q', '6 months'],
    ['semiannual', '6 months'],
    ['yearly', 'year'],
    ['annual', 'year'],
    ['0.5y', '6 months'],
    ['P1Y', 'year'],
    ['P1Y6M', '18 months'],
    ['biannual', '2 years'],
    ['biyearly', '2 years'],
    ['10yrs', '10 years'],
    ['11yrs', undefined],
    ['121m', undefined],
    ['P1M2D', undefined],
    ['hour', undefined],
    ['30min', undefined],
    ['90s', undefined],
    ['0d', undefined],
    ['P0D', undefined],
  ] as const
  it.each(rules)('say %s as %s', async (recur, rule) => {
    const { routines, tasks, faults } = await find({ ...template, recur })
    expect([routines[0]?.rule, tasks.length, faults]).toEqual([rule, rule ? 0 : 1, []])
    if (rule) expect(() => parseRule(rule, 'CALENDAR')).not.toThrow()
  })

  it.each(['hourly', 'weekday', 'Weekly', 'weeks', 'd', '86400', 'P', 'PT', 'P1', '1fortnights'])(
    'refuse %s, as Taskwarrior does',
    async (recur) => {
      expect((await find({ ...template, recur })).faults).toEqual([
        { line: 1, message: `“recur” is not a recurrence, such as weekly or 3d: “${recur}”.` },
      ])
    },
  )
})
