import { describe, expect, test } from 'vitest'
import { copiesOf, household } from '../../support/household/household.ts'
import {
  addedTask,
  failure,
  oneOClock,
  shownTask,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Cut']

const rich = [
  ...['--description', 'With care', '--materials', 'Secateurs', '--owner', 'alex'],
  ...['--category', 'garden', '--priority', 'urgent', '--due', '2026-11-20', '--private'],
]

/** Alex and Sam, two categories, a task that says everything and one that says the least. */
const householdWithFields = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Alex', '--email', 'Alex@example.org')
  await home.json('user', 'add', 'Sam')
  await home.json('category', 'add', 'Garden')
  await home.json('category', 'add', 'Kitchen')
  await home.json('task', 'add', 'Prune the roses', ...essentials, ...rich)
  await home.json('task', 'add', 'Mow', ...essentials)
  home.setClock(oneOClock)
  return home
})

const roses = addedTask(1, {
  title: 'Prune the roses',
  description: 'With care',
  effort: 'SMALL',
  definition_of_done: 'Cut',
  materials_needed: 'Secateurs',
  owner_user_id: 1,
  owner: 'Alex',
  category_id: 1,
  category: 'Garden',
  priority: 'URGENT',
  due_date: '2026-11-20',
  private: true,
  created_at: '2026-11-22T12:00:04.000Z',
  updated_at: '2026-11-22T12:00:04.000Z',
})

const mow = addedTask(2, {
  title: 'Mow',
  effort: 'SMALL',
  definition_of_done: 'Cut',
  created_at: '2026-11-22T12:00:05.000Z',
  updated_at: '2026-11-22T12:00:05.000Z',
})

test('task add keeps every field, and gives the rest its beginning', async () => {
  const home = await householdWithFields()
  expect(await home.json('task', 'list', '--as', 'alex')).toEqual([roses, mow])
})

test('task add takes none for every optional field', async () => {
  const home = await householdWithFields()
  const none = [
    '--description',
    '--materials',
    '--owner',
    '--category',
    '--due',
    '--starts',
  ].flatMap((name) => [name, 'None'])
  const added = await home.json('task', 'add', 'Mow', ...essentials, ...none, '--no-private')
  expect(added).toEqual({
    ...mow,
    id: 3,
    uuid: '00000000-0000-4000-8000-000000000003',
    created_at: oneOClock,
    updated_at: oneOClock,
  })
})

