import { describe, expect, test } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { failure, sampleHousehold, success, usageFailure } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Clean']
const add = (title: string) => ['routine', 'add', title, ...essentials, '--every', 'day'] as const
const turn = ['--fields', 'owner,turn_reason'] as const

/** Alex, Sam and Kim, and dishes every day, at which Alex, Sam and Kim take turns. */
const rota = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  await home.json(...add('Dishes'), '--among', 'alex,sam,kim')
  return home
})

type Home = Awaited<ReturnType<typeof rota>>

const live = (home: Home) => home.json('task', 'show', 'dishes', ...turn)

/** Noon, so many days after 22 November. */
const noonAfter = (days: number) => `2026-11-${22 + days}T12:00:00.000Z`

/** Does the dishes on a day, as this member. */
async function wash(home: Home, days: number, name: string) {
  home.setClock(noonAfter(days))
  return home.json('task', 'done', 'dishes', '--as', name, '--fields', 'next_task_id')
}

describe('turns', () => {
  test('routine add takes the rota, and says who is first', async () => {
    const home = await sampleHousehold()
    expect([
      await home.run(...add('Dishes'), '--among', 'sam, 1'),
      await home.run(...add('Windows'), '--turns', 'LEAST', '--among', 'alex,sam'),
      await home.json(
        ...add('Floor'),
        '--turns',
        'rotate',
        '--among',
        'Alex,Sam',
        '--fields',
        'owner,turns,members,turn',
      ),
      await home.run('task', 'show', '4'),
    ]).toMatchObject([
      success(
        '✓ Added routine 1: Dishes, every day',
        '  first on Sun 22 Nov · Sam · Sam and Alex in turn · task 4',
      ),
      success(
        '✓ Added routine 2: Windows, every day',
        '  first on Sun 22 Nov · Alex · Alex or Sam, whoever has had the least to do · task 5',
      ),
      { owner: null, turns: 'ROTATE', members: ['Alex', 'Sam'], turn: 'Alex' },
      {
        stdout: expect.stringContaining(
          'Turn        Sam’s turn: nobody has done it yet, and Sam is first.\n',
        ),
      },
    ])
  })

  test('whoever did it longest ago is next, and whoever covered has had a turn', async () => {
    const home = await rota()
    const seen: unknown[] = [await live(home)]
    for (const [days, name] of [
      [0, 'alex'],
      [1, 'kim'],
      [2, 'sam'],
    ] as const) {
      await wash(home, days, name)
      seen.push(await live(home))
    }
    expect(seen).toEqual([
      {
        owner: 'Alex',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Alex', last: null },
          others: [
            { user: 'Sam', last: null },
            { user: 'Kim', last: null },
          ],
        },
      },
      {
        owner: 'Sam',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Sam', last: null },
          others: [
            { user: 'Alex', last: '2026-11-22' },
            { user: 'Kim', last: null },
          ],
        },
      },
      {
        owner: 'Sam',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Sam', last: null },
          others: [
            { user: 'Alex', last: '2026-11-22' },
            { user: 'Kim', last: '2026-11-23' },
          ],
        },
      },
      {
        owner: 'Alex',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'LONGEST_AGO', user: 'Alex', last: '2026-11-22' },
          others: [
            { user: 'Sam', last: '2026-11-24' },
            { user: 'Kim', last: '2026-11-23' },
          ],
        },
      },
    ])
  })

  test('task done says whose turn is next, and task show and routine show why', async () => {
    const home = await rota()
    await wash(home, 0, 'alex')
    await wash(home, 1, 'sam')
    home.setClock(noonAfter(2))
    const done = await home.run('task', 'done', 'dishes', '--as', 'kim')
    const why = 'Alex’s turn: Alex did it last on 22 Nov, Sam on 23 Nov, Kim on 24 Nov.\n'
    expect([
      done,
      (await home.run('task', 'show', 'dishes')).stdout.includes(`Turn        ${why}`),
      (await home.run('routine', 'show', 'dishes')).stdout.match(/^(Turns?|Owner) .*$/gm),
    ]).toEqual([
      success(
        '✓ Dishes is done.',
        '  Next on Wed 25 Nov; it is Alex’s turn, who did it last on 22 Nov.',
      ),
      true,
      ['Turns       Alex, Sam and Kim in turn', `Turn        ${why.trim()}`],
    ])
  })

  test('rule 5: a skipped turn is the same member’s, a missed one is used', async () => {
    const home = await rota()
    const answers = [
      await home.run('task', 'skip', 'dishes'),
      await live(home),
      await home.run('task', 'skip', 'dishes', '--missed'),
      home.setClock(noonAfter(1)),
      await home.run('task', 'skip', 'dishes', '--missed'),
      await live(home),
    ]
    expect(answers).toEqual([
      success('✓ Dishes is skipped.', '  Next on Mon 23 Nov; it is still Alex’s turn.'),
      {
        owner: 'Alex',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'SKIPPED_LAST_TIME', user: 'Alex', last: null },
          others: [
            { user: 'Sam', last: null },
            { user: 'Kim', last: null },
          ],
        },
      },
      failure(
        4,
        '“Dishes” is due on 2026-11-23, so nobody has missed it yet.',
        'If it is not needed this time: momentum task skip 4',
      ),
      undefined,
      success(
        '✓ Dishes is recorded as missed.',
        '  Next on Tue 24 Nov; it is Sam’s turn, who has not done it yet.',
      ),
      {
        owner: 'Sam',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Sam', last: null },
          others: [
            { user: 'Alex', last: '2026-11-23', missed: true },
            { user: 'Kim', last: null },
          ],
        },
      },
    ])
  })

  test.each([
    ['routine', 'edit', 'dishes', '--among', 'alex,sam'],
    ['user', 'deactivate', 'kim'],
    ['user', 'remove', 'kim', '--yes'],
  ])('a turn that stays names nobody who has left the rota: %s %s', async (...words) => {
    const home = await rota()
    await home.json(...words)
    expect(await live(home)).toEqual({
      owner: 'Alex',
      turn_reason: {
        ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Alex', last: null },
        others: [{ user: 'Sam', last: null }],
      },
    })
  })

  test('a turn that is taken or assigned says so, and stays', async () => {
    const home = await rota()
    const settled = (because: string, user: string | null) => ({
      owner: user,
      turn_reason: { mode: 'ROTATE', because, user, last: null, others: [] },
    })
    expect([
      await home.run('task', 'take', 'dishes', '--as', 'kim'),
      await live(home),
      await home.json(
        'routine',
        'edit',
        'dishes',
        '--among',
        'alex,sam',
        '--fields',
        'members,turn',
      ),
      await home.json('task', 'assign', '4', 'sam', ...turn),
      await home.json('task', 'edit', '4', '--owner', 'none', ...turn),
      await home.json('task', 'take', '4', '--as', 'alex', ...turn),
      await home.json('task', 'take', '1', '--as', 'alex', ...turn),
    ]).toEqual([
      success('✓ #4 is yours now: Dishes', '  It was Alex’s turn.'),
      settled('TAKEN', 'Kim'),
      { members: ['Alex', 'Sam'], turn: 'Kim' },
      settled('ASSIGNED', 'Sam'),
      settled('ASSIGNED', null),
      settled('TAKEN', 'Alex'),
      { owner: 'Alex', turn_reason: null },
    ])
  })

  test('who takes their own turn keeps it when the rota changes', async () => {
    const home = await rota()
    await home.json('task', 'take', 'dishes', '--as', 'alex')
    await home.json('routine', 'edit', 'dishes', '--among', 'sam,kim')
    expect(await live(home)).toMatchObject({ owner: 'Alex', turn_reason: { because: 'TAKEN' } })
  })

  test('a changed rota chooses again, unless the task has been started', async () => {
    const [home, started] = [await rota(), await rota()]
    await started.json('task', 'start', 'dishes')
    const edit = ['routine', 'edit', 'dishes', '--among', 'sam,alex', '--fields', 'turn'] as const
    expect([await home.json(...edit), await started.json(...edit)]).toEqual([
      { turn: 'Sam' },
      { turn: 'Alex' },
    ])
  })

  test('turns begin, change and end with routine edit', async () => {
    const home = await sampleHousehold()
    await home.json(...add('Dishes'), '--owner', 'sam')
    const fields = ['--fields', 'owner,turns,members,turn'] as const
    const edit = (...words: string[]) => home.json('routine', 'edit', '1', ...words, ...fields)
    expect([
      await edit('--among', 'alex,sam'),
      await edit('--turns', 'least'),
      await edit('--title', 'Wash up'),
      await edit('--turns', 'fixed', '--owner', 'sam'),
      await edit('--turns', 'rotate', '--among', 'sam,alex'),
      await edit('--turns', 'none'),
      await edit('--owner', 'alex'),
      await home.json('task', 'show', '4', ...turn),
    ]).toMatchObject([
      { owner: null, turns: 'ROTATE', members: ['Alex', 'Sam'], turn: 'Alex' },
      { owner: null, turns: 'LEAST', members: ['Alex', 'Sam'] },
      { owner: null, turns: 'LEAST', members: ['Alex', 'Sam'] },
      { owner: 'Sam', turns: 'FIXED', members: [], turn: 'Sam' },
      { owner: null, turns: 'ROTATE', members: ['Sam', 'Alex'], turn: 'Sam' },
      { owner: null, turns: 'NONE', members: [], turn: null },
      { owner: 'Alex', turns: 'FIXED', members: [], turn: 'Alex' },
      { owner: 'Alex', turn_reason: { because: 'FIXED', user: 'Alex' } },
    ])
  })

  test('routine next says whose turn it is, as if everybody did theirs', async () => {
    const home = await rota()
    await home.json(...add('Windows'), '--turns', 'least', '--among', 'alex,sam')
    await home.json('away', 'add', 'sam', '--from', '2026-11-24', '--until', '2026-11-25')
    const turns = async (title: string) => {
      const next = await home.json('routine', 'next', title, '--count', '5', '--fields', 'turn')
      return (next as { turn: string | null }[]).map((each) => each.turn)
    }
    expect([await turns('dishes'), await turns('windows')]).toEqual([
      ['Alex', 'Sam', 'Kim', 'Alex', 'Sam'],
      [expect.any(String), null, null, null, null],
    ])
  })

  test('one undo takes back what was done, the next task and its turn', async () => {
    const home = await rota()
    const before = await home.json('task', 'list', '--all')
    await home.json('task', 'done', 'dishes', '--as', 'alex')
    const after = await home.json('task', 'list', '--all')
    await home.json('undo')
    const undone = await home.json('task', 'list', '--all')
    await home.json('redo')
    const clean = (tasks: unknown) =>
      (tasks as object[]).map((task) => ({ ...task, updated_at: null }))
    expect([clean(undone), clean(await home.json('task', 'list', '--all'))]).toEqual([
      clean(before),
      clean(after),
    ])
  })

  test('rule 3: a corrected member or day leads to the same turn as if told at once', async () => {
    const [told, corrected] = [await rota(), await rota()]
    await told.json('task', 'done', 'dishes', '--by', 'sam')
    await corrected.json('task', 'done', 'dishes', '--by', 'alex')
    await corrected.json('task', 'edit', '4', '--completed-by', 'sam')
    expect(await live(corrected)).toEqual(await live(told))
    await corrected.json('task', 'reopen', '4')
    expect(await live(corrected)).toMatchObject({ owner: 'Alex' })
  })
})

