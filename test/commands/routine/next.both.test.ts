import { describe, expect, it } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { failure, sampleHousehold, success, usageFailure } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']
const routine = (title: string, ...words: readonly string[]) => [
  ...['routine', 'add', title, ...essentials],
  ...words,
]

/** Sam's bins, plants that are nobody's, and Alex's private gift. */
const busyHousehold = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json(
    ...routine('Take out the bins', '--every', '2 weeks on tue,fri', '--owner', 'sam'),
  )
  await home.json(...routine('Water the plants', '--after', '10d'))
  await home.json(...routine('Buy a gift', '--every', '3 dec', '--private', '--as', 'alex'))
  return home
})

describe('routine next', () => {
  it('tells a person what comes of all routines', async () => {
    const home = await busyHousehold()
    expect([
      await home.run('routine', 'next', '--count', '4', '--as', 'alex'),
      await home.run('routine', 'next', '--before', '2026-12-04'),
    ]).toEqual([
      success(
        'date        when        routine            turn',
        'Sun 22 Nov  today       Water the plants   –',
        'Tue 1 Dec   in 9 days   Take out the bins  Sam',
        'Wed 2 Dec   in 10 days  Water the plants   –',
        'Thu 3 Dec   in 11 days  Buy a gift         Alex',
      ),
      success(
        'date        when        routine            turn',
        'Sun 22 Nov  today       Water the plants   –',
        'Tue 1 Dec   in 9 days   Take out the bins  Sam',
        'Wed 2 Dec   in 10 days  Water the plants   –',
      ),
    ])
  })

  it('tells of each routine when it comes next, however often another one comes', async () => {
    const home = await busyHousehold()
    await home.json(...routine('Feed the cat', '--every', 'day'))
    const titles = async (...words: string[]) =>
      ((await home.json('routine', 'next', ...words)) as { title: string; date: string }[]).map(
        ({ title, date }) => `${date} ${title}`,
      )
    expect([await titles('--as', 'alex'), await titles('--count', '3')]).toEqual([
      [
        '2026-11-22 Water the plants',
        '2026-11-22 Feed the cat',
        '2026-12-01 Take out the bins',
        '2026-12-03 Buy a gift',
      ],
      ['2026-11-22 Water the plants', '2026-11-22 Feed the cat', '2026-11-23 Feed the cat'],
    ])
  })

  it('gives a program ten of a routine, or all before a date', async () => {
    const home = await busyHousehold()
    const times = (await home.json('routine', 'next', 'bins')) as object[]
    const bins = { routine_id: 1, title: 'Take out the bins', turn: 'Sam' }
    expect([
      times.length,
      times[0],
      await home.json('routine', 'next', 'bins', '--before', '2026-12-16'),
      ((await home.json('routine', 'next', 'bins', '--before', '2028-11-22')) as object[]).length,
    ]).toEqual([
      10,
      { date: '2026-12-01', ...bins },
      [
        { date: '2026-12-01', ...bins },
        { date: '2026-12-04', ...bins },
        { date: '2026-12-15', ...bins },
      ],
      104,
    ])
  })

  it('begins with the due date of the open task, and goes on after it was done', async () => {
    const home = await busyHousehold()
    const dates = () => home.json('routine', 'next', '2', '--count', '2', '--fields', 'date')
    const before = await dates()
    await home.json('task', 'edit', '5', '--due', '2026-11-25')
    const moved = await dates()
    await home.json('task', 'done', '5')
    expect([before, moved, await dates()]).toEqual([
      [{ date: '2026-11-22' }, { date: '2026-12-02' }],
      [{ date: '2026-11-25' }, { date: '2026-12-05' }],
      [{ date: '2026-12-02' }, { date: '2026-12-12' }],
    ])
  })

  it('shows what is overdue with a sign', async () => {
    const home = await busyHousehold()
    home.setClock('2026-11-25T08:00:00.000Z')
    const soon = await home.run('routine', 'next', 'plants', '--count', '2')
    home.setClock('2026-12-25T08:00:00.000Z')
    expect([soon, await home.run('routine', 'next', 'plants', '--count', '2')]).toEqual([
      success(
        'date        when          routine           turn',
        'Sun 22 Nov  ! 3 days ago  Water the plants  –',
        'Sat 5 Dec   in 10 days    Water the plants  –',
      ),
      success(
        'date            when        routine           turn',
        'Sun 22 Nov      ! overdue   Water the plants  –',
        'Mon 4 Jan 2027  in 10 days  Water the plants  –',
      ),
    ])
  })

  it('says why nothing comes', async () => {
    const home = await busyHousehold()
    await home.json('routine', 'pause', 'plants')
    await home.json('routine', 'end', 'bins', '--yes')
    const see = 'See all routines: momentum routine list --all'
    expect([
      await home.run('routine', 'next'),
      await home.run('routine', 'next', 'plants'),
      await home.run('routine', 'next', 'bins'),
      await home.json('routine', 'next'),
    ]).toEqual([
      success('Nothing is coming up.', see),
      success('“Water the plants” is paused.', 'To resume it: momentum routine resume 2'),
      success('“Take out the bins” has ended.', see),
      [],
    ])
  })

  it.each([
    [['--count', '0'], usageFailure('--count must be a whole number from 1 to 10000, not “0”.')],
    [
      ['--count', '10001'],
      usageFailure('--count must be a whole number from 1 to 10000, not “10001”.'),
    ],
    [
      ['--before', 'soon'],
      usageFailure(
        '“soon” is not a date.',
        'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.',
      ),
    ],
    [['gift'], failure(3, 'No routine title contains “gift”.', 'See: momentum routine list --all')],
  ])('refuses %j', async (words, answer) => {
    const home = await busyHousehold()
    expect(await home.run('routine', 'next', ...words)).toEqual(answer)
  })
})
