import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { account } from '../src/commands/account/index.ts'
import { today } from '../src/commands/today/index.ts'
import { sortKeys } from '../src/db/tasks.ts'
import { groups } from '../src/program.ts'
import { type Answer, type Household, household } from './support/household.ts'
import { fails, one } from './support/lived-in.ts'
import { keys, type Terminal, terminal } from './support/terminal.ts'

// F184: to everybody but its owner, a private task is not there, by whatever door they come.

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done']
const partyUuid = 'deadbeef-0000-4000-8000-00000000000a'

/** What everybody can see: wins of yesterday and of today among them. */
const open = [
  ['user', 'add', 'Alex'],
  ['user', 'add', 'Sam'],
  ['user', 'add', 'Kim'],
  ['category', 'add', 'Garden'],
  ['task', 'add', 'Fix the tap', ...essentials, 'Dry', '--owner', 'alex', '--category', 'garden'],
  ['task', 'add', 'Sweep the party room', ...essentials, 'Clean', '--due', 'yesterday'],
  ['task', 'add', 'Pay the rent', ...essentials, 'Paid', '--priority', 'high'],
  ['task', 'add', 'Buy chalk', ...essentials, 'Bought'],
  ['task', 'block', '4', '--note', 'The shop is closed'],
  ['win', 'pick', 'tap', '--date', 'yesterday', '--as', 'alex'],
  ['win', 'pick', 'rent', '--as', 'sam'],
] as const

/** What Kim keeps private: one task that is blocked, and one that could be the first candidate. */
const party = [
  ...['task', 'add', 'Plan the Zanzibar party', ...essentials, 'Tarantella danced'],
  ...['--description', 'With a quokka', '--materials', 'Marzipan', '--category', 'garden'],
  ...['--priority', 'urgent', '--due', 'yesterday', '--owner', 'kim', '--private'],
] as const

const hidden = [
  ['task', 'block', '5', '--note', 'Vermilion is out of stock'],
  [
    ...['task', 'add', 'Tune the xylophone', ...essentials, 'In tune', '--effort', 'tiny'],
    ...['--due', '+1w', '--owner', 'kim', '--private'],
  ],
] as const

const gone = [
  ['task', 'remove', '5', '--yes'],
  ['task', 'remove', '6', '--yes'],
] as const

const secrets = ['zanzibar', 'tarantella', 'quokka', 'marzipan', 'vermilion', 'xylophone']

/** Every way to name the private tasks. */
const references = [
  ...['5', '#5', partyUuid, 'deadbeef', 'DEADBEEF-0000', 'Plan the Zanzibar party', 'zanZIBAR'],
  ...['6', 'xylophone'],
]

/** Everything that can be done to the task of this name. */
function doneTo(task: string): readonly (readonly string[])[] {
  return [
    ['task', 'show', task],
    [
      ...['task', 'edit', task, '--title', 'x', '--domain', 'food', '--effort', 'tiny'],
      ...['--definition-of-done', 'x', '--description', 'x', '--materials', 'x', '--owner', 'sam'],
      ...['--category', 'none', '--priority', 'low', '--due', 'none', '--no-private'],
    ],
    ['task', 'edit', task, '--private'],
    ['task', 'edit', task],
    ['task', 'status', task],
    ['task', 'status', task, 'paused', '--note', 'x'],
    ['task', 'start', task],
    ['task', 'pause', task, '--note', 'x'],
    ['task', 'block', task, '--note', 'x'],
    ['task', 'done', task],
    ['task', 'done', '2', task],
    ['task', 'abandon', task, '--note', 'x'],
    ['task', 'reopen', task],
    ['task', 'toggle', task],
    ['task', 'assign', task, 'sam'],
    ['task', 'assign', task, 'none'],
    ['task', 'remove', task],
    ['task', 'remove', task, '--yes'],
    ['win', 'pick', task],
    ['win', 'pick', task, '--date', 'today', '--replace', '--note', 'x'],
  ]
}