test('turns are chosen again when a routine resumes, because the rota may have changed', async () => {
  const home = await rota()
  await home.json('routine', 'pause', '1')
  await home.json('user', 'deactivate', 'alex')
  const paused = await live(home)
  await home.json('routine', 'resume', '1')
  expect([paused, await live(home)]).toMatchObject([
    { owner: 'Alex', turn_reason: { user: 'Alex' } },
    { owner: 'Sam', turn_reason: { user: 'Sam', because: 'NEVER_YET' } },
  ])
})

test('a reason names members as they are called now, and deleted ones as they were last', async () => {
  const home = await rota()
  await wash(home, 0, 'alex')
  await home.query("update tasks set turn_reason = replace(turn_reason, '\"user_id\":3,', '')")
  const rename = (from: string, to: string) => home.json('user', 'edit', from, '--name', to)
  await rename('sam', 'Sam Lee')
  await rename('kim', 'Sam')
  await rename('alex', 'Kim')
  const seen = [
    await live(home),
    (await home.run('task', 'show', 'dishes')).stdout.match(/^Turn .*$/m)?.[0],
    (await home.run('routine', 'show', 'dishes')).stdout.match(/^Turn .*$/m)?.[0],
    (await home.run('task', 'skip', 'dishes')).stdout,
  ]
  await home.json('undo')
  await home.json('user', 'remove', 'sam lee', '--tasks', 'keep', '--yes')
  await home.json('user', 'remove', '1', '--tasks', 'keep', '--yes')
  seen.push(await home.json('task', 'show', '4', ...turn))
  await home.json('undo')
  await rename('kim', 'Alexandra')
  seen.push(await home.json('task', 'show', '4', ...turn))
  const reason = { mode: 'ROTATE', because: 'NEVER_YET', last: null }
  // An earlier version stored no number of Kim’s, so nobody can know who that is now.
  const kim = { user: 'Kim', last: null }
  expect(seen).toEqual([
    {
      owner: 'Sam Lee',
      turn_reason: {
        ...reason,
        user: 'Sam Lee',
        others: [{ user: 'Kim', last: '2026-11-22' }, kim],
      },
    },
    'Turn        Sam Lee’s turn: Sam Lee has not done it yet.',
    'Turn        Sam Lee’s turn: Sam Lee has not done it yet.',
    '✓ Dishes is skipped.\n  Next on Tue 24 Nov; it is still Sam Lee’s turn.\n',
    {
      owner: null,
      turn_reason: { ...reason, user: 'Kim', others: [{ user: 'Sam Lee', last: null }, kim] },
    },
    {
      owner: 'Alexandra',
      turn_reason: { ...reason, user: 'Alexandra', others: [{ user: 'Sam Lee', last: null }, kim] },
    },
  ])
})

