import { describe, expect, it } from 'vitest'
import { copiesOf, household, screen } from '../support/household/household.ts'
import { failure, success, usageFailure } from '../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--definition-of-done', 'x', '--effort']

/** Alex and Sam, since January, and Kim, since the 16th of November; what each of them did. */
const busyHousehold = copiesOf(async () => {
  const home = household()
  home.setClock('2026-01-01T08:00:00.000Z')
  await home.json('db', 'init')
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  home.setClock('2026-11-16T08:00:00.000Z')
  await home.json('user', 'add', 'Kim')
  home.setClock('2026-11-22T12:00:00.000Z')
  await home.json(
    ...['task', 'add', 'Fix the tap', '--domain', 'repairs', '--definition-of-done', 'x'],
    ...['--effort', 'medium', '--owner', 'alex'],
  )
  await home.json('task', 'add', 'Post', ...essentials, 'tiny', '--owner', 'alex')
  await home.json('routine', 'add', 'Dishes', '--every', 'day', ...essentials, 'small')
  await home.json('task', 'add', 'Sort the cellar', ...essentials, 'medium')
  await home.json('task', 'add', 'Empty the bin', ...essentials, 'tiny')
  await home.json('task', 'add', 'Read the meter', ...essentials, 'tiny')
  await home.json('task', 'done', '1', '2', '--by', 'alex')
  await home.json('task', 'done', '3', '--by', 'kim')
  await home.json('task', 'done', '6')
  return home
})

const total = { from: '2026-10-26', until: '2026-11-22', points: 22, by_nobody: 1 }

