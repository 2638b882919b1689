import { expect, test } from 'vitest'
import { household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Bought']

const proposal = 'Other · small · unassigned · no due date · done as the title says'
const help = 'Enter adds the task; anything else changes what it is.'

const unreviewed = { definition_of_done: 'As the title says', reviewed: false, due_date: null }

/** What a task has that was added with a title alone. */
const plainTask = { domain: 'OTHER', effort: 'SMALL', owner: null, ...unreviewed }

const fields = ['--fields', `title,${Object.keys(plainTask).join(',')}`]

async function householdOfTwo() {
  const home = household()
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  return home
}

test('task add takes a title, and Enter for the rest', async () => {
  const home = await householdOfTwo()
  const person = terminal(home, ['task', 'add'])
  await person.sees('? What needs doing?')
  person.types(`Descale the kettle${keys.enter}`)
  await person.sees(`✓ What needs doing? Descale the kettle\n? ${proposal}\n  ${help}`)
  person.types(keys.enter)
  expect(await person.ends()).toEqual(0)
  expect([person.screen().split('\n'), await home.json('task', 'list', ...fields)]).toEqual([
    [
      '✓ What needs doing? Descale the kettle',
      `✓ ${proposal}`,
      '✓ Added #1: Descale the kettle',
      '  other · small · unassigned',
    ],
    [{ title: 'Descale the kettle', ...plainTask }],
  ])
})

test.each(['c', ' ', keys.down, '\x1b', '\x1b[200~Sam\nAlex\n\x1b[201~'])(
  'task add asks for each value after another key: %j',
  async (key) => {
    const home = await householdOfTwo()
    const person = terminal(home, ['task', 'add', 'Kettle'])
    await person.sees(`? ${proposal}\n  ${help}`)
    person.types(key)
    await person.sees(`? ${proposal}\n? Owner:\n  Alex\n  Sam\n❯ Unassigned`)
    person.types(`${keys.up}`)
    await person.sees('❯ Sam')
    person.types(keys.enter)
    await person.sees('✓ Owner: Sam\n? Due: (Enter for no date)')
    person.types(`someday${keys.enter}`)
    await person.sees('> “someday” is not a date.')
    person.types(`${keys.ctrlU}2026-11-25${keys.enter}`)
    await person.sees('? Domain:\n  Chores\n  Bills\n  Food\n  Repairs\n❯ Other')
    person.types(keys.up)
    await person.sees('❯ Repairs')
    person.types(keys.enter)
    await person.sees('? Effort:\n  Tiny     a few minutes\n❯ Small')
    person.types(keys.enter)
    await person.sees('? Done means: (Enter for as the title says)')
    person.types(`No crust${keys.enter}`)
    expect(await person.ends()).toEqual(0)
    expect(await home.json('task', 'list', ...fields)).toEqual([
      {
        title: 'Kettle',
        domain: 'REPAIRS',
        effort: 'SMALL',
        owner: 'Sam',
        definition_of_done: 'No crust',
        reviewed: true,
        due_date: '2026-11-25',
      },
    ])
  },
)

test('task add keeps a default for what is answered with Enter', async () => {
  const home = household()
  await home.json('db', 'init')
  const person = terminal(home, ['task', 'add', 'Kettle'])
  await person.sees(help)
  person.types('x')
  for (const question of ['? Due:', '? Domain:', '? Effort:', '? Done means:']) {
    await person.sees(question)
    person.types(keys.enter)
  }
  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', ...fields)).toEqual([{ title: 'Kettle', ...plainTask }])
})

test.each([
  [
    ['--domain', 'food', '--due', '2026-11-23', '--owner', 'sam'],
    'Food · small · Sam · due tomorrow · done as the title says',
    { ...plainTask, domain: 'FOOD', due_date: '2026-11-23', owner: 'Sam' },
  ],
  [
    ['--definition-of-done', 'Shiny', '--effort', 'tiny'],
    'Other · tiny · unassigned · no due date · done means: Shiny',
    { ...plainTask, effort: 'TINY', definition_of_done: 'Shiny', reviewed: true },
  ],
  [
    ['--private', '--as', 'alex'],
    'Other · small · private · no due date · done as the title says',
    { ...plainTask, owner: 'Alex' },
  ],
])('task add proposes what options say: %j', async (words, line, added) => {
  const home = await householdOfTwo()
  const person = terminal(home, ['task', 'add', 'Kettle', ...words])
  await person.sees(`? ${line}\n  ${help}`)
  person.types(keys.enter)
  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', ...fields, '--as', 'alex')).toEqual([
    { title: 'Kettle', ...added },
  ])
})

