import { describe, expect, it } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { household, noon, screen } from '../../support/household/household.ts'
import {
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

/**
 * Won on the 19th and 20th by Alex and on the 21st by nobody in particular; blocked on the 22nd.
 */
async function history() {
  const home = await sampleHousehold()
  const wins = [
    ['2026-11-19', 'kettle', '--as', 'alex'],
    ['2026-11-20', 'tap', '--as', 'alex'],
    ['2026-11-21', 'rent'],
  ]
  for (const [date = '', ...words] of wins) {
    await home.json('win', 'pick', ...words, '--date', date)
    await home.json('win', 'done', '--date', date)
  }
  await home.json('task', 'reopen', 'kettle')
  await home.json('win', 'pick', 'kettle', '--as', 'sam')
  await home.json('win', 'block', '--note', 'No acid')
  return home
}

describe('win show', () => {
  it('shows the win of a day, in its own words', async () => {
    const home = await history()
    const win = [
      '',
      '  Fix the tap  ✓ done',
      '  #2 · repairs · small · Alex',
      '  Done means: Dry for an hour',
    ]
    expect(await home.run('win', 'show', '2026-11-20')).toEqual(
      success('Daily Win of 2026-11-20 (2 days ago), picked by Alex', ...win),
    )
    home.setClock('2027-11-22T12:00:00.000Z')
    expect(await home.run('win', 'show', '2026-11-20')).toEqual(
      success('Daily Win of 2026-11-20, picked by Alex', ...win),
    )
  })

  it('shows a day without a win, and how to pick one', async () => {
    const home = await sampleHousehold()
    expect(await home.run('win', 'show')).toEqual(
      success('2026-11-22 has no win.', 'Pick one: momentum win pick'),
    )
    expect(await home.run('win', 'show', 'yesterday')).toEqual(
      success('2026-11-21 has no win.', 'Pick one: momentum win pick --date 2026-11-21'),
    )
  })

  it('is null to a program where there is none, and nothing when quiet', async () => {
    const home = await sampleHousehold()
    expect(await home.run('win', 'show', '--json')).toEqual(success('null'))
    expect(await home.run('win', 'show', '--fields', 'id')).toEqual(success('null'))
    expect(await home.run('win', 'show', '-q')).toEqual(success())
  })

  it.each([
    [
      'tomorrow',
      '2026-11-23 is in the future; a Daily Win is for today or an earlier date.',
      'Leave the date out for today, or type yesterday or a past date.',
    ],
    [
      '1/2/2026',
      '“1/2/2026” could mean two different dates.',
      'Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.',
    ],
  ])('refuses %j before it makes a database', async (date, message, hint) => {
    expect(await runInNewHousehold('win', 'show', date)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('win history', () => {
  it('shows a year of days and ten wins, however many there are', async () => {
    const home = household()
    await home.ready()
    await home.json('db', 'init')
    await home.json('db', 'seed', '--demo', '--tasks', '60', '--routines', '0', '--days', '500')
    const all = (await home.json('win', 'history')) as { date: string }[]
    const world = home.world(['win', 'history', '--no-color'], { stdout: screen(200) })
    const { stdout } = await home.runIn(world)
    const won = all.filter(({ date }) => date >= '2025-11-17')
    const dates = stdout.match(/^\d{4}-\d\d-\d\d/gm)
    expect([stdout.match(/■/g)?.length, dates, stdout.trimEnd().split('\n').at(-1)]).toEqual([
      // One more explains the sign.
      won.length + 1,
      all.slice(0, 10).map(({ date }) => date),
      `… and ${all.length - 10} earlier wins`,
    ])
  })

  it('shows a calendar and the wins below it', async () => {
    const home = await history()
    const world = home.world(['win', 'history', '--no-color'], { stdout: screen(60) })
    const weeks = '· '.repeat(26)
    expect(await home.runIn(world)).toEqual(
      success(
        '         Jun     Jul     Aug       Sep     Oct     Nov',
        `Mon  ${weeks}·`,
        `     ${weeks}·`,
        `Wed  ${weeks}·`,
        `     ${weeks}■`,
        `Fri  ${weeks}■`,
        `     ${weeks}■`,
        `Sun  ${weeks}□`,
        '',
        '     ■ won   □ picked, not won   · no pick',
        '',
        'date        status     task                picked by',
        '2026-11-22  ■ blocked  Descale the kettle  Sam',
        '2026-11-21  ✓ done     Pay the rent        –',
        '2026-11-20  ✓ done     Fix the tap         Alex',
        '2026-11-19  ✓ done     Descale the kettle  Alex',
      ),
    )
  })

  it('explains the sign of an open today', async () => {
    const home = await history()
    home.setClock('2026-11-23T12:00:00.000Z')
    const { stdout } = await home.run('win', 'history')
    expect(stdout.split('\n')[9]).toEqual('     ■ won   □ picked, not won   · no pick   ▫ today')
  })

  it('shows the notes where there is room', async () => {
    const home = await history()
    const { stdout } = await home.run('win', 'history')
    expect(stdout.split('\n').slice(11, 15)).toEqual([
      'date        status     task                picked by  done by  note',
      '2026-11-22  ■ blocked  Descale the kettle  Sam                 No acid',
      '2026-11-21  ✓ done     Pay the rent        –          Sam',
      '2026-11-20  ✓ done     Fix the tap         Alex',
    ])
  })

  it('shows a person the last ten, and a program all', async () => {
    const home = await sampleHousehold()
    for (let day = 10; day < 22; day += 1) {
      await home.json('win', 'pick', 'tap', '--date', `2026-11-${day}`)
      await home.json('win', 'done', '--date', `2026-11-${day}`)
      await home.json('task', 'reopen', 'tap')
    }
    const { stdout } = await home.run('win', 'history')
    const lines = stdout.trimEnd().split('\n')
    expect([lines.length, lines.at(-2)?.slice(0, 10), lines.at(-1)]).toEqual([
      23,
      '2026-11-12',
      '… and 2 earlier wins',
    ])
    expect(await home.json('win', 'history')).toHaveLength(12)
  })

  it('gives a program the last win first, with its task', async () => {
    const home = await history()
    const wins = await home.json('win', 'history', '--fields', 'date,status,note,selected_by')
    expect(wins).toEqual([
      { date: '2026-11-22', status: 'BLOCKED', note: 'No acid', selected_by: 'Sam' },
      { date: '2026-11-21', status: 'DONE', note: null, selected_by: null },
      { date: '2026-11-20', status: 'DONE', note: null, selected_by: 'Alex' },
      { date: '2026-11-19', status: 'DONE', note: null, selected_by: 'Alex' },
    ])
    expect(await home.run('win', 'history', '-q')).toEqual(success('4', '3', '2', '1'))
  })

  it('says how to begin', async () => {
    const home = await sampleHousehold()
    expect(await home.run('win', 'history')).toEqual(
      success('No Daily Wins yet.', 'Pick one: momentum win pick'),
    )
    expect(await home.run('win', 'history', '--json')).toEqual(success('[]'))
    expect(await home.run('win', 'history', '--quiet')).toEqual(success())
  })
})

describe('win stats', () => {
  it('shows the numbers, with bars', async () => {
    const home = await history()
    expect(await home.run('win', 'stats')).toEqual(
      success(
        'Streak          ▲ 3 days in a row',
        'Longest streak  3 days',
        'Days won        3 of 4',
        `Last 30 days    ${'█'.repeat(23)}${'░'.repeat(7)} 3 of 4`,
        '',
        'member  wins  share',
        `Alex       2    67%  ${'█'.repeat(27)}`,
        `Sam        1    33%  ${'█'.repeat(13)}`,
      ),
    )
  })

  it('gives a program every number', async () => {
    const home = await history()
    expect(await home.json('win', 'stats')).toEqual({
      current_streak: 3,
      longest_streak: 3,
      wins: 3,
      days: 4,
      share_30: 0.75,
      by_user: [
        { user: 'Alex', wins: 2 },
        { user: 'Sam', wins: 1 },
      ],
      rest_days: 0,
      share_30_of_due: 0.75,
    })
  })

  it.each([
    ['a month ago', '2026-10-22T08:00:00.000Z', 0.033],
    ['ten days ago', '2026-11-13T08:00:00.000Z', 0.1],
    ['late yesterday, where it is today already', '2026-11-21T23:30:00.000Z', 1],
  ])('counts the last dates of a household that began %s', async (_, began, share) => {
    const home = household()
    home.env.MOMENTUM_TZ = 'Europe/Berlin'
    home.setClock(began)
    await home.json('user', 'add', 'Alex')
    home.setClock(noon)
    await addTask(home, 'Bread')
    await home.json('win', 'pick', '1')
    await home.json('win', 'done')
    const stats = await home.json('win', 'stats', '--fields', 'days,share_30')
    expect(stats).toEqual({ days: 1, share_30: share })
  })

  it('ends the streak when a whole day has passed', async () => {
    const home = await history()
    home.setClock('2026-11-23T00:00:00.000Z')
    expect(
      await home.json('win', 'stats', '--fields', 'current_streak,longest_streak,days'),
    ).toEqual({
      current_streak: 0,
      longest_streak: 3,
      days: 5,
    })
  })

  it('does not count what was won further east, where it is tomorrow (F111)', async () => {
    const home = await history()
    home.env.MOMENTUM_TZ = 'America/Los_Angeles'
    home.setClock('2026-11-21T06:00:00.000Z')
    expect(await home.json('win', 'stats')).toEqual({
      current_streak: 2,
      longest_streak: 2,
      wins: 2,
      days: 2,
      share_30: 1,
      by_user: [{ user: 'Alex', wins: 2 }],
      rest_days: 0,
      share_30_of_due: 1,
    })
  })

  it('agrees with today’s page on the streaks, also further west (F111)', async () => {
    const home = await history()
    home.env.MOMENTUM_TZ = 'America/Los_Angeles'
    home.setClock('2026-11-21T06:00:00.000Z')
    const streaks = ['--fields', 'current_streak,longest_streak']
    expect(await home.json(...streaks)).toEqual(await home.json('win', 'stats', ...streaks))
  })

  it('says how to begin', async () => {
    const home = await sampleHousehold()
    const start = success(
      'No Daily Win has been finished yet.',
      'Pick one: momentum win pick',
      'Then finish it: momentum win done',
    )
    expect(await home.run('win', 'stats')).toEqual(start)
    await home.json('win', 'pick', 'tap')
    expect(await home.run('win', 'stats')).toEqual(
      success(
        'No Daily Win has been finished yet. “Fix the tap” (today’s win) is open.',
        'To finish it: momentum win done --date 2026-11-22',
      ),
    )
    expect(await home.json('win', 'stats')).toEqual({
      current_streak: 0,
      longest_streak: 0,
      wins: 0,
      days: 0,
      share_30: 0,
      by_user: [],
      rest_days: 0,
      share_30_of_due: 0,
    })
    // Where that date has yet to begin, its pick is left to those further east.
    home.env.MOMENTUM_TZ = 'America/Los_Angeles'
    home.setClock('2026-11-22T07:00:00.000Z')
    expect(await home.run('win', 'stats')).toEqual(start)
  })
})