describe('load', () => {
  it('says what was done, without amounts, and proposes to share what nobody owns', async () => {
    const home = await busyHousehold()
    expect(await home.run('load')).toEqual(
      success(
        'In the last 28 days, the household did 22 points of work: about 2 hours.',
        '',
        'Alex          Fix the tap · Post',
        'Kim           Dishes (there on 7 days)',
        'not recorded  Read the meter',
        '',
        'In numbers: momentum load --by user',
        '',
        '2 open tasks have no owner. Shared evenly, that is about 30 minutes for each of you.',
        'To see them: momentum task list --owner none',
      ),
    )
  })

  it('gives a program the points of everybody, and what would be fair', async () => {
    const home = await busyHousehold()
    const members = [
      { user: 'Alex', tasks: 2, points: 17, present_days: 28, share: 81, fair_share: 45 },
      { user: 'Sam', tasks: 0, points: 0, present_days: 28, share: 0, fair_share: 44 },
      { user: 'Kim', tasks: 1, points: 4, present_days: 7, share: 19, fair_share: 11 },
    ]
    expect([await home.json('load'), await home.json('load', '--by', 'USER')]).toEqual([
      { ...total, members },
      { ...total, members },
    ])
  })

  it('shows points by member in the order in which they joined, and no row of zeros', async () => {
    const home = await busyHousehold()
    expect(await home.run('load', '--by', 'user')).toEqual(
      success(
        'In the last 28 days, the household did 22 points of work: about 2 hours.',
        '',
        'member  tasks  points        time  share  days there',
        'Alex        2      17   1.5 hours    81%          28',
        'Kim         1       4  20 minutes    19%           7',
        '',
        'For 1 point, it is not recorded who did the work.',
      ),
    )
  })

  it('shows points by domain and by routine', async () => {
    const home = await busyHousehold()
    const heading = 'In the last 28 days, the household did 22 points of work: about 2 hours.'
    expect([
      await home.run('load', '--by', 'domain'),
      await home.run('load', '--by', 'routine'),
      await home.json('load', '--by', 'routine'),
      Object.keys((await home.json('load', '--by', 'domain')) as object),
    ]).toEqual([
      success(
        heading,
        '',
        'domain   tasks  points        time  share',
        'chores       3       6  30 minutes    27%',
        'repairs      1      16   1.5 hours    73%',
      ),
      success(
        heading,
        '',
        'routine      tasks  points        time  share',
        'Dishes           1       4  20 minutes    18%',
        'other tasks      3      18   1.5 hours    82%',
      ),
      {
        ...total,
        routines: [
          { routine_id: 1, routine: 'Dishes', tasks: 1, points: 4, share: 18 },
          { routine_id: null, routine: null, tasks: 3, points: 18, share: 82 },
        ],
      },
      ['from', 'until', 'points', 'by_nobody', 'domains'],
    ])
  })

  it('draws bars with --chart, for the same numbers', async () => {
    const home = await busyHousehold()
    const heading = 'In the last 28 days, the household did 22 points of work: about 2 hours.'
    expect([
      await home.run('load', '--chart'),
      await home.run('load', '--chart', '--by', 'domain'),
      await home.run('load', '--chart', '--by', 'routine'),
    ]).toEqual([
      success(
        heading,
        '',
        'member  share',
        'Alex      81%  ████████████████████████|███████████████████  2 tasks, 1.5 hours',
        'Kim       19%  ██████|███                                    1 task, 20 minutes',
        '',
        '█ what each of you did   | a fair share for the days on which you were there',
        '',
        'For 1 point, it is not recorded who did the work.',
      ),
      success(
        heading,
        '',
        'domain   share',
        'chores     27%  ████████████████                            3 tasks, 30 minutes',
        'repairs    73%  ██████████████████████████████████████████  1 task, 1.5 hours',
      ),
      success(
        heading,
        '',
        'routine      share',
        'Dishes         18%  █████████                                1 task, 20 minutes',
        'other tasks    82%  ███████████████████████████████████████  3 tasks, 1.5 hours',
      ),
    ])
    const numbers = (...by: string[]) =>
      Promise.all([home.json('load', ...by), home.json('load', '--chart', ...by)])
    for (const by of ['user', 'domain', 'routine']) {
      const [plain, chart] = await numbers('--by', by)
      expect(chart).toEqual(plain)
    }
  })

  it.each([
    [['--weeks', '1'], '2026-11-16', '2026-11-22', 'In the last 7 days'],
    [['--weeks', '2'], '2026-11-09', '2026-11-22', 'In the last 14 days'],
    [['--from', '2026-11-20'], '2026-11-20', '2026-11-22', 'In the last 3 days'],
    [['--from', 'today'], '2026-11-22', '2026-11-22', 'Today'],
    [['--until', 'yesterday'], '2026-10-25', '2026-11-21', 'From Sun 25 Oct to Sat 21 Nov'],
    [
      ['--from', '2025-12-24', '--until', '2026-01-06'],
      '2025-12-24',
      '2026-01-06',
      'From Wed 24 Dec 2025 to Tue 6 Jan',
    ],
    [['--from', 'fri', '--until', 'fri'], '2026-11-20', '2026-11-20', 'On Fri 20 Nov'],
  ])('counts the days of %j', async (words, from, until, says) => {
    const home = await busyHousehold()
    await home.json('undo', '3')
    const { stdout } = await home.run('load', ...words, '--by', 'domain')
    expect([await home.json('load', ...words, '--fields', 'from,until'), stdout]).toEqual([
      { from, until },
      `${says}, no task was done.\n`,
    ])
  })

  it('says that nothing was done, and what could be', async () => {
    const home = await busyHousehold()
    const days = ['--from', '2026-11-01', '--until', '2026-11-01']
    await home.json('task', 'remove', '5', '--yes')
    const proposal = [
      '1 open task has no owner. Shared evenly, that is about 25 minutes for each of you.',
      'To see it: momentum task list --owner none',
    ]
    expect([
      await home.run('load', ...days),
      await home.run('load', ...days, '--by', 'routine'),
      ((await home.json('load', ...days)) as { members: unknown }).members,
    ]).toEqual([
      success('On Sun 1 Nov, no task was done.', '', ...proposal),
      success('On Sun 1 Nov, no task was done.'),
      [
        { user: 'Alex', tasks: 0, points: 0, present_days: 1, share: null, fair_share: 50 },
        { user: 'Sam', tasks: 0, points: 0, present_days: 1, share: null, fair_share: 50 },
      ],
    ])
  })

  it('shares nothing if one member is active, and proposes nothing if all is owned', async () => {
    const home = household()
    await home.json('user', 'add', 'Alex')
    await home.json('user', 'add', 'Sam')
    await home.json('user', 'deactivate', 'sam')
    await home.json('task', 'add', 'Post', ...essentials, 'small')
    const one = await home.run('load')
    await home.json('task', 'take', '1', '--as', 'alex')
    expect([one, await home.run('load')]).toEqual([
      success(
        'In the last 28 days, no task was done.',
        '',
        '1 open task has no owner.',
        'To see it: momentum task list --owner none',
      ),
      success('In the last 28 days, no task was done.'),
    ])
  })

  it('shows a household without members what was done', async () => {
    const home = household()
    await home.json('task', 'add', 'Post', ...essentials, 'tiny')
    await home.json('task', 'done', '1')
    const heading = 'In the last 28 days, the household did 1 point of work: about 5 minutes.'
    expect([await home.run('load'), await home.run('load', '--by', 'user')]).toEqual([
      success(heading, '', 'not recorded  Post', '', 'In numbers: momentum load --by user'),
      success(heading, '', 'For 1 point, it is not recorded who did the work.'),
    ])
  })

  it('fits a narrow terminal', async () => {
    const home = await busyHousehold()
    const read = async (...words: string[]) => {
      const argv = ['load', ...words, '--no-color']
      const { stdout } = await home.runIn(home.world(argv, { stdout: screen(40) }))
      return stdout.split('\n')
    }
    expect([await read(), await read('--by', 'user')]).toEqual([
      [
        'In the last 28 days, the household did',
        '22 points of work: about 2 hours.',
        '',
        'Alex          Fix the tap · Post',
        'Kim           Dishes (there on 7 days)',
        'not recorded  Read the meter',
        '',
        'In numbers: momentum load --by user',
        '',
        '2 open tasks have no owner. Shared',
        'evenly, that is about 30 minutes for',
        'each of you.',
        'To see them: momentum task list --owner none',
        '',
      ],
      [
        'In the last 28 days, the household did',
        '22 points of work: about 2 hours.',
        '',
        'member  tasks  points  share  days there',
        'Alex        2      17    81%          28',
        'Kim         1       4    19%           7',
        '',
        'For 1 point, it is not recorded who did',
        'the work.',
        '',
      ],
    ])
  })
})

