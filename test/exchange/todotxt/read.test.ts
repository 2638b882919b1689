import { describe, expect, it } from 'vitest'
import type { Template } from '../../../src/exchange/records.ts'
import { readTodotxt } from '../../../src/exchange/todotxt/read.ts'
import { damagedTexts, failuresOf, findIn } from '../../support/exchange/reading.ts'

const noon = 'T12:00:00.000Z'
const low = { priority: 'LOW' }

/** The one task of a line, without its place. */
async function read(line: string) {
  const { tasks, routines, lost, faults } = await findIn(readTodotxt, line)
  const records: readonly Template[] = [...tasks, ...routines]
  expect([records.length, faults]).toEqual([1, []])
  const { line: _, sourceId: __, ...record } = records[0] as Template
  return { ...record, ...(Object.keys(lost).length === 0 ? {} : { lost }) }
}

const today = { start: '2026-11-22', relativeDates: '' }

describe('readTodotxt', () => {
  it.each<[string, object]>([
    ['Water the ferns', { title: 'Water the ferns', ...low }],
    ['(A) Ring Gran @phone', { title: 'Ring Gran @phone', priority: 'URGENT' }],
    ['(B) Fair +School', { title: 'Fair', category: 'School', priority: 'HIGH' }],
    ['(C) Fair', { title: 'Fair', priority: 'MEDIUM' }],
    ['(Z) Fair', { title: 'Fair', ...low }],
    ['Ring Gran (A)', { title: 'Ring Gran (A)', ...low }],
    ['(b) Ring Gran', { title: '(b) Ring Gran', ...low }],
    ['(B)->Ring Gran', { title: '(B)->Ring Gran', ...low }],
    ['(AB) Ring', { title: '(AB) Ring', ...low }],
    [
      '2026-03-02 Paint +Shed doors',
      { title: 'Paint doors', category: 'Shed', createdAt: `2026-03-02${noon}`, ...low },
    ],
    ['(A) 2026-03-02 Ring', { title: 'Ring', priority: 'URGENT', createdAt: `2026-03-02${noon}` }],
    ['(A) Ring 2026-03-02', { title: 'Ring 2026-03-02', priority: 'URGENT' }],
    ['2026-03-02 (A) Ring', { title: '(A) Ring', createdAt: `2026-03-02${noon}`, ...low }],
    ['@Market pears', { title: '@Market pears', ...low }],
    ['+Market pears', { title: 'pears', category: 'Market', ...low }],
    ['Mail ann+bob@example.org', { title: 'Mail ann+bob@example.org', ...low }],
    ['Learn 3+3 and + and +1', { title: 'Learn 3+3 and + and +1', ...low }],
    ['Call +Gran +Party +Gran', { title: 'Call +Party +Gran', category: 'Gran', ...low }],
    ['Fix +Home_Repairs +a__b', { title: 'Fix +a__b', category: 'Home Repairs', ...low }],
    ['Fix +a__b', { title: 'Fix', category: 'a_b', ...low }],
    [
      'x 2026-03-03 Ring',
      {
        title: 'Ring',
        status: 'DONE',
        completedOn: '2026-03-03',
        completedAt: `2026-03-03${noon}`,
      },
    ],
    [
      'x 2026-03-03 2026-03-01 Ring +Gran @phone pri:A',
      {
        title: 'Ring @phone',
        category: 'Gran',
        priority: 'URGENT',
        status: 'DONE',
        completedOn: '2026-03-03',
        completedAt: `2026-03-03${noon}`,
        createdAt: `2026-03-01${noon}`,
      },
    ],
    [
      'x (B) 2026-03-03 Ring',
      {
        title: 'Ring',
        priority: 'HIGH',
        status: 'DONE',
        completedOn: '2026-03-03',
        completedAt: `2026-03-03${noon}`,
      },
    ],
    ['x Ring', { title: 'Ring', status: 'DONE' }],
    ['x Ring rec:1w pri:ab', { title: 'Ring pri:ab', status: 'DONE' }],
    ['x Ring status:abandoned', { title: 'Ring', status: 'ABANDONED' }],
    ['xylophone', { title: 'xylophone', ...low }],
    ['X 2026-01-01 Ring', { title: 'X 2026-01-01 Ring', ...low }],
    ['(A) x Find tickets', { title: 'x Find tickets', priority: 'URGENT' }],
    [' x Ring', { title: 'x Ring', ...low }],
    [
      'Pay due:2026-12-01 t:2026-11-28',
      { title: 'Pay', due: '2026-12-01', starts: '2026-11-28', ...low },
    ],
    [
      'Pay due:2026-12-01 due:2026-12-02',
      { title: 'Pay due:2026-12-02', due: '2026-12-01', ...low },
    ],
    ['Pay due:soon pri:A', { title: 'Pay due:soon pri:A', ...low }],
    ['Call tel:123 https://a.b/c 10:30', { title: 'Call tel:123 https://a.b/c 10:30', ...low }],
    ['Paint  the   shed', { title: 'Paint  the   shed', ...low }],
    ['Paint\tthe +Shed', { title: 'Paint the', category: 'Shed', ...low }],
    ['Ring status:active', { title: 'Ring', status: 'ACTIVE', ...low }],
    ['Ring status:odd', { title: 'Ring status:odd', ...low }],
    ['\\x Ring \\+1 \\\\+2 C:\\dir', { title: 'x Ring +1 \\+2 C:\\dir', ...low }],
    ['Bins rec:odd', { title: 'Bins rec:odd', ...low, lost: { repetitions: 1 } }],
  ])('reads %s', async (line, record) => {
    expect(await read(line)).toEqual(record)
  })

  it.each<[string, object]>([
    ['rec:+1w due:2026-12-01', { mode: 'CALENDAR', rule: 'week', start: '2026-12-01' }],
    ['rec:2m due:2026-12-01', { mode: 'AFTER', rule: '2 months', start: '2026-12-01' }],
    ['rec:10d', { mode: 'AFTER', rule: '10 days', ...today }],
    ['rec:+1y t:2027-01-01', { mode: 'CALENDAR', rule: 'year', start: '2027-01-01', leadDays: 0 }],
    [
      't:2026-11-28 due:2026-12-01 rec:+3d',
      { mode: 'CALENDAR', rule: '3 days', start: '2026-12-01', leadDays: 3 },
    ],
    [
      't:2026-12-28 due:2026-12-01 rec:+3d',
      { mode: 'CALENDAR', rule: '3 days', start: '2026-12-01' },
    ],
    ['rec:+1b', { mode: 'CALENDAR', rule: 'weekdays', ...today }],
    ['rec:1b', { mode: 'AFTER', rule: '1 day on mon,tue,wed,thu,fri', ...today }],
    ['rec:+10b', { mode: 'CALENDAR', rule: '2 weeks', ...today }],
  ])('reads %s as a routine', async (words, record) => {
    const common = { title: 'Bins out', category: 'Home', past: [], ...low }
    expect(await read(`Bins ${words} out +Home`)).toEqual({ ...common, ...record })
  })

  it.each(['rec:+2b', 'rec:3b', 'rec:0d', 'rec:-1d', 'rec:9999y', 'rec:1h', 'rec:1W', 'rec:w'])(
    'keeps %s, which no rule says, in the title',
    async (word) => {
      const lost = { repetitions: 1 }
      expect(await read(`Bins ${word}`)).toEqual({ title: `Bins ${word}`, ...low, lost })
    },
  )

  it('knows the line of each task, and tells hidden ones', async () => {
    const text = 'Bins\r\n\r\n  \nProject +Home h:1\nTap\n'
    const { tasks, lost, faults } = await findIn(readTodotxt, text)
    const found = tasks.map(({ line, title }) => [line, title])
    expect([found, lost, faults]).toEqual([
      [
        [1, 'Bins'],
        [5, 'Tap'],
      ],
      { 'hidden tasks': 1 },
      [],
    ])
  })

  it('knows a task again when it is ticked off, moved or given another priority', async () => {
    const identity = async (text: string) => {
      const { tasks, routines } = await findIn(readTodotxt, text)
      return [...tasks, ...routines].map(({ sourceId }) => sourceId)
    }
    const same = [
      'Bins +Home @out',
      '(A) 2026-11-01 Bins +Home @out due:2026-12-01',
      'x 2026-11-02 2026-11-01 Bins +Home @out pri:A',
      'Bins t:2026-11-03 +Home @out status:active',
    ]
    const all = await Promise.all(same.map(identity))
    expect(all).toEqual(same.map(() => ['Bins +Home @out']))
    expect(await identity(same.join('\n'))).toEqual(
      ['', '\n2', '\n3', '\n4'].map((count) => `Bins +Home @out${count}`),
    )
    expect(await identity('Bins rec:1w\nx 2026-11-02 Bins rec:1w')).toEqual([
      'Bins rec:1w',
      'repeats: Bins rec:1w',
    ])
  })

  it.each([
    ['(A) 2026-03-02', 'This line has marks, but no text.'],
    ['x', 'This line has marks, but no text.'],
    ['x 2026-03-02 ', 'This line has marks, but no text.'],
    ['+Home due:2026-12-01', 'This line has marks, but no text.'],
    ['2026-13-45 Ring', 'The date 2026-13-45 does not exist.'],
    ['x 2026-02-30 Ring', 'The date 2026-02-30 does not exist.'],
    ['Pay due:2026-02-30', 'The date 2026-02-30 does not exist.'],
    ['Pay due:99999-01-01', 'The date 99999-01-01 does not exist.'],
    ['Pay t:0000-01-01', 'The date 0000-01-01 does not exist.'],
  ])('refuses %s', async (line, message) => {
    const { tasks, faults } = await findIn(readTodotxt, `Tap\n${line}\nBins`)
    expect([tasks.length, faults]).toEqual([2, [{ line: 2, message }]])
  })

  it('survives damage', async () => {
    const line = 'x 2026-03-03 2026-03-01 Ring +Gran @phone due:2026-12-01 rec:+1w h:1 pri:A\n'
    const odd = ['constructor', 'status:constructor', 'pri:__proto__', '+__proto__ x', 'rec:+']
    expect(await failuresOf(readTodotxt, [...damagedTexts(line.repeat(20)), ...odd])).toEqual([])
  })
})
