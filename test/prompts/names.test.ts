import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const chores = copiesOf(async () => {
  const home = household()
  for (const title of ['Call mum', 'Go to the bank']) await addTask(home, title)
  return home
})

const question = 'No task title contains “call bank”. Do you mean 1 “Call mum” and 2 “Go to the'

test('words that are parts of several titles are asked about, and moved after a yes', async () => {
  const home = await chores()
  const person = terminal(home, ['task', 'start', 'call', 'bank'], 100)
  await person.sees(question)
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await home.json('task', 'list', '--fields', 'status')).toEqual([
    { status: 'ACTIVE' },
    { status: 'ACTIVE' },
  ])
})

test.each([
  ['Enter alone', keys.enter, 'Nothing changed.'],
  ['n', `n${keys.enter}`, 'Nothing changed.'],
  ['Ctrl-C', keys.ctrlC, 'Cancelled.'],
])('with %s, words that are parts of several titles move nothing', async (_, typed, said) => {
  const home = await chores()
  const before = await readContents(home)
  const person = terminal(home, ['task', 'done', 'call', 'bank'], 100)
  await person.sees(question)
  person.types(typed)

  expect(await person.ends()).toEqual(130)
  expect(person.screen().split('\n').at(-1)).toEqual(said)
  expect(await readContents(home)).toEqual(before)
})

test.each([
  ['numbers', ['1', '2']],
  ['one title without quotes', ['call', 'mum']],
  ['titles in quotes', ['call mum', 'go to the bank']],
  ['--yes', ['call', 'bank', '--yes']],
])('nothing is asked with %s', async (_, words) => {
  const person = terminal(await chores(), ['task', 'start', ...words], 100)
  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain('?')
})
