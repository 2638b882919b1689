import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copiesOf, type Household, household } from '../support/household/household.ts'

/** Alex and Sam on 26 November 2026. */
const family = copiesOf(async () => {
  const its = household()
  await its.ready()
  its.setClock('2026-11-26T12:00:00.000Z')
  await its.json('user', 'add', 'Alex')
  await its.json('user', 'add', 'Sam')
  return its
})

const parent = {
  uuid: '10000000-0000-4000-8000-000000000001',
  description: 'Bins',
  status: 'recurring',
  recur: 'weekly',
  due: '20261103T000000Z',
  entry: '20261101T120000Z',
}

function child(number: number, date: string, status = 'pending'): object {
  return {
    uuid: `10000000-0000-4000-8000-00000000001${number}`,
    parent: parent.uuid,
    description: 'Bins',
    recur: 'weekly',
    imask: number,
    status,
    due: `${date}T000000Z`,
    entry: '20261101T120000Z',
    ...(status === 'pending' ? {} : { end: `${date}T180000Z` }),
  }
}

async function bring(its: Household, tasks: readonly object[], ...options: string[]) {
  writeFileSync(join(its.folder, 'in.json'), JSON.stringify(tasks))
  const fields = ['--fields', 'added,routines,updated,unchanged,kept']
  return its.json('import', 'in.json', '--from', 'taskwarrior', ...fields, ...options)
}

async function seen(its: Household) {
  return {
    routine: await its.json('routine', 'show', '1', '--fields', 'rule,next_date,done_count,status'),
    times: await its.json('routine', 'history', '1', '--fields', 'number,date,outcome,on_date'),
    faults: ((await its.json('db', 'check')) as { ok: boolean }[]).filter(({ ok }) => !ok),
  }
}

const nothing = { added: [], routines: [], updated: [], unchanged: 0, kept: [] }
const firstFile = [parent, child(0, '20261103', 'completed'), child(1, '20261110')]

describe('a routine of a file', () => {
  it('comes with its times and its open task', async () => {
    const its = await family()
    expect(await bring(its, firstFile)).toEqual({ ...nothing, added: [1, 2], routines: [1] })
    expect(await seen(its)).toEqual({
      routine: { rule: 'week', next_date: '2026-11-10', done_count: 1, status: 'ACTIVE' },
      times: [{ number: 1, date: '2026-11-03', outcome: 'DONE', on_date: '2026-11-03' }],
      faults: [],
    })
  })

  it('is unchanged if the file is', async () => {
    const its = await family()
    await bring(its, firstFile)
    expect(await bring(its, firstFile)).toEqual({ ...nothing, unchanged: 1 })
  })

  it('goes on when its open task is done in the file', async () => {
    const its = await family()
    await bring(its, firstFile)
    const second = [
      parent,
      child(0, '20261103', 'completed'),
      child(1, '20261110', 'completed'),
      child(2, '20261117', 'deleted'),
      child(3, '20261124'),
    ]
    expect(await bring(its, second)).toEqual({ ...nothing, added: [3], updated: [2] })
    expect(await seen(its)).toEqual({
      routine: { rule: 'week', next_date: '2026-11-24', done_count: 2, status: 'ACTIVE' },
      times: [
        { number: 3, date: '2026-11-17', outcome: 'SKIPPED', on_date: null },
        { number: 2, date: '2026-11-10', outcome: 'DONE', on_date: '2026-11-10' },
        { number: 1, date: '2026-11-03', outcome: 'DONE', on_date: '2026-11-03' },
      ],
      faults: [],
    })
    expect(await bring(its, second)).toEqual({ ...nothing, unchanged: 1 })
  })

  it('stays as it is if both were changed, unless the file counts', async () => {
    const its = await family()
    await bring(its, firstFile)
    await its.json('task', 'done', '2', '--on', '2026-11-10')
    const second = [{ ...parent, description: 'Rubbish' }, ...firstFile.slice(1)]
    expect(await bring(its, second)).toEqual({ ...nothing, kept: [3] })
    expect(await bring(its, second, '--overwrite')).toMatchObject({ kept: [], updated: [3] })
    expect(await seen(its)).toMatchObject({ routine: { done_count: 2 }, faults: [] })
  })

  it('is undone as one', async () => {
    const its = await family()
    await bring(its, firstFile)
    await its.json('undo')
    expect([
      await its.json('routine', 'list', '--all'),
      await its.json('task', 'list', '--all'),
      await bring(its, firstFile),
    ]).toEqual([[], [], { ...nothing, added: [3, 4], routines: [2] }])
  })
})