describe('load refuses', () => {
  it.each([
    [
      ['--until', 'tomorrow'],
      '2026-11-23 is in the future; the load is what was done until today.',
      'Type today, yesterday or a past date.',
    ],
    [
      ['--from', '2027-01-01'],
      '2027-01-01 is in the future; the load is what was done until today.',
      'Type today, yesterday or a past date.',
    ],
    [
      ['--from', '2026-11-12', '--until', '2026-11-11'],
      '--from 2026-11-12 is after --until 2026-11-11.',
      'To swap them: momentum load --from 2026-11-11 --until 2026-11-12',
    ],
    [['--weeks', '2', '--from', 'today'], 'Use --weeks or --from, not both.', undefined],
    [['--weeks', '2', '--until', 'today'], 'Use --weeks or --until, not both.', undefined],
    [['--weeks', '0'], '--weeks must be a whole number from 1 to 522, not “0”.', undefined],
    [['--weeks', '523'], '--weeks must be a whole number from 1 to 522, not “523”.', undefined],
    [['--weeks', 'x'], '--weeks must be a whole number from 1 to 522, not “x”.', undefined],
    [
      ['--by', 'rutine'],
      'There is no --by “rutine”: choose user, domain or routine.',
      'Did you mean routine?',
    ],
    [
      ['--by', 'domain', '--fields', 'members', '--json'],
      'There is no field “members” here: choose from from, until, points, by_nobody and domains.',
      undefined,
    ],
    [
      ['--from', '31/10/2026'],
      '“31/10/2026” is not a date.',
      'Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.',
    ],
    [['today'], 'Unexpected “today”.', 'See: momentum load --help'],
  ])('%j', async (words, message, hint) => {
    const home = household()
    const expected = words.includes('--json') ? undefined : usageFailure(message, hint)
    const answer = await home.run('load', ...words)
    expect(expected ? answer : JSON.parse(answer.stderr).error.message).toEqual(expected ?? message)
  })

  it('a member who is not known', async () => {
    const home = await busyHousehold()
    expect((await home.run('load', '--as', 'zoe')).code).toEqual(
      failure(3, 'There is no member “zoe”.').code,
    )
  })
})
