import { expect, test } from 'vitest'
import { household } from '../../support/household/household.ts'

const essentials = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'ok'] as const

test('going back shows nobody what was private: the copy alone still has it', async () => {
  const home = household()
  await home.json('user', 'add', 'Alex')
  await home.run('task', 'add', 'Buy a ring', ...essentials, '--owner', 'alex', '--private')
  const { code, stderr } = await home.run('db', 'migrate', '--to', '0003_categories', '--yes')
  const copy = /: (.*)\n/.exec(stderr)?.[1] ?? ''
  const list = ['task', 'list', '--all', '--as', 'alex', '--fields', 'title'] as const
  const shown = await home.json(...list)
  await home.run('db', 'restore', copy, '--yes')
  expect([code, shown, await home.json(...list)]).toEqual([0, [], [{ title: 'Buy a ring' }]])
})

test('going back keeps a copy, which the database can be put back from', async () => {
  const home = household()
  await home.run('db', 'seed')
  await home.run('task', 'edit', '1', '--due', '2026-12-24')
  const { code, stderr } = await home.run('db', 'migrate', '--to', '0003_categories', '--yes')
  const copy = /: (.*)\n/.exec(stderr)?.[1] ?? ''
  const due = ['task', 'show', '1', '--fields', 'due_date'] as const
  const shown = await home.json(...due)
  await home.run('db', 'restore', copy, '--yes')
  expect([code, shown, await home.json(...due)]).toEqual([
    0,
    { due_date: null },
    { due_date: '2026-12-24' },
  ])
})

test('categories without a color of their own take one that no other has', async () => {
  const home = household()
  await home.json('category', 'add', 'A')
  await home.run('category', 'add', 'B')
  await home.run('category', 'remove', 'A', '--yes')
  await home.run('category', 'add', 'C')
  expect(await home.json('category', 'list', '--fields', 'name,color')).toEqual([
    { name: 'B', color: '#e07a1f' },
    { name: 'C', color: '#d1495b' },
  ])
})
