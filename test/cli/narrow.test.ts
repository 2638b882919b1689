import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'
import { expect, test } from 'vitest'
import { copiesOf, household, screen } from '../support/household/household.ts'

const uuid = '5eed0000-0000-4000-8000-000000000001'

/** A household with long words and names. */
const longHousehold = copiesOf(async () => {
  const home = household()
  await home.json('db', 'seed', '--demo', '--tasks', '12', '--routines', '0', '--days', '5')
  await home.json('user', 'add', 'Maximiliane', '--email', 'maximiliane.longname@example.org')
  await home.json('category', 'add', 'Garden and house')
  await home.json('db', 'seed')
  await home.json('task', 'edit', uuid, '--description', `See ${'漢字'.repeat(20)} there`)
  return home
})

const pages = [
  [],
  ['task', 'list', '--all'],
  ['task', 'show', uuid],
  ['task', 'burndown'],
  ['task', 'history', uuid],
  ['task', 'show', 'e897e3fa-d4fe-47cc-8e6e-a6c6b804e9c2'],
  ['user', 'list'],
  ['user', 'show', 'Maximiliane'],
  ['category', 'list'],
  ['win', 'show'],
  ['win', 'history'],
  ['win', 'history', '--year', '2026'],
  ['win', 'stats'],
  ['week'],
  ['sheet', '--format', 'text'],
  ['remind', '--soon', '1w'],
  ['load'],
  ['load', '--by', 'user'],
  ['load', '--chart'],
  ['load', '--chart', '--by', 'domain'],
  ['undo', '--list'],
  ['whoami'],
  ['db', 'status'],
  ['db', 'path'],
  ['db', 'check'],
  ['db', 'restore', '/nowhere/at/all/long/path/to/a/backup.db'],
  ['--db', '/nowhere/at/all/long/path/to/household.db', 'task', 'list'],
  ['nope'],
]

/** What people copy, which is never broken, even if it is too wide. */
const whole = /momentum |\/\S+\/|@example|[\da-f]{8}-[\da-f]{4}-|postgres/

test.each([20, 24, 31, 32, 40, 60])(
  'at %i columns no line is wider, and nothing that is copied is broken',
  async (columns) => {
    const home = await longHousehold()
    const found: unknown[] = []
    for (const argv of pages) {
      const wide = await home.runIn(home.world(argv))
      const streams = { stdout: screen(columns), stderr: screen(columns) }
      const answer = await home.runIn(home.world(argv, streams))
      const text = answer.stdout + answer.stderr
      const lines = stripVTControlCharacters(text).split(/[\r\n]/)
      const tooWide = lines.filter((line) => stringWidth(line) > columns && !whole.test(line))
      const words = (wide.stdout + wide.stderr).split(/[\s“”]+/)
      const copied = /^\/\S+\/|^\S+@example|^[\da-f]{8}-[\da-f]{4}-/
      const broken = words.filter((word) => copied.test(word) && !text.includes(word))
      if (tooWide.length + broken.length > 0) found.push({ argv, tooWide, broken })
    }
    expect(found).toEqual([])
  },
)

test.each([24, 31, 44, 60])(
  'at %i columns the help is laid out for that width',
  async (columns) => {
    const home = household()
    const tooWide: string[] = []
    for (const noun of ['', 'user', 'task', 'win', 'db', 'task add', 'task list', 'db migrate']) {
      const argv = [...noun.split(' ').filter((word) => word !== ''), '--help']
      const { stdout } = await home.runIn(home.world(argv, { stdout: screen(columns) }))
      const lines = stdout.split('\n')
      const isWhole = (line: string) => /momentum |^ {2}(-., )?--\S+ <\w+>$/.test(line)
      tooWide.push(...lines.filter((line) => stringWidth(line) > columns && !isWhole(line)))
    }
    expect(tooWide).toEqual([])
  },
)

test.each([
  [
    31,
    [
      '  --color <color>',
      '    #rrggbb or a name such as',
      '    green (default: one not',
      '    used yet)',
      '  --user <user>',
      '    make it this member’s own',
      '    (default: the household’s)',
      '  --dry-run',
      '    show what would change, and',
      '    change nothing',
    ],
  ],
  [
    38,
    [
      '  --color <color>',
      '    #rrggbb or a name such as green',
      '    (default: one not used yet)',
      '  --user <user>',
      '    make it this member’s own',
      '    (default: the household’s)',
      '  --dry-run',
      '    show what would change, and change',
      '    nothing',
    ],
  ],
  [
    39,
    [
      '  --color <color>  #rrggbb or a name',
      '                   such as green',
      '                   (default: one not',
      '                   used yet)',
      '  --user <user>    make it this',
      '                   member’s own',
      '                   (default: the',
      '                   household’s)',
      '  --dry-run        show what would',
      '                   change, and change',
      '                   nothing',
    ],
  ],
])('at %i columns what is said about an option is below or beside it', async (columns, lines) => {
  const home = household()
  const streams = { stdout: screen(columns) }
  const { stdout } = await home.runIn(home.world(['category', 'add', '--help'], streams))
  const all = stdout.split('\n')
  expect(all.slice(all.indexOf('Options:') + 1, -3)).toEqual(lines)
})

test('at 24 columns a page is laid out for that width, not folded twice', async () => {
  const home = await longHousehold()
  home.env.NO_COLOR = '1'
  const shown = async (...argv: string[]) => {
    const { stdout } = await home.runIn(home.world(argv, { stdout: screen(24) }))
    return stdout.trim().split('\n')
  }
  await home.json('win', 'pick', uuid)
  expect([
    (await shown('task', 'show', uuid)).slice(0, 9),
    await shown('task', 'list', '--limit', '1', '--search', 'kettle'),
    (await shown()).slice(-2),
  ]).toEqual([
    [
      'Descale the kettle  #13',
      '',
      'Status',
      '  ● active',
      'Done means',
      '  No white crust inside,',
      '  rinsed twice.',
      'Description',
      '  See',
    ],
    ['id  task           owner', '    status', '13  Descale the…   Alex', '    ● active'],
    ['  → momentum win done', '    when it is done'],
  ])
})

test('a notice is wrapped between words, and its command stays whole', async () => {
  const home = household()
  await home.json('db', 'seed')
  await home.json('win', 'pick', uuid)
  home.setClock('2026-11-23T12:00:00.000Z')
  const moved = await home.runIn(home.world(['win', 'pick', uuid], { stderr: screen(40) }))
  await home.json('undo')
  const wide = await home.runIn(home.world(['win', 'pick', uuid], { stderr: screen(80) }))
  expect(`${moved.stderr}${wide.stderr}`.split('\n')).toEqual([
    '“Descale the kettle” moved from',
    '2026-11-22 to 2026-11-23. 2026-11-22 has',
    'no win now. With a win on 2026-11-22,',
    'the streak would be 1 day.',
    '  To undo this: momentum undo',
    '“Descale the kettle” moved from 2026-11-22 to 2026-11-23. 2026-11-22 has no win',
    'now. With a win on 2026-11-22, the streak would be 1 day.',
    '  To undo this: momentum undo',
    '',
  ])
})