/** Every other command, with each of its options. */
const others: readonly (readonly string[])[] = [
  [],
  ['user', 'add', 'Zoe', '--role', 'cook', '--email', 'zoe@example.org', '--password-stdin'],
  ['user', 'list'],
  ['user', 'list', '--all'],
  ['user', 'show', 'kim'],
  ['user', 'show', 'alex'],
  ['user', 'edit', 'kim', '--name', 'Kimberly', '--role', 'x', '--email', 'kim@example.org'],
  ['user', 'deactivate', 'kim'],
  ['user', 'activate', 'kim'],
  ['user', 'remove', 'kim'],
  ['user', 'remove', 'kim', '--yes'],
  ['user', 'remove', 'kim', '--tasks', 'keep', '--yes'],
  ['user', 'remove', 'kim', '--tasks', 'delete', '--yes'],
  ['user', 'remove', 'kim', '--tasks', 'sam', '--yes'],
  ['user', 'remove', 'alex', '--yes'],
  ['user', 'remove', 'alex', '--tasks', 'kim', '--yes'],
  ['user', 'password', 'kim', '--password-stdin'],
  ['user', 'password', 'kim', '--remove'],
  ['user', 'password', 'kim', '--reset', '--yes'],
  ['category', 'add', 'Kitchen', '--color', 'red', '--user', 'kim'],
  ['category', 'list'],
  ['category', 'edit', 'garden', '--name', 'Outside', '--color', 'blue'],
  ['category', 'remove', 'garden', '--yes'],
  [
    ...['task', 'add', 'Fold laundry', ...essentials, 'Folded', '--description', 'x'],
    ...['--materials', 'x', '--owner', 'sam', '--category', 'garden', '--priority', 'low'],
    ...['--due', 'today', '--private'],
  ],
  ['task', 'add', 'Fold laundry', ...essentials, 'Folded', '--no-private'],
  ['task', 'list'],
  ['task', 'list', '--all'],
  ['task', 'list', '--status', 'blocked,backlog'],
  ['task', 'list', '--domain', 'chores'],
  ['task', 'list', '--effort', 'tiny,small'],
  ['task', 'list', '--priority', 'urgent,high'],
  ['task', 'list', '--owner', 'kim'],
  ['task', 'list', '--owner', 'none'],
  ['task', 'list', '--mine'],
  ['task', 'list', '--category', 'garden'],
  ['task', 'list', '--category', 'none'],
  ['task', 'list', '--due-before', '+1m'],
  ['task', 'list', '--overdue'],
  ['task', 'list', '--limit', '1'],
  ['task', 'list', '--limit', '4'],
  ['task', 'list', '--offset', '3'],
  ...secrets.map((word) => ['task', 'list', '--all', '--search', word]),
  ...sortKeys.map((key) => ['task', 'list', '--all', '--sort', `${key}:desc`]),
  // Only one of the titles with this word can be seen.
  ['task', 'show', 'party'],
  ['task', 'done', 'party'],
  ['win', 'pick'],
  ['win', 'pick', 'party', '--replace', '--note', 'x'],
  ['win', 'done', '--date', 'yesterday'],
  ['win', 'pause', '--note', 'x', '--date', 'today'],
  ['win', 'block', '--note', 'x', '--date', 'today'],
  ['win', 'resume', '--date', 'today'],
  ['win', 'drop', '--note', 'x', '--date', 'today'],
  ['win', 'show'],
  ['win', 'show', 'yesterday'],
  ['win', 'history'],
  ['win', 'stats'],
  ['db', 'init'],
  ['db', 'seed'],
  ['db', 'seed', '--demo', '--tasks', '5', '--days', '3'],
  ['db', 'status'],
  ['db', 'migrate'],
  ['db', 'migrate', '--list'],
  ['db', 'check'],
  ['db', 'path'],
  ['login', 'alex'],
  ['login', 'alex', '--password-stdin'],
  ['logout'],
  ['whoami'],
]

/** A way back takes privacy along, and says so; its answer is like any other. */
const waysBack = [
  ['db', 'migrate', '--down', '--yes'],
  ['db', 'migrate', '--to', '0001_household', '--yes'],
]

/** Those who do not own the private tasks. */
const strangers = [[], ['--as', 'sam']]

const forms = [[], ['--json'], ['--quiet']]

/** A household at a path, in two states: with the private tasks, and as it is when they are gone. */
type Two = { readonly home: Household; readonly secretive: Buffer; readonly plain: Buffer }

