import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const doneMeans = '“Fix the tap”. Done means: No drop in an hour'

const householdWithWin = copiesOf(async () => {
  const home = household()
  await addTask(home, 'Fix the tap', '--definition-of-done', 'No drop in an hour')
  await home.run('win', 'pick', '1')
  return home
})

async function outcome(home: Household) {
  return {
    win: await home.json('win', 'show', '--fields', 'status,note'),
    task: await home.json('task', 'show', '1', '--fields', 'status,status_note'),
  }
}

test('win done shows the definition of done and asks whether it is true now', async () => {
  const home = await householdWithWin()
  const person = terminal(home, ['win', 'done'])
  await person.sees(doneMeans)
  await person.sees('Is that true now? (y/N)')
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual({
    win: { status: 'DONE', note: null },
    task: { status: 'DONE', status_note: null },
  })
})

test('win done asks the same about a win that is blocked', async () => {
  const home = await householdWithWin()
  await home.run('win', 'block', '--note', 'It rains')
  const person = terminal(home, ['win', 'done'])
  await person.sees('Is that true now? (y/N)')
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual({
    win: { status: 'DONE', note: null },
    task: { status: 'DONE', status_note: null },
  })
})

test.each([
  { answer: 'Enter alone', typed: '' },
  { answer: 'n', typed: 'n' },
])('with $answer, win done changes nothing', async ({ typed }) => {
  const home = await householdWithWin()
  const before = await readContents(home)
  const person = terminal(home, ['win', 'done'])
  await person.sees('Is that true now? (y/N)')
  person.types(`${typed}${keys.enter}`)

  expect(await person.ends()).toEqual(130)
  expect(person.screen().split('\n').at(-1)).toEqual('Nothing changed.')
  expect(await readContents(home)).toEqual(before)
})

test('win done asks nothing about a win that is done already, and nothing where there is none', async () => {
  const home = await householdWithWin()
  await home.run('win', 'done')
  const person = terminal(home, ['win', 'done'])
  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain('?')

  const none = terminal(home, ['win', 'done', '--date', 'yesterday'])
  expect(await none.ends()).toEqual(3)
  expect(none.screen()).not.toContain('?')
})

test.each([
  ['done', 'To finish it: momentum win done --date 2026-11-22'],
  ['pause', 'To pause it: momentum win pause --date 2026-11-22 --note "why"'],
  ['drop', 'To drop that pick: momentum win drop --date 2026-11-22 --note "why"'],
])('after midnight, win %s asks nothing and names the open win', async (verb, hint) => {
  const home = await householdWithWin()
  home.setClock('2026-11-23T00:01:00.000Z')
  const person = terminal(home, ['win', verb], 120)

  expect(await person.ends()).toEqual(3)
  expect(person.screen().split('\n').slice(-2)).toEqual([
    'momentum: 2026-11-23 has no win, but “Fix the tap” (the win of 2026-11-22) is still open.',
    `  ${hint}`,
  ])
})

test.each([
  {
    verb: 'pause',
    question: '? Why pause it?',
    expected: {
      win: { status: 'PAUSED', note: 'It rains' },
      task: { status: 'PAUSED', status_note: 'It rains' },
    },
  },
  {
    verb: 'block',
    question: '? What’s blocking it?',
    expected: {
      win: { status: 'BLOCKED', note: 'It rains' },
      task: { status: 'BLOCKED', status_note: 'It rains' },
    },
  },
  {
    verb: 'drop',
    question: '? Why drop the pick?',
    expected: { win: null, task: { status: 'BACKLOG', status_note: 'It rains' } },
  },
])('win $verb asks for the reason until there is one', async ({ verb, question, expected }) => {
  const home = await householdWithWin()
  const person = terminal(home, ['win', verb])
  await person.sees(question)
  person.types(keys.enter)
  await person.sees(`${question}\n> The note is empty.`)
  person.types(`It rains${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual(expected)
})

test.each(['pause', 'block', 'drop'])(
  'win %s asks nothing when the note is there',
  async (verb) => {
    const home = await householdWithWin()
    const person = terminal(home, ['win', verb, '--note', 'It rains'])

    expect(await person.ends()).toEqual(0)
    expect(person.screen()).not.toContain('?')
  },
)

test.each(['pause', 'block', 'drop'])('win %s asks nothing of a day that is won', async (verb) => {
  const home = await householdWithWin()
  await home.run('win', 'done')
  const before = await outcome(home)
  const person = terminal(home, ['win', verb])

  expect(await person.ends()).toEqual(4)
  expect(person.screen()).not.toContain('?')
  expect(await outcome(home)).toEqual(before)
})
