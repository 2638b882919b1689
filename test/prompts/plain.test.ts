import { describe, expect, test } from 'vitest'
import { changeFile } from '../support/database/database.ts'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import {
  householdWithPassword,
  password,
  secretiveHousehold,
} from '../support/household/members.ts'
import { bin, startAtTerminal } from '../support/program/program.ts'
import { keys, type Terminal } from '../support/program/terminal.ts'

const householdWithTasks = copiesOf(async () => {
  const home = household('sqlite')
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Fix the tap')
  await addTask(home, 'Mend the bicycle', '--description', 'a\n\tb \u202ec')
  return home
})

/** A terminal that only shows lines, such as a shell in an editor. */
function plainTerminal({ folder }: Household, ...argv: string[]): Terminal {
  const command = ['env', 'TERM=dumb', process.execPath, bin] as const
  return startAtTerminal({ home: folder, command: [...command] }, argv)
}

/** Answers each question with a line, once it is the last one. @returns what was shown */
async function converse(
  person: Terminal,
  ...answers: readonly (readonly [question: string, answer: string])[]
) {
  for (const [question, answer] of answers) {
    await expect.poll(() => person.screen().endsWith(question), { timeout: 20_000 }).toBe(true)
    person.types(`${answer}\n`)
  }
  const code = await person.ends()
  const { length } = person.written().split('\x1b')
  return { code, escapes: length - 1, screen: person.screen().split('\n') }
}

describe('a terminal that only shows lines is sent no escape sequence', () => {
  test('a text, and choices by number or name', async () => {
    const home = await householdWithTasks()
    const answer = await converse(
      plainTerminal(home, 'task', 'add'),
      ['What needs doing?', ' '],
      ['> The title is empty.\nWhat needs doing?', 'Descale the kettle'],
      ['Enter adds the task; anything else changes what it is.', 'x'],
      ['Owner:\n   1  Sam\n   2  Unassigned\nType a number [2]:', ''],
      ['Due: (Enter for no date)', ''],
      ['5  Other\nType a number [5]:', 'food'],
      ['4  Complex  half a day or more\nType a number [2]:', '9'],
      ['> Type a number from 1 to 4.\nType a number [2]:', '1'],
      ['Done means: (Enter for as the title says)', 'No crust'],
    )
    expect(answer).toEqual({
      code: 0,
      escapes: 0,
      screen: [
        'What needs doing?',
        '> The title is empty.',
        'What needs doing? Descale the kettle',
        'Other · small · unassigned · no due date · done as the title says',
        'Enter adds the task; anything else changes what it is. x',
        'Owner:',
        '   1  Sam',
        '   2  Unassigned',
        'Type a number [2]:',
        'Due: (Enter for no date)',
        'Domain:',
        '   1  Chores',
        '   2  Bills',
        '   3  Food',
        '   4  Repairs',
        '   5  Other',
        'Type a number [5]: food',
        'Effort:',
        '   1  Tiny     a few minutes',
        '   2  Small    up to half an hour',
        '   3  Medium   an hour or two',
        '   4  Complex  half a day or more',
        'Type a number [2]: 9',
        '> Type a number from 1 to 4.',
        'Type a number [2]: 1',
        'Done means: (Enter for as the title says) No crust',
        '✓ Added #3: Descale the kettle',
        '  food · tiny · unassigned',
      ],
    })
  })

  test('texts that are kept or replaced', async () => {
    const home = await householdWithTasks()
    const fields = 'title,description,owner,priority'
    const { code, escapes } = await converse(
      plainTerminal(home, 'task', 'edit', '2'),
      ['Title: [Mend the bicycle]', 'Mend the bike'],
      ['5  Other\nType a number [1]:', ''],
      ['4  Complex  half a day or more\nType a number [2]:', ''],
      ['Done means: [It is done]', ''],
      ['Description: [a↵    b <U+202E>c]', ''],
      ['Materials:', ''],
      ['Owner:\n   1  Sam\n   2  Unassigned\nType a number [2]:', '1'],
      ['4  Urgent\nType a number [2]:', ''],
      ['Due (a date, friday, +3d):', ''],
      ['Starts (a date, friday, +3d):', ''],
      ['Private (visible only to its owner)? (y/N)', ''],
    )
    expect([code, escapes, await home.json('task', 'show', '2', '--fields', fields)]).toEqual([
      0,
      0,
      { title: 'Mend the bike', description: 'a\n\tb \u202ec', owner: 'Sam', priority: 'MEDIUM' },
    ])
  })

  test('a search', async () => {
    const home = await householdWithTasks()
    const { code, escapes } = await converse(
      plainTerminal(home, 'win', 'pick'),
      ['is done\nType a number [1], or words to search for:', 'zzz'],
      ['> No results found\nType a number, or words to search for:', 'bicycle'],
      ['Mend the bicycle. Done means: It is done\nType a number [1], or words to search for:', ''],
    )
    expect([code, escapes, await home.json('win', 'history', '--fields', 'task_id')]).toEqual([
      0,
      0,
      [{ task_id: 2 }],
    ])
  })

  test('a confirmation', async () => {
    const home = await householdWithTasks()
    const question = 'Delete “Fix the tap”? (You can undo this.) (y/N)'
    const person = plainTerminal(home, 'task', 'remove', '1')
    expect(
      await converse(person, [question, 'foo'], [`> Answer yes or no.\n${question}`, '']),
    ).toEqual({
      code: 130,
      escapes: 0,
      screen: [`${question} foo`, '> Answer yes or no.', question, 'Cancelled.'],
    })
  })

  test('a password, which is not shown', async () => {
    const home = secretiveHousehold(await householdWithPassword())
    const person = plainTerminal(home, 'login', 'alex')
    expect(
      await converse(
        person,
        ['Password for Alex:', 'wrong'],
        ['Wrong password. Password for Alex:', `x\x15${password}y\x7f`],
      ),
    ).toEqual({
      code: 0,
      escapes: 0,
      screen: ['Password for Alex:', 'Wrong password. Password for Alex:', '✓ Logged in as Alex.'],
    })
  })

  test('progress', async () => {
    const home = await householdWithTasks()
    const room = 'create table extra (bytes); insert into extra values (randomblob(12000000))'
    changeFile(home.database, `${room}; drop table extra`)
    const { code, escapes } = await converse(plainTerminal(home, 'db', 'backup'))
    expect([code, escapes]).toEqual([0, 0])
  })
})

