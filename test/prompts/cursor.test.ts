import { expect, test } from 'vitest'
import { addTask } from '../support/household/contents.ts'
import { household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const left = '\x1b[D'

test('the cursor stays where the person types', async () => {
  const person = terminal(household(), ['task', 'add', '--domain', 'food', '--effort', 'tiny'])
  await person.cursorAfter('? What needs doing? ')
  person.types('Feed the 猫')
  await person.cursorAfter('? What needs doing? Feed the 猫')
  person.types(left)
  await person.cursorAfter('? What needs doing? Feed the ')
  person.types('small ')
  await person.cursorAfter('? What needs doing? Feed the small ')
  person.types(keys.ctrlA)
  await person.cursorAfter('? What needs doing? ')
  person.types(keys.ctrlE)
  await person.cursorAfter('? What needs doing? Feed the small 猫')
  person.types(keys.ctrlU)
  await person.cursorAfter('? What needs doing? ')
  person.types(keys.enter)
  await person.sees('> ')
  await person.cursorAfter('? What needs doing? ')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('the cursor stays where the person types in a line that is folded', async () => {
  const person = terminal(household(), ['task', 'add', '--domain', 'food', '--effort', 'tiny'], 24)
  await person.cursorAfter('? What needs doing? ')
  person.types('Feed')
  await person.cursorAfter('')
  person.types('him')
  await person.cursorAfter('Feedhim')
  person.types(left.repeat(4))
  await person.cursorAfter('Fee')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})

test('the cursor stays where the person types above a list', async () => {
  const home = household()
  await addTask(home, 'Mend the bicycle')
  const person = terminal(home, ['win', 'pick'])
  await person.cursorAfter('? Which task will the household finish today?')
  person.types('me')
  await person.cursorAfter('? Which task will the household finish today? me')
  person.types(keys.ctrlC)
  expect(await person.ends()).toEqual(130)
})
