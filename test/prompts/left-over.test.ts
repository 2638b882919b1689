import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

const question = [
  '? Did you finish “Fix the tap” (yesterday’s win)?',
  '❯ Yes, it is done',
  '  No, put it back in the backlog',
  '  Leave it open for now',
].join('\n')

/** Yesterday's win, Fix the tap, was left open. */
const householdWithOpenWin = copiesOf(async () => {
  const home = household()
  home.setClock('2026-11-21T12:00:00.000Z')
  await addTask(home, 'Fix the tap')
  await addTask(home, 'Mend the bicycle')
  await home.run('win', 'pick', '1')
  home.setClock('2026-11-22T12:00:00.000Z')
  return home
})

async function outcome(home: Household) {
  return {
    wins: await home.json('win', 'history', '--fields', 'date,task_id,status'),
    tasks: await home.json('task', 'list', '--all', '--fields', 'id,status,status_note'),
  }
}

test('a pick asks first whether an earlier win was finished: it was', async () => {
  const home = await householdWithOpenWin()
  const person = terminal(home, ['win', 'pick'])
  await person.sees(question)
  person.types(keys.enter)
  await person.sees('❯ Mend the bicycle')
  expect(person.screen()).not.toContain('  Fix the tap  ')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual({
    wins: [
      { date: '2026-11-22', task_id: 2, status: 'ACTIVE' },
      { date: '2026-11-21', task_id: 1, status: 'DONE' },
    ],
    tasks: [
      { id: 1, status: 'DONE', status_note: null },
      { id: 2, status: 'ACTIVE', status_note: null },
    ],
  })
})

test('a pick asks first whether an earlier win was finished: it goes back to the backlog, with a reason', async () => {
  const home = await householdWithOpenWin()
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(question)
  person.types(keys.down)
  await person.sees('❯ No, put it back')
  person.types(keys.enter)
  await person.sees('? Why not?')
  person.types(`The part is missing${keys.enter}`)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual({
    wins: [{ date: '2026-11-22', task_id: 2, status: 'ACTIVE' }],
    tasks: [
      { id: 1, status: 'BACKLOG', status_note: 'The part is missing' },
      { id: 2, status: 'ACTIVE', status_note: null },
    ],
  })
})

test('a pick asks first whether an earlier win was finished: it stays open, and the next pick asks again', async () => {
  const home = await householdWithOpenWin()
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(question)
  person.types(keys.up)
  await person.sees('❯ Leave it open for now')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(await outcome(home)).toEqual({
    wins: [
      { date: '2026-11-22', task_id: 2, status: 'ACTIVE' },
      { date: '2026-11-21', task_id: 1, status: 'ACTIVE' },
    ],
    tasks: [
      { id: 1, status: 'ACTIVE', status_note: null },
      { id: 2, status: 'ACTIVE', status_note: null },
    ],
  })
  const again = terminal(home, ['win', 'pick', 'bicycle'])
  await again.sees(question)
  again.types(keys.ctrlC)
  expect(await again.ends()).toEqual(130)
})

test('leaving at that question leaves the earlier win open', async () => {
  const home = await householdWithOpenWin()
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(question)
  person.types(keys.ctrlC)

  expect(await person.ends()).toEqual(130)
  expect(await readContents(home)).toEqual(before)
})

test('an earlier win that was paused is not asked about', async () => {
  const home = await householdWithOpenWin()
  await home.run('win', 'pause', '--date', 'yesterday', '--note', 'It rains')
  const person = terminal(home, ['win', 'pick', 'bicycle'])

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).not.toContain('Did you finish')
})