test.each([
  ['Pacific/Kiritimati', '2026-11-12T12:00:00.000Z', 11],
  ['UTC', '2026-11-12T12:00:00.000Z', 11],
  ['Pacific/Pago_Pago', '2026-11-12T08:00:00.000Z', 12],
])('a newcomer in %s who joined at %s was there on %i days', async (zone, joined, days) => {
  const home = await sampleHousehold()
  home.env.MOMENTUM_TZ = zone
  await home.query(`update users set created_at = '${joined}'`)
  await home.json('task', 'done', '1', '--as', 'alex')
  await home.json(...add('Windows'), '--turns', 'least', '--among', 'alex,sam')
  const { turn_reason } = (await home.json('task', 'show', 'windows', ...turn)) as {
    turn_reason: { others: object }
  }
  const score = Math.round(1000 / days) / 1000
  expect(turn_reason.others).toEqual([{ user: 'Alex', last: null, score }])
})

describe('a member who leaves', () => {
  test.each([
    [
      'deactivated',
      [
        ['user', 'deactivate', 'alex'],
        ['user', 'activate', 'alex', '--as', 'sam'],
      ],
      ['routine', 'edit', '1', '--among', 'alex,sam', '--as', 'kim'],
      '“Alex in Dishes” was changed later by Kim (routine edit: added), so nothing was done.',
    ],
    [
      'in a rota again',
      [['routine', 'edit', '1', '--among', 'sam,kim', '--as', 'sam']],
      ['user', 'deactivate', 'alex', '--as', 'kim'],
      '“Alex” was changed later by Kim (user deactivate: inactive), so nothing was done.',
    ],
  ])('is not %s by an undo: no inactive one takes turns', async (_, before, later, why) => {
    const home = await rota()
    for (const argv of [...before, later]) await home.json(...argv)
    const undone = await home.run('undo', '--as', 'sam')
    expect([undone, await home.json('routine', 'show', '1', '--fields', 'members')]).toEqual([
      failure(4, why, 'See: momentum --as sam undo --list'),
      { members: expect.anything() },
    ])
    await home.json('undo', '--as', 'kim')
    expect((await home.run('undo', '--as', 'sam')).code).toBe(0)
  })

  test('passes on the turns that they have not started, and says to whom', async () => {
    const home = await rota()
    await home.json(...add('Windows'), '--among', 'alex,kim')
    await home.json(...add('Floor'), '--among', 'alex,kim')
    await home.json('task', 'start', 'floor')
    const before = await home.json('routine', 'list')
    expect([
      await home.run('user', 'deactivate', 'alex'),
      await home.json('routine', 'list', '--fields', 'title,turn,members'),
      await home.json('task', 'show', 'windows', ...turn),
      await home.json('undo').then(() => home.json('routine', 'list')),
    ]).toEqual([
      success(
        '✓ Deactivated #1: Alex',
        '  2 turns passed on: #4 “Dishes” to Sam, #5 “Windows” to Kim',
        '  Alex still owns 2 open tasks: #2 “Fix the tap”, #6 “Floor”',
        'To assign the first one: momentum task assign 2 Kim',
      ),
      [
        { title: 'Dishes', turn: 'Sam', members: ['Sam', 'Kim'] },
        { title: 'Windows', turn: 'Kim', members: ['Kim'] },
        { title: 'Floor', turn: 'Alex', members: ['Kim'] },
      ],
      {
        owner: 'Kim',
        turn_reason: {
          ...{ mode: 'ROTATE', because: 'ONLY_MEMBER', user: 'Kim', last: null },
          others: [],
        },
      },
      before,
    ])
  })

  test('who is activated again takes no turns until a rota names them', async () => {
    const home = await rota()
    await home.json('user', 'edit', 'kim', '--name', 'Kim Lee')
    await home.json('user', 'deactivate', 'alex')
    const activated = await home.run('user', 'activate', 'alex')
    const shown = await home.json('routine', 'show', '1', '--fields', 'members,turn')
    await home.json('routine', 'edit', '1', '--among', 'Sam,3,Alex')
    expect([
      activated,
      shown,
      await home.run('user', 'activate', 'alex'),
      await home.json('user', 'add', 'Ines', '--fields', 'id'),
      await home.json('routine', 'end', '1', '--fields', 'status'),
      await home.json('user', 'deactivate', 'ines', '--fields', 'active'),
      await home.run('user', 'activate', 'ines'),
    ]).toEqual([
      success(
        '✓ Activated #1: Alex',
        '  Alex takes no turns until a rota names them.',
        'To let Alex take turns: momentum routine edit 1 --among Sam,3,Alex',
      ),
      { members: ['Sam', 'Kim Lee'], turn: 'Sam' },
      success('✓ Activated #1: Alex'),
      { id: 4 },
      { status: 'ENDED' },
      { active: false },
      success('✓ Activated #4: Ines'),
    ])
  })

  test('who is deleted passes on turns, and keeps the others as --tasks says', async () => {
    const [kept, deleted] = [await rota(), await rota()]
    const remove = ['user', 'remove', 'alex', '--yes', '--tasks'] as const
    await deleted.json('task', 'take', 'dishes', '--as', 'alex')
    expect([
      await kept.run(...remove, 'sam'),
      await deleted.run(...remove, 'delete'),
      await deleted.json('task', 'show', 'dishes', ...turn),
    ]).toMatchObject([
      success(
        '✓ Deleted #1: Alex',
        '  1 turn passed on: #4 “Dishes” to Sam',
        '  1 open task is Sam’s now: #2 “Fix the tap”',
      ),
      success('✓ Deleted #1: Alex'),
      { owner: 'Sam', turn_reason: { because: 'NEVER_YET' } },
    ])
  })

  test('one member who is left in a rota does not take turns with others', async () => {
    const home = await rota()
    for (const name of ['alex', 'sam']) await home.json('user', 'deactivate', name)
    const { stdout } = await home.run('routine', 'show', 'dishes')
    expect(stdout.match(/^Turns? .*$/gm)).toEqual([
      'Turns       only Kim',
      'Turn        Kim’s turn: nobody else takes turns.',
    ])
  })

  test('nobody’s turn it is when all have left', async () => {
    const home = await rota()
    for (const name of ['alex', 'sam', 'kim']) await home.json('user', 'deactivate', name)
    expect([
      await home.json('task', 'show', 'dishes', ...turn),
      (await home.run('task', 'show', 'dishes')).stdout.match(/^Turn .*$/m)?.[0],
      (await home.run('routine', 'show', 'dishes')).stdout.match(/^Turns .*$/m)?.[0],
    ]).toEqual([
      {
        owner: null,
        turn_reason: { mode: 'ROTATE', because: 'NOBODY_LEFT', user: null, last: null, others: [] },
      },
      'Turn        Nobody’s turn: nobody takes turns any more.',
      'Turns       nobody takes turns any more',
    ])
  })
})

