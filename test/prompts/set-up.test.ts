import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { household } from '../support/household/household.ts'
import { keys, type Terminal, terminal } from '../support/program/terminal.ts'

const offer = '? This household is empty. Set it up now? (Y/n)'
const anyoneElse = '? Anyone else? (Enter to finish)'
const anythingElse = '? Anything else? (Enter to finish)'
const empty = { users: [], tasks: [], upcoming: [], routines: [], wins: [] }

async function answer(person: Terminal, ...answers: [question: string, keys: string][]) {
  for (const [question, text] of answers) {
    await person.sees(question)
    person.types(text + keys.enter)
  }
}

test('an empty household is set up: people, tasks, and today’s win', async () => {
  const home = household()
  const person = terminal(home, [])
  await answer(
    person,
    [offer, ''],
    ['? Who lives here?', 'Alex'],
    [`✓ Who lives here? Alex\n${anyoneElse}`, ' Sam '],
    [`Sam\n${anyoneElse}`, ''],
    ['? What needs doing? (Enter to skip)', 'Descale the kettle'],
    ['? Domain:\n❯ Chores', ''],
    ['? Effort:\n❯ Tiny', ''],
    ['? Done means:', 'No crust'],
    ['? Who will do it?\n❯ Alex\n  Sam\n  Nobody yet\n  Back', keys.down],
    [anythingElse, 'Pay the rent'],
    ['✓ Anything else? (Enter to finish) Pay the rent\n? Domain:\n❯ Chores', keys.down],
    ['✓ Domain: Bills\n? Effort:\n❯ Tiny', ''],
    ['✓ Effort: Tiny\n? Done means:', 'It is paid'],
    ['✓ Done means: It is paid\n? Who will do it?\n❯ Alex', keys.up + keys.up],
    [`✓ Who will do it? Nobody yet\n${anythingElse}`, ''],
    [
      '? Which task will the household finish today? (your Daily Win)\n❯ Descale the kettle\n  Pay the rent\n  None yet\n  Back',
      keys.down,
    ],
    ['? Who picks it?\n❯ Alex\n  Sam\n  All of you\n  Back', keys.down],
  )

  expect(await person.ends()).toEqual(0)
  expect({
    users: await home.json('user', 'list', '--fields', 'name,role,active'),
    tasks: await home.json(
      'task',
      'list',
      '--fields',
      'title,domain,effort,definition_of_done,owner,status',
    ),
    wins: await home.json('win', 'history', '--fields', 'date,task_id,status,selected_by'),
  }).toEqual({
    users: [
      { name: 'Alex', role: null, active: true },
      { name: 'Sam', role: null, active: true },
    ],
    tasks: [
      {
        title: 'Descale the kettle',
        domain: 'CHORES',
        effort: 'TINY',
        definition_of_done: 'No crust',
        owner: 'Sam',
        status: 'BACKLOG',
      },
      {
        title: 'Pay the rent',
        domain: 'BILLS',
        effort: 'TINY',
        definition_of_done: 'It is paid',
        owner: null,
        status: 'ACTIVE',
      },
    ],
    wins: [{ date: '2026-11-22', task_id: 2, status: 'ACTIVE', selected_by: 'Sam' }],
  })
})

test('a name that was given already is refused, in any case', async () => {
  const home = household()
  const person = terminal(home, [])
  await answer(
    person,
    [offer, ''],
    ['? Who lives here?', 'Zoë'],
    [anyoneElse, 'ZOË'],
    ['> You’ve already added ZOË.', `${keys.ctrlU}Sam`],
    [`Sam\n${anyoneElse}`, ''],
    ['? What needs doing? (Enter to skip)', ''],
  )

  expect(await person.ends()).toEqual(0)
  expect(await home.json('user', 'list', '--fields', 'name')).toEqual([
    { name: 'Sam' },
    { name: 'Zoë' },
  ])
})

/** One task, and no more. */
const oneTask: readonly [question: string, text: string][] = [
  ['? What needs doing? (Enter to skip)', 'Kettle'],
  ['? Domain:\n❯', ''],
  ['? Effort:\n❯', ''],
  ['? Done means:', 'Shiny'],
  ['? Who will do it?\n❯', ''],
  [anythingElse, ''],
]

test('tasks and a win can wait', async () => {
  const home = household()
  const person = terminal(home, [])
  await answer(person, [offer, ''], ['? Who lives here?', 'Alex'], [anyoneElse, ''], ...oneTask, [
    '? Which task will the household finish today? (your Daily Win)\n❯',
    keys.up + keys.up,
  ])

  expect(await person.ends()).toEqual(0)
  expect(await readContents(home)).toMatchObject({
    users: [{ name: 'Alex' }],
    tasks: [{ title: 'Kettle', owner: 'Alex', status: 'BACKLOG' }],
    wins: [],
  })
})

test('when the offer is declined, nothing is added and the page says how to begin', async () => {
  const home = household()
  const person = terminal(home, [])
  await answer(person, [offer, 'n'])

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).toContain('momentum user add Alex')
  expect(await readContents(home)).toEqual(empty)
})

test.each([
  ['the only member', 'Alex', [], 'Alex'],
  ['all of them', 'Alex, Sam', [['? Who picks it?\n❯ Alex', keys.up + keys.up]], null],
] as const)('the first win is picked by %s', async (_, names, asked, picker) => {
  const home = household()
  const person = terminal(home, [])
  await answer(
    person,
    [offer, ''],
    ['? Who lives here?', names],
    [anyoneElse, ''],
    ...oneTask,
    ['? Which task will the household finish today? (your Daily Win)\n❯', ''],
    ...asked.map(([question, text]): [string, string] => [question, text]),
  )

  expect(await person.ends()).toEqual(0)
  expect(await home.json('win', 'show', '--fields', 'selected_by')).toEqual({ selected_by: picker })
})

