import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Task } from '../../../src/domain/task.ts'
import { copiesOf, screen } from '../../support/household/household.ts'
import {
  failure,
  oneOClock,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']

/** Sam's bins on Tuesdays, from 24 November, and a lawn that is mown twice. */
const busy = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue', '--owner', 'sam')
  const until = ['--start', '2026-11-25', '--until', '2026-12-03']
  await home.json('routine', 'add', 'Lawn', ...essentials, '--every', 'wed', ...until)
  home.setClock(oneOClock)
  return home
})

const instants = {
  created_at: '2026-11-22T13:00:00.000Z',
  updated_at: '2026-11-22T13:00:00.000Z',
}

const lake = {
  ...{ id: 1, user_id: 2, user: 'Sam', from_date: '2026-11-27', until_date: '2026-11-29' },
  ...{ note: 'At the lake', ...instants },
}

const days = ['--from', 'fri', '--until', '2026-11-29']

describe('away add', () => {
  test('says who is away and when, to a person and to a program', async () => {
    const home = await busy()
    expect([
      await home.json('away', 'add', 'sam', ...days, '--note', 'At the lake'),
      await home.run('away', 'add', 'alex', ...days),
      await home.run('away', 'add', 'alex', '--from', '2027-01-01', '--until', '2027-01-01'),
      await home.run('away', 'add', '2', '--from', 'today', '--until', 'today', '-q'),
    ]).toEqual([
      { ...lake, moved: [], passed: [] },
      success('✓ Added absence 2: Alex, Fri 27 Nov to Sun 29 Nov'),
      success('✓ Added absence 3: Alex, Fri 1 Jan 2027'),
      success('4'),
    ])
  })

  test('without a member, means who acts', async () => {
    const home = await busy()
    expect(await home.run('away', 'add', ...days, '--as', 'sam')).toEqual(
      success('✓ Added absence 1: Sam, Fri 27 Nov to Sun 29 Nov'),
    )
  })

  test.each([['--everybody'], ['everybody'], ['Everybody', '--everybody']])(
    'of everybody says what moved: %j %j',
    async (...who) => {
      const home = await busy()
      const words = [...who.filter(Boolean), '--from', '2026-11-22', '--until', '2026-12-05']
      expect([
        await home.run('away', 'add', ...words),
        await home.json('routine', 'next', 'bins', '--count', '2'),
      ]).toEqual([
        success(
          '✓ Added absence 1: Everybody, Sun 22 Nov to Sat 5 Dec',
          '  Moved 1 routine: Bins to Tue 8 Dec',
          '  Ended 1 routine: Lawn',
        ),
        [
          { date: '2026-12-08', routine_id: 1, title: 'Bins', turn: 'Sam' },
          { date: '2026-12-15', routine_id: 1, title: 'Bins', turn: 'Sam' },
        ],
      ])
    },
  )

  test('names five routines, and says how many more there are', async () => {
    const home = await busy()
    for (const title of ['A', 'B', 'C', 'D', 'E', 'F']) {
      await home.json('routine', 'add', title, ...essentials, '--every', 'mon')
    }
    const away = ['away', 'add', '--everybody', '--from', '2026-11-22', '--until', '2026-11-24']
    const narrow = home.world(away, { stdout: screen(60) as never })
    const moved =
      'Moved 7 routines: Bins to Tue 1 Dec, A to Mon 30 Nov, B to Mon 30 Nov, C to Mon 30 Nov, D to Mon 30 Nov and 2 more'
    expect([
      (await home.run(...away)).stdout.split('\n')[1],
      (await home.json('undo')) !== undefined,
      (await home.runIn(narrow)).stdout
        .split('\n')
        .map((line) => stripVTControlCharacters(line).length <= 60),
    ]).toEqual([`  ${moved}`, true, [true, true, true, true]])
  })

  test('is undone as a whole', async () => {
    const home = await busy()
    const tasks = () => home.json('task', 'list', '--upcoming', '--fields', 'id,due_date,status')
    const before = await tasks()
    await home.json('away', 'add', '--everybody', '--from', '2026-11-22', '--until', '2026-12-05')
    const during = await tasks()
    await home.json('undo')
    expect([during, await tasks()]).toEqual([
      [{ id: 4, due_date: '2026-12-08', status: 'BACKLOG' }],
      before,
    ])
  })

  test.each<[words: string[], message: string, hint?: string]>([
    [['sam'], 'Missing: --from, --until.', 'See: momentum away add --help'],
    [['sam', '--until', 'today'], 'Missing: --from.', 'See: momentum away add --help'],
    [
      [...days],
      'Missing user: who is away?',
      'Name a member, or add --everybody: momentum away add --help',
    ],
    [['sam', '--everybody', ...days], 'Use “sam” or --everybody, not both.'],
    [
      ['sam', '--from', '2026-11-29', '--until', '2026-11-28'],
      'The last day, 2026-11-28, is before the first, 2026-11-29.',
      'Choose a later --until, or an earlier --from.',
    ],
    [
      ['sam', '--from', 'today', '--until', '9999-12-31'],
      'From 2026-11-22 to 9999-12-31 is more than ten years.',
      'Choose an earlier --until.',
    ],
    [
      ['sam', '--from', 'someday', '--until', 'today'],
      '“someday” is not a date.',
      'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.',
    ],
    [['sam', '--from', '2026-02-30', '--until', 'today'], 'The date 2026-02-30 does not exist.'],
    [['sam', ...days, '--note', ' '], 'The note is empty.'],
    [[' ', ...days], 'The user is empty.'],
  ])('refuses %j', async (words, message, hint) => {
    const home = await busy()
    expect([await home.run('away', 'add', ...words), await home.json('away', 'list')]).toEqual([
      usageFailure(message, hint),
      [],
    ])
  })

  test('refuses an absence that overlaps, an unknown member and an inactive one', async () => {
    const home = await busy()
    await home.json('away', 'add', 'sam', ...days)
    await home.json('user', 'deactivate', 'alex')
    expect([
      await home.run('away', 'add', 'sam', '--from', 'today', '--until', 'fri'),
      await home.run('away', 'add', 'kim', ...days),
      await home.run('away', 'add', 'alex', ...days),
    ]).toEqual([
      failure(
        4,
        'Sam is already away from 2026-11-27 to 2026-11-29 (absence 1), and absences cannot overlap.',
        'To delete that one first: momentum away remove 1',
      ),
      expect.objectContaining({ code: 3 }),
      failure(4, 'Alex is inactive and cannot be away.', 'First: momentum user activate Alex'),
    ])
  })
})

