import { describe, test } from 'vitest'
import { sortKeys } from '../../src/db/tasks/sort.ts'
import { essentials } from '../support/household/every-command.ts'
import {
  expectSameAnswers,
  householdsOnBoth,
  type TypedCommand,
} from '../support/household/two-databases.ts'
import { isLongRun, sample } from '../support/long.ts'

const names = ['émile', 'Zoë', 'alex', 'Ångström', 'ÅSE', '李雷', '🦊 Fox', 'O’Neil', 'a_b%c\\d']
const titles = [
  ...['Zebra', 'zebra 2', 'apple', 'Apple 2', 'Äpfel', 'äpfel 2', 'Øl', 'éclair', 'E\u0301clair 2'],
  ...[
    '100 % sure',
    'a_b',
    'a\\b',
    '🎁 gift',
    '\u{1f9d1}\u200d\u{1f373} cook',
    '中文',
    'ΣΊΣΥΦΟΣ',
    'İzmir',
  ],
  ...['STRASSE', 'Straße 2', '!', '~', '"quoted"', "it's", '-dash', ' padded ', 'ﬁne', '½ cup'],
]

/** Something different of everything for each title; nothing for some. */
function taskOf(title: string, index: number): readonly string[] {
  const pick = (values: readonly string[]) => values[index % values.length] ?? ''
  const option = (name: string, value: string) => (value === '' ? [] : [name, value])
  return [
    ...['task', 'add', '--domain', pick(['chores', 'bills', 'food', 'repairs', 'other'])],
    ...['--effort', pick(['tiny', 'small', 'medium', 'complex'])],
    ...['--definition-of-done', `Done\nwith ${title.trim()}`],
    ...option('--priority', pick(['low', 'high', '', 'urgent', 'medium'])),
    ...option('--owner', pick(['', ...names.map((_, place) => String(place + 1))])),
    ...option('--category', pick(['', '1', '2', ''])),
    ...option('--due', pick(['', '2026-11-21', '+1w', '', 'yesterday', '2028-02-29'])),
    ...option('--materials', pick(['', 'Vinegar', '', 'Été'])),
    ...['--', title],
  ]
}

const typed: readonly TypedCommand[] = [
  ...names.map((name, index) => ({
    argv: ['user', 'add', name, ...(index % 2 === 0 ? ['--email', `U${index}@Example.org`] : [])],
  })),
  { argv: ['category', 'add', 'Été', '--color', 'red'] },
  { argv: ['category', 'add', 'garden', '--user', '3'] },
  { argv: ['category', 'add', 'Garden', '--color', '#123456'] },
  ...titles.map((title, index) => ({ argv: taskOf(title, index) })),
  { argv: ['task', 'block', '3', '6', '--note', 'Wait\nfor it'] },
  { argv: ['task', 'start', '4', '5'] },
  { argv: ['task', 'done', '9', '2'] },
  { argv: ['task', 'abandon', '7'] },
  { argv: ['win', 'pick', '10', '--date', '2026-11-20', '--as', '1'] },
  { argv: ['win', 'done', '--date', '2026-11-20'] },
  { argv: ['win', 'pick', '11', '--date', '2026-11-21', '--as', '7', '--note', '🎉'] },
  { argv: ['win', 'done', '--date', '2026-11-21'] },
  { argv: ['user', 'deactivate', '8'] },
]

const newHouseholds = householdsOnBoth(typed)

/** Words that a search or a name takes literally. */
const needles = [
  ...[
    '%',
    '_',
    '\\',
    '100 %',
    'A_B',
    'a\\b',
    'äpfel',
    'ÄPFEL',
    'éclair',
    'e\u0301clair',
    'strasse',
  ],
  ...[
    'ß',
    'σίσυφος',
    'izmir',
    'İ',
    '🎁',
    '\u{1f9d1}',
    '中',
    '"',
    "'",
    "it's",
    '--',
    ' ',
    'ﬁ',
    'fi',
    '½',
  ],
  ...['with', 'été', '\n', 'done\nwith', '*', '?', '[a-z]'],
]

const numbers = [
  ...['0', '-1', '1.5', '1e3', '007', '2147483647', '2147483648', '9007199254740991'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '99999999999999999999'],
  ...['0000', 'ffffffff', '00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000'],
]

const days = ['0001-01-01', '9999-12-31', '2026-02-29', '2028-02-29', '10000-01-01', 'tomorrow']

