import { expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { keys, terminal } from '../support/program/terminal.ts'

/** The question where another task is named already. */
const shortQuestion = [
  '? Did you finish “Fix the tap” (yesterday’s win)?',
  '❯ Yes, it is done',
  '  No, put it back in the backlog',
].join('\n')

const question = [
  '? Did you finish “Fix the tap” (yesterday’s win)?',
  '❯ Yes, it is done',
  '  No, carry it over to today',
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
  await person.sees(shortQuestion)
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
  await person.sees(shortQuestion)
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
  await again.sees(shortQuestion)
  again.types(keys.ctrlC)
  expect(await again.ends()).toEqual(130)
})

test('leaving at that question leaves the earlier win open', async () => {
  const home = await householdWithOpenWin()
  const before = await readContents(home)
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(shortQuestion)
  person.types(keys.ctrlC)

  expect(await person.ends()).toEqual(130)
  expect(await readContents(home)).toEqual(before)
})

test.each([
  ['pause', 'paused', true],
  ['block', 'blocked', false],
])('after win %s, an earlier win is asked about too', async (verb, word, canBeCarried) => {
  const home = await householdWithOpenWin()
  await home.run('win', verb, '--date', 'yesterday', '--note', 'It rains')
  const person = terminal(home, ['win', 'pick'])
  await person.sees(
    [
      `? Did you finish “Fix the tap” (yesterday’s win)? It is ${word}: It rains`,
      '❯ Yes, it is done',
      ...(canBeCarried ? ['  No, carry it over to today'] : []),
      '  No, put it back in the backlog',
    ].join('\n'),
  )
  person.types(keys.enter)
  await person.sees('❯ Mend the bicycle')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect((await outcome(home)).wins).toEqual([
    { date: '2026-11-22', task_id: 2, status: 'ACTIVE' },
    { date: '2026-11-21', task_id: 1, status: 'DONE' },
  ])
})

test('an earlier win is carried over, and what that does to the streak is said before and after', async () => {
  const home = await householdWithOpenWin()
  const person = terminal(home, ['win', 'pick'], 100)
  await person.sees(question)
  person.types(keys.down)
  const streak = 'With a win on 2026-11-21, the streak would be 1 day.'
  await person.sees(`2026-11-21 will have no win. ${streak}`)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect(person.screen()).toContain(
    '“Fix the tap” moved from 2026-11-21 to 2026-11-22. 2026-11-21 has no win now.',
  )
  expect(await outcome(home)).toEqual({
    wins: [{ date: '2026-11-22', task_id: 1, status: 'ACTIVE' }],
    tasks: [
      { id: 1, status: 'ACTIVE', status_note: null },
      { id: 2, status: 'BACKLOG', status_note: null },
    ],
  })
})

/** Adds an earlier open win, and answers the question about the later one. */
async function personAskedTwice(home: Household) {
  await addTask(home, 'Sort the cellar')
  await home.run('win', 'pick', '3', '--date', '2026-11-19')
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees('? Did you finish “Fix the tap” (yesterday’s win)?')
  person.types(keys.enter)
  await person.sees('? Did you finish “Sort the cellar” (Thursday’s win)?')
  return person
}

test('several earlier wins are asked about, the latest first', async () => {
  const home = await householdWithOpenWin()
  const person = await personAskedTwice(home)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(0)
  expect((await outcome(home)).wins).toEqual([
    { date: '2026-11-22', task_id: 2, status: 'ACTIVE' },
    { date: '2026-11-21', task_id: 1, status: 'DONE' },
    { date: '2026-11-19', task_id: 3, status: 'DONE' },
  ])
})

const settled = '“Fix the tap” (yesterday’s win) is done.'

test('an answer is saved even if the list is cancelled with Ctrl-C', async () => {
  const home = await householdWithOpenWin()
  const person = terminal(home, ['win', 'pick'])
  await person.sees(question)
  person.types(keys.enter)
  await person.sees('❯ Mend the bicycle')
  person.types(keys.ctrlC)

  expect(await person.ends()).toEqual(130)
  expect(person.screen()).toContain(`${settled}\nCancelled.`)
  expect((await outcome(home)).wins).toEqual([{ date: '2026-11-21', task_id: 1, status: 'DONE' }])
})

test('an answer is saved even if the next question is cancelled with Ctrl-C', async () => {
  const home = await householdWithOpenWin()
  const person = await personAskedTwice(home)
  person.types(keys.ctrlC)

  expect(await person.ends()).toEqual(130)
  expect((await outcome(home)).wins).toEqual([
    { date: '2026-11-21', task_id: 1, status: 'DONE' },
    { date: '2026-11-19', task_id: 3, status: 'ACTIVE' },
  ])
})

test('an answer is saved even if there is no other task to pick', async () => {
  const home = await householdWithOpenWin()
  await home.run('task', 'abandon', '2')
  const person = terminal(home, ['win', 'pick'])
  await person.sees(question)
  person.types(keys.enter)

  expect(await person.ends()).toEqual(4)
  expect(person.screen()).toContain(`${settled}\nmomentum: No task can be picked.`)
  expect((await outcome(home)).wins).toEqual([{ date: '2026-11-21', task_id: 1, status: 'DONE' }])
})

test('an answer is saved even if the day keeps its other pick', async () => {
  const home = await householdWithOpenWin()
  await addTask(home, 'Sort the cellar')
  await home.run('win', 'pick', '3')
  const person = terminal(home, ['win', 'pick', 'bicycle'])
  await person.sees(shortQuestion)
  person.types(keys.enter)
  await person.sees('Today’s win is “Sort the cellar”. Replace it?')
  person.types(keys.enter)

  expect(await person.ends()).toEqual(130)
  expect(person.screen()).toContain(`${settled}\nThe pick stays as it is.`)
  expect((await outcome(home)).wins).toEqual([
    { date: '2026-11-22', task_id: 3, status: 'ACTIVE' },
    { date: '2026-11-21', task_id: 1, status: 'DONE' },
  ])
})

test('nothing is asked if the named task cannot be picked', async () => {
  const home = await householdWithOpenWin()
  await home.run('task', 'block', '2')
  const person = terminal(home, ['win', 'pick', 'bicycle'])

  expect(await person.ends()).toEqual(4)
  expect(person.screen()).not.toContain('?')
})
