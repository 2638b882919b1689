import { describe, expect, test } from 'vitest'
import { copiesOf, type Household, household } from '../../support/household/household.ts'
import { failure, success, usageFailure } from '../../support/household/sample.ts'
import { keys, terminal } from '../../support/program/terminal.ts'

/** Alex and Sam, four categories, and a task in the household's garden. */
const householdWithCategories = copiesOf(async () => {
  const home = household()
  const lines = [
    ['user', 'add', 'Alex'],
    ['user', 'add', 'Sam'],
    ['category', 'add', 'Garden', '--color', 'green'],
    ['category', 'add', 'garden', '--color', '#ABCDEF', '--user', 'sam'],
    ['category', 'add', 'Own', '--user', 'alex'],
    ['category', 'add', 'own', '--user', 'sam'],
    [
      ...['task', 'add', 'Mow', '--domain', 'chores', '--effort', 'tiny'],
      ...['--definition-of-done', 'Short', '--category', 'garden'],
    ],
  ]
  for (const argv of lines) await home.json(...argv)
  return home
})

const short = (home: Household) => home.json('category', 'list', '--fields', 'id,name,color,user')

const four = [
  { id: 1, name: 'Garden', color: '#4c9f70', user: null },
  { id: 3, name: 'Own', color: '#d1495b', user: 'Alex' },
  { id: 2, name: 'garden', color: '#abcdef', user: 'Sam' },
  { id: 4, name: 'own', color: '#e07a1f', user: 'Sam' },
]

describe('category add', () => {
  test('gives all that there is to know', async () => {
    const home = await householdWithCategories()
    expect(
      await home.json('category', 'add', ' Büro ', '--color', 'Purple', '--user', 'SAM'),
    ).toEqual({
      id: 5,
      name: 'Büro',
      color: '#8e6bbf',
      user_id: 2,
      user: 'Sam',
      created_at: '2026-11-22T12:00:07.000Z',
      updated_at: '2026-11-22T12:00:07.000Z',
    })
  })

  test.each([
    { words: ['Shed'], line: '● Shed  #c9a227 · household' },
    { words: ['Shed', '--user', '1'], line: '● Shed  #c9a227 · Alex' },
    { words: ['Shed', '--user', 'None'], line: '● Shed  #c9a227 · household' },
    { words: ['Shed', '--color', '#0aF9b3'], line: '● Shed  #0af9b3 · household' },
    { words: ['Shed', '--color', 'ORANGE'], line: '● Shed  #e07a1f · household' },
    { words: ['GARDEN', '--user', 'alex'], line: '● GARDEN  #c9a227 · Alex' },
    { words: ['Own'], line: '● Own  #c9a227 · household' },
  ])('tells a person: $line', async ({ words, line }) => {
    const home = await householdWithCategories()
    expect(await home.run('category', 'add', ...words)).toEqual(success(`✓ Added #5: ${line}`))
  })

  test.each([
    ['the household', ['GARDEN'], 'GARDEN'],
    ['a user', ['OWN', '--user', 'sam'], 'OWN'],
  ])('refuses a name that %s has in another case', async (_, words, name) => {
    const home = await householdWithCategories()
    expect(await home.run('category', 'add', ...words)).toEqual(
      failure(
        4,
        `There is already a category named “${name}”.`,
        'Choose another name, or see: momentum category list',
      ),
    )
    expect(await short(home)).toEqual(four)
  })

  const letter = 'Use a name with at least one letter, other than “none”.'
  const colors =
    'Write it as #rrggbb, or choose red, orange, yellow, green, cyan, blue, purple, pink, gray.'

  test.each([
    [['None'], usageFailure('“None” cannot be a category name.', letter)],
    [['#12'], usageFailure('“#12” cannot be a category name.', letter)],
    [['x', '--color', 'mauve'], usageFailure('“mauve” is not a color.', colors)],
    [['x', '--color', '#fff'], usageFailure('“#fff” is not a color.', colors)],
    [['x', '--color', ''], usageFailure('“” is not a color.', colors)],
    [[' '], usageFailure('The category name is empty.')],
    [['é'.repeat(61)], usageFailure('The category name is 61 characters long; the limit is 60.')],
    [
      ['x', '--user', 'zoe'],
      failure(3, 'There is no member “zoe”.', 'See: momentum user list --all'),
    ],
  ])('refuses %j', async (words, answer) => {
    const home = await householdWithCategories()
    expect(await home.run('category', 'add', ...words)).toEqual(answer)
    expect(await short(home)).toEqual(four)
  })
})

