import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it, test } from 'vitest'
import { tableNames } from '../../src/domain/journal.ts'
import { essentials as words } from '../support/household/every-command.ts'
import { copiesOf, type Household, household, screen } from '../support/household/household.ts'

/** Alex and Sam on 26 November 2026. */
const family = copiesOf(async () => {
  const its = household()
  await its.ready()
  its.setClock('2026-11-26T12:00:00.000Z')
  await its.json('user', 'add', 'Alex')
  await its.json('user', 'add', 'Sam')
  return its
})

type Report = {
  readonly added: number[]
  readonly routines: number[]
  readonly updated: number[]
  readonly unchanged: number
  readonly kept: number[]
  readonly lost: { what: string; count: number }[]
}

/** Imports a text as a file of this name. */
async function bring(
  its: Household,
  text: string | object,
  ...options: readonly string[]
): Promise<Partial<Report>> {
  write(its, text)
  const report = (await its.json('import', 'in.txt', ...options)) as Report
  const told = Object.entries(report).filter(([name, value]) => {
    const isTold = name !== 'format' && name !== 'records'
    return isTold && value !== 0 && !(Array.isArray(value) && value.length === 0)
  })
  return Object.fromEntries(told)
}

function write(its: Household, text: string | object): void {
  writeFileSync(join(its.folder, 'in.txt'), typeof text === 'string' ? text : JSON.stringify(text))
}

async function rows(its: Household): Promise<unknown> {
  const tables = []
  for (const table of tableNames) tables.push(await its.query(`select * from ${table} order by id`))
  return tables
}

const todo = ['--from', 'todotxt']

test('what a file does not say gets a default, and is not reviewed', async () => {
  const its = await family()
  await bring(its, 'Buy milk\n(A) Call Mom +Family due:2026-12-01\n', ...todo)
  const fields = 'title,domain,effort,definition_of_done,reviewed,priority,due_date,category'
  expect(await its.json('task', 'list', '--fields', fields)).toEqual([
    {
      title: 'Buy milk',
      domain: 'OTHER',
      effort: 'SMALL',
      definition_of_done: 'As the title says (imported)',
      reviewed: false,
      priority: 'LOW',
      due_date: null,
      category: null,
    },
    {
      title: 'Call Mom',
      domain: 'OTHER',
      effort: 'SMALL',
      definition_of_done: 'As the title says (imported)',
      reviewed: false,
      priority: 'URGENT',
      due_date: '2026-12-01',
      category: 'Family',
    },
  ])
  const other = await family()
  const options = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Eaten']
  await bring(other, 'Soup\n', ...todo, ...options)
  const got = 'domain,effort,definition_of_done,reviewed'
  expect(await other.json('task', 'list', '--unreviewed', '--fields', got)).toEqual([
    { domain: 'FOOD', effort: 'TINY', definition_of_done: 'Eaten', reviewed: false },
  ])
})

