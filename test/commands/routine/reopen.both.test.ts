import { expect, test } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { sampleHousehold } from '../../support/household/sample.ts'

/** Bins, done for the first time; the next task is 5. */
const household = copiesOf(async () => {
  const home = await sampleHousehold()
  const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']
  await home.json('routine', 'add', 'Bins', ...essentials, '--after', '7d')
  await home.json('task', 'done', 'bins')
  return home
})

test.each([
  ['edited and undone', ['task edit 5 --due 2026-12-25 --starts today', 'undo']],
  ['edited, undone, redone and undone', ['task edit 5 --priority high', 'undo', 'redo', 'undo']],
  ['started and put back', ['task start 5', 'task reopen 5']],
  ['paused with its routine and resumed', ['routine pause bins', 'routine resume bins']],
  ['skipped and undone', ['task skip 5', 'undo']],
  ['picked and undone', ['win pick 5', 'undo']],
  ['corrected', ['task edit 4 --completed-on 2026-11-21']],
  [
    'dated again, edited and undone',
    ['task edit 4 --completed-on 2026-11-21', 'task edit 5 --effort small', 'undo'],
  ],
])('rule 10: a next task that was %s is deleted when its task is reopened', async (_, commands) => {
  const home = await household()
  for (const words of commands) await home.json(...words.split(' '))
  await home.json('task', 'reopen', '4')
  expect(await home.json('task', 'show', '4', '--fields', 'id,status')).toEqual({
    id: 4,
    status: 'BACKLOG',
  })
  expect((await home.run('task', 'show', '5')).code).toBe(3)
})

test.each([
  ['edited', ['task edit 5 --due 2026-12-25']],
  ['edited twice, once undone', ['task edit 5 --effort small', 'task edit 5 --due +10d', 'undo']],
  ['changed with its routine', ['routine edit bins --title Trash']],
  ['skipped', ['task skip 5']],
])('rule 10: a next task that was %s keeps its task from being reopened', async (_, commands) => {
  const home = await household()
  for (const words of commands) await home.json(...words.split(' '))
  const { code, stderr } = await home.run('task', 'reopen', '4')
  expect([code, stderr]).toEqual([
    4,
    'momentum: “Bins” of 2026-11-22 cannot be reopened, because its routine has moved on since.\n  See what can be undone: momentum undo --list\n',
  ])
})

test.each([
  ['done', 'task done 5 --early', '4', 'See what comes next: momentum routine show 1'],
  [
    'done, and its routine has ended',
    'routine end bins',
    '4',
    'See what comes next: momentum routine show 1',
  ],
  [
    'abandoned with its routine',
    'routine end bins',
    '5',
    'See what comes next: momentum routine show 1',
  ],
])('a task of a routine that is %s cannot be picked', async (_, words, task, hint) => {
  const home = await household()
  await home.json(...words.split(' '))
  const { code, stderr } = await home.run('win', 'pick', task)
  expect([code, stderr.split('\n')[1]?.trim()]).toEqual([4, hint])
})