async function two(): Promise<Two> {
  const home = household()
  for (const argv of open) await home.json(...argv)
  await home.runIn(home.world([...party, '--as', 'kim'], { newUuid: () => partyUuid }))
  for (const argv of hidden) await home.json(...argv, '--as', 'kim')
  const secretive = readFileSync(home.database)
  for (const argv of gone) await home.json(...argv, '--as', 'kim')
  return { home, secretive, plain: readFileSync(home.database) }
}

/** The world of a command an hour later. */
function worldAt(home: Household, argv: readonly string[]) {
  home.setClock(one)
  return home.world(argv, {
    newUuid: () => 'cafecafe-0000-4000-8000-000000000001',
    newToken: () => 'token',
    stdin: new PassThrough().end('correct horse battery'),
  })
}

const seenFields =
  'id,uuid,title,description,domain,effort,owner,category,priority,due_date,status,status_note,created_at'

/** A command's answer and, after it, what a stranger sees. */
async function answerIn(home: Household, state: Buffer, argv: readonly string[]) {
  const answer = await answerOnly(home, state, argv)
  const seen = await home.runIn(worldAt(home, ['task', 'list', '--all', '--fields', seenFields]))
  return { answer, seen }
}

async function answerOnly(home: Household, state: Buffer, argv: readonly string[]) {
  put(home, state)
  return home.runIn(worldAt(home, argv))
}

/** Nothing but the database is there: no copy of it, and nobody is logged in. */
function put(home: Household, state: Buffer): void {
  rmSync(home.folder, { recursive: true })
  mkdirSync(dirname(home.database), { recursive: true })
  writeFileSync(home.database, state)
}

/** The secret words in an answer, but for those that were typed. */
function leaksIn({ stdout, stderr }: Answer, argv: readonly string[]): string[] {
  const said = argv.reduce((text, word) => text.replaceAll(word, ''), stdout + stderr)
  return secrets.filter((word) => said.toLowerCase().includes(word))
}

function nameOf([noun = '', verb = '']: readonly string[]): string {
  return ['', 'login', 'logout', 'whoami'].includes(noun) ? noun : `${noun} ${verb}`
}

const walk = [...others, ...doneTo('5')]

test('F184 the walk goes over every command with every option', () => {
  const walked = [...walk, ...waysBack].flatMap((argv) =>
    [nameOf(argv)].flatMap((name) => [
      name,
      ...argv.filter((word) => word.startsWith('--')).map((option) => `${name} ${option}`),
    ]),
  )
  const verbs = [
    ...groups.flatMap(({ noun, verbs }) => verbs.map((verb) => ({ path: `${noun} `, verb }))),
    ...[...account, today].map((verb) => ({ path: '', verb })),
  ]
  const known = verbs.flatMap(({ path, verb: { usage, options = [] } }) => {
    const name = `${path}${usage.split(' ')[0]}`
    return [name, ...options.map(([flags]) => `${name} ${/--[\w-]+/.exec(flags)?.[0]}`)]
  })
  expect(known.filter((each) => !walked.includes(each))).toEqual([])
})

describe('F184 to a stranger, a household with a private task is like one without', () => {
  test.each([...new Set(others.map(nameOf))])('momentum %s', async (name) => {
    const { home, secretive, plain } = await two()
    for (const words of others.filter((argv) => nameOf(argv) === name)) {
      for (const argv of strangers.flatMap((who) =>
        forms.map((form) => [...words, ...who, ...form]),
      )) {
        const found = await answerIn(home, secretive, argv)
        expect([argv, found, leaksIn(found.answer, argv)]).toEqual([
          argv,
          await answerIn(home, plain, argv),
          [],
        ])
      }
    }
  })

  test.each(references)('whatever is done to “%s”', async (reference) => {
    const { home, secretive, plain } = await two()
    for (const words of doneTo(reference)) {
      for (const argv of strangers.flatMap((who) =>
        [[], ['--json']].map((form) => [...words, ...who, ...form]),
      )) {
        const found = await answerIn(home, secretive, argv)
        expect([argv, found, leaksIn(found.answer, argv)]).toEqual([
          argv,
          await answerIn(home, plain, argv),
          [],
        ])
      }
    }
  })

  test.each(waysBack)('momentum %s %s %s', async (...words) => {
    const { home, secretive, plain } = await two()
    for (const argv of strangers.map((who) => [...words, ...who])) {
      expect(await answerOnly(home, secretive, argv)).toEqual(await answerOnly(home, plain, argv))
    }
  })
})