describe('the turns of a file', () => {
  const chore = {
    id: 7,
    name: 'Bins',
    frequencyType: 'weekly',
    frequency: 1,
    nextDueDate: '2026-12-01T08:00:00Z',
    assignStrategy: 'round_robin',
    assignees: [{ userId: 1 }, { userId: 2 }],
    isActive: true,
  }

  async function turns(...options: string[]) {
    const its = await family()
    writeFileSync(join(its.folder, 'in.json'), JSON.stringify([chore]))
    const { lost } = (await its.json('import', 'in.json', ...options)) as { lost: object[] }
    const routine = await its.json('routine', 'show', '1', '--fields', 'turns,members,owner,turn')
    return { lost, routine }
  }

  it('are taken over by the members who are meant', async () => {
    expect(await turns('--map-owner', '1=sam,2=alex')).toMatchObject({
      routine: { turns: 'ROTATE', members: ['Sam', 'Alex'], owner: null, turn: 'Sam' },
    })
  })

  it('are always those of the only one who is known', async () => {
    expect(await turns('--map-owner', '2=alex')).toMatchObject({
      lost: [
        { what: 'turns of “Bins”', count: 1 },
        { what: '“1”, who is no member', count: 1 },
      ],
      routine: { turns: 'FIXED', members: [], owner: 'Alex', turn: 'Alex' },
    })
  })

  it('are nobody’s if nobody is known', async () => {
    expect(await turns()).toMatchObject({
      routine: { turns: 'NONE', members: [], owner: null, turn: null },
    })
  })
})

describe('a file without days', () => {
  it.each([
    ['todotxt', 'Fern rec:10d\nFrog rec:+1w\n'],
    ['todoist', 'TYPE,CONTENT,DATE\ntask,Bins,every day\ntask,Tap,in 3 days\n'],
    ['donetick', '[{"id":1,"name":"Bins","frequencyType":"weekly","frequency":1}]'],
    ['grocy', '[{"id":1,"name":"Bins","period_type":"daily","period_days":2}]'],
    ['ical', vcalendar('UID:1', 'SUMMARY:Bins', 'RRULE:FREQ=DAILY')],
  ])('of %s says the same on another day', async (format, text) => {
    const its = await family()
    const importFile = () =>
      its.json('import', 'in.json', '--from', format, '--fields', 'updated,kept,unchanged')
    writeFileSync(join(its.folder, 'in.json'), text)
    await importFile()
    const before = await its.json('task', 'list')
    its.setClock('2026-11-28T12:00:00.000Z')
    const unchanged = format.startsWith('todo') ? 2 : 1
    expect(await importFile()).toEqual({ updated: [], kept: [], unchanged })
    expect(await its.json('task', 'list')).toEqual(before)
  })
})

function vcalendar(...lines: readonly string[]): string {
  const todo = ['BEGIN:VTODO', ...lines, 'END:VTODO']
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...todo, 'END:VCALENDAR', ''].join('\r\n')
}

it('leaves out a routine whole, and goes on', async () => {
  const its = await family()
  const second = {
    ...parent,
    uuid: '20000000-0000-4000-8000-000000000001',
    description: 'Water the plants',
    project: 'Garden',
    due: '20261201T000000Z',
  }
  await bring(its, firstFile)
  await its.json('win', 'pick', '2', '--as', 'sam', '--definition-of-done', 'Out')
  const done = [
    { ...parent, description: 'Rubbish' },
    child(0, '20261103', 'completed'),
    child(1, '20261110', 'completed'),
    second,
  ]
  expect(await bring(its, done, '--skip-bad', '--overwrite')).toMatchObject({
    added: [3],
    routines: [2],
  })
  expect([
    await its.json('routine', 'list', '--fields', 'title,category'),
    await its.json('task', 'list', '--fields', 'title'),
    (await seen(its)).faults,
  ]).toEqual([
    [
      { title: 'Bins', category: null },
      { title: 'Water the plants', category: 'Garden' },
    ],
    [{ title: 'Bins' }],
    [],
  ])
})
