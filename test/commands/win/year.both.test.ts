import { describe, expect, it } from 'vitest'
import { copiesOf, household } from '../../support/household/household.ts'
import { success, usageFailure } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'x']

/** A household that won New Year's Day and the days after it, rested, and picked one more day. */
const newYear = copiesOf(async () => {
  const home = household()
  home.setClock('2025-12-31T12:00:00.000Z')
  await home.json('db', 'init')
  for (const date of ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-04', '2026-01-05']) {
    home.setClock(`${date}T12:00:00.000Z`)
    if (date === '2026-01-02') await home.json('rest', 'add', '2026-01-03')
    await home.json('task', 'add', `Task of ${date}`, ...essentials)
    await home.json('win', 'pick', `Task of ${date}`)
    if (date !== '2026-01-05') await home.json('win', 'done')
  }
  home.setClock('2026-01-07T12:00:00.000Z')
  return home
})

type Year = { readonly days: readonly { readonly date: string; readonly mark: string | null }[] }

describe('win history --year', () => {
  it('gives a program what became of each date, and the totals', async () => {
    const home = await newYear()
    const { days, ...totals } = (await home.json('win', 'history', '--year', '2026')) as Year
    const marks = ['WON', 'WON', 'REST', 'WON', 'PICKED', 'NONE', 'OPEN', null]
    expect({ ...totals, length: days.length, days: days.slice(0, 8) }).toEqual({
      year: 2026,
      won: 3,
      picked: 1,
      rest_days: 1,
      longest_streak: 3,
      length: 365,
      days: marks.map((mark, day) => ({ date: `2026-01-0${day + 1}`, mark })),
    })
    expect(await home.json('win', 'history', '--year', '2025', '--fields', 'year,won')).toEqual({
      year: 2025,
      won: 1,
    })
  })

  it('shows a person the calendar and the totals', async () => {
    const home = await newYear()
    expect(await home.run('win', 'history', '--year', '2026')).toEqual(
      success(
        'Daily Wins of 2026',
        '',
        '     Jan     Feb     Mar       Apr     May       Jun',
        'Mon    □',
        '       ·',
        'Wed    ▫',
        '     ■',
        'Fri  ■',
        '     –',
        'Sun  ■',
        '',
        '     Jul     Aug       Sep     Oct     Nov       Dec',
        'Mon',
        '',
        'Wed',
        '',
        'Fri',
        '',
        'Sun',
        '',
        '     ■ won   □ picked, not won   · no pick   – rest day   ▫ today',
        '',
        'Days won         3',
        'Picked, not won  1 day',
        'Rest days        1',
        'Longest streak   3 days',
      ),
    )
  })

  it('says so if a year has no wins', async () => {
    const home = await newYear()
    expect([
      await home.run('win', 'history', '--year', '2019'),
      await home.run('win', 'history', '--year', '0001'),
    ]).toEqual([
      success('There was no Daily Win in 2019.', 'See the latest wins: momentum win history'),
      success('There was no Daily Win in 1.', 'See the latest wins: momentum win history'),
    ])
  })

  it.each<[options: string[], message: string, hint?: string]>([
    [['--year', '2027'], '2027 is in the future.', 'Type 2026 or earlier.'],
    [['--year', '26'], '“26” is not a year.', 'Write it with four digits, such as 2026.'],
    [['--year', 'abc'], '“abc” is not a year.', 'Write it with four digits, such as 2026.'],
    [['--year', '2026', '--changes'], 'Use --year or --changes, not both.'],
  ])('refuses %j', async (options, message, hint) => {
    const home = household()
    home.setClock('2026-01-07T12:00:00.000Z')
    expect(await home.run('win', 'history', ...options)).toEqual(usageFailure(message, hint))
  })
})
