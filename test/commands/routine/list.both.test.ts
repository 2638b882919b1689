import { describe, expect, test } from 'vitest'
import { copiesOf, screen } from '../../support/household/household.ts'
import { failure, sampleHousehold, success } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']
const routine = (title: string, ...words: readonly string[]) => [
  ...['routine', 'add', title, ...essentials],
  ...words,
]

/** Bins, a filter in the winter, Alex's private gift, a pause with an end, and one that ended. */
const householdWithRoutines = copiesOf(async () => {
  const home = await sampleHousehold()
  const lines = [
    routine('Take out the bins', '--every', '2 weeks on tue,fri', '--owner', 'sam'),
    routine('Change the filter', '--every', '6 months', '--season', 'oct-mar', '--times', '4'),
    routine('Buy a gift', '--every', '3 dec', '--private', '--as', 'alex'),
    routine('Water the plants', '--after', '10d'),
    routine('Mow the lawn', '--after', '2 weeks on sat'),
  ]
  for (const argv of lines) await home.json(...argv)
  return home
})

/** The columns of a table, as wide as in a pipe. */
const table = [
  'id  routine            repeats                            next        turn            status',
  ' 1  Take out the bins  every 2 weeks on tue, fri          Tue 1 Dec   Sam             ● active',
  ' 2  Change the filter  every 6 months                     Sun 22 Nov  –               ● active',
  ' 3  Buy a gift         every year on 3 dec                Thu 3 Dec   Alex (private)  ● active',
  ' 4  Water the plants   10 days after it was done          Sun 22 Nov  –               ● active',
  ' 5  Mow the lawn       2 weeks after it was done, on sat  Sat 28 Nov  –               ● active',
]

describe('routine list', () => {
  test('shows when each comes next, and whose turn it is', async () => {
    const home = await householdWithRoutines()
    expect([
      await home.run('routine', 'list', '--as', 'alex'),
      await home.run('routine', 'list'),
      await home.run('routine', 'list', '-q'),
    ]).toEqual([
      success(...table),
      success(
        ...table
          .toSpliced(3, 1)
          .map((line) =>
            line.replace(/(turn|Sam|–) +(?=status|●)/, (cell) => cell.trim().padEnd(6)),
          ),
      ),
      success('1', '2', '4', '5'),
    ])
  })

  test('leaves titles their room on a narrow terminal', async () => {
    const home = await householdWithRoutines()
    const world = home.world(['routine', 'list', '--no-color'], { stdout: screen(60) })
    expect(await home.runIn(world)).toEqual(
      success(
        'id  routine            repeats                 next',
        ' 1  Take out the bins  every 2 weeks on tue,…  Tue 1 Dec   ●',
        ' 2  Change the filter  every 6 months          Sun 22 Nov  ●',
        ' 4  Water the plants   10 days after it was…   Sun 22 Nov  ●',
        ' 5  Mow the lawn       2 weeks after it was…   Sat 28 Nov  ●',
      ),
    )
  })

  test('leaves out what ended, and knows when a pause ends', async () => {
    const home = await householdWithRoutines()
    await home.json('routine', 'end', 'plants', '--yes')
    await home.json('routine', 'pause', 'bins', '--until', '2026-12-02', '--note', 'Snow')
    await home.json('routine', 'pause', 'filter')
    const paused = await home.run('routine', 'list')
    const shown = await home.run('routine', 'show', 'bins')
    home.setClock('2026-12-02T08:00:00.000Z')
    const later = await home.run('routine', 'list', '--all')
    const fields = ['--fields', 'id,status,status_note,paused_until']
    const none = { status_note: null, paused_until: null }
    expect([
      paused,
      shown.stdout.split('\n').slice(2, 7),
      later,
      await home.json('routine', 'list', '--all', ...fields),
    ]).toEqual([
      success(
        'id  routine            repeats                            next        turn  status',
        ' 1  Take out the bins  every 2 weeks on tue, fri          Fri 4 Dec   Sam   ◐ paused',
        ' 2  Change the filter  every 6 months                     –           –     ◐ paused',
        ' 5  Mow the lawn       2 weeks after it was done, on sat  Sat 28 Nov  –     ● active',
      ),
      [
        'Status      ◐ paused until Wed 2 Dec',
        'Note        Snow',
        'Repeats     every 2 weeks on tue, fri',
        'Starts      2026-11-22',
        'Next        2026-12-04 (in 12 days), task 4',
      ],
      success(
        'id  routine            repeats                            next        turn  status',
        ' 1  Take out the bins  every 2 weeks on tue, fri          Fri 4 Dec   Sam   ● active',
        ' 2  Change the filter  every 6 months                     –           –     ◐ paused',
        ' 4  Water the plants   10 days after it was done          –           –     ✗ ended',
        ' 5  Mow the lawn       2 weeks after it was done, on sat  Sat 28 Nov  –     ● active',
      ),
      [
        { id: 1, status: 'ACTIVE', ...none },
        { id: 2, status: 'PAUSED', ...none },
        { id: 4, status: 'ENDED', ...none },
        { id: 5, status: 'ACTIVE', ...none },
      ],
    ])
  })

  test('says how to begin', async () => {
    const home = await sampleHousehold()
    const add = 'Add one: momentum routine add "Take out the bins" --every tue'
    const see = 'See those that ended: momentum routine list --all'
    expect([
      await home.run('routine', 'list'),
      await home.run('routine', 'list', '--all'),
      await home.json('routine', 'list'),
    ]).toEqual([success('No routines.', add, see), success('No routines.', add), []])
  })
})

describe('routine show', () => {
  test('says all that is known', async () => {
    const home = await householdWithRoutines()
    expect(await home.run('routine', 'show', 'filter')).toEqual(
      success(
        'Change the filter  routine 2',
        '',
        'Status      ● active',
        'Repeats     every 6 months',
        'Season      oct-mar',
        'Starts      2026-11-22',
        'Next        2026-11-22 (today), task 5',
        'Done        0 of 4 times',
        'Shown       7 days before its date',
        'Away        skipped while everybody is away',
        'Done means  Done',
        'Domain      chores',
        'Effort      tiny',
        'Owner       Unassigned',
        'Priority    medium',
        'Added       2026-11-22',
        'UUID        00000000-0000-4000-8000-000000000006',
      ),
    )
  })

  test.each([
    ['2', [], 2],
    ['#2', [], 2],
    ['FILTER', [], 2],
    ['gift', ['--as', 'alex'], 3],
  ])('finds it by %s', async (word, actor, id) => {
    const home = await householdWithRoutines()
    expect(await home.run('routine', 'show', word, '-q', ...actor)).toEqual(success(String(id)))
  })

  test.each([
    ['9', 'There is no routine with the number 9.', 'See: momentum routine list --all'],
    ['3', 'There is no routine with the number 3.', 'See: momentum routine list --all'],
    ['gift', 'No routine title contains “gift”.', 'See: momentum routine list --all'],
    [
      'the',
      '“the” matches several routines: 1 “Take out the bins” (active), 2 “Change the filter” (active), 4 “Water the plants” (active), 5 “Mow the lawn” (active).',
      'Use its number.',
    ],
  ])('does not find %s', async (word, message, hint) => {
    const home = await householdWithRoutines()
    expect(await home.run('routine', 'show', word)).toEqual(failure(3, message, hint))
  })
})