describe('importing again', () => {
  it('takes a category that alone was changed in a file of ours', async () => {
    const its = await family()
    await bring(its, 'Soup +Kitchen\n', ...todo)
    const [{ uuid }] = (await its.json('task', 'list', '--fields', 'uuid')) as [{ uuid: string }]
    const csv = (category: string) => `uuid,title,category\n${uuid},Soup,${category}\n`
    expect(await bring(its, csv('kitchen'), '--from', 'csv')).toEqual({ unchanged: 1 })
    expect(await bring(its, csv('Garden'), '--from', 'csv')).toEqual({ updated: [1] })
    expect(await its.json('task', 'show', '1', '--fields', 'category')).toEqual({
      category: 'Garden',
    })
  })

  const first = 'Buy milk\nWash up due:2026-12-01\n'

  /** What has changed since, in the file and here, and what the import then does. */
  const cases: readonly (readonly [
    name: string,
    here: readonly (readonly string[])[],
    file: string,
    options: readonly string[],
    report: Partial<Report>,
  ])[] = [
    ['nothing', [], first, [], { unchanged: 2 }],
    [
      'the file',
      [],
      'Buy milk due:2026-12-02\nWash up due:2026-12-01\n',
      [],
      { updated: [1], unchanged: 1 },
    ],
    ['done in the file', [], 'x 2026-11-25 Buy milk\n', [], { updated: [1] }],
    ['here', [['task', 'edit', '1', '--effort', 'tiny']], first, [], { unchanged: 2 }],
    [
      'both',
      [['task', 'edit', '1', '--due', '2026-12-24']],
      'Buy milk due:2026-12-02\n',
      [],
      { kept: [1] },
    ],
    [
      'both, and the file counts',
      [['task', 'edit', '1', '--due', '2026-12-24']],
      'Buy milk due:2026-12-02\n',
      ['--overwrite'],
      { updated: [1] },
    ],
    ['deleted here', [['task', 'remove', '1', '--yes']], first, [], { kept: [1], unchanged: 1 }],
    [
      'deleted here, and the file counts',
      [['task', 'remove', '1', '--yes']],
      first,
      ['--overwrite'],
      { added: [3], unchanged: 1 },
    ],
    ['undone', [['undo']], first, [], { added: [3, 4] }],
    ['undone and redone', [['undo'], ['redo']], first, [], { unchanged: 2 }],
    [
      'undone and forgotten',
      [['undo'], ['db', 'forget', '--before', 'tomorrow', '--yes']],
      first,
      [],
      { added: [3, 4] },
    ],
    ['one more', [], `${first}Sweep\n`, [], { added: [3], unchanged: 2 }],
  ]

  test.each(cases)('if it was changed: %s', async (_, here, file, options, report) => {
    const its = await family()
    await bring(its, first, ...todo)
    for (const words of here) await its.json(...words)
    expect(await bring(its, file, ...todo, ...options)).toEqual(report)
    expect(await bring(its, file, ...todo)).toEqual(
      report.kept ? report : { unchanged: file.trim().split('\n').length },
    )
  })

  it('loses what a file of another program does not say any more', async () => {
    const its = await family()
    const todoOf = (...lines: readonly string[]) =>
      ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VTODO', 'UID:mow@home', 'SUMMARY:Mow', ...lines]
        .concat('END:VTODO', 'END:VCALENDAR', '')
        .join('\r\n')
    const said = [
      'DESCRIPTION:All of it',
      'CATEGORIES:Garden',
      'PRIORITY:1',
      'DUE:20261201',
      'DTSTART:20261129',
    ]
    const stands = [
      ['STATUS:COMPLETED', 'COMPLETED:20261125T080000Z'],
      ['STATUS:IN-PROCESS', 'X-MOMENTUM-STATUS:BLOCKED', 'X-MOMENTUM-STATUS-NOTE:It rains'],
    ]
    const fields =
      'description,category,priority,due_date,starts_on,status,status_note,completed_on'
    const seen: unknown[] = []
    for (const stand of stands) {
      await bring(its, todoOf(...said, ...stand))
      seen.push(await its.json('task', 'show', '1', '--fields', fields))
      await bring(its, todoOf())
      seen.push(await its.json('task', 'show', '1', '--fields', fields))
    }
    const full = {
      ...{ description: 'All of it', category: 'Garden', priority: 'URGENT' },
      ...{ due_date: '2026-12-01', starts_on: '2026-11-29' },
      ...{ status: 'DONE', status_note: null, completed_on: '2026-11-25' },
    }
    const bare = {
      ...{ description: null, category: null, priority: 'MEDIUM', due_date: null, starts_on: null },
      ...{ status: 'BACKLOG', status_note: null, completed_on: null },
    }
    const blocked = { status: 'BLOCKED', status_note: 'It rains', completed_on: null }
    expect(seen).toEqual([full, bare, { ...full, ...blocked }, bare])
  })

  it('tells how to take what was kept from a file that does not show its format', async () => {
    const its = await family()
    await bring(its, first, ...todo)
    await its.json('task', 'edit', '1', '--due', '2026-12-24')
    write(its, 'Buy milk due:2026-12-02\n')
    const { stdout } = await its.run('import', 'in.txt', ...todo)
    expect(stdout.split('\n').slice(1)).toEqual([
      '  Kept as they are here: #1',
      '  To take them from the file: momentum import in.txt --from todotxt --overwrite',
      '',
    ])
  })

  it('brings back what an undone import changed', async () => {
    const its = await family()
    await bring(its, 'Buy milk\n', ...todo)
    await bring(its, 'Buy milk due:2026-12-02\n', ...todo)
    await its.json('undo')
    const again = await bring(its, 'Buy milk due:2026-12-02\n', ...todo)
    const due = await its.json('task', 'list', '--fields', 'due_date')
    expect({ again, due }).toEqual({ again: { updated: [1] }, due: [{ due_date: '2026-12-02' }] })
  })
})