describe('refused', () => {
  const owned = [
    'A routine with --turns rotate has no owner: each task gets one.',
    'Leave out --owner, or use --turns fixed without --among.',
  ] as const
  test.each<[words: string[], message: string, hint: string]>([
    [
      ['--turns', 'rotate'],
      'Missing --among: who takes turns?',
      'Name them in their order, such as --among alex,sam.',
    ],
    [
      ['--among', 'sam'],
      'Taking turns needs at least two members.',
      'Name another one in --among, or use --owner <user> if it is always the same one.',
    ],
    [['--among', 'alex,sam', '--owner', 'sam'], ...owned],
    [['--turns', 'rotate', '--among', 'alex,sam', '--owner', '2'], ...owned],
    [
      ['--turns', 'fixed', '--among', 'alex,sam'],
      'Use --among with --turns rotate or least, not with --turns fixed.',
      'Leave out --among, or choose other turns.',
    ],
    [['--turns', 'fixed'], 'Missing --owner: whose turn is it always?', 'Add --owner <user>.'],
    [
      ['--turns', 'none', '--owner', 'sam'],
      'A routine with an owner is always its owner’s turn.',
      'Leave out --turns none.',
    ],
    [
      ['--among', 'alex,,sam'],
      '--among lacks a name: “alex,,sam”.',
      'Separate names by commas: --among alex,sam',
    ],
    [
      ['--among', ' '],
      'Missing --among: who takes turns?',
      'Separate names by commas: --among alex,sam',
    ],
    [['--among', 'alex,sam,1'], '--among names Alex twice.', 'Name each member once.'],
    [
      ['--turns', 'rotat', '--among', 'alex,sam'],
      'There is no --turns “rotat”: choose none, fixed, rotate or least.',
      'Did you mean rotate?',
    ],
  ])('%j', async (words, message, hint) => {
    const home = await sampleHousehold()
    expect([
      await home.run(...add('Dishes'), ...words),
      await home.json('routine', 'list'),
    ]).toEqual([usageFailure(message, hint), []])
  })

  test('an inactive member, an unknown one, and a private routine', async () => {
    const home = await sampleHousehold()
    await home.json('user', 'add', 'Kim')
    await home.json('user', 'deactivate', 'sam')
    expect([
      await home.run(...add('Dishes'), '--among', 'alex,sam'),
      await home.run(...add('Dishes'), '--among', 'alex,bo'),
      await home.run(...add('Dishes'), '--among', 'alex,kim', '--private', '--as', 'alex'),
      await home.json('routine', 'list'),
    ]).toEqual([
      failure(4, 'Sam is inactive and cannot take turns.', 'First: momentum user activate Sam'),
      failure(3, 'There is no member “bo”.', 'See: momentum user list --all'),
      failure(
        4,
        'A private routine cannot be shared, so nobody can take turns.',
        'Leave out --private, or use --turns fixed --owner <user> without --among.',
      ),
      [],
    ])
  })

  test('an owner beside a rota, too few members, and privacy, when a routine is edited', async () => {
    const home = await rota()
    const before = await home.json('routine', 'show', '1')
    const edit = (...words: string[]) => home.run('routine', 'edit', 'dishes', ...words)
    expect([
      await edit('--owner', 'sam'),
      await edit('--among', 'sam'),
      await edit('--private', '--as', 'sam'),
      await edit('--turns', 'fixed'),
      await edit('--among', 'none'),
      await home.json('routine', 'show', '1'),
    ]).toEqual([
      usageFailure(
        'A routine with --turns rotate has no owner: each task gets one.',
        'Add --turns fixed, so that it is always this owner’s turn.',
      ),
      usageFailure(
        'Taking turns needs at least two members.',
        'Name another one in --among, or use --owner <user> if it is always the same one.',
      ),
      failure(
        4,
        'A private routine cannot be shared, so nobody can take turns.',
        'Leave out --private, or use --turns fixed --owner <user>.',
      ),
      usageFailure('Missing --owner: whose turn is it always?', 'Add --owner <user>.'),
      usageFailure('--among cannot be cleared.', 'Use --turns none instead.'),
      before,
    ])
  })
})

test('a changed rota leaves those of other routines as they are', async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  await home.json(...add('Dishes'), '--among', 'alex,sam')
  await home.json(...add('Bins'), '--among', 'alex,sam')
  await home.json('routine', 'edit', 'dishes', '--among', 'kim,sam')
  const routines = (await home.json('routine', 'list')) as { members: string[] }[]
  expect(routines.map(({ members }) => members)).toEqual([
    ['Kim', 'Sam'],
    ['Alex', 'Sam'],
  ])
})

test('a private routine that becomes a rota counts for its owner as little as for others', async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  await home.json(...add('Dishes'), '--owner', 'kim', '--private', '--as', 'kim')
  const least = ['--turns', 'least', '--among', 'sam,kim', '--no-private', '--as', 'kim']
  await home.json('routine', 'edit', 'dishes', ...least)
  expect(await live(home)).toEqual({
    owner: 'Sam',
    turn_reason: {
      ...{ mode: 'LEAST', because: 'LEAST_EFFORT', user: 'Sam', last: null, score: 0 },
      others: [{ user: 'Kim', last: null, score: 0 }],
    },
  })
})
