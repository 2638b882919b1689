import { expect, test } from 'vitest'
import { household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']
const bins = ['routine', 'add', 'Bins', ...essentials]
const howOften = '? How often? (every tue, every 2 weeks on mon, after 10 days)'
const told = ['--fields', 'title,domain,effort,definition_of_done,says,start_date,next_date']

test('routine add asks for what it needs, and how often it comes', async () => {
  const home = household()
  const person = terminal(home, ['routine', 'add'])

  await person.sees('? What needs doing?')
  person.types(`Bins${keys.enter}`)
  await person.sees('❯ Chores')
  person.types(keys.enter)
  await person.sees('❯ Tiny')
  person.types(keys.enter)
  await person.sees('? Done means:')
  person.types(`At the curb${keys.enter}`)
  await person.sees(`✓ Done means: At the curb\n${howOften}`)
  person.types(`Every Tuesday${keys.enter}`)
  await person.sees(
    '? The first dates are Tue 24 Nov, Tue 1 Dec and Tue 8 Dec. Is that right? (Y/n)',
  )
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).toContain('✓ Added routine 1: Bins, every week on tue')
  expect(await home.json('routine', 'list', ...told)).toEqual([
    {
      title: 'Bins',
      domain: 'CHORES',
      effort: 'TINY',
      definition_of_done: 'At the curb',
      says: 'every week on tue',
      start_date: '2026-11-22',
      next_date: '2026-11-24',
    },
  ])
})

test('a rule that is wrong is asked again, with what was meant', async () => {
  const home = household()
  const person = terminal(home, [...bins, '--season', 'apr-oct', '--until', '2027-05-31'])

  await person.sees(howOften)
  person.types(keys.enter)
  await person.sees('> Missing rule: how often should it repeat? Write day, week on mon')
  person.types(`biweekly${keys.enter}`)
  await person.sees(
    '> “biweekly” means two things. Write “every 2 weeks” or “every week on mon,thu”.',
  )
  person.types(`${keys.ctrlU}every! 10 days${keys.enter}`)
  await person.sees('> “every!” counts from when it was done. Write “after 10 days”.')
  person.types(`${keys.ctrlU}after tue${keys.enter}`)
  await person.sees('> “tue” is not a length of time. Write “every week on tue”.')
  person.types(`${keys.ctrlU}3 dec${keys.enter}`)
  await person.sees('> “year on 3 dec” has no date in the season apr-oct.')
  person.types(`${keys.ctrlU}after 10 days${keys.enter}`)
  await person.sees(
    '? If it is always done on its date, the first dates are Thu 1 Apr 2027, Sun 11\nApr 2027 and Wed 21 Apr 2027. Is that right? (Y/n)',
  )
  person.types(`n${keys.enter}`)
  await person.sees(howOften)
  person.types(`3 may${keys.enter}`)
  await person.sees('? The only date is Mon 3 May 2027. Is that right? (Y/n)')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('routine', 'list', '--fields', 'says,next_date')).toEqual([
    { says: 'every year on 3 may', next_date: '2027-05-03' },
  ])
})

test.each([
  ['a rule', [...bins, '--every', 'biweekly'], '“biweekly” means two things.'],
  ['--until', [...bins, '--until', 'sometime'], '“sometime” is not a date.'],
  ['an owner', [...bins, '--owner', 'zoe'], 'There is no member “zoe”.'],
  ['a season', ['routine', 'add', '--every', '3 dec', '--season', 'jul'], 'has no date'],
])('%s that is wrong is refused before the first question', async (_, words, message) => {
  const home = household()
  await home.json('db', 'init')
  const person = terminal(home, words)

  expect([2, 3]).toContain(await person.ends())
  expect(person.screen()).toContain(message)
  expect(person.screen()).not.toContain('?')
})

test('task add with a rule asks for the rest, and nothing when nothing is missing', async () => {
  const home = household()
  for (const name of ['Alex', 'Sam']) await home.json('user', 'add', name)
  // Whose turn it is has been said.
  const person = terminal(home, ['task', 'add', '--every', 'tue', '--owner', 'sam', ...essentials])
  await person.sees('? What needs doing?')
  person.types(`Bins${keys.enter}`)
  const code = await person.ends()
  const other = terminal(home, ['task', 'add', 'Plants', '--after', '10d', ...essentials])

  expect([code, await other.ends()]).toEqual([0, 0])
  expect(other.screen()).not.toContain('?')
  expect(await home.json('routine', 'list', '--fields', 'title,says,owner')).toEqual([
    { title: 'Bins', says: 'every week on tue', owner: 'Sam' },
    { title: 'Plants', says: '10 days after it was done', owner: null },
  ])
})

test('routine add with --turns asks who takes turns, and nothing else', async () => {
  const home = household()
  for (const name of ['Alex', 'Sam', 'Kim']) await home.json('user', 'add', name)
  const person = terminal(home, [...bins, '--every', 'tue', '--turns', 'least'])
  await person.sees('? Who takes turns, in which order? Alex, Kim, Sam')
  person.types(`${keys.ctrlU}sam, kim${keys.enter}`)
  const code = await person.ends()
  const turns = ['--fields', 'owner,turns,members,turn']

  expect([code, await home.json('routine', 'show', 'bins', ...turns)]).toEqual([
    0,
    { owner: null, turns: 'LEAST', members: ['Sam', 'Kim'], turn: 'Sam' },
  ])
})

test.each([
  ['one member', [], 2, 'Taking turns needs at least two members.'],
  ['an owner', ['--owner', 'alex'], 2, 'A routine with --turns rotate has no owner'],
])('turns with %s are refused before the first question', async (_, words, code, message) => {
  const home = household()
  await home.json('user', 'add', 'Alex')
  const person = terminal(home, ['routine', 'add', '--turns', 'rotate', ...words])

  expect(await person.ends()).toEqual(code)
  expect(person.screen()).toContain(message)
  expect(person.screen()).not.toContain('?')
})

test('Ctrl-C at the dates adds nothing', async () => {
  const home = household()
  await home.json('db', 'init')
  const person = terminal(home, bins)
  await person.sees(howOften)
  person.types(`tue${keys.enter}`)
  await person.sees('Is that right?')
  person.types(keys.ctrlC)

  expect(await person.ends()).toEqual(130)
  expect(await home.json('routine', 'list', '--all')).toEqual([])
})