describe('tasks of our own', () => {
  const uuid = '00000000-0000-4000-8000-00000000abcd'

  it('change a task that is here, and nothing that they do not say', async () => {
    const its = await family()
    await bring(its, [{ uuid, title: 'Soup', effort: 'TINY', due_date: '2026-12-01' }])
    const report = await bring(its, [{ uuid, title: 'Stew' }])
    const task = await its.json('task', 'show', '1', '--fields', 'title,effort,due_date')
    expect({ report, task }).toEqual({
      report: { updated: [1] },
      task: { title: 'Stew', effort: 'TINY', due_date: '2026-12-01' },
    })
  })

  it('come back as they went', async () => {
    const its = await family()
    const add = ['task', 'add', '--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']
    await its.json(...add, 'Soup', '--owner', 'sam', '--due', 'tomorrow')
    await its.json(...add, 'Stew', '--private', '--owner', 'alex', '--as', 'alex')
    await its.json('task', 'done', '1')
    const list = (await its.json('task', 'list', '--all', '--as', 'alex')) as object
    expect(await bring(its, list, '--as', 'alex')).toEqual({ unchanged: 2 })
  })

  it('leave the status of a task to its routine and its win', async () => {
    const its = await family()
    const add = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']
    await its.json('routine', 'add', 'Bins', ...add, '--every', 'day')
    await its.json('task', 'add', 'Soup', ...add)
    await its.json('win', 'pick', '2', '--as', 'sam')
    const list = (await its.json('task', 'list', '--all')) as object[]
    write(
      its,
      list.map((task) => ({ ...task, status: 'ABANDONED' })),
    )
    expect(await its.run('import', 'in.txt')).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        'in.txt:1: “Bins” belongs to routine 1, so an import cannot change its status.',
        'in.txt:1: “Soup” is the Daily Win of 2026-11-26, so an import cannot change its status.',
        'momentum: 2 records make no sense, so nothing was imported.',
        '  Correct the file, or add --skip-bad to import the rest.',
        '',
      ].join('\n'),
    })
  })
})

test('one bad record keeps all others out, unless bad ones are left out', async () => {
  const its = await family()
  const before = await rows(its)
  write(its, '{"title":"Soup"}\n{"title":""}\n{"title":"Stew","due_date":"2026-02-30"}\n')
  const refused = await its.run('import', 'in.txt', '--from', 'jsonl')
  const after = await rows(its)
  const skipped = await its.json('import', 'in.txt', '--skip-bad', '--fields', 'added,skipped')
  expect({ refused: [refused.code, refused.stdout], isSame: after, skipped }).toEqual({
    refused: [2, ''],
    isSame: before,
    skipped: {
      added: [1],
      skipped: [
        { line: 2, message: 'The title is missing.' },
        { line: 3, message: expect.stringMatching(/due_date.*\.$/) },
      ],
    },
  })
  expect(refused.stderr.split('\n').slice(0, 3)).toEqual([
    'in.txt:2: The title is missing.',
    expect.stringMatching(/^in\.txt:3: .*\.$/),
    'momentum: 2 records make no sense, so nothing was imported.',
  ])
})

test('a dry run says the same and changes nothing, and one undo takes all back', async () => {
  const its = await family()
  const before = await rows(its)
  const text = 'Buy milk +Food\nWater the plants rec:1w due:2026-12-01\n'
  write(its, text)
  const dry = await its.run('import', 'in.txt', ...todo, '--dry-run')
  const between = await rows(its)
  const real = await its.run('import', 'in.txt', ...todo)
  await its.json('undo')
  expect({ dry: dry.stdout, between, after: await rows(its) }).toEqual({
    dry: real.stdout,
    between: before,
    after: before,
  })
})

