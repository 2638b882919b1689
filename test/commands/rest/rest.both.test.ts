import { describe, expect, test } from 'vitest'
import { type Household, noon, screen } from '../../support/household/household.ts'
import {
  failure,
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'
import { keys, terminal } from '../../support/program/terminal.ts'

/** Noon on a day of November 2026; the 22nd is a Sunday. */
const november = (day: number) => `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`

/** Wins these days of November, and is at noon on the 22nd again. */
async function winOn(home: Household, ...days: readonly number[]) {
  for (const day of days) {
    home.setClock(november(day))
    await home.json('win', 'pick', 'tap')
    await home.json('win', 'done')
    await home.json('task', 'reopen', 'tap')
  }
  home.setClock(noon)
}

/** A household that won from Wednesday to Friday, and on the Saturday before. */
async function winners() {
  const home = await sampleHousehold()
  await winOn(home, 14, 18, 19, 20)
  return home
}

describe('rest add', () => {
  test('gives all that there is to know', async () => {
    const home = await sampleHousehold()
    const words = ['rest', 'add', '2026-12-24..2026-12-26', '--note', 'Christmas', '--as', 'sam']
    expect(await home.json(...words)).toEqual({
      id: 1,
      from_date: '2026-12-24',
      until_date: '2026-12-26',
      weekday: null,
      note: 'Christmas',
      set_by_user_id: 2,
      set_by: 'Sam',
      created_at: noon,
      updated_at: noon,
    })
    expect(
      await home.json('rest', 'add', 'Sundays', '--fields', 'from_date,until_date,weekday,set_by'),
    ).toEqual({
      from_date: '2026-11-22',
      until_date: null,
      weekday: 'SUN',
      set_by: null,
    })
    expect(await home.run('rest', 'add', 'tomorrow', '-q')).toEqual(success('3'))
  })

  test('tells a person which days, and of the streak if one of them has passed', async () => {
    const home = await winners()
    expect([
      await home.run('win', 'stats', '--fields', 'current_streak'),
      await home.run('rest', 'add', 'yesterday'),
      await home.run('rest', 'add', 'today'),
      await home.run('rest', 'add', 'sat'),
      await home.run('win', 'stats', '--fields', 'current_streak,longest_streak,rest_days'),
    ]).toEqual([
      success('{', '  "current_streak": 0', '}'),
      success('✓ Added #1: Sat 21 Nov', '  ▲ 3 days in a row'),
      success('✓ Added #2: Sun 22 Nov'),
      success('✓ Added #3: every Saturday from Sat 28 Nov'),
      success('{', '  "current_streak": 3,', '  "longest_streak": 3,', '  "rest_days": 0', '}'),
    ])
  })

  test('refuses what is too late, too much or known already', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'yesterday')
    await home.json('rest', 'add', '2026-11-20')
    expect([
      await home.run('rest', 'add', '2026-11-19..2026-11-23'),
      await home.run('rest', 'add', 'yesterday'),
    ]).toEqual([
      failure(
        4,
        '2026-11-19 is too long ago: a day can become a rest day up to two days afterwards.',
        'To rest from 2026-11-20 on: momentum rest add 2026-11-20..2026-11-23',
      ),
      failure(4, '2026-11-21 is already a rest day.', 'To see all rest days: momentum rest list'),
    ])
    home.setClock(november(24))
    expect(await home.run('rest', 'add', 'yesterday..tomorrow')).toEqual(
      failure(
        4,
        'Only two days in any 30 can become rest days afterwards, not 2026-11-20, 2026-11-21 and 2026-11-23.',
        'To rest from 2026-11-24 on: momentum rest add 2026-11-24..2026-11-25',
      ),
    )
    expect(await home.run('rest', 'list', '-q')).toEqual(success('2', '1'))
  })

  test.each([
    [['2026-02-30'], 'The date 2026-02-30 does not exist.', undefined],
    [
      ['2026-12-26..2026-12-24'],
      'The last day, 2026-12-24, is before the first, 2026-12-26.',
      'Write the first day first.',
    ],
    [
      ['weekend'],
      '“weekend” is more than one weekday.',
      'Add one at a time: momentum rest add sat',
    ],
    [['today', '--note', ' '], 'The note is empty.', undefined],
    [[], 'Missing <days>.', 'See: momentum rest add --help'],
  ])('refuses %j before it makes a database', async (words, message, hint) => {
    expect(await runInNewHousehold('rest', 'add', ...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })
})

describe('rest list', () => {
  test('says how to begin', async () => {
    const home = await sampleHousehold()
    expect([
      await home.run('rest', 'list'),
      await home.run('rest', 'list', '--json'),
      await home.run('rest', 'list', '-q'),
    ]).toEqual([
      success('No rest days yet.', 'Set some: momentum rest add sunday'),
      success('[]'),
      success(),
    ])
  })

  test('lists those that have passed, too', async () => {
    const home = await sampleHousehold()
    await home.json('rest', 'add', '2026-12-24..2026-12-26', '--note', 'Christmas')
    await home.json('rest', 'add', 'sunday')
    await home.json('rest', 'add', 'yesterday', '--as', 'alex')
    expect(await home.run('rest', 'list')).toEqual(
      success(
        'id  rest days                          set by  note',
        ' 3  Sat 21 Nov                         Alex',
        ' 2  every Sunday from Sun 22 Nov       –',
        ' 1  Thu 24 Dec to Sat 26 Dec (3 days)  –       Christmas',
      ),
    )
  })
})

describe('rest remove', () => {
  test('deletes days to come or past, with what it does to the streak', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'yesterday')
    await home.json('rest', 'add', 'tomorrow')
    expect([
      await home.run('rest', 'remove', '2', '--yes'),
      await home.run('rest', 'remove', '#1', '--yes'),
      await home.run('undo'),
    ]).toMatchObject([
      success('✓ Deleted #2: Mon 23 Nov'),
      success('✓ Deleted #1: Sat 21 Nov', '  no current streak'),
      { code: 0 },
    ])
    expect(await home.json('win', 'stats', '--fields', 'current_streak')).toEqual({
      current_streak: 3,
    })
  })

  test('ends days that have begun, so that no streak breaks', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'yesterday..2026-12-24')
    const days = { id: 1, from_date: '2026-11-21', until_date: '2026-11-21' }
    expect([
      await home.run('rest', 'remove', '1', '-y'),
      await home.json('rest', 'list', '--fields', 'id,from_date,until_date'),
      await home.json('win', 'stats', '--fields', 'current_streak'),
      await home.json('rest', 'remove', '1', '-y', '--fields', 'id,from_date,until_date'),
      await home.json('rest', 'list'),
    ]).toEqual([
      success(
        '✓ Ended #1: Sat 21 Nov',
        'To delete those that have passed, too: momentum rest remove 1',
      ),
      [days],
      { current_streak: 3 },
      days,
      [],
    ])
  })

  test.each([
    ['tomorrow', 'Delete rest days #1, Mon 23 Nov? (You can undo this.)'],
    [
      'yesterday..tomorrow',
      'End rest days #1, Sat 21 Nov to Mon 23 Nov (3 days)? Those that have passed stay.',
    ],
  ])('asks a person before it removes %s', async (days, question) => {
    const home = await sampleHousehold()
    await home.json('rest', 'add', days)
    const before = await home.json('rest', 'list')
    const person = terminal(home, ['rest', 'remove', '1'], 160)
    await person.sees(question)
    person.types(keys.enter)
    expect([await person.ends(), await home.json('rest', 'list')]).toEqual([130, before])
  })

  test('refuses what it cannot mean, and to ask where nobody is', async () => {
    const home = await sampleHousehold()
    await home.json('rest', 'add', 'sunday')
    expect([
      await home.run('rest', 'remove', '1'),
      await home.run('rest', 'remove', 'sunday', '-y'),
      await home.run('rest', 'remove', '7', '-y'),
    ]).toEqual([
      usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
      usageFailure(
        '“sunday” is not the number of a rest day.',
        'To see the numbers: momentum rest list',
      ),
      failure(
        3,
        'There is no rest day with the number 7.',
        'To see the numbers: momentum rest list',
      ),
    ])
  })
})