describe('F184 to a stranger at a terminal', () => {
  async function screenIn(
    { home }: Two,
    state: Buffer,
    argv: readonly string[],
    act: (person: Terminal) => Promise<void>,
  ) {
    put(home, state)
    home.setClock(one)
    const person = terminal(home, argv, 120)
    await act(person)
    return { code: await person.ends(), screen: person.screen() }
  }

  async function compare(argv: readonly string[], act: (person: Terminal) => Promise<void>) {
    const household = await two()
    const found = await screenIn(household, household.secretive, argv, act)
    expect(found).toEqual(await screenIn(household, household.plain, argv, act))
    return found
  }

  const watch = async () => {}

  test.each([
    ['today’s page', []],
    ['the list', ['task', 'list', '--all']],
    ['task edit', ['task', 'edit', '5']],
    ['task remove', ['task', 'remove', 'zanzibar']],
    ['win pick with a name', ['win', 'pick', 'deadbeef']],
  ])('%s is the same', async (_, argv) => {
    const { screen } = await compare(argv, watch)
    expect(leaksIn({ code: 0, stdout: screen, stderr: '' }, argv)).toEqual([])
  })

  test.each([[['--as', 'sam']], [['--as', 'kim']], [[]]])(
    'win pick lists no private task with %j, and finds none',
    async (who) => {
      const { screen, code } = await compare(
        ['win', 'pick', '--replace', ...who],
        async (person) => {
          await person.sees('What became of')
          person.types(keys.down + keys.down + keys.enter)
          await person.sees('❯ Sweep the party room')
          person.types('xylo')
          await person.sees('No results found')
          person.types(keys.ctrlC)
        },
      )
      expect({ code, leaks: leaksIn({ code, stdout: screen, stderr: '' }, ['xylo']) }).toEqual({
        code: 130,
        leaks: [],
      })
    },
  )

  test.each([
    ['user remove', ['user', 'remove', 'kim'], '(y/N)'],
    ['user remove --tasks delete', ['user', 'remove', 'kim', '--tasks', 'delete'], '(y/N)'],
    [
      'category remove',
      ['category', 'remove', 'garden'],
      'Remove the category “Garden”? Its tasks go on without one. (y/N)',
    ],
  ])('%s asks the same', async (_, argv, question) => {
    const { code } = await compare(argv, async (person) => {
      await person.sees(question)
      person.types(keys.ctrlC)
    })
    expect(code).toEqual(130)
  })
})