test('several names in one answer are several members', async () => {
  const home = household()
  const person = terminal(home, [])
  await answer(
    person,
    [offer, ''],
    ['? Who lives here?', 'Tom and TOM'],
    ['> You’ve already added TOM.', `${keys.ctrlU}Tom and Ines`],
    [
      `✓ Who lives here? Tom and Ines\nThat makes 2 members: Tom, Ines.\n${anyoneElse}`,
      '\x1b[200~Max\nMia\n\x1b[201~',
    ],
    [`Max↵Mia\nThat makes 2 members: Max, Mia.\n${anyoneElse}`, ''],
    ['? What needs doing? (Enter to skip)', ''],
  )

  expect(await person.ends()).toEqual(0)
  expect(await home.json('user', 'list', '--fields', 'name')).toEqual(
    ['Ines', 'Max', 'Mia', 'Tom'].map((name) => ({ name })),
  )
})

const members: readonly [string, string][] = [
  [offer, ''],
  [
    'Each answer is saved at once. Type back to change the one before.\n? Who lives',
    'Tom and Ines',
  ],
  [anyoneElse, ''],
]

test.each([
  ['the offer', [], offer, 'Cancelled. Nothing was saved.', []],
  ['the first name', [[offer, '']], '? Who lives here?', 'Cancelled. Nothing was saved.', []],
  [
    'the first task',
    members,
    '? What needs doing?',
    'Cancelled. Saved: Tom and Ines.\n  To go on: momentum task add',
    ['Tom', 'Ines'],
  ],
  [
    'the second task',
    [...members, ...oneTask.slice(0, -1)],
    anythingElse,
    'Cancelled. Saved: Tom and Ines, and 1 task.\n  To go on: momentum win pick',
    ['Tom', 'Ines', 'Kettle'],
  ],
] as const)('leaving at %s says what was saved', async (_, answers, question, said, names) => {
  const home = household()
  const person = terminal(home, [])
  await answer(person, ...(answers as readonly [string, string][]))
  await person.sees(question)
  person.types(keys.ctrlC)

  expect([await person.ends(), person.screen().endsWith(said)]).toEqual([130, true])
  const { users, tasks } = (await readContents(home)) as {
    readonly users: readonly { readonly name: string }[]
    readonly tasks: readonly { readonly title: string }[]
  }
  const saved = [...users.map(({ name }) => name), ...tasks.map(({ title }) => title)]
  expect(saved.toSorted()).toEqual([...names].toSorted())
})

test('an answer can be taken back, and given again', async () => {
  const home = household()
  const person = terminal(home, [])
  const [, domain, effort, done] = oneTask
  const oneMore = [domain, effort, done].filter((each) => each !== undefined)
  await answer(
    person,
    [offer, ''],
    ['? Who lives here?', 'back'],
    ['This is the first question.\n? Who lives here?', 'Tim'],
    [anyoneElse, ' Back '],
    ['Deleted again: Tim.\n? Who lives here?', 'Tom'],
    [anyoneElse, 'Max and Mia'],
    [`That makes 2 members: Max, Mia.\n${anyoneElse}`, ''],
    ['? What needs doing? (Enter to skip)', 'back'],
    [`back\n${anyoneElse}`, 'back'],
    [`Deleted again: Max and Mia.\n${anyoneElse}`, 'Ines'],
    [`Ines\n${anyoneElse}`, ''],
    ['? What needs doing? (Enter to skip)', 'Kettle'],
    ...oneMore,
    ['? Who will do it?\n❯ Tom\n  Ines\n  Nobody yet\n  Back', keys.up],
    ['Back\n? What needs doing? (Enter to skip)', 'Teapot'],
    ...oneMore,
    ['Shiny\n? Who will do it?\n❯ Tom', ''],
    [anythingElse, 'back'],
    ['Deleted again: “Teapot”.\n? What needs doing? (Enter to skip)', 'Chair'],
    ...oneMore,
    ['Shiny\n? Who will do it?\n❯ Tom', ''],
    [anythingElse, ''],
    [
      'The Daily Win is the one task that the household promises to finish today.\n? Which task',
      keys.up,
    ],
    [`Back\n${anythingElse}`, ''],
    ['? Which task will the household finish today? (your Daily Win)\n❯ Chair', ''],
    ['? Who picks it?\n❯ Tom\n  Ines\n  All of you\n  Back', keys.up],
    [
      '✓ Who picks it? Back\nThe Daily Win is the one task that the household promises to finish today.\n? Which task will the household finish today? (your Daily Win)\n❯ Chair',
      '',
    ],
    ['Chair\n? Who picks it?\n❯ Tom', ''],
  )

  expect(await person.ends()).toEqual(0)
  expect(await readContents(home)).toMatchObject({
    users: [{ name: 'Ines' }, { name: 'Tom' }],
    tasks: [{ title: 'Chair', owner: 'Tom', status: 'ACTIVE' }],
    wins: [{ status: 'ACTIVE', selected_by: 'Tom' }],
  })
})

test('a household with a member or a task is not offered a set-up', async () => {
  const withUser = household()
  await withUser.json('user', 'add', 'Alex')
  const withTask = household()
  await addTask(withTask, 'Kettle')
  for (const home of [withUser, withTask]) {
    const person = terminal(home, [])
    expect(await person.ends()).toEqual(0)
    expect(person.screen()).not.toContain('Set it up now?')
  }
})
