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
    ['? Who will do it?\n❯ Alex\n  Sam\n  Nobody yet', keys.down],
    [anythingElse, 'Pay the rent'],
    ['✓ Anything else? (Enter to finish) Pay the rent\n? Domain:\n❯ Chores', keys.down],
    ['✓ Domain: Bills\n? Effort:\n❯ Tiny', ''],
    ['✓ Effort: Tiny\n? Done means:', 'It is paid'],
    ['✓ Done means: It is paid\n? Who will do it?\n❯ Alex', keys.up],
    [`✓ Who will do it? Nobody yet\n${anythingElse}`, ''],
    [
      '? Which task will the household finish today? (your Daily Win)\n❯ Descale the kettle\n  Pay the rent\n  None yet',
      keys.down,
    ],
    ['? Who picks it?\n❯ Alex\n  Sam\n  All of you', keys.down],
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
    keys.up,
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
  ['all of them', 'Alex, Sam', [['? Who picks it?\n❯ Alex', keys.up]], null],
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

test('leaving in the middle leaves nothing behind', async () => {
  const home = household()
  const person = terminal(home, [])
  await answer(
    person,
    [offer, ''],
    ['? Who lives here?', 'Alex'],
    [anyoneElse, ''],
    ['? What needs doing? (Enter to skip)', 'Kettle'],
    ['? Domain:\n❯', ''],
    ['? Effort:\n❯', ''],
    ['? Done means:', 'Shiny'],
    ['? Who will do it?\n❯', ''],
  )
  await person.sees(anythingElse)
  person.types(keys.ctrlC)

  expect(await person.ends()).toEqual(130)
  expect(person.screen().split('\n').at(-1)).toEqual('Cancelled. Nothing was saved.')
  expect(await readContents(home)).toEqual(empty)
})

test('a household with a member or a task is not offered a set-up', async () => {
  const withUser = household()
  await withUser.run('user', 'add', 'Alex')
  const withTask = household()
  await addTask(withTask, 'Kettle')
  for (const home of [withUser, withTask]) {
    const person = terminal(home, [])
    expect(await person.ends()).toEqual(0)
    expect(person.screen()).not.toContain('Set it up now?')
  }
})
