import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copiesOf, type Household, household } from '../support/household/household.ts'

/** Alex and Sam on 26 November 2026, with tasks and routines of all kinds. */
const family = copiesOf(async () => {
  const its = household()
  await its.ready()
  its.setClock('2026-11-26T12:00:00.000Z')
  await its.json('user', 'add', 'Alex')
  await its.json('user', 'add', 'Sam')
  await its.json('category', 'add', 'Kitchen')
  const chore = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'ok']
  const add = (noun: string, title: string, ...options: readonly string[]) =>
    its.json(noun, 'add', title, ...chore, ...options)
  await add('task', 'Tap', '--priority', 'urgent', '--category', 'Kitchen', '--due', '2026-12-01')
  await its.json('task', 'edit', '1', '--description', 'Under\nthe sink', '--owner', 'Sam')
  await its.json('task', 'note', '1', 'no washer')
  await add('task', 'Paint')
  await its.json('task', 'block', '2', '--note', 'rain')
  await add('task', 'Milk')
  await its.json('task', 'done', '3', '--on', 'yesterday', '--by', 'Sam')
  const sometimes = ['--turns', 'rotate', '--among', 'Alex,Sam']
  await add('routine', 'Bins', '--every', 'week on tue', ...sometimes)
  await add('routine', 'Windows', '--after', '2 months', '--description', 'all', '--lead', '0')
  await add('routine', 'Plants', '--every', 'week on mon,thu')
  return its
})

async function exportTo(its: Household): Promise<Record<string, unknown>[]> {
  const file = join(its.folder, 'out.json')
  await its.json('export', '--to', 'taskwarrior', '--out', file, '--force')
  return JSON.parse(readFileSync(file, 'utf8'))
}

async function bring(its: Household, items: readonly object[], ...options: readonly string[]) {
  writeFileSync(join(its.folder, 'in.json'), JSON.stringify(items))
  return its.json('import', 'in.json', '--from', 'taskwarrior', ...options)
}

it('finds nothing new in what was exported', async () => {
  const its = await family()
  const before = await its.json('task', 'list', '--all')
  expect(await bring(its, await exportTo(its))).toEqual({
    format: 'taskwarrior',
    records: 6,
    added: [],
    routines: [],
    updated: [],
    unchanged: 6,
    kept: [],
    skipped: [],
    lost: [],
  })
  expect(await its.json('task', 'list', '--all')).toEqual(before)
})

it('takes what was exported into another household, and only once', async () => {
  const items = await exportTo(await family())
  const other = household()
  await other.ready()
  other.setClock('2026-11-26T13:00:00.000Z')
  await other.json('user', 'add', 'Alex')
  await other.json('user', 'add', 'Sam')
  expect(await bring(other, items)).toMatchObject({
    added: [1, 2, 3, 4, 5, 6],
    routines: [1, 2, 3],
  })
  const fields = 'title,rule,turns,members,next_date,lead_days'
  expect(await other.json('routine', 'list', '--fields', fields)).toEqual([
    {
      title: 'Bins',
      rule: 'week on tue',
      turns: 'ROTATE',
      members: ['Alex', 'Sam'],
      next_date: '2026-12-01',
      lead_days: 1,
    },
    {
      title: 'Windows',
      rule: '2 months',
      turns: 'NONE',
      members: [],
      next_date: '2026-11-26',
      lead_days: 0,
    },
    {
      title: 'Plants',
      rule: 'week on mon,thu',
      turns: 'NONE',
      members: [],
      next_date: '2026-11-26',
      lead_days: 0,
    },
  ])
  const nothing = { added: [], updated: [], kept: [], unchanged: 6 }
  expect(await bring(other, items)).toMatchObject(nothing)
  expect(await bring(other, await exportTo(other))).toMatchObject(nothing)
})

it('takes a category that alone was changed', async () => {
  const its = household()
  await its.ready()
  const tap = { uuid: '10000000-0000-4000-8000-000000000001', description: 'Tap', project: 'Home' }
  const due = '20261201T000000Z'
  const bins = { ...tap, uuid: tap.uuid.replace(/1$/, '2'), description: 'Bins', recur: '1w', due }
  await bring(its, [tap, bins])
  const changed = [tap, bins].map((item) => ({ ...item, project: 'Garden' }))
  expect(await bring(its, changed)).toMatchObject({ updated: [1, 2], unchanged: 0 })
  expect(await its.json('task', 'list', '--fields', 'category', '--search', 'Tap')).toEqual([
    { category: 'Garden' },
  ])
  expect(await its.json('routine', 'show', '1', '--fields', 'category')).toEqual({
    category: 'Garden',
  })
})

it('records what was done in Taskwarrior, if the file counts', async () => {
  const its = await family()
  await its.json('task', 'done', '4', '--early')
  const items = await exportTo(its)
  const open = items.find(({ parent, description }) => parent && description === 'Bins')
  expect(open).toMatchObject({ due: '20261208T000000Z' })
  const done = items.map((item) =>
    item === open ? { ...item, status: 'completed', end: '20261126T110000Z' } : item,
  )
  const kept = await its.json('task', 'list', '--search', 'Bins', '--fields', 'id')
  expect(await bring(its, done)).toMatchObject({ kept: [7], unchanged: 6 })
  expect(await its.json('task', 'list', '--search', 'Bins', '--fields', 'id')).toEqual(kept)
  expect(await bring(its, done, '--overwrite')).toMatchObject({ updated: [7], added: [8] })
  const fields = 'id,status,occurrence_number,occurrence_date'
  expect(await its.json('task', 'list', '--all', '--search', 'Bins', '--fields', fields)).toEqual([
    { id: 4, status: 'DONE', occurrence_number: 1, occurrence_date: '2026-12-01' },
    { id: 7, status: 'DONE', occurrence_number: 2, occurrence_date: '2026-12-08' },
  ])
  const next = ['--fields', 'next_task_id,next_date,done_count']
  expect(await its.json('routine', 'show', '1', ...next)).toEqual({
    next_task_id: 8,
    next_date: '2026-12-15',
    done_count: 2,
  })
})
