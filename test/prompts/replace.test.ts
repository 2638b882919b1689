import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const replaceIt = '? Today’s win is “Fix the tap”. Replace it? (y/N)'
const why = '? Why replace “Fix the tap”?'

/** Fix the tap is today's win; Mend the bicycle could be. */
const householdWithWin = copiesOf(async () => {
  const home = household()
  await addTask(home, 'Fix the tap')
  await addTask(home, 'Mend the bicycle')
  await home.run('win', 'pick', '1')
  return home
})

async function outcome(home: Household) {
  return {
    win: await home.json('win', 'show', '--fields', 'task_id,status'),
    tasks: await home.json('task', 'list', '--all', '--fields', 'id,status,status_note'),
  }
}

const replaced = {
  win: { task_id: 2, status: 'ACTIVE' },
  tasks: [
    { id: 1, status: 'BACKLOG', status_note: 'It rains' },
    { id: 2, status: 'ACTIVE', status_note: null },
  ],
}

test('another pick asks whether to replace the present one, and why', async () => {
  const home = await householdWithWin()
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(replaceIt)
  person.types(`y${keys.enter}`)
  await person.sees(why)
  person.types(keys.enter)
  await person.sees('> The note is empty.')
  person.types(`It rains${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual(replaced)
})

test('another pick from the list asks the same', async () => {
  const home = await householdWithWin()
  const person = terminal(home, ['win', 'pick'])
  await person.sees('❯ ')
  person.types('bicycle')
  await person.sees('❯ Mend the bicycle')
  person.types(keys.enter)
  await person.sees(replaceIt)
  person.types(`y${keys.enter}`)
  await person.sees(why)
  person.types(`It rains${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual(replaced)
})

test('the present pick stays when Enter alone is the answer', async () => {
  const home = await householdWithWin()
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(replaceIt)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(130)
  expect(person.screen().split('\n').at(-1)).toEqual('Nothing changed.')
  expect(await readContents(home)).toEqual(before)
})

test('--replace answers the first question, --note the second', async () => {
  const home = await householdWithWin()
  const person = terminal(home, ['win', 'pick', '2', '--replace'])
  await person.sees(why)
  expect(person.screen()).not.toContain('Replace it?')
  person.types(`It rains${keys.enter}`)
  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual(replaced)

  const other = await householdWithWin()
  const second = terminal(other, ['win', 'pick', '2', '--note', 'It rains'])
  await second.sees(replaceIt)
  second.types(`y${keys.enter}`)
  expect(await second.ends()).toEqual(0)
  expect(second.screen()).not.toContain(why)
  expect(await outcome(other)).toEqual(replaced)
})

test('a paused pick makes way without another reason; its own is kept', async () => {
  const home = await householdWithWin()
  await home.run('win', 'pause', '--note', 'It rains')
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(replaceIt)
  person.types(`y${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual(replaced)
})

test('picking the same task again asks nothing and changes nothing', async () => {
  const home = await householdWithWin()
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick', 'tap'])

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain('?')
  expect(await readContents(home)).toEqual(before)
})

test('a day that is won is not asked about: it keeps its win', async () => {
  const home = await householdWithWin()
  await home.run('win', 'done')
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick', 'bicycle'])

  expect(await person.ends()).toEqual(4)
  expect(person.screen()).not.toContain('?')
  expect(await readContents(home)).toEqual(before)
})
