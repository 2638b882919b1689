import { describe, expect, test } from 'vitest'
import { noon } from '../support/household/household.ts'
import {
  addedTask,
  failure,
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../support/household/sample.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const whole =
  'Take out the bins due:fri @sam +chores pri:high effort:tiny +garden = Bins at the curb'

const bins = addedTask(4, {
  title: 'Take out the bins',
  domain: 'CHORES',
  effort: 'TINY',
  definition_of_done: 'Bins at the curb',
  owner_user_id: 2,
  owner: 'Sam',
  category_id: 1,
  category: 'Garden',
  priority: 'HIGH',
  due_date: '2026-11-27',
  created_at: noon,
  updated_at: noon,
})

async function withGarden() {
  const home = await sampleHousehold()
  await home.json('category', 'add', 'Garden')
  home.setClock(noon)
  return home
}

describe('momentum add', () => {
  test.each([
    ['many words', whole.split(' ')],
    ['one', [whole]],
    [
      'some',
      [
        'Take out the bins',
        'due:fri',
        '@sam +chores pri:high effort:tiny +garden',
        '=',
        'Bins at the curb',
      ],
    ],
  ])('takes its words as %s', async (_, words) => {
    const home = await withGarden()
    expect(await home.json('add', ...words)).toEqual(bins)
  })

  test('takes options for what the words do not say', async () => {
    const home = await withGarden()
    const options = [
      '-o',
      'sam',
      '-d',
      'fri',
      '-p',
      'high',
      '-c',
      'garden',
      '-w',
      'Bins at the curb',
    ]
    const words = ['Take', 'out', 'the', 'bins', '+chores', 'effort:tiny']
    expect([
      await home.json('add', ...words, ...options, '-n', 'Both of them', '--as', 'alex'),
      await home.json('task', 'show', '4', '--fields', 'notes'),
    ]).toMatchObject([bins, { notes: [{ text: 'Both of them', author: 'Alex' }] }])
  })

  test('gives the rest its beginning, which nobody has reviewed', async () => {
    const home = await sampleHousehold()
    expect([await home.json('add', 'Milk'), await home.json('list', '--unreviewed')]).toEqual(
      Array.from({ length: 2 }, (_, index) => {
        const milk = addedTask(4, {
          ...{ title: 'Milk', domain: 'OTHER', effort: 'SMALL' },
          ...{ definition_of_done: 'As the title says', reviewed: false },
        })
        return index === 0 ? milk : [milk]
      }),
    )
  })

  test('says back what it understood, with dates', async () => {
    const home = await withGarden()
    expect([
      await home.run('add', ...whole.split(' ')),
      await home.run('add', 'Milk'),
      await home.run('add', 'Milk', '-q'),
      await home.run(
        'add',
        'Water',
        'plants',
        'every',
        'tue',
        '@sam',
        '+garden',
        '--note',
        'Little',
      ),
    ]).toEqual([
      success(
        '✓ Added #4: Take out the bins',
        '  chores · tiny · Garden · Sam · high · due Fri 27 Nov (in 5 days)',
        '  Done means: Bins at the curb',
      ),
      success(
        '✓ Added #5: Milk',
        '  other · small · unassigned',
        '  Done means: as the title says',
      ),
      success('6'),
      success(
        '✓ Added routine 1: Water plants, every week on tue',
        '  first on Tue 24 Nov · Sam · task 7',
        '  other · small · Garden',
        '  Done means: as the title says',
      ),
    ])
    expect(await home.json('task', 'show', '7', '--fields', 'title,reviewed,owner,notes')).toEqual({
      ...{ title: 'Water plants', reviewed: false, owner: 'Sam' },
      notes: [expect.objectContaining({ text: 'Little' })],
    })
  })

  test('makes a routine of a task that repeats', async () => {
    const home = await sampleHousehold()
    const fields = ['--fields', 'title,rule,mode,owner,definition_of_done,reviewed']
    const plants = { title: 'Water plants', owner: 'Sam', reviewed: true }
    expect([
      await home.json('add', ...'Water plants after 10d @sam = Moist'.split(' '), ...fields),
      await home.json(
        'add',
        'Water',
        'plants',
        '--every',
        'tue',
        '-o',
        'sam',
        '-w',
        'x',
        ...fields,
      ),
    ]).toEqual([
      { ...plants, rule: '10 days', mode: 'AFTER', definition_of_done: 'Moist' },
      { ...plants, rule: 'week on tue', mode: 'CALENDAR', definition_of_done: 'x' },
    ])
  })

  test('the next task of a routine is as unreviewed as it is, until somebody edits it', async () => {
    const home = await sampleHousehold()
    await home.json('add', 'Dust', 'every', 'day')
    await home.json('task', 'done', 'dust')
    const reviewed = async () =>
      (await home.json('task', 'list', '--upcoming', '--fields', 'reviewed')) as unknown
    const before = await reviewed()
    await home.json('routine', 'edit', 'dust', '--done-when', 'No grey')
    expect([before, await reviewed()]).toEqual([[{ reviewed: false }], [{ reviewed: true }]])
  })

  test('makes a private task for who adds it', async () => {
    const home = await sampleHousehold()
    const words = ['add', 'Gift', '--private', '--fields', 'owner,private', '--as', 'alex']
    expect(await home.json(...words)).toEqual({ owner: 'Alex', private: true })
  })

  test('asks for the words on a terminal', async () => {
    const home = await sampleHousehold()
    const person = terminal(home, ['add'])
    await person.sees('What needs doing?')
    person.types(`Milk @sam${keys.enter}`)
    expect([
      await person.ends(),
      await home.json('list', '--owner', 'sam', '--fields', 'title'),
    ]).toEqual([0, [{ title: 'Pay the rent' }, { title: 'Milk' }]])
  })

  test.each([
    [['add'], 'Missing words: what needs doing?', 'See: momentum add --help'],
    [['add', '@sam'], 'The title is empty.', undefined],
    [
      ['add', 'Milk', '@sam', '--owner', 'alex'],
      'Use @ in the words, or --owner, not both.',
      undefined,
    ],
    [
      ['add', 'Milk', '+food', '--domain', 'food'],
      'Use + in the words, or --domain, not both.',
      undefined,
    ],
    [
      ['add', 'Milk', 'due:fri', '-d', 'fri'],
      'Use due: in the words, or --due, not both.',
      undefined,
    ],
    [
      ['add', 'Milk', '=', 'In', 'the', 'fridge', '-w', 'Bought'],
      'Use = in the words, or --definition-of-done, not both.',
      undefined,
    ],
    [
      ['add', 'Milk', 'every', 'day', '--starts', 'fri'],
      'A task that repeats gets its dates from its rule, and so has no start.',
      'To say when a routine begins: momentum routine add --help',
    ],
  ])('refuses %j before it opens the database', async (words, message, hint) => {
    expect(await runInNewHousehold(...words)).toEqual({
      ...usageFailure(message, hint),
      made: false,
    })
  })

  test('says that what is not a rule does not repeat the task', async () => {
    const home = await withGarden()
    expect(await home.run('add', 'Trash every 2nd friday', '-q')).toEqual({
      stdout: '4\n',
      stderr:
        '“every 2nd friday” is not a rule, so the task does not repeat. “2nd friday” means two things.\n' +
        '  Write --every "2 weeks on fri" or --every "month on second fri".\n',
      code: 0,
    })
  })

  test('names the members and categories there are', async () => {
    const home = await withGarden()
    await home.json('user', 'deactivate', 'alex')
    expect([
      await home.run('add', 'Milk', '@zoe'),
      await home.run('add', 'Milk', '@alex'),
      await home.run('add', 'Milk', '+1'),
      await home.json('list', '--fields', 'id'),
    ]).toEqual([
      usageFailure(
        'There is no member “zoe”: choose sam.',
        "To keep it in the title, put a backslash before it, in quotes: '\\@zoe'",
      ),
      usageFailure(
        'There is no member “alex”: choose sam.',
        "To keep it in the title, put a backslash before it, in quotes: '\\@alex'",
      ),
      usageFailure(
        'There is no domain or category “1”: choose chores, bills, food, repairs, other or garden.',
        "To keep it in the title, put a backslash before it, in quotes: '\\+1'",
      ),
      [{ id: 1 }, { id: 2 }, { id: 3 }],
    ])
  })
})

describe('win pick of a task that nobody has given a definition of done', () => {
  const given = async () => {
    const home = await sampleHousehold()
    await home.json('add', 'Milk')
    return home
  }
  const now = ['--fields', 'definition_of_done,reviewed,status']

  test('is refused, with what to type', async () => {
    const home = await given()
    expect([
      await home.run('win', 'pick', 'milk', '--note', 'Why not', '--as', 'sam'),
      await home.json('task', 'show', '4', ...now),
    ]).toEqual([
      usageFailure(
        'Nobody has said yet when “Milk” is done.',
        `Say how you can tell: momentum --as sam win pick 4 --date 2026-11-22 --note 'Why not' --definition-of-done "how you can tell"`,
      ),
      { definition_of_done: 'As the title says', reviewed: false, status: 'BACKLOG' },
    ])
  })

  test('takes one, also for a task that has one, and undo takes it back', async () => {
    const home = await given()
    const show = () => home.json('task', 'show', '4', ...now)
    await home.json('win', 'pick', 'milk', '-w', 'In the fridge')
    const picked = await show()
    await home.json('win', 'pick', 'milk', '-w', 'Two in the fridge')
    const again = await show()
    await home.json('undo', '2')
    expect([picked, again, await show()]).toEqual([
      { definition_of_done: 'In the fridge', reviewed: true, status: 'ACTIVE' },
      { definition_of_done: 'Two in the fridge', reviewed: true, status: 'ACTIVE' },
      { definition_of_done: 'As the title says', reviewed: false, status: 'BACKLOG' },
    ])
  })

  test('asks for one on a terminal', async () => {
    const home = await given()
    const person = terminal(home, ['win', 'pick', 'milk'])
    await person.sees('How can you tell that “Milk” is done?')
    person.types(`In the fridge${keys.enter}`)
    expect([await person.ends(), await home.json('task', 'show', '4', ...now)]).toEqual([
      0,
      { definition_of_done: 'In the fridge', reviewed: true, status: 'ACTIVE' },
    ])
  })

  test('is possible after task edit has set one', async () => {
    const home = await given()
    await home.json('task', 'edit', 'milk', '--done-when', 'In the fridge')
    const { code } = await home.run('win', 'pick', 'milk')
    const { stdout } = await home.run('task', 'history', 'milk')
    expect([code, await home.json('list', '--unreviewed'), stdout]).toEqual([
      0,
      [],
      expect.stringContaining('definition of done “As the title says” → “In the fridge”'),
    ])
  })

  test('is refused if it is picked under a wrong name', async () => {
    const home = await given()
    expect(await home.run('win', 'pick', 'butter', '-w', 'x')).toEqual(
      failure(3, 'No task title contains “butter”.', 'See: momentum task list --all'),
    )
  })
})