test('task add asks only for what no option says', async () => {
  const home = await householdOfTwo()
  const words = ['--domain', 'food', '--due', 'none', '--owner', 'none']
  const person = terminal(home, ['task', 'add', 'Kettle', ...words])
  await person.sees('? Food · small · unassigned · no due date · done as the title says')
  person.types('x')
  await person.sees('done as the title says\n? Effort:')
  person.types(keys.enter)
  await person.sees('✓ Effort: Small\n? Done means:')
  person.types(`Shiny${keys.enter}`)
  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', ...fields)).toEqual([
    {
      title: 'Kettle',
      ...plainTask,
      domain: 'FOOD',
      definition_of_done: 'Shiny',
      reviewed: true,
    },
  ])
})

test.each([keys.ctrlC, keys.ctrlD])('task add is left with %j while it proposes', async (key) => {
  const home = await householdOfTwo()
  const person = terminal(home, ['task', 'add', 'Kettle'])
  await person.sees(help)
  person.types(key)
  expect(await person.ends()).toEqual(130)
  expect([person.screen().split('\n').at(-1), await home.json('task', 'list')]).toEqual([
    'Cancelled.',
    [],
  ])
})

test('task add asks only for the title when that is all that is missing', async () => {
  const home = household()
  await home.json('db', 'init')
  const given = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'Shiny']
  const person = terminal(home, ['task', 'add', ...given])
  await person.sees('? What needs doing?')
  person.types(`Kettle${keys.enter}`)
  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', ...fields)).toEqual([
    {
      title: 'Kettle',
      ...plainTask,
      effort: 'TINY',
      definition_of_done: 'Shiny',
      reviewed: true,
    },
  ])
})

test('task add asks nothing when nothing is missing', async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  const words = ['Kettle', '--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'Shiny']
  const person = terminal(home, ['task', 'add', ...words, '--private', '--as', 'sam'])

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain('?')
  expect(await home.json('task', 'list', '--fields', 'title,owner', '--as', 'sam')).toEqual([
    { title: 'Kettle', owner: 'Sam' },
  ])
})

test('a wrong option is refused before the first question', async () => {
  const home = household()
  const person = terminal(home, ['task', 'add', '--domain', 'garden'])

  expect(await person.ends()).toEqual(2)
  expect(person.screen()).toContain('There is no domain “garden”')
  expect(person.screen()).not.toContain('What needs doing?')
})

test('an answer that cannot be taken is asked again, with the reason', async () => {
  const home = household()
  const words = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'Shiny']
  const person = terminal(home, ['task', 'add', ...words])

  await person.sees('? What needs doing?')
  person.types(`   ${keys.enter}`)
  await person.sees('? What needs doing?\n> The title is empty.')
  person.types(`${'x'.repeat(201)}${keys.enter}`)
  await person.sees('> The title is 201 characters long; the limit is 200.')
  person.types(`${keys.ctrlU}Kettle${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', '--fields', 'title')).toEqual([{ title: 'Kettle' }])
})

test('user add asks for a name until it can be one', async () => {
  const home = household()
  const person = terminal(home, ['user', 'add', '--role', 'cook'])

  await person.sees('? Name:')
  person.types(keys.enter)
  await person.sees('? Name:\n> The name is empty.')
  person.types(`42${keys.enter}`)
  await person.sees('> “42” cannot be a name')
  person.types(`${keys.ctrlU}  Zoë ${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('user', 'list', '--fields', 'name,role')).toEqual([
    { name: 'Zoë', role: 'cook' },
  ])
})

test('user add asks nothing when the name is there', async () => {
  const home = household()
  const person = terminal(home, ['user', 'add', 'Kim'])

  expect(await person.ends()).toEqual(0)
  expect(await home.json('user', 'list', '--fields', 'name')).toEqual([{ name: 'Kim' }])
})

test('what follows an Enter that was refused is typed into the same question', async () => {
  const home = household()
  const person = terminal(home, ['task', 'add', ...essentials])
  await person.sees('? What needs doing?')
  person.types(`${keys.enter}Mi`)
  await person.sees('? What needs doing? Mi')
  person.types('lk')
  await person.sees('? What needs doing? Milk')
  person.types(keys.enter)
  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', '--fields', 'title')).toEqual([{ title: 'Milk' }])
})