describe('away list', () => {
  test('shows absences, the latest first, and to a person at most so many', async () => {
    const home = await busy()
    const none = await home.run('away', 'list')
    await home.json('away', 'add', 'sam', ...days, '--note', 'At the\nlake')
    await home.json('away', 'add', 'alex', '--from', '2026-11-20', '--until', 'today')
    await home.json('away', 'add', '--everybody', '--from', '2026-10-01', '--until', '2026-10-07')
    expect([
      none,
      await home.run('away', 'list'),
      await home.run('away', 'list', '--limit', '2'),
      await home.json('away', 'list', '--limit', '1'),
      await home.run('away', 'list', '--limit', '0'),
    ]).toEqual([
      success('No absences.', 'Add one: momentum away add --everybody --from fri --until +10d'),
      success(
        'id  who        from        until       when       note',
        ' 1  Sam        Fri 27 Nov  Sun 29 Nov  in 5 days  At the lake',
        ' 2  Alex       Fri 20 Nov  Sun 22 Nov  now',
        ' 3  Everybody  Thu 1 Oct   Wed 7 Oct   over',
      ),
      success(
        'id  who   from        until       when       note',
        ' 1  Sam   Fri 27 Nov  Sun 29 Nov  in 5 days  At the lake',
        ' 2  Alex  Fri 20 Nov  Sun 22 Nov  now',
        '… and 1 more (raise --limit)',
      ),
      [expect.objectContaining({ id: 1, note: 'At the\nlake' })],
      usageFailure('--limit must be a whole number from 1 to 10000000, not “0”.'),
    ])
  })
})

describe('away remove', () => {
  test('says what it deleted, and what moved back', async () => {
    const home = await busy()
    await home.json('away', 'add', '--everybody', '--from', '2026-11-24', '--until', '2026-11-24')
    await home.json('away', 'add', 'sam', ...days)
    expect([
      await home.run('away', 'remove', '#1', '--yes'),
      await home.run('away', 'remove', '2', '--yes', '-q'),
      await home.json('away', 'list'),
    ]).toEqual([
      success(
        '✓ Deleted absence 1: Everybody, Tue 24 Nov',
        '  Moved 1 routine: Bins to Tue 24 Nov',
      ),
      success('2'),
      [],
    ])
  })

  test('needs an answer, the number of an absence, and that it exists', async () => {
    const home = await busy()
    expect([
      await home.run('away', 'remove', '1'),
      await home.run('away', 'remove', 'sam', '--yes'),
      await home.run('away', 'remove', '1', '--yes'),
    ]).toEqual([
      expect.objectContaining({ code: 2 }),
      usageFailure(
        '“sam” is not the number of an absence.',
        'To see the numbers: momentum away list',
      ),
      failure(3, 'There is no absence with the number 1.', 'See: momentum away list'),
    ])
  })
})

describe('today’s page', () => {
  test('says who is away', async () => {
    const home = await busy()
    await home.json('away', 'add', 'alex', '--from', 'today', '--until', 'today')
    await home.json('away', 'add', 'sam', '--from', 'yesterday', '--until', '+1d')
    await home.json('away', 'add', '--everybody', '--from', 'today', '--until', '2027-01-02')
    await home.json('away', 'add', 'alex', '--from', 'tomorrow', '--until', 'tomorrow')
    const { stdout } = await home.run()
    const { away } = (await home.json()) as { away: Task[] }
    expect([stdout.split('\n').filter((line) => line.startsWith('Away')), away]).toEqual([
      ['Away         Everybody until Sat 2 Jan 2027 · Alex until today · Sam until tomorrow'],
      [
        expect.objectContaining({ id: 3, user: null }),
        expect.objectContaining({ id: 1, user: 'Alex' }),
        expect.objectContaining({ id: 2, user: 'Sam' }),
      ],
    ])
  })
})