describe('category list', () => {
  test('has the household’s first, then each user’s, by name', async () => {
    const home = await householdWithCategories()
    await home.json('category', 'add', 'äther', '--color', 'red')
    await home.json('category', 'add', 'Bills', '--color', 'red')
    expect(await home.run('category', 'list')).toEqual(
      success(
        'id  category  color    owner',
        ' 6  ● Bills   #d1495b  household',
        ' 1  ● Garden  #4c9f70  household',
        ' 5  ● äther   #d1495b  household',
        ' 3  ● Own     #d1495b  Alex',
        ' 2  ● garden  #abcdef  Sam',
        ' 4  ● own     #e07a1f  Sam',
      ),
    )
  })

  test('has the same in JSON, and ids with --quiet', async () => {
    const home = await householdWithCategories()
    expect([await short(home), await home.run('category', 'list', '--quiet')]).toEqual([
      four,
      success('1', '3', '2', '4'),
    ])
  })

  test('says how to begin', async () => {
    const home = household()
    await home.json('db', 'init')
    expect([await home.run('category', 'list'), await home.json('category', 'list')]).toEqual([
      success('No categories yet.', 'Add one: momentum category add Garden'),
      [],
    ])
  })
})

describe('category edit', () => {
  test.each([
    [
      ['garden', '--name', 'Outside'],
      [{ ...four[0], name: 'Outside' }, four[1], four[2], four[3]],
    ],
    [
      ['garden', '--name', 'GARDEN'],
      [{ ...four[0], name: 'GARDEN' }, four[1], four[2], four[3]],
    ],
    [
      ['garden', '--color', 'red', '--as', 'sam'],
      [four[0], four[1], { ...four[2], color: '#d1495b' }, four[3]],
    ],
    [
      ['#3', '--color', '#000000', '--name', 'Garden'],
      [four[0], { ...four[1], color: '#000000', name: 'Garden' }, four[2], four[3]],
    ],
    [
      ['own', '--color', 'red', '--as', 'alex'],
      [four[0], { ...four[1], color: '#d1495b' }, four[2], four[3]],
    ],
  ])('with %j changes that one alone', async (words, after) => {
    const home = await householdWithCategories()
    await home.json('category', 'edit', ...words)
    expect(await short(home)).toEqual(after)
  })

  const unnamed = usageFailure('Say what to change.', 'Add --name <name> or --color <color>.')

  test.each([
    [['garden'], unnamed],
    [
      ['zoe', '--color', 'red'],
      failure(3, 'There is no category “zoe”.', 'See: momentum category list'),
    ],
    [
      ['99', '--color', 'red'],
      failure(3, 'There is no category with the number 99.', 'See: momentum category list'),
    ],
    [
      ['Own', '--color', 'red'],
      failure(3, '“Own” matches several categories: 3 (Alex), 4 (Sam).', 'Use its number.'),
    ],
    [
      ['4', '--name', 'GARDEN'],
      failure(
        4,
        'There is already a category named “GARDEN”.',
        'Choose another name, or see: momentum category list',
      ),
    ],
  ])('refuses %j', async (words, answer) => {
    const home = await householdWithCategories()
    expect(await home.run('category', 'edit', ...words)).toEqual(answer)
    expect(await short(home)).toEqual(four)
  })

  test('shows on the tasks of the category, and moves when it was changed', async () => {
    const home = await householdWithCategories()
    const { updated_at } = (await home.json('category', 'edit', '1', '--name', 'Outside')) as {
      updated_at: string
    }
    expect([
      updated_at,
      await home.json('task', 'show', '1', '--fields', 'category_id,category'),
    ]).toEqual(['2026-11-22T12:00:07.000Z', { category_id: 1, category: 'Outside' }])
  })
})

describe('category remove', () => {
  test('needs --yes without a terminal', async () => {
    const home = await householdWithCategories()
    expect(await home.run('category', 'remove', 'garden')).toEqual(
      usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
    )
    expect(await short(home)).toEqual(four)
  })

  test('leaves its tasks without one', async () => {
    const home = await householdWithCategories()
    expect([
      await home.run('category', 'remove', 'garden', '--yes'),
      await short(home),
      await home.json('task', 'list', '--fields', 'title,category_id,category'),
    ]).toEqual([
      success('✓ Deleted #1: Garden'),
      four.slice(1),
      [{ title: 'Mow', category_id: null, category: null }],
    ])
  })

  test('tells a program what it was', async () => {
    const home = await householdWithCategories()
    expect(await home.json('category', 'remove', '2', '--yes')).toEqual({
      ...four[2],
      user_id: 2,
      created_at: '2026-11-22T12:00:03.000Z',
      updated_at: '2026-11-22T12:00:03.000Z',
    })
  })

  test('asks at a terminal, and Enter alone means no', async () => {
    const home = await householdWithCategories()
    const person = terminal(home, ['category', 'remove', 'garden'])
    await person.sees('? Delete the category “Garden”? (You can undo this.) (y/N)')
    person.types(keys.enter)
    expect([await person.ends(), await short(home)]).toEqual([130, four])
  })

  test('removes when the answer is yes', async () => {
    const home = await householdWithCategories()
    const person = terminal(home, ['category', 'remove', 'garden', '--as', 'sam'])
    await person.sees('? Delete the category “garden”?')
    person.types(`y${keys.enter}`)
    expect([await person.ends(), await short(home)]).toEqual([0, [four[0], four[1], four[3]]])
  })

  test('finds none of the name, and asks nothing', async () => {
    const home = await householdWithCategories()
    expect(await home.run('category', 'remove', 'zoe', '--yes')).toEqual(
      failure(3, 'There is no category “zoe”.', 'See: momentum category list'),
    )
  })
})