describe('what an import says', () => {
  const first = 'Milk\nTax\nMop due:2026-12-01 rec:1w\n'
  const options = ['--domain', 'bills', '--definition-of-done', 'It’s paid', '--map-owner', 'x=sam']

  it('counts every record once, and says why there are more tasks', async () => {
    const its = await family()
    write(its, first)
    const added = await its.run('import', 'in.txt', ...todo)
    await its.json('task', 'edit', 'tax', '--due', '2026-12-24')
    write(its, `${first.replace('Tax', 'Tax due:2026-12-31')}x 2026-13-01 Rent\nGlue\n`)
    const again = await its.run('import', 'in.txt', ...todo, ...options, '--skip-bad', '--dry-run')
    expect([added.stdout, again.stdout]).toEqual([
      [
        '✓ 3 records of “in.txt” (todotxt): 3 added.',
        '  1 routine and 3 tasks are new: a routine has tasks of its own.',
        '',
      ].join('\n'),
      [
        '✓ 5 records of “in.txt” (todotxt): 1 task added, 2 unchanged, 1 kept and 1 left out.',
        '  Kept as they are here: #2',
        "  To take them from the file: momentum import in.txt --from todotxt --domain bills --definition-of-done 'It’s paid' --map-owner x=sam --skip-bad --overwrite",
        '  Left out:',
        '    line 4: The date 2026-13-01 does not exist.',
        '',
      ].join('\n'),
    ])
  })

  it('is to be typed with the members who are known already', async () => {
    const its = await family()
    write(its, [
      { title: 'Soup', owner: 'Lee' },
      { title: 'Stew', owner: 'Kai' },
    ])
    const { stdout } = await its.run('import', 'in.txt', '--map-owner', 'lee=sam')
    expect(stdout.split('\n')[2]).toBe(
      "  To say who is meant: momentum import in.txt --from jsonl --map-owner 'lee=sam,Kai=<user>'",
    )
  })

  it('counts a routine that was deleted as kept, and says how to get it back', async () => {
    const its = await family()
    write(its, 'Mop due:2026-12-01 rec:1w\n')
    await its.json('import', 'in.txt', ...todo)
    await its.json('routine', 'remove', 'mop', '--yes')
    const { stdout } = await its.run('import', 'in.txt', ...todo)
    expect(stdout).toBe(
      [
        '✓ 1 record of “in.txt” (todotxt): 1 kept.',
        '  To take them from the file: momentum import in.txt --from todotxt --overwrite',
        '',
      ].join('\n'),
    )
  })

  it('counts the rows of a household', async () => {
    const its = await family()
    await its.json('routine', 'add', 'Mop', '--every', 'week', ...words, 'Clean')
    await its.json('export', '--out', 'in.txt')
    const { stdout } = await its.run('import', 'in.txt')
    expect(stdout).toBe('✓ 4 records of “in.txt” (jsonl): 4 unchanged.\n')
  })
})

describe('members', () => {
  const tasks = [
    { title: 'Soup', owner: 'sam' },
    { title: 'Stew', owner: 'Kai' },
    { title: 'Bread', owner: 'Kai', status: 'done', completed_by: 'Lee' },
  ]

  it('are found by name, or told as lost', async () => {
    const its = await family()
    const { lost } = await bring(its, tasks)
    const owners = await its.json('task', 'list', '--all', '--fields', 'owner,completed_by')
    expect({ lost, owners }).toEqual({
      lost: [
        { what: '“Kai”, who is no member', count: 2 },
        { what: '“Lee”, who is no member', count: 1 },
      ],
      owners: [
        { owner: 'Sam', completed_by: null },
        { owner: null, completed_by: null },
        { owner: null, completed_by: null },
      ],
    })
  })

  it('who are unknown are named with what to type next', async () => {
    const its = await family()
    write(its, tasks)
    const { stdout } = await its.run('import', 'in.txt')
    expect(stdout).toEqual(
      [
        '✓ 3 records of “in.txt” (jsonl): 3 tasks added.',
        '  No members here: Kai, Lee',
        "  To say who is meant: momentum import in.txt --from jsonl --map-owner 'Kai=<user>'",
        '',
      ].join('\n'),
    )
  })

  it('are those whom --map-owner names, also when the file is imported again', async () => {
    const its = await family()
    await bring(its, tasks)
    const report = await bring(its, tasks, '--map-owner', 'kai=sam,Lee=alex')
    const owners = await its.json('task', 'list', '--all', '--fields', 'owner,completed_by')
    expect({ report, owners }).toEqual({
      report: { updated: [2, 3], unchanged: 1 },
      owners: [
        { owner: 'Sam', completed_by: null },
        { owner: 'Sam', completed_by: null },
        { owner: 'Sam', completed_by: 'Alex' },
      ],
    })
  })

  test.each([
    ['kai', '“kai” does not say which member is meant.'],
    ['=sam', '“=sam” does not say which member is meant.'],
    ['kai=sam=lee', '“kai=sam=lee” does not say which member is meant.'],
    ['kai=nobody', 'There is no member “nobody”.'],
  ])('%s is refused', async (pairs, message) => {
    const its = await family()
    write(its, tasks)
    const { code, stderr } = await its.run('import', 'in.txt', '--map-owner', pairs)
    expect([code, stderr.split('\n')[0]]).toEqual([
      pairs.endsWith('nobody') ? 3 : 2,
      `momentum: ${message}`,
    ])
  })
})