describe('the owner of a private task', () => {
  /** Kim’s household, with the private tasks. */
  async function kims(): Promise<Household> {
    const { home, secretive } = await two()
    put(home, secretive)
    home.setClock(one)
    return home
  }

  const seen = {
    id: 5,
    uuid: partyUuid,
    title: 'Plan the Zanzibar party',
    description: 'With a quokka',
    domain: 'CHORES',
    effort: 'SMALL',
    definition_of_done: 'Tarantella danced',
    materials_needed: 'Marzipan',
    owner_user_id: 3,
    owner: 'Kim',
    category_id: 1,
    category: 'Garden',
    priority: 'URGENT',
    due_date: '2026-11-21',
    private: true,
    status: 'BLOCKED',
    status_note: 'Vermilion is out of stock',
    completed_at: null,
    created_at: '2026-11-22T12:00:11.000Z',
    updated_at: '2026-11-22T12:00:12.000Z',
  }

  test.each(['5', '#5', 'deadbeef', 'DEADBEEF-0000', 'Plan the Zanzibar party', 'zanZIBAR'])(
    'sees it as “%s”',
    async (reference) => {
      const home = await kims()
      expect(await home.json('task', 'show', reference, '--as', 'kim')).toEqual(seen)
    },
  )

  test('has it in lists, counts, searches and on today’s page', async () => {
    const home = await kims()
    const ids = async (...words: string[]) =>
      (await home.run('task', 'list', ...words, '--quiet', '--as', 'kim')).stdout
    const page = (await home.json('--as', 'kim')) as Record<string, { id: number }[]>
    expect({
      all: await ids(),
      mine: await ids('--mine'),
      urgent: await ids('--priority', 'urgent'),
      overdue: await ids('--overdue'),
      garden: await ids('--category', 'garden'),
      searched: await Promise.all(
        ['zanzibar', 'TARANTELLA', 'quokka', 'marzipan'].map((word) => ids('--search', word)),
      ),
      due: page.due?.map(({ id }) => id),
      blocked: page.blocked?.map(({ id }) => id),
      counts: page.counts,
      owns: (await home.run('user', 'show', 'kim', '--as', 'kim')).stdout.includes('2 tasks'),
      more: (await home.run('task', 'list', '--limit', '1', '--as', 'kim')).stdout.split('\n')[2],
    }).toEqual({
      all: '1\n2\n3\n4\n5\n6\n',
      mine: '5\n6\n',
      urgent: '5\n',
      overdue: '2\n5\n',
      garden: '1\n5\n',
      searched: ['5\n', '5\n', '5\n', '5\n'],
      due: [2, 5],
      blocked: [4, 5],
      counts: { BACKLOG: 2, ACTIVE: 2, PAUSED: 0, BLOCKED: 2, DONE: 0, ABANDONED: 0 },
      owns: true,
      more: 'and 5 more tasks: --limit shows more',
    })
  })

  test('is told that it is not the only one with a word', async () => {
    const home = await kims()
    expect(await home.run('task', 'show', 'party', '--as', 'kim')).toEqual(
      fails(
        3,
        '“party” fits more than one task: 2 “Sweep the party room”, 5 “Plan the Zanzibar party”.',
        'Name it by its number.',
      ),
    )
  })

  test.each([
    [
      ['task', 'edit', '5', '--title', 'Plan it', '--due', 'none'],
      { title: 'Plan it', due_date: null },
    ],
    [['task', 'edit', 'zanzibar', '--no-private'], { private: false }],
    [['task', 'status', '5', 'active'], { status: 'ACTIVE', status_note: null }],
    [['task', 'start', 'deadbeef'], { status: 'ACTIVE', status_note: null }],
    [['task', 'pause', '5', '--note', 'Later'], { status: 'PAUSED', status_note: 'Later' }],
    [['task', 'abandon', '5'], { status: 'ABANDONED', status_note: null }],
    [['task', 'reopen', '5'], { status: 'BACKLOG', status_note: null }],
    [['task', 'assign', '5', 'sam'], { owner_user_id: 2, owner: 'Sam' }],
  ])('changes it with %j', async (argv, changes) => {
    const home = await kims()
    expect(await home.json(...argv, '--as', 'kim')).toEqual({
      ...seen,
      ...changes,
      updated_at: one,
    })
  })

  test('finishes it, toggles it and removes it', async () => {
    const home = await kims()
    const status = async (...words: string[]) =>
      (await home.json('task', ...words, '--fields', 'status', '--as', 'kim')) as object
    expect([
      await status('toggle', '6'),
      await status('toggle', '6'),
      await status('done', '6'),
      (await home.run('task', 'remove', '6', '--yes', '--as', 'kim')).stdout,
      (await home.run('task', 'list', '--all', '--quiet', '--as', 'kim')).stdout,
    ]).toEqual([
      { status: 'DONE' },
      { status: 'BACKLOG' },
      { status: 'DONE' },
      '✓ Tune the xylophone is deleted.\n',
      '1\n2\n3\n4\n5\n',
    ])
  })

  test('cannot pick it, nor can anybody', async () => {
    const home = await kims()
    const pick = ['win', 'pick', '6', '--replace', '--note', 'x']
    const before = await home.json('win', 'history')
    expect([
      await home.run(...pick, '--as', 'kim'),
      await home.run(...pick, '--as', 'sam'),
    ]).toEqual([
      fails(
        4,
        '“Tune the xylophone” is private, and a Daily Win belongs to the household.',
        'To show it to everybody first: momentum --as kim task edit 6 --no-private',
      ),
      fails(3, 'There is no task with the number 6.', 'See: momentum --as sam task list --all'),
    ])
    expect(await home.json('win', 'history')).toEqual(before)
  })

  test.each([
    ['an open win', []],
    ['a win that is done', [['task', 'done', '3']]],
  ])('cannot make %s private', async (_, moves) => {
    const home = await kims()
    for (const move of moves) await home.json(...move)
    const before = await home.json('task', 'show', '3')
    expect(
      await home.run('task', 'edit', '3', '--private', '--owner', 'sam', '--as', 'sam'),
    ).toEqual(
      fails(
        4,
        '“Pay the rent” is the Daily Win of 2026-11-22, which belongs to the household.',
        'It cannot be made private.',
      ),
    )
    expect(await home.json('task', 'show', '3')).toEqual(before)
  })

  test('is not nobody', async () => {
    const home = await kims()
    const refused = (title: string) =>
      fails(4, `“${title}” is private and needs an owner.`, 'Add --owner <user>, or --no-private.')
    const before = await home.json('task', 'list', '--all', '--as', 'kim')
    expect([
      await home.run('task', 'add', 'Hide', ...essentials, 'x', '--private'),
      await home.run(
        'task',
        'add',
        'Hide',
        ...essentials,
        'x',
        '--private',
        '--owner',
        'none',
        '--as',
        'kim',
      ),
      await home.run('task', 'edit', '2', '--private'),
      await home.run('task', 'edit', '6', '--owner', 'none', '--as', 'kim'),
      await home.run('task', 'assign', '6', 'none', '--as', 'kim'),
    ]).toEqual([
      refused('Hide'),
      refused('Hide'),
      refused('Sweep the party room'),
      refused('Tune the xylophone'),
      refused('Tune the xylophone'),
    ])
    expect(await home.json('task', 'list', '--all', '--as', 'kim')).toEqual(before)
  })

  test('is who adds it, unless another one is named', async () => {
    const home = await kims()
    const add = (...words: string[]) =>
      home.json(
        'task',
        'add',
        'Hide',
        ...essentials,
        'x',
        '--private',
        ...words,
        '--fields',
        'owner,private',
      )
    expect([await add('--as', 'sam'), await add('--as', 'sam', '--owner', 'alex')]).toEqual([
      { owner: 'Sam', private: true },
      { owner: 'Alex', private: true },
    ])
  })

  test.each([
    ['assign', ['task', 'assign', '5', 'sam']],
    ['edit', ['task', 'edit', '5', '--owner', 'sam']],
  ])('gives it away with %s: it is the other one’s alone', async (_, argv) => {
    const home = await kims()
    await home.json(...argv, '--as', 'kim')
    const gone = (who: string) =>
      fails(3, 'There is no task with the number 5.', `See: momentum ${who}task list --all`)
    expect([
      await home.json('task', 'show', '5', '--as', 'sam', '--fields', 'title,owner,private'),
      await home.run('task', 'show', '5', '--as', 'kim'),
      await home.run('task', 'show', '5'),
    ]).toEqual([
      { title: 'Plan the Zanzibar party', owner: 'Sam', private: true },
      gone('--as kim '),
      gone(''),
    ])
  })

  test('counts what others see of her when she is removed by another', async () => {
    const home = await kims()
    await home.json('task', 'assign', '2', 'kim')
    expect([
      await home.run('user', 'remove', 'kim', '--yes', '--as', 'sam'),
      await home.run('user', 'remove', 'kim', '--yes', '--as', 'kim'),
    ]).toEqual(
      ['a task', '3 tasks'].map((what) =>
        fails(
          4,
          `Kim owns ${what}.`,
          'Say what becomes of them: --tasks keep (without an owner), --tasks delete, or --tasks <user>',
        ),
      ),
    )
  })

  test.each(['keep', 'alex'])(
    'takes it along when she goes and leaves her tasks: %s',
    async (fate) => {
      const home = await kims()
      await home.json('task', 'assign', '2', 'kim')
      await home.json('user', 'remove', 'kim', '--tasks', fate, '--yes', '--as', 'sam')
      const all = async (...who: string[]) =>
        (await home.run('task', 'list', '--all', '--quiet', ...who)).stdout
      expect([await all(), await all('--as', 'alex'), await all('--as', 'sam')]).toEqual(
        Array(3).fill('1\n2\n3\n4\n'),
      )
    },
  )
})
