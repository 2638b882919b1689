import { describe, expect, test } from 'vitest'
import { copiesOf, type Household, household, screen } from '../../support/household/household.ts'
import { oneOClock, success, usageFailure } from '../../support/household/sample.ts'

const essentials = ['--effort', 'small', '--definition-of-done', 'x']

/** Sunday 22 November 2026, one o'clock. */
const householdWithDueTasks = copiesOf(async () => {
  const home = household()
  const things = [
    ['user', 'Alex'],
    ['category', 'Garden'],
    ['category', 'Attic'],
  ] as const
  const tasks = [
    ['Mow', '--domain', 'chores', '--due', '+3d', '--category', 'garden'],
    ['Rent', '--domain', 'bills', '--due', '2026-11-20', '--priority', 'urgent'],
    ['Soup', '--domain', 'food', '--due', 'today', '--owner', 'alex'],
    ['Tap', '--domain', 'repairs', '--priority', 'low', '--category', 'attic'],
    ['Tax', '--domain', 'bills', '--due', '2026-11-01', '--priority', 'high'],
    ['Peas', '--domain', 'food', '--due', '2026-11-21', '--category', 'garden'],
  ]
  for (const [noun, name] of things) await home.json(noun, 'add', name)
  for (const words of tasks) await home.json('task', 'add', ...words, ...essentials)
  await home.json('task', 'done', 'tax')
  await home.json('task', 'block', 'peas', '--note', 'Frozen')
  home.setClock(oneOClock)
  return home
})

const titles = async (home: Household, ...words: string[]) =>
  ((await home.json('task', 'list', ...words, '--fields', 'title')) as { title: string }[]).map(
    ({ title }) => title,
  )

const forms = 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'
const refusals = [
  ['03/04', usageFailure('“03/04” could mean two different dates.', forms)],
  ['3.4.2026', usageFailure('“3.4.2026” could mean two different dates.', forms)],
  ['3-4', usageFailure('“3-4” could mean two different dates.', forms)],
  ['13/04', usageFailure('“13/04” is not a date.', forms)],
  ['20261122', usageFailure('“20261122” is not a date.', forms)],
  ['-3d', usageFailure('“-3d” is not a date.', forms)],
  ['+3x', usageFailure('“+3x” is not a date.', forms)],
  ['tomorow', usageFailure('“tomorow” is not a date.', `Did you mean tomorrow? ${forms}`)],
  ['thrusday', usageFailure('“thrusday” is not a date.', `Did you mean thursday? ${forms}`)],
  [
    'next friday',
    usageFailure('“next friday” could mean two different dates.', 'Type 2026-11-27 or 2026-12-04.'),
  ],
  ['2026-02-30', usageFailure('The date 2026-02-30 does not exist.')],
  ['', usageFailure('Missing date.', forms)],
] as const

const dates = [
  ['2027-02-28', '2027-02-28'],
  ['2020-01-01', '2020-01-01'],
  [' TODAY ', '2026-11-22'],
  ['tomorrow', '2026-11-23'],
  ['yesterday', '2026-11-21'],
  ['monday', '2026-11-23'],
  ['Sat', '2026-11-28'],
  ['sunday', '2026-11-29'],
  ['+0d', '2026-11-22'],
  ['+3d', '2026-11-25'],
  ['+2W', '2026-12-06'],
  ['+1m', '2026-12-22'],
  ['+3m', '2027-02-22'],
  ['+1y', '2027-11-22'],
  ['in 2 weeks', '2026-12-06'],
  ['25 dec', '2026-12-25'],
  ['next month', '2026-12-01'],
] as const

describe('--due', () => {
  test.each(dates)('%j is %s', async (text, due_date) => {
    const home = await householdWithDueTasks()
    const add = ['task', 'add', 'T', '--domain', 'food', ...essentials]
    expect([
      await home.json(...add, '--due', text, '--fields', 'due_date'),
      await home.json('task', 'edit', '4', '--due', text, '--fields', 'due_date'),
    ]).toEqual([{ due_date }, { due_date }])
  })

  test('+1m ends with a shorter month', async () => {
    const home = await householdWithDueTasks()
    home.setClock('2027-01-31T12:00:00.000Z')
    expect(await home.json('task', 'edit', '4', '--due', '+1m', '--fields', 'due_date')).toEqual({
      due_date: '2027-02-28',
    })
  })

  test('counts days where the household lives', async () => {
    const home = await householdWithDueTasks()
    Object.assign(home.env, { MOMENTUM_TZ: 'Pacific/Auckland' })
    expect(await home.json('task', 'edit', '4', '--due', 'today', '--fields', 'due_date')).toEqual({
      due_date: '2026-11-23',
    })
  })

  test.each(refusals)('%j is refused, and nothing is written', async (text, answer) => {
    const home = await householdWithDueTasks()
    const before = await home.json('task', 'list', '--all')
    const add = ['task', 'add', 'T', '--domain', 'food', ...essentials]
    expect([
      await home.run(...add, '--due', text),
      await home.run('task', 'edit', '1', '--due', text),
      await home.run('task', 'list', '--due-before', text),
    ]).toEqual([answer, answer, answer])
    expect(await home.json('task', 'list', '--all')).toEqual(before)
  })
})