describe('rest days', () => {
  test('are shown by win show, with a win and without', async () => {
    const home = await winners()
    await home.json('rest', 'add', '2026-11-20..2026-11-22')
    const { stdout } = await home.run('win', 'show', '2026-11-20')
    expect([
      stdout.split('\n').slice(0, 2),
      await home.run('win', 'show', 'yesterday'),
      await home.run('win', 'show'),
      await home.run('win', 'show', '--json'),
      await home.run('win', 'show', '2026-11-17'),
    ]).toEqual([
      ['Rest day.', 'Daily Win of 2026-11-20 (2 days ago), done by Alex'],
      success(
        'Rest day: 2026-11-21 has no win.',
        'To pick one all the same: momentum win pick --date 2026-11-21',
      ),
      success('Rest day: 2026-11-22 has no win.', 'To pick one all the same: momentum win pick'),
      success('null'),
      success('2026-11-17 has no win.', 'Pick one: momentum win pick --date 2026-11-17'),
    ])
    await home.json('win', 'pick', 'rent', '--date', '2026-11-17')
    expect((await home.run('win', 'show', 'yesterday')).stdout).toEqual(
      'Rest day: 2026-11-21 has no win. “Pay the rent” (Tuesday’s win) is still open.\n' +
        'To finish it: momentum win done --date 2026-11-17\n' +
        'To pick another task: momentum win pick --date 2026-11-21\n',
    )
  })

  test('are drawn in win history, and explained', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'sunday')
    await home.json('rest', 'add', 'yesterday')
    home.setClock(november(24))
    const world = home.world(['win', 'history', '--no-color'], { stdout: screen(13) })
    const { stdout } = await home.runIn(world)
    expect(stdout.split('\n').slice(1, 8)).toEqual([
      'Mon  · · · ·',
      '     · · · ▫',
      'Wed  · · ■',
      '     · · ■',
      'Fri  · · ■',
      '     · ■ –',
      'Sun  · · –',
    ])
    const wide = await home.run('win', 'history')
    expect(wide.stdout.split('\n')[9]).toEqual(
      '     ■ won   □ picked, not won   · no pick   – rest day   ▫ today',
    )
  })

  test('bridge the streak in win stats and on today’s page', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'yesterday')
    await winOn(home, 22)
    const stats = await home.run('win', 'stats')
    expect(stats.stdout.split('\n').slice(0, 5)).toEqual([
      'Streak          ▲ 4 days in a row, 1 rest day between',
      'Longest streak  4 days',
      'Days won        5 of 9',
      `Last 30 days    ${'█'.repeat(17)}${'░'.repeat(13)} 5 of 9`,
      '                5 of 8 without rest days',
    ])
    const fields = ['--fields', 'current_streak,rest_day']
    expect(await home.json(...fields)).toEqual({ current_streak: 4, rest_day: false })
    home.setClock(november(23))
    await home.json('rest', 'add', 'today')
    expect(await home.json(...fields)).toEqual({ current_streak: 4, rest_day: true })
    const { stdout } = await home.run()
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'Monday 23 November 2026  ▲ 4 days in a row',
      '',
      'Daily Win    Today is a rest day. The streak goes on without a win.',
      'Unassigned   ○ 1  Descale the kettle – tiny',
      '',
    ])
  })

  test('are counted by every command that names the streak', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'yesterday')
    await home.json('win', 'pick', 'tap')
    expect((await home.run('win', 'done')).stdout).toEqual(
      '✓ Finished #2: Fix the tap\n  ▲ 4 days in a row\n',
    )
    home.setClock(november(24))
    await home.json('rest', 'add', 'yesterday')
    await home.json('win', 'pick', 'rent')
    expect((await home.run('task', 'done', 'rent')).stdout).toEqual(
      '✓ Pay the rent is done.\n  Today’s win is done.\n  ▲ 5 days in a row\n',
    )
  })

  test('keep a streak whose win is carried over', async () => {
    const home = await winners()
    await home.json('rest', 'add', 'yesterday')
    await home.json('win', 'pick', 'rent', '--date', 'yesterday')
    const { stderr } = await home.run('win', 'pick', 'rent')
    expect(stderr).toContain(
      '2026-11-21 has no win now. 2026-11-21 is a rest day, so the streak goes on; with a win, it would be 4 days.',
    )
  })
})