describe('both databases show the same household', { timeout: 120_000 }, () => {
  test('in lists of every order', async () => {
    const homes = await newHouseholds()
    for (const key of sortKeys) {
      const orders = [`${key}:desc`, `${key},title:desc`, key, `priority:desc,${key}`]
      for (const order of sample(orders, 2)) {
        await expectSameAnswers(homes, {
          argv: ['task', 'list', '--all', '--quiet', '--sort', order],
        })
      }
      const page = ['--limit', '7', '--offset', '5', '--sort', key]
      await expectSameAnswers(homes, {
        argv: ['task', 'list', '--all', '--fields', `id,${key}`, ...page],
      })
    }
  })

  test('on every page and in every part of it', async () => {
    const homes = await newHouseholds()
    const lists = [
      [],
      ['user', 'list'],
      ['user', 'list', '--all'],
      ['category', 'list'],
      ['win', 'history'],
      ['win', 'stats'],
      ['win', 'show', '2026-11-21'],
      ['task', 'list'],
      ['task', 'list', '--all', '--status', 'done,abandoned,blocked'],
      ['task', 'list', '--domain', 'food,bills', '--effort', 'tiny,medium', '--priority', 'high'],
      ['task', 'list', '--owner', 'none'],
      ['task', 'list', '--owner', 'ÉMILE'],
      ['task', 'list', '--mine', '--as', 'zoë'],
      ['task', 'list', '--category', 'ÉTÉ'],
      ['task', 'list', '--category', 'garden', '--as', '3'],
      ['task', 'list', '--category', 'none'],
      ['task', 'list', '--overdue'],
      ['task', 'list', '--limit', '0'],
      ['task', 'list', '--offset', '9007199254740991'],
      ['task', 'list', '--limit', '9007199254740991', '--offset', '20'],
      ...days.map((day) => ['task', 'list', '--due-before', day]),
      ...days.map((day) => ['win', 'show', day]),
    ]
    for (const [index, words] of lists.entries()) {
      const forms = [['--json'], [], ['--quiet']]
      // The others are made of what the JSON says.
      for (const form of isLongRun || index % 4 === 0 ? forms : forms.slice(0, 1)) {
        await expectSameAnswers(homes, { argv: [...words, ...form] })
      }
    }
  })

  test('by whatever names its things', async () => {
    const homes = await newHouseholds()
    const named: readonly (readonly [words: readonly string[], own: readonly string[]])[] = [
      [['task', 'list', '--all', '--quiet', '--search'], titles],
      [['task', 'show', '--json', '--'], titles],
      [['user', 'show', '--json', '--'], names],
      [['category', 'edit', '--color', 'blue', '--json', '--'], []],
    ]
    for (const [words, own] of named) {
      const others = [...needles, ...numbers]
      // A search has an index of its own on each database; names are compared in one way.
      for (const word of [...(words.includes('--search') ? others : sample(others, 4)), ...own]) {
        await expectSameAnswers(homes, { argv: [...words, word] })
      }
    }
  })

  test('after everything that is refused, with the same numbers', async () => {
    const homes = await newHouseholds()
    const refused = [
      ['user', 'add', 'ÉMILE'],
      ['user', 'add', 'Kim', '--email', 'u0@example.ORG'],
      ['user', 'add', 'Émile', '--email', 'u0@example.org'],
      ['user', 'edit', '2', '--name', 'ALEX', '--email', 'u0@example.org'],
      ['user', 'add', '42'],
      ['category', 'add', 'ÉTÉ'],
      ['category', 'add', 'Garden', '--user', 'alex'],
      ['category', 'edit', '1', '--name', 'GARDEN'],
      ['task', 'add', 'x', ...essentials, 'x', '--owner', '8'],
      ['task', 'add', 'x', ...essentials, 'x', '--private'],
      ['task', 'add', 'x', ...essentials, 'x', '--due', '10000-01-01'],
      ['task', 'add', 'x'.repeat(201), ...essentials, 'x'],
      ['task', 'add', 'x', ...essentials, '🎁'.repeat(1001)],
      ['task', 'remove', '10', '--yes'],
      ['win', 'pick', '1', '--date', '2026-11-21'],
      ['win', 'pick', '10'],
      ['win', 'pick', '9'],
      ['db', 'seed', '--demo'],
    ]
    for (const argv of refused) await expectSameAnswers(homes, { argv })
    const added = [
      ['user', 'add', 'Kim'],
      ['category', 'add', 'Kitchen'],
      ['task', 'add', '🎁'.repeat(200), ...essentials, '🎁'.repeat(1000)],
      ['win', 'pick', '1', '--as', 'kim'],
      ['win', 'done'],
      ['task', 'list', '--all', '--sort', 'id:desc'],
    ]
    for (const argv of added) await expectSameAnswers(homes, { argv: [...argv, '--json'] })
  })

  test('of a demo', async () => {
    const homes = await householdsOnBoth([])()
    const size = ['--tasks', '200', '--days', '60']
    const words = [
      ['db', 'seed', '--demo', ...size],
      ['task', 'list', '--all', '--sort', 'updated_at:desc,title'],
      ['win', 'history'],
      ['win', 'stats'],
      ['user', 'list'],
      ['category', 'list'],
      [],
    ]
    for (const argv of words) await expectSameAnswers(homes, { argv: [...argv, '--json'] })
  })
})