test.each([
  ['Ctrl-C at a line', ['user', 'add'], 'Name:', keys.ctrlC],
  ['Ctrl-D at a line', ['user', 'add'], 'Name:', keys.ctrlD],
  ['Ctrl-C at a choice', ['routine', 'add', 'Kettle', '--every', 'day'], '[1]:', keys.ctrlC],
  ['Ctrl-C at a proposal', ['task', 'add', 'Kettle'], 'Enter adds the task', keys.ctrlC],
  ['Ctrl-D at a search', ['win', 'pick'], 'search for:', keys.ctrlD],
  ['Ctrl-C at yes or no', ['task', 'remove', '1'], '(y/N)', keys.ctrlC],
  ['Ctrl-C at a password', ['user', 'password', 'sam'], 'New password:', keys.ctrlC],
  ['Ctrl-D at a password', ['user', 'password', 'sam'], 'New password:', keys.ctrlD],
])('%s cancels and changes nothing', async (_, argv, question, key) => {
  const home = await householdWithTasks()
  const before = await readContents(home)
  const person = plainTerminal(home, ...argv)
  await person.sees(question)
  person.types(key)
  expect([await person.ends(), person.screen().split('\n').at(-1)]).toEqual([130, 'Cancelled.'])
  expect(await readContents(home)).toEqual(before)
})

test('pasted lines answer one question', async () => {
  const person = plainTerminal(await householdWithTasks(), 'task', 'add')
  await person.sees('What needs doing?')
  person.types('Buy milk\n2\n3\n')
  await person.sees('What you typed before this question appeared was ignored.\nOther · small')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})
