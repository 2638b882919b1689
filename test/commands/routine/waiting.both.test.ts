import { expect, test } from 'vitest'
import { sampleHousehold } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'At the curb']
const bins = ['routine', 'add', 'Bins', ...essentials, '--every', 'tue']

test('rule 6: what is not done waits, with the date for which it was planned', async () => {
  const home = await sampleHousehold()
  await home.json(...bins)
  home.setClock('2027-02-03T12:00:00.000Z')
  const fields = ['--fields', 'id,title,due_date,occurrence_number']
  expect([
    await home.json('task', 'list', '--overdue', ...fields),
    await home.json('routine', 'show', 'bins', '--fields', 'next_date,next_task_id,done_count'),
    await home.json('routine', 'history', 'bins'),
  ]).toEqual([
    [{ id: 4, title: 'Bins', due_date: '2026-11-24', occurrence_number: 1 }],
    { next_date: '2026-11-24', next_task_id: 4, done_count: 0 },
    [],
  ])
})

test('rule 18: a title means the open task, and reopening the latest done one', async () => {
  const home = await sampleHousehold()
  await home.json(...bins)
  for (const on of ['2026-11-24', '2026-12-01', '2026-12-08']) {
    home.setClock(`${on}T12:00:00.000Z`)
    await home.json('task', 'done', 'bins')
  }
  const which = ['--fields', 'id,status']
  expect([
    await home.json('task', 'show', 'bins', ...which),
    await home.json('task', 'reopen', 'bins', ...which),
    await home.json('task', 'show', 'bins', ...which),
  ]).toEqual([
    { id: 7, status: 'BACKLOG' },
    { id: 6, status: 'BACKLOG' },
    { id: 6, status: 'BACKLOG' },
  ])
})

test('rule 18: several open tasks are shown with status, owner and date', async () => {
  const home = await sampleHousehold()
  await home.json(...bins, '--owner', 'sam')
  await home.json('task', 'add', 'Wash the bins', ...essentials)
  const { code, stderr } = await home.run('task', 'start', 'bin')
  expect([code, stderr.split('\n')[0]]).toEqual([
    3,
    'momentum: “bin” matches several tasks: 4 “Bins” (backlog, Sam, due 2026-11-24), 5 “Wash the bins” (backlog).',
  ])
})