describe('private', () => {
  it('everything can be, and tells others no name of a category', async () => {
    const its = await family()
    const report = await bring(its, 'Gift +Surprise\n', ...todo, '--private', '--as', 'sam')
    expect({
      report,
      sam: await its.json('task', 'list', '--as', 'sam', '--fields', 'title,owner,private'),
      alex: await its.json('task', 'list', '--as', 'alex'),
      categories: await its.json('category', 'list'),
    }).toEqual({
      report: {
        added: [1],
        lost: [{ what: 'categories of private tasks that the household does not have', count: 1 }],
      },
      sam: [{ title: 'Gift', owner: 'Sam', private: true }],
      alex: [],
      categories: [],
    })
  })

  it('needs to know who acts', async () => {
    const its = await family()
    write(its, 'Gift\n')
    const { code, stderr } = await its.run('import', 'in.txt', ...todo, '--private')
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      'momentum: --private needs to know who you are.',
    ])
  })

  it('a task of somebody else is neither changed nor shown', async () => {
    const its = await family()
    const uuid = '00000000-0000-4000-8000-00000000abcd'
    await bring(its, [{ uuid, title: 'Gift', private: true }], '--as', 'sam')
    write(its, [{ uuid, title: 'Guess' }])
    const { code, stderr } = await its.run('import', 'in.txt', '--as', 'alex')
    const title = await its.json('task', 'show', '1', '--as', 'sam', '--fields', 'title')
    expect([code, stderr.split('\n')[0], title]).toEqual([
      2,
      'in.txt:1: “Guess” is here already, as a private task of somebody else.',
      { title: 'Gift' },
    ])
  })
})

test.each([
  [4999, undefined],
  [5000, '100%'],
])('shows at a terminal how far a long import is, but not one of %i tasks', async (count, end) => {
  const its = await family()
  write(its, 'Mow\n'.repeat(count))
  const world = its.world(['import', 'in.txt', ...todo], { stderr: screen(80) })
  const { code, stderr } = await its.runIn(world)
  expect([code, /Importing .* (\d+%)/s.exec(stderr)?.[1]]).toEqual([0, end])
})

describe('long texts', () => {
  it('go on in the description, and then in notes', async () => {
    const its = await family()
    const title = `${'word '.repeat(50)}end`
    const description = 'line of text\n'.repeat(200)
    await bring(its, [{ title, description }])
    const task = (await its.json('task', 'show', '1')) as {
      title: string
      description: string
      notes: { text: string }[]
    }
    const whole = [task.description, ...task.notes.map(({ text }) => text)].join('\n')
    expect({
      title: task.title,
      fits: [task.description, ...task.notes.map(({ text }) => text)].every(
        (text) => text.length <= 1000,
      ),
      lines: whole.split('\n').filter((line) => line === 'line of text').length,
      rest: whole.split('\n')[0],
    }).toEqual({
      title: `${'word '.repeat(38)}word…`,
      fits: true,
      lines: 200,
      rest: expect.stringMatching(/^… (word )+end$/),
    })
  })
})

