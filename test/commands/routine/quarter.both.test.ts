import { expect, test } from 'vitest'
import { type Household, household } from '../../support/household/household.ts'

// A household's quarter, typed day by day, in a zone whose clocks change on 25 October.

const add = ['routine', 'add', '--effort', 'tiny', '--definition-of-done', 'Done']

const beginnings = [
  ['user', 'add', 'Sam'],
  [...add, 'Bins', '--domain', 'chores', '--every', 'tue', '--owner', 'sam'],
  [...add, 'Plants', '--domain', 'chores', '--after', '10d', '--start', '2026-10-02'],
  [...add, 'Rent', '--domain', 'bills', '--every', 'month on 31'],
  [
    ...[...add, 'Filter', '--domain', 'repairs', '--every', '6 months'],
    ...['--season', 'nov-mar', '--start', '2026-11-15'],
  ],
  [...add, 'Birthday', '--domain', 'other', '--every', 'year on 29 feb'],
]

type Dates = Readonly<Record<string, string | null>>

/** The next date of every routine. */
async function nextDates(home: Household): Promise<Dates> {
  const routines = await home.json('routine', 'list', '--all', '--fields', 'title,next_date')
  const rows = routines as { title: string; next_date: string | null }[]
  return Object.fromEntries(rows.map(({ title, next_date }) => [title, next_date]))
}

const first: Dates = {
  Bins: '2026-10-06',
  Plants: '2026-10-02',
  Rent: '2026-10-31',
  Filter: '2026-11-15',
  Birthday: '2027-02-28',
}

/** When it is typed, in UTC; what is typed; its exit code, and the dates that it changes. */
const days: readonly (readonly [string, string, number, Dates])[] = [
  // Early, and a second time by somebody who did not see it.
  ['2026-10-05T18:00:00.000Z', 'task done bins', 0, { Bins: '2026-10-13' }],
  ['2026-10-05T19:00:00.000Z', 'task done bins', 4, {}],
  // Ten days late: it counts from when it was done.
  ['2026-10-12T18:00:00.000Z', 'task done plants', 0, { Plants: '2026-10-22' }],
  // Told a day later.
  ['2026-10-14T06:00:00.000Z', 'task done bins --on yesterday', 0, { Bins: '2026-10-20' }],
  ['2026-10-20T06:00:00.000Z', 'task skip bins', 0, { Bins: '2026-10-27' }],
  // Half past two in the night in which the clocks go back, each time.
  ['2026-10-25T00:30:00.000Z', 'task done plants', 0, { Plants: '2026-11-04' }],
  ['2026-10-25T01:30:00.000Z', 'undo', 0, { Plants: '2026-10-22' }],
  ['2026-10-25T01:31:00.000Z', 'redo', 0, { Plants: '2026-11-04' }],
  ['2026-10-28T06:00:00.000Z', 'task skip bins --missed', 0, { Bins: '2026-11-03' }],
  ['2026-10-31T09:00:00.000Z', 'task done rent', 0, { Rent: '2026-11-30' }],
  // Moved to another day, this time alone.
  ['2026-11-02T09:00:00.000Z', 'task edit bins --due 2026-11-04', 0, {}],
  ['2026-11-04T09:00:00.000Z', 'task done bins', 0, { Bins: '2026-11-10' }],
  [
    '2026-11-09T09:00:00.000Z',
    'routine pause bins --until 2026-11-30 --note Away',
    0,
    { Bins: '2026-12-01' },
  ],
  ['2026-11-15T09:00:00.000Z', 'task done filter', 0, { Filter: '2027-11-15' }],
  ['2026-11-30T09:00:00.000Z', 'task done rent', 0, { Rent: '2026-12-31' }],
  ['2026-12-01T09:00:00.000Z', 'task done bins', 0, { Bins: '2026-12-08' }],
  // Taken back, and after all not.
  ['2026-12-01T09:01:00.000Z', 'task reopen bins', 0, { Bins: '2026-12-01' }],
  ['2026-12-01T09:02:00.000Z', 'undo', 0, { Bins: '2026-12-08' }],
  // Two weeks late: one tick is enough for three Tuesdays.
  ['2026-12-24T09:00:00.000Z', 'task done bins', 0, { Bins: '2026-12-29' }],
  // Half past eleven in the night of New Year's Eve.
  ['2026-12-31T22:30:00.000Z', 'task done rent', 0, { Rent: '2027-01-31' }],
  ['2026-12-31T23:30:00.000Z', 'task done plants', 0, { Plants: '2027-01-11' }],
  ['2027-01-05T09:00:00.000Z', 'routine pause plants --note Away', 0, {}],
  ['2027-02-01T09:00:00.000Z', 'routine resume plants', 0, { Plants: '2027-02-01' }],
  ['2027-02-28T09:00:00.000Z', 'task done birthday', 0, { Birthday: '2028-02-29' }],
  // The night in which the clocks go forward, half an hour before.
  ['2027-03-28T00:30:00.000Z', 'task done plants', 0, { Plants: '2027-04-07' }],
  ['2027-03-28T09:00:00.000Z', 'routine end bins', 0, { Bins: null }],
]

test('a household’s quarter, typed day by day', async () => {
  const home = household()
  home.env.MOMENTUM_TZ = 'Europe/Berlin'
  home.setClock('2026-10-01T08:00:00.000Z')
  for (const words of beginnings) await home.json(...words)
  let dates = await nextDates(home)
  expect(dates).toEqual(first)
  for (const [instant, typed, code, changed] of days) {
    home.setClock(instant)
    const answer = await home.run(...typed.split(' '), '--as', 'sam')
    dates = { ...dates, ...changed }
    expect([instant, typed, answer.code, await nextDates(home)]).toEqual([
      instant,
      typed,
      code,
      dates,
    ])
  }
  const history = await home.json('routine', 'history', 'bins')
  const fields = (history as Record<string, unknown>[]).map(
    ({ number, date, outcome, on_date }) => [number, date, outcome, on_date],
  )
  expect(fields).toEqual([
    [7, '2026-12-08', 'DONE', '2026-12-24'],
    [6, '2026-12-01', 'DONE', '2026-12-01'],
    [5, '2026-11-03', 'DONE', '2026-11-04'],
    [4, '2026-10-27', 'MISSED', null],
    [3, '2026-10-20', 'SKIPPED', null],
    [2, '2026-10-13', 'DONE', '2026-10-13'],
    [1, '2026-10-06', 'DONE', '2026-10-05'],
  ])
})
