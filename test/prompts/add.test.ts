import { expect, test } from 'vitest'
import { household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Bought']

const told = ['--fields', 'title,domain,effort,definition_of_done,owner,materials_needed']

test('task add asks for everything it needs, one after the other', async () => {
  const home = household()
  const person = terminal(home, ['task', 'add'])

  await person.sees('? What needs doing?')
  person.types(`Descale the kettle${keys.enter}`)
  await person.sees(
    [
      '✓ What needs doing? Descale the kettle',
      '? Domain:',
      '❯ Chores',
      '  Bills',
      '  Food',
      '  Repairs',
      '  Other',
    ].join('\n'),
  )
  person.types(keys.down + keys.down)
  await person.sees('❯ Food')
  person.types(keys.enter)
  await person.sees(
    [
      '✓ Domain: Food',
      '? Effort:',
      '❯ Tiny     a few minutes',
      '  Small    up to half an hour',
      '  Medium   an hour or two',
      '  Complex  half a day or more',
    ].join('\n'),
  )
  person.types(keys.down)
  await person.sees('❯ Small')
  person.types(keys.enter)
  await person.sees('✓ Effort: Small\n? Done means:')
  person.types(`No crust${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', ...told)).toEqual([
    {
      title: 'Descale the kettle',
      domain: 'FOOD',
      effort: 'SMALL',
      definition_of_done: 'No crust',
      owner: null,
      materials_needed: null,
    },
  ])
})

test.each([
  { missing: 'the title', gone: 0, question: '? What needs doing?' },
  { missing: '--domain', gone: 1, question: '? Domain:' },
  { missing: '--effort', gone: 3, question: '? Effort:' },
  { missing: '--definition-of-done', gone: 5, question: '? Done means:' },
])(
  'task add asks only for $missing when that is all that is missing',
  async ({ gone, question }) => {
    const home = household()
    await home.json('db', 'init')
    const given = [
      'Kettle',
      '--domain',
      'other',
      '--effort',
      'tiny',
      '--definition-of-done',
      'Shiny',
    ]
    const words = given.toSpliced(gone, gone === 0 ? 1 : 2)
    const person = terminal(home, ['task', 'add', ...words])

    await person.sees(question)
    const asked = person.screen().split('\n')[0]
    const isList = question === '? Domain:' || question === '? Effort:'
    person.types(isList ? keys.enter : `Polish it${keys.enter}`)

    expect({ asked, code: await person.ends() }).toEqual({ asked: question, code: 0 })
    expect(await home.json('task', 'list', ...told)).toEqual([
      {
        title: gone === 0 ? 'Polish it' : 'Kettle',
        domain: gone === 1 ? 'CHORES' : 'OTHER',
        effort: 'TINY',
        definition_of_done: gone === 5 ? 'Polish it' : 'Shiny',
        owner: null,
        materials_needed: null,
      },
    ])
  },
)

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