describe('a file', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['in UTF-16', Buffer.from('\ufeff[{"title":"x"}]', 'utf16le'), '“in.txt” is UTF-16.'],
    ['with NUL', '[{"title":"a\0"}]', '“in.txt” has NUL characters, so it is not a text file.'],
    ['that is not UTF-8', Buffer.from([0x5b, 0xff, 0x5d]), '“in.txt” is not UTF-8.'],
    ['without anything', ' \n', '“in.txt” is empty.'],
    ['of which nobody knows the format', 'Hello\n', '“in.txt” does not say what format it has.'],
  ])('%s is refused', async (_, bytes, message) => {
    const its = await family()
    writeFileSync(join(its.folder, 'in.txt'), bytes)
    const { code, stdout, stderr } = await its.run('import', 'in.txt')
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `momentum: ${message}`])
  })

  it('with a byte order mark and CRLF is read like any other', async () => {
    const its = await family()
    expect(await bring(its, '\ufeffBuy milk\r\nWash up\r\n', ...todo)).toEqual({ added: [1, 2] })
  })

  it('that is missing is named', async () => {
    const its = await family()
    const { code, stderr } = await its.run('import', 'none.json')
    expect([code, stderr]).toEqual([
      3,
      `momentum: There is no file “${join(its.folder, 'none.json')}”.\n`,
    ])
  })

  it('can be piped in', async () => {
    const its = await family()
    const stdin = new PassThrough().end('[{"title":"Soup"}]')
    const answer = await its.runIn(its.world(['import', '-', '--quiet'], { stdin }))
    expect([answer, await its.json('task', 'list', '--fields', 'title')]).toEqual([
      { code: 0, stdout: '', stderr: '' },
      [{ title: 'Soup' }],
    ])
  })
})

test.each([
  ['--private', '--private'],
  ['--map-owner', '--map-owner=kai=sam'],
  ['--domain', '--domain=food'],
  ['--effort', '--effort=tiny'],
  ['--definition-of-done', '--definition-of-done=x'],
])('the file of a whole household says itself what %s says', async (name, option) => {
  const its = await family()
  writeFileSync(
    join(its.folder, 'home.jsonl'),
    ((await its.json('export')) as { text: string }).text,
  )
  const { code, stderr } = await its.run('import', 'home.jsonl', option, '--as', 'sam')
  expect([code, stderr]).toEqual([
    2,
    `momentum: The file of a whole household says this itself: leave out ${name}.\n`,
  ])
})

describe('what somebody keeps private', () => {
  const text = 'Buy a ring\nPolish silver rec:1w due:2026-11-26\n'
  const seen = ['task', 'list', '--all', '--fields', 'title,owner,private']
  const fresh = [
    { title: 'Buy a ring', owner: null, private: false },
    { title: 'Polish silver', owner: null, private: false },
  ]
  const forAll = { added: [3, 4], routines: [2] }

  test.each<[string, readonly (readonly string[])[]]>([
    ['is there', []],
    [
      'was deleted',
      [
        ['task', 'remove', '1', '--yes', '--as', 'alex'],
        ['routine', 'remove', '1', '--yes', '--as', 'alex'],
      ],
    ],
  ])('is unknown to the imports of others: it %s', async (_, here) => {
    const its = await family()
    await bring(its, text, ...todo, '--private', '--as', 'alex')
    for (const words of here) await its.json(...words)
    const sam = await bring(its, text, ...todo, '--as', 'sam')
    expect({ sam, seen: await its.json(...seen, '--as', 'sam') }).toEqual({
      sam: forAll,
      seen: fresh,
    })
    const again = await bring(its, text, ...todo, '--private', '--as', 'alex')
    expect(again).toEqual(here.length === 0 ? { unchanged: 2 } : { unchanged: 1, kept: [1] })
  })

  it('is unknown to them if it was made private later', async () => {
    const its = await family()
    await bring(its, text, ...todo)
    const own = ['--owner', 'alex', '--private', '--as', 'alex']
    await its.json('task', 'edit', '1', ...own)
    await its.json('routine', 'edit', '1', ...own)
    const sam = await bring(its, text, ...todo, '--as', 'sam')
    expect({ sam, seen: await its.json(...seen, '--as', 'sam') }).toEqual({
      sam: forAll,
      seen: fresh,
    })
  })
})