describe('task edit', () => {
  test.each([
    [['--title', 'Cut the roses'], { title: 'Cut the roses' }],
    [['--description', 'Wear gloves\nand a hat'], { description: 'Wear gloves\nand a hat' }],
    [['--description', 'NONE'], { description: null }],
    [['--domain', 'Repairs'], { domain: 'REPAIRS' }],
    [['--effort', 'COMPLEX'], { effort: 'COMPLEX' }],
    [['--definition-of-done', 'Gone'], { definition_of_done: 'Gone' }],
    [['--materials', 'Gloves'], { materials_needed: 'Gloves' }],
    [['--materials', 'none'], { materials_needed: null }],
    [['--owner', 'SAM'], { owner_user_id: 2, owner: 'Sam' }],
    [['--owner', 'none', '--no-private'], { owner_user_id: null, owner: null, private: false }],
    [['--category', 'kitchen'], { category_id: 2, category: 'Kitchen' }],
    [['--category', '2'], { category_id: 2, category: 'Kitchen' }],
    [['--category', 'none'], { category_id: null, category: null }],
    [['--priority', 'low'], { priority: 'LOW' }],
    [['--priority', 'hIgH'], { priority: 'HIGH' }],
    [['--due', 'none'], { due_date: null }],
    [['--starts', 'friday'], { starts_on: '2026-11-27' }],
    [['--starts', 'NONE'], { starts_on: null }],
    [['--due', 'tomorrow'], { due_date: '2026-11-23' }],
    [['--no-private'], { private: false }],
    [['--private'], {}],
    [
      ['--description', 'x', '--materials', 'y', '--priority', 'low', '--due', 'today'],
      { description: 'x', materials_needed: 'y', priority: 'LOW', due_date: '2026-11-22' },
    ],
  ])('%j changes that alone', async (words, changes) => {
    const home = await householdWithFields()
    expect(await home.json('task', 'edit', '1', ...words, '--as', 'alex')).toEqual({
      ...roses,
      ...changes,
      updated_at: oneOClock,
    })
  })

  test('searches find the new description, and the old one no more', async () => {
    const home = await householdWithFields()
    await home.json('task', 'edit', '1', '--description', 'Wear gloves', '--as', 'alex')
    const found = async (word: string) =>
      (await home.run('task', 'list', '--search', word, '--quiet', '--as', 'alex')).stdout
    expect([await found('GLOVES'), await found('with care')]).toEqual(['1\n', ''])
  })

  const words = { priority: 'low, medium, high or urgent' }

  test.each([
    [
      ['--priority', 'hihg'],
      usageFailure(`There is no priority “hihg”: choose ${words.priority}.`, 'Did you mean high?'),
    ],
    [
      ['--priority', 'urgnet'],
      usageFailure(
        `There is no priority “urgnet”: choose ${words.priority}.`,
        'Did you mean urgent?',
      ),
    ],
    [
      ['--priority', 'none'],
      usageFailure(`There is no priority “none”: choose ${words.priority}.`),
    ],
    [['--priority', ' '], usageFailure(`Missing priority: choose ${words.priority}.`)],
    [
      ['--category', 'shed'],
      failure(3, 'There is no category “shed”.', 'See: momentum --as alex category list'),
    ],
    [
      ['--category', '9'],
      failure(
        3,
        'There is no category with the number 9.',
        'See: momentum --as alex category list',
      ),
    ],
    [['--owner', 'zoe'], failure(3, 'There is no member “zoe”.', 'See: momentum user list --all')],
    [['--description', ' '], usageFailure('The description is empty.')],
    [
      ['--description', 'é'.repeat(1001)],
      usageFailure('The description is 1001 characters long; the limit is 1000.'),
    ],
    [
      ['--materials', 'é'.repeat(1001)],
      usageFailure('The list of materials is 1001 characters long; the limit is 1000.'),
    ],
    [
      [],
      usageFailure(
        'Say what to change.',
        'Name a field, such as --effort small: momentum --as alex task edit --help',
      ),
    ],
  ])('refuses %j and changes nothing', async (options, answer) => {
    const home = await householdWithFields()
    expect(await home.run('task', 'edit', '1', ...options, '--as', 'alex')).toEqual(answer)
    expect(await home.json('task', 'show', '1', '--as', 'alex')).toEqual(shownTask(roses))
  })

  test('takes a description of 1000 characters', async () => {
    const home = await householdWithFields()
    const description = '🌹'.repeat(1000)
    expect(await home.json('task', 'edit', '2', '--description', description)).toEqual({
      ...mow,
      description,
      updated_at: oneOClock,
    })
  })
})

describe('the page of a task', () => {
  test('tells all there is to know', async () => {
    const home = await householdWithFields()
    await home.json('task', 'block', '1', '--note', 'It rains', '--as', 'alex')
    expect(await home.run('task', 'show', '1', '--as', 'alex')).toEqual(
      success(
        'Prune the roses  #1',
        '',
        'Status       ■ blocked',
        'Note         It rains',
        'Done means   Cut',
        'Description  With care',
        'Materials    Secateurs',
        'Domain       chores',
        'Effort       small',
        'Owner        Alex (private)',
        'Category     Garden',
        'Priority     urgent',
        'Due          2026-11-20 (2 days ago, overdue)',
        'Added        2026-11-22',
        'UUID         00000000-0000-4000-8000-000000000001',
      ),
    )
  })

  test('leaves out empty values', async () => {
    expect(await (await householdWithFields()).run('task', 'show', '2')).toEqual(
      success(
        'Mow  #2',
        '',
        'Status      ○ backlog',
        'Done means  Cut',
        'Domain      chores',
        'Effort      small',
        'Owner       Unassigned',
        'Priority    medium',
        'Added       2026-11-22',
        'UUID        00000000-0000-4000-8000-000000000002',
      ),
    )
  })

  test('calls a task that was done in time or late not overdue', async () => {
    const home = await householdWithFields()
    await home.json('task', 'done', '1', '--as', 'alex')
    const { stdout } = await home.run('task', 'show', '1', '--as', 'alex')
    expect(stdout.split('\n').filter((line) => /^(Due|Done {2}) /.test(line))).toEqual([
      'Due          2026-11-20 (2 days ago)',
      'Done         2026-11-22',
    ])
  })
})

