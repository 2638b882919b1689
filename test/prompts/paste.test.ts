import { describe, expect, test } from 'vitest'
import { addTask } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { householdWithPassword, secretiveHousehold } from '../support/household/members.ts'
import { startAtTerminal } from '../support/program/program.ts'
import { keys, type Terminal, terminal } from '../support/program/terminal.ts'

const pasted = (text: string) => `\x1b[200~${text}\x1b[201~`

const afterFirst = 'Everything after the first line was ignored.'
const before = 'What you typed before this question appeared was ignored.'

const householdWithTask = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Fix the tap')
  return home
})

async function leave(person: Terminal) {
  person.types(keys.ctrlC)
  return person.ends()
}

describe('a paste of several lines answers no question', () => {
  test('a text shows them in its line, and Enter answers', async () => {
    const home = await householdWithTask()
    await home.run('win', 'pick', '1')
    const person = terminal(home, ['win', 'pause'])
    await person.sees('?')
    person.types(pasted('The shop\n\tis closed\n'))
    await person.sees('The shop↵⇥is closed')
    person.types(keys.enter)
    expect(await person.ends()).toEqual(0)
    expect(await home.json('win', 'show', '--fields', 'note')).toEqual({
      note: 'The shop\n\tis closed',
    })
  })

  test('a name refuses them, and can be corrected', async () => {
    const home = await householdWithTask()
    const person = terminal(home, ['user', 'add'])
    await person.sees('? Name:')
    person.types(pasted('Alex\r\nTom\r\n'))
    await person.sees('? Name: Alex↵Tom')
    person.types(keys.enter)
    await person.sees('> ')
    person.types(`${'\x7f'.repeat(4)}${keys.enter}`)
    expect(await person.ends()).toEqual(0)
    expect(await home.json('user', 'list', '--fields', 'name')).toEqual([
      { name: 'Alex' },
      { name: 'Sam' },
    ])
  })

  test('a confirmation is not given by them', async () => {
    const home = await householdWithTask()
    const person = terminal(home, ['task', 'remove', '1'])
    await person.sees('(y/N)')
    person.types(pasted('y\ny\n'))
    await person.sees('(y/N) y y')
    person.types(keys.enter)
    await person.sees('> Answer yes or no.')
    expect(await leave(person)).toEqual(130)
  })

  test('a choice is not made by them', async () => {
    const words = ['Kettle', '--every', 'day', '--effort', 'tiny']
    const person = terminal(await householdWithTask(), ['task', 'add', ...words])
    await person.sees('? Domain:\n❯ Chores')
    person.types(pasted('food\n\n'))
    await person.sees('❯ Food')
    expect(await leave(person)).toEqual(130)
    expect(person.screen()).not.toContain('Done means')
  })

  test('a proposal is not accepted by them', async () => {
    const home = await householdWithTask()
    const person = terminal(home, ['task', 'add', 'Kettle'])
    await person.sees('Enter adds the task')
    person.types(pasted('\nyes\n\n'))
    await person.sees('? Owner:\n  Sam\n❯ Unassigned')
    expect([await leave(person), await home.json('task', 'list', '--fields', 'id')]).toEqual([
      130,
      [{ id: 1 }],
    ])
  })

  test('a search uses them as one line', async () => {
    const person = terminal(await householdWithTask(), ['win', 'pick'])
    await person.sees('❯ Fix the tap')
    person.types(pasted('fix\r\nthe\r\n'))
    await person.sees('finish today? fix the\n❯ Fix the tap')
    expect(await leave(person)).toEqual(130)
  })

  test('a password keeps no line break', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['user', 'password', 'sam'])
    await person.sees('? New password:')
    person.types(pasted('new\nbattery\n'))
    await person.sees(`? New password: ${'•'.repeat(11)}`)
    person.types(keys.enter)
    await person.sees('> The password contains a control character')
    person.types(`${keys.ctrlU}${pasted('new battery\n')}`)
    await person.sees(`? New password: ${'•'.repeat(11)}`)
    person.types(keys.enter)
    await person.sees('? Confirm new password:')
    person.types(`new battery${keys.enter}`)
    expect(await person.ends()).toEqual(0)
  })
})

describe('if the terminal does not mark what is pasted, only the first line counts', () => {
  test('the next question is still asked', async () => {
    const home = await householdWithTask()
    const person = terminal(home, ['task', 'add'])
    await person.sees('? What needs doing?')
    person.types('Buy milk\rCall the bank\rPay the rent\r')
    await person.sees(`✓ What needs doing? Buy milk\n${afterFirst}\n? Other · small`)
    expect(await leave(person)).toEqual(130)
    expect(await home.json('task', 'list', '--fields', 'id')).toEqual([{ id: 1 }])
    expect(person.screen().split(afterFirst).length).toEqual(2)
  })

  test('also when nothing is asked afterwards', async () => {
    const home = await householdWithTask()
    const person = terminal(home, ['user', 'add'])
    await person.sees('? Name:')
    person.types('Alex\rTom\r')
    expect(await person.ends()).toEqual(0)
    expect(person.screen().split('\n')).toEqual(['✓ Name: Alex', afterFirst, '✓ Added #2: Alex'])
  })

  test('the rest of the same line break is not mentioned', async () => {
    const person = terminal(await householdWithTask(), ['user', 'add'])
    await person.sees('? Name:')
    person.types('Alex\r\n')
    expect(await person.ends()).toEqual(0)
    expect(person.screen().split('\n')).toEqual(['✓ Name: Alex', '✓ Added #2: Alex'])
  })

  test('a wrong password is followed by no second guess', async () => {
    const home = secretiveHousehold(await householdWithPassword())
    const person = terminal(home, ['login', 'alex'])
    await person.sees('Password for Alex:')
    person.types('wrong horse\rwrong battery\r')
    await person.sees(`${afterFirst}\n? Wrong password. Password for Alex:`)
    expect(await leave(person)).toEqual(130)
    expect(await home.query('select failed_guesses from users where id = 1')).toEqual([
      { failed_guesses: 1 },
    ])
  })
})

describe('what was typed before a question appeared', () => {
  test('does not answer it', async () => {
    const home = await householdWithTask()
    const person = startAtTerminal({ home: home.folder }, ['task', 'remove', '1'])
    person.types('y\ry\r')
    await person.sees(`${before}\n? Delete “Fix the tap”? (You can undo this.) (y/N)`)
    person.types(keys.enter)
    expect([await person.ends(), await home.json('task', 'list', '--fields', 'id')]).toEqual([
      130,
      [{ id: 1 }],
    ])
  })

  test('Enter alone is not mentioned', async () => {
    const home = await householdWithTask()
    const person = startAtTerminal({ home: home.folder }, ['task', 'remove', '1'])
    person.types('\r\r')
    await person.sees('(y/N)')
    person.types(keys.ctrlC)
    expect([await person.ends(), person.screen().includes('ignored')]).toEqual([130, false])
  })
})

test('a question turns bracketed paste on, and off at its end', async () => {
  const person = terminal(await householdWithTask(), ['user', 'add'])
  await person.receives('\x1b[?2004h')
  await person.sees('? Name:')
  person.types(`Alex${keys.enter}`)
  await person.receives('\x1b[?2004l')
  expect(await person.ends()).toEqual(0)
})