describe('a category that is named', () => {
  const add = [
    'task',
    'add',
    'T',
    '--domain',
    'food',
    '--effort',
    'tiny',
    '--definition-of-done',
    'x',
  ]
  const ambiguous = failure(
    3,
    '“Own” matches several categories: 3 (Alex), 4 (Sam).',
    'Use its number.',
  )

  test.each([
    { name: 'GARDEN', who: [], id: 1 },
    { name: 'GARDEN', who: ['--as', 'alex'], id: 1 },
    { name: 'GARDEN', who: ['--as', 'sam'], id: 2 },
    { name: 'own', who: ['--as', 'alex'], id: 3 },
    { name: 'own', who: ['--as', 'sam'], id: 4 },
    { name: '4', who: ['--as', 'alex'], id: 4 },
    { name: ' #3 ', who: [], id: 3 },
  ])('“$name” with $who is number $id', async ({ name, who, id }) => {
    const home = await householdWithCategories()
    const added = await home.json(...add, '--category', name, ...who, '--fields', 'category_id')
    const listed = await home.json(
      ...['task', 'list', '--category', name, ...who, '--fields', 'category_id'],
    )
    expect([added, (listed as object[]).at(-1)]).toEqual([{ category_id: id }, { category_id: id }])
  })

  test.each([
    ['add', [...add, '--category', 'Own']],
    ['edit', ['task', 'edit', '1', '--category', 'Own']],
    ['list', ['task', 'list', '--category', 'Own']],
    ['category remove', ['category', 'remove', 'Own', '--yes']],
  ])('in %s is refused when it could be several', async (_, argv) => {
    const home = await householdWithCategories()
    const before = await home.json('task', 'list')
    expect(await home.run(...argv)).toEqual(ambiguous)
    expect([await home.json('task', 'list'), await short(home)]).toEqual([before, four])
  })
})

test('the categories of a user go with the user, and their tasks stay', async () => {
  const home = await householdWithCategories()
  await home.json('task', 'edit', '1', '--category', '2')
  await home.json('user', 'remove', 'sam', '--yes')
  expect([
    await short(home),
    await home.json('task', 'list', '--fields', 'title,category_id,category'),
  ]).toEqual([[four[0], four[1]], [{ title: 'Mow', category_id: null, category: null }]])
})

describe('the color of a category', () => {
  const esc = '\u001b['

  async function painted(env: Record<string, string>, ...argv: string[]) {
    const home = await householdWithCategories()
    Object.assign(home.env, env)
    return (await home.run(...argv)).stdout
  }

  test.each([
    { depth: 'of 16', env: { FORCE_COLOR: '1', COLORTERM: 'truecolor' }, open: '32m' },
    { depth: 'of 256', env: { FORCE_COLOR: '2' }, open: '38;5;72m' },
    { depth: 'of all', env: { FORCE_COLOR: '3' }, open: '38;2;76;159;112m' },
    { depth: 'of 16, unless told', env: { FORCE_COLOR: 'true' }, open: '32m' },
    {
      depth: 'of 256 that TERM says',
      env: { FORCE_COLOR: 'true', TERM: 'xterm-256color' },
      open: '38;5;72m',
    },
    {
      depth: 'of all that COLORTERM says',
      env: { FORCE_COLOR: 'true', COLORTERM: '24bit' },
      open: '38;2;76;159;112m',
    },
  ])('is the nearest one $depth', async ({ env, open }) => {
    const line = (await painted(env, 'category', 'list')).split('\n')[1]
    expect(line).toEqual(
      ` ${esc}2m1${esc}22m  ${esc}${open}●${esc}39m Garden  ${esc}2m#4c9f70${esc}22m  ${esc}2mhousehold${esc}22m`,
    )
  })

  test('colors only the sign of a single category', async () => {
    const env = { FORCE_COLOR: '3' }
    expect(await painted(env, 'category', 'edit', '1', '--color', '#010203')).toEqual(
      `${esc}38;5;28m✓${esc}39m Changed #1: ${esc}38;2;1;2;3m●${esc}39m Garden  ${esc}2m#010203 · household${esc}22m\n`,
    )
  })

  test.each([
    ['NO_COLOR', { FORCE_COLOR: '3', COLORTERM: 'truecolor', NO_COLOR: '1' }, []],
    ['--no-color', { FORCE_COLOR: '3', COLORTERM: 'truecolor' }, ['--no-color']],
    ['a pipe', { COLORTERM: 'truecolor' }, []],
    ['--quiet --json', { FORCE_COLOR: '3', COLORTERM: 'truecolor' }, ['--json']],
  ])('is not there with %s', async (_, env, words) => {
    expect(await painted(env, 'category', 'list', ...words)).not.toContain('\u001b')
  })

  test('is not needed to tell categories apart', async () => {
    expect((await painted({ NO_COLOR: '1' }, 'category', 'list')).split('\n')[1]).toEqual(
      ' 1  ● Garden  #4c9f70  household',
    )
  })
})
