import { describe, expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { bin, startAtTerminal } from '../support/program/program.ts'
import { keys, type Terminal, terminal } from '../support/program/terminal.ts'

/** Each kind of question, and how to get there. */
const kinds = [
  { kind: 'a line of text', argv: ['task', 'add'], question: '? What needs doing?' },
  { kind: 'a line that was begun', argv: ['user', 'add'], question: '? Name:', typed: 'Ki' },
  {
    kind: 'a choice',
    argv: ['routine', 'add', 'Kettle', '--every', 'day'],
    question: '? Domain:\n❯ Chores',
  },
  { kind: 'a proposal', argv: ['task', 'add', 'Kettle'], question: '\n  Enter adds the task' },
  { kind: 'a search', argv: ['win', 'pick'], question: 'finish today?\n❯ Fix the tap' },
  {
    kind: 'a search that finds nothing',
    argv: ['win', 'pick'],
    question: 'finish today?\n❯ Fix the tap',
    typed: 'zzz',
  },
  { kind: 'yes or no', argv: ['task', 'remove', 'tap'], question: 'undo this.) (y/N)' },
]

const householdWithTask = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Fix the tap')
  return home
})

async function leave(person: Terminal, key: string, question: string, typed = '') {
  await person.sees(question)
  person.types(typed)
  await person.sees(typed)
  person.types(key)
  const code = await person.ends()
  return { code, said: /Cancelled\..*$/m.exec(person.screen())?.[0], cursor: person.cursorShown() }
}

const left = { code: 130, said: 'Cancelled.', cursor: true }

describe('Ctrl-C ends the command and changes nothing', () => {
  test.each(kinds)('at $kind', async ({ argv, question, typed }) => {
    const home = await householdWithTask()
    const before = await readContents(home)
    const person = terminal(home, argv)

    expect(await leave(person, keys.ctrlC, question, typed)).toEqual(left)
    expect(await readContents(home)).toEqual(before)
  })

  test('in a process of its own, without a signal and without a stack', async () => {
    const home = await householdWithTask()
    const before = await readContents(home)
    const person = startAtTerminal({ home: home.folder }, ['task', 'remove', 'tap'])

    expect(await leave(person, keys.ctrlC, '(y/N)')).toEqual(left)
    expect(person.screen().split('\n').length).toEqual(2)
    expect(await readContents(home)).toEqual(before)
  })
})

// A process of its own: nothing but the question keeps it going.
describe('Ctrl-D on an empty line ends the command and changes nothing', () => {
  const empty = kinds.filter(({ typed }) => typed === undefined)
  test.each(empty)('at $kind', async ({ argv, question }) => {
    const home = await householdWithTask()
    const before = await readContents(home)
    const person = startAtTerminal({ home: home.folder }, argv)

    expect(await leave(person, keys.ctrlD, question)).toEqual(left)
    expect(await readContents(home)).toEqual(before)
  })
})

test('leaving the set-up of an empty household with Ctrl-D says what was saved', async () => {
  const home = household()
  const person = startAtTerminal({ home: home.folder }, [])
  await person.sees('Set it up now? (Y/n)')
  person.types(keys.enter)
  await person.sees('? Who lives here?')
  person.types(`Alex${keys.enter}`)

  expect(await leave(person, keys.ctrlD, '? Anyone else?')).toEqual({
    ...left,
    said: 'Cancelled. Saved: Alex.',
  })
  expect(await readContents(home)).toMatchObject({
    users: [{ name: 'Alex' }],
    tasks: [],
    upcoming: [],
    routines: [],
    wins: [],
  })
})

test('after a question the keyboard is the shell’s again', async () => {
  const home = await householdWithTask()
  const line = `${process.execPath} ${bin} task remove tap; echo "code $?"; stty -a`
  const person = startAtTerminal({ home: home.folder, command: ['bash', '-c', line] }, [])
  await person.sees('(y/N)')
  person.types(keys.enter)
  await person.ends()
  const words = person.screen().split(/[\s;]+/)

  expect(person.screen()).toContain('Cancelled.\ncode 130')
  expect(['echo', 'icanon', 'isig'].filter((mode) => words.includes(mode))).toEqual([
    'echo',
    'icanon',
    'isig',
  ])
})