describe('task list', () => {
  test.each([
    [[], ['Mow', 'Rent', 'Soup', 'Tap', 'Peas']],
    [['--overdue'], ['Rent', 'Peas']],
    [
      ['--overdue', '--all'],
      ['Rent', 'Tax', 'Peas'],
    ],
    [['--overdue', '--status', 'done'], ['Tax']],
    [
      ['--due-before', 'today'],
      ['Rent', 'Peas'],
    ],
    [
      ['--due-before', 'tomorrow'],
      ['Rent', 'Soup', 'Peas'],
    ],
    [['--due-before', '2026-11-20'], []],
    [['--due-before', '2026-11-21'], ['Rent']],
    [
      ['--due-before', '+4d'],
      ['Mow', 'Rent', 'Soup', 'Peas'],
    ],
    [['--priority', 'URGENT'], ['Rent']],
    [
      ['--priority', 'low,Urgent,low'],
      ['Rent', 'Tap'],
    ],
    [['--priority', 'high', '--all'], ['Tax']],
    [
      ['--category', 'GARDEN'],
      ['Mow', 'Peas'],
    ],
    [
      ['--category', 'none'],
      ['Rent', 'Soup'],
    ],
    [['--category', '2'], ['Tap']],
    [['--category', 'garden', '--overdue'], ['Peas']],
    [['--category', 'garden', '--priority', 'urgent'], []],
    [['--category', 'none', '--due-before', 'tomorrow', '--owner', 'alex'], ['Soup']],
    [
      ['--category', 'none', '--owner', 'none', '--domain', 'bills', '--priority', 'urgent'],
      ['Rent'],
    ],
    [['--mine', '--as', 'alex', '--due-before', 'tomorrow'], ['Soup']],
    [['--category', 'garden', '--status', 'blocked', '--search', 'PEA'], ['Peas']],
    [
      ['--sort', 'due_date'],
      ['Rent', 'Peas', 'Soup', 'Mow', 'Tap'],
    ],
    [
      ['--sort', 'due_date:desc'],
      ['Mow', 'Soup', 'Peas', 'Rent', 'Tap'],
    ],
    [
      ['--sort', 'priority'],
      ['Tap', 'Mow', 'Soup', 'Peas', 'Rent'],
    ],
    [
      ['--sort', 'priority:desc', '--all'],
      ['Rent', 'Tax', 'Mow', 'Soup', 'Peas', 'Tap'],
    ],
    [
      ['--sort', 'category'],
      ['Tap', 'Mow', 'Peas', 'Rent', 'Soup'],
    ],
    [
      ['--sort', 'category:desc'],
      ['Mow', 'Peas', 'Tap', 'Rent', 'Soup'],
    ],
    [
      ['--sort', 'category,due_date'],
      ['Tap', 'Peas', 'Mow', 'Rent', 'Soup'],
    ],
    [
      ['--sort', 'priority:desc,due_date', '--limit', '2'],
      ['Rent', 'Peas'],
    ],
    [
      ['--sort', 'due_date', '--offset', '3'],
      ['Mow', 'Tap'],
    ],
  ])('%j has %j', async (words, expected) => {
    expect(await titles(await householdWithDueTasks(), ...words)).toEqual(expected)
  })

  test('has a due day from the day after on', async () => {
    const home = await householdWithDueTasks()
    home.setClock('2026-11-22T23:59:59.999Z')
    const before = await titles(home, '--overdue', '--owner', 'alex')
    home.setClock('2026-11-23T00:00:00.000Z')
    expect([before, await titles(home, '--overdue', '--owner', 'alex')]).toEqual([[], ['Soup']])
  })

  test.each([
    [
      ['--overdue', '--due-before', 'today'],
      usageFailure('Use --overdue or --due-before, not both.'),
    ],
    [['--mine', '--owner', 'alex'], usageFailure('Use --mine or --owner, not both.')],
    [
      ['--priority', 'low,urgnt'],
      usageFailure(
        'There is no priority “urgnt”: choose low, medium, high or urgent.',
        'Did you mean urgent?',
      ),
    ],
    [['--priority', 'low,'], usageFailure('Missing priority: choose low, medium, high or urgent.')],
    [
      ['--sort', 'due_date:down'],
      usageFailure('There is no sort direction “down”: choose asc or desc.'),
    ],
    [
      ['--sort', 'due_date:desc:x'],
      usageFailure('Can’t sort by “due_date:desc:x”.', 'Write it as field or field:desc.'),
    ],
  ])('refuses %j', async (words, answer) => {
    expect(await (await householdWithDueTasks()).run('task', 'list', ...words)).toEqual(answer)
  })

  test('shows when each is due, with “! ” before what is overdue and not done', async () => {
    expect(await (await householdWithDueTasks()).run('task', 'list', '--all')).toEqual(
      success(
        'id  task  domain   effort  priority  due           owner  category  status',
        ' 2  Rent  bills    small   urgent    ! 2 days ago  –      –         ○ backlog',
        ' 6  Peas  food     small   medium    ! yesterday   –      Garden    ■ blocked',
        ' 3  Soup  food     small   medium    today         Alex   –         ○ backlog',
        ' 1  Mow   chores   small   medium    in 3 days     –      Garden    ○ backlog',
        ' 4  Tap   repairs  small   low       –             –      Attic     ○ backlog',
        ' 5  Tax   bills    small   high      2026-11-01    –      –         ✓ done',
      ),
    )
  })

  test.each([
    [110, 'id  task  domain  effort  priority  due           owner  category  status'],
    [109, 'id  task  domain  effort  priority  due           owner  status'],
    [100, 'id  task  domain  effort  priority  due           owner  status'],
    [99, 'id  task  effort  priority  due           owner  status'],
    [90, 'id  task  effort  priority  due           owner  status'],
    [89, 'id  task  priority  due           owner  status'],
    [60, 'id  task  priority  due           owner  status'],
    [59, 'id  task    owner  status'],
  ])('at %i columns has the columns that fit', async (columns, heading) => {
    const home = await householdWithDueTasks()
    const world = home.world(['task', 'list', '--domain', 'bills', '--no-color'], {
      stdout: screen(columns),
    })
    expect((await home.runIn(world)).stdout.split('\n')[0]).toEqual(heading)
  })

  test('below 60 columns, a sign says what is urgent or overdue', async () => {
    const home = await householdWithDueTasks()
    const world = home.world(['task', 'list', '--no-color'], { stdout: screen(59) })
    expect((await home.runIn(world)).stdout.split('\n')).toEqual([
      'id  task    owner  status',
      ' 2  ! Rent  –      ○ backlog',
      ' 6  ! Peas  –      ■ blocked',
      ' 3  Soup    Alex   ○ backlog',
      ' 1  Mow     –      ○ backlog',
      ' 4  Tap     –      ○ backlog',
      '',
    ])
  })

  test('paints the sign of what is overdue red, and shows urgent in bold', async () => {
    const home = await householdWithDueTasks()
    Object.assign(home.env, { FORCE_COLOR: '1' })
    const esc = '\u001b['
    expect((await home.run('task', 'list', '--domain', 'bills')).stdout.split('\n')[1]).toEqual(
      ` ${esc}2m2${esc}22m  Rent  bills   small   ${esc}1murgent${esc}22m    ${esc}31m!${esc}39m 2 days ago  ${esc}2m–${esc}22m      ${esc}2m–${esc}22m         ${esc}2m○ backlog${esc}22m`,
    )
  })
})