describe('several tasks at once', () => {
  test.each([
    ['start', 'ACTIVE'],
    ['pause', 'PAUSED'],
    ['block', 'BLOCKED'],
    ['done', 'DONE'],
    ['abandon', 'ABANDONED'],
  ])('task %s moves all of them, in the order they were named', async (verb, status) => {
    const home = await householdWithFields()
    const moved = await home.json(
      'task',
      verb,
      '2',
      '1',
      '#2',
      '--as',
      'alex',
      '--fields',
      'id,status',
    )
    expect(moved).toEqual([
      { id: 2, status },
      { id: 1, status },
    ])
  })

  test('task reopen puts all of them back', async () => {
    const home = await householdWithFields()
    await home.json('task', 'done', '1', '2', '--as', 'alex')
    expect(await home.json('task', 'reopen', '1', '2', '--as', 'alex')).toEqual([
      { ...roses, updated_at: '2026-11-22T13:00:01.000Z' },
      { ...mow, updated_at: '2026-11-22T13:00:01.000Z' },
    ])
  })

  test('a task that is named twice is moved once, and a program gets a list of one', async () => {
    const home = await householdWithFields()
    expect(await home.json('task', 'start', '2', 'mow')).toEqual([
      { ...mow, status: 'ACTIVE', updated_at: oneOClock },
    ])
  })

  const missing = failure(3, 'There is no task with the number 9.', 'See: momentum task list --all')

  test.each([
    ['one is not there', ['2', '9'], missing],
    [
      'one is another’s private one',
      ['2', '1'],
      failure(3, 'There is no task with the number 1.', 'See: momentum task list --all'),
    ],
    [
      'one may not move so',
      ['2', '3'],
      failure(4, '“Stuck” is abandoned and cannot become done.', 'First: momentum task reopen 3'),
    ],
  ])('none is moved when %s', async (_, ids, answer) => {
    const home = await householdWithFields()
    await home.json('task', 'add', 'Stuck', ...essentials)
    await home.json('task', 'abandon', '3')
    const before = await home.json('task', 'list', '--all', '--as', 'alex')
    expect(await home.run('task', 'done', ...ids)).toEqual(answer)
    expect(await home.json('task', 'list', '--all', '--as', 'alex')).toEqual(before)
  })

  test('a person sees them in a table', async () => {
    const home = await householdWithFields()
    expect(await home.run('task', 'done', '2', '1', '--as', 'alex')).toEqual(
      success(
        'id  task             domain  effort  priority  due         owner           category  status',
        ' 2  Mow              chores  small   medium    –           –               –         ✓ done',
        ' 1  Prune the roses  chores  small   urgent    2 days ago  Alex (private)  Garden    ✓ done',
      ),
    )
  })
})

describe('user edit --email', () => {
  const alex = {
    id: 1,
    name: 'Alex',
    role: null,
    email: 'Alex@example.org',
    has_password: false,
    active: true,
    created_at: '2026-11-22T12:00:00.000Z',
    updated_at: '2026-11-22T12:00:00.000Z',
  }

  test.each([
    ['none', null],
    ['NONE', null],
    [' al.ex+home@Mail.example.org ', 'al.ex+home@Mail.example.org'],
    ['ALEX@example.org', 'ALEX@example.org'],
  ])('%j makes it %j', async (text, email) => {
    const home = await householdWithFields()
    expect(await home.json('user', 'edit', 'alex', '--email', text)).toEqual({
      ...alex,
      email,
      updated_at: oneOClock,
    })
  })

  const form = 'Write it like alex@example.org.'

  test.each([
    ['1', 'sam', usageFailure('“sam” is not an email address.', form)],
    ['1', 'sam@home', usageFailure('“sam@home” is not an email address.', form)],
    ['1', 'a b@example.org', usageFailure('“a b@example.org” is not an email address.', form)],
    ['1', '', usageFailure('The email address is empty.')],
    [
      '1',
      `${'x'.repeat(243)}@example.org`,
      usageFailure('The email address is 255 characters long; the limit is 254.'),
    ],
    [
      'sam',
      'ALEX@EXAMPLE.ORG',
      failure(
        4,
        '“ALEX@EXAMPLE.ORG” is already in use.',
        'Choose another address, or see: momentum user list --all',
      ),
    ],
  ])('refuses for %s the address %j', async (user, email, answer) => {
    const home = await householdWithFields()
    const before = await home.json('user', 'list')
    expect(await home.run('user', 'edit', user, '--email', email)).toEqual(answer)
    expect(await home.json('user', 'list')).toEqual(before)
  })

  test('an address that was given up can be taken', async () => {
    const home = await householdWithFields()
    await home.json('user', 'edit', 'alex', '--email', 'none')
    expect(
      await home.json(
        'user',
        'edit',
        'sam',
        '--email',
        'alex@example.org',
        '--fields',
        'name,email',
      ),
    ).toEqual({ name: 'Sam', email: 'alex@example.org' })
  })
})