describe('the line of a task that is added', () => {
  test.each([
    ['today', 'due today'],
    ['tomorrow', 'due tomorrow'],
    ['yesterday', 'due yesterday, overdue'],
    ['+14d', 'due in 14 days'],
    ['+15d', 'due 2026-12-07'],
  ])('says of %s: %s', async (text, due) => {
    const home = await householdWithDueTasks()
    expect(
      await home.run('task', 'add', 'T', '--domain', 'food', ...essentials, '--due', text),
    ).toEqual(success('✓ Added #7: T', `  food · small · unassigned · ${due}`))
  })
})

describe('today’s page', () => {
  test('has what is due today or overdue, the earliest first', async () => {
    const home = await householdWithDueTasks()
    const page = (await home.json('--fields', 'due,blocked')) as Record<string, { title: string }[]>
    expect([page.due?.map(({ title }) => title), page.blocked?.map(({ title }) => title)]).toEqual([
      ['Rent', 'Peas', 'Soup'],
      ['Peas'],
    ])
  })

  test('shows it to a person', async () => {
    const { stdout } = await (await householdWithDueTasks()).run()
    expect(stdout).toEqual(
      [
        'Sunday 22 November 2026  no streak yet',
        '',
        'Daily Win    Nothing is picked for today yet.',
        '',
        'Due          ○ Alex: Soup',
        '             ! Unassigned: Rent, since Friday, urgent · Peas, since yesterday, blocked',
        'Unassigned   ○ 4  Tap – small',
        'Next 3 days  Wed 25 Nov  Unassigned: Mow',
        '',
        '  → momentum win pick  picks the task to finish today',
        '',
      ].join('\n'),
    )
  })

  test('names all of a person in one line', async () => {
    const home = await householdWithDueTasks()
    for (const number of [1, 2, 3]) {
      await home.json(
        'task',
        'add',
        `Due ${number}`,
        '--domain',
        'food',
        ...essentials,
        '--due',
        'today',
      )
    }
    const lines = (await home.run()).stdout.split('\n')
    expect(lines.filter((line) => line.includes('Rent'))).toEqual([
      '             ! Unassigned: Rent, since Friday, urgent · Peas, since yesterday, blocked · Due 1 · Due 2 · Due 3',
    ])
  })

  test('has no such list when nothing is due', async () => {
    const home = household()
    await home.json('task', 'add', 'T', '--domain', 'food', ...essentials, '--due', 'tomorrow')
    expect([await home.json('--fields', 'due'), (await home.run()).stdout.includes('Due')]).toEqual(
      [{ due: [] }, false],
    )
  })
})
