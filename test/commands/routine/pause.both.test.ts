import { describe, expect, test } from 'vitest'
import type { Task } from '../../../src/domain/task.ts'
import { copiesOf } from '../../support/household/household.ts'
import {
  failure,
  oneOClock,
  sampleHousehold,
  success,
  usageFailure,
} from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']

/** Sam's bins on Tuesdays, from 24 November, beside the sample's three tasks. */
const householdWithBins = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue', '--owner', 'sam')
  home.setClock(oneOClock)
  return home
})

const status = ['--fields', 'status,status_note,paused_until,next_date,next_task_id']
const shown = ['task', 'show', '4', '--fields', 'status,status_note,due_date,starts_on']

describe('routine pause', () => {
  test('says how to resume it, or when it goes on', async () => {
    const home = await householdWithBins()
    expect([
      await home.run('routine', 'pause', 'bins'),
      await home.run('routine', 'pause', 'bins', '--note', 'On\nstrike'),
      await home.run('routine', 'pause', 'bins', '--until', '2026-12-31'),
    ]).toEqual([
      success('◐ Bins is paused.', 'To resume it: momentum routine resume 1'),
      success('◐ Bins is paused: On strike', 'To resume it: momentum routine resume 1'),
      success('◐ Bins is paused until Thu 31 Dec: On strike', '  Next on Tue 5 Jan 2027.'),
    ])
  })

  test('gives a program the routine, and pauses its task', async () => {
    const home = await householdWithBins()
    expect([
      await home.json('routine', 'pause', '1', '--note', 'On strike', ...status),
      await home.json(...shown),
      await home.json('routine', 'pause', '1', '--until', '+4w', ...status),
      await home.json(...shown),
    ]).toEqual([
      {
        ...{ status: 'PAUSED', status_note: 'On strike', paused_until: null },
        ...{ next_date: '2026-11-24', next_task_id: 4 },
      },
      {
        ...{ status: 'PAUSED', status_note: 'On strike' },
        ...{ due_date: '2026-11-24', starts_on: '2026-11-23' },
      },
      {
        ...{ status: 'PAUSED', status_note: 'On strike', paused_until: '2026-12-20' },
        ...{ next_date: '2026-12-22', next_task_id: 4 },
      },
      {
        ...{ status: 'BACKLOG', status_note: 'On strike' },
        ...{ due_date: '2026-12-22', starts_on: '2026-12-21' },
      },
    ])
  })

  test('keeps today’s page from naming the task until the routine is resumed', async () => {
    const home = await householdWithBins()
    await home.json('task', 'add', 'Bread', ...essentials, '--due', '2026-11-24')
    await home.json('routine', 'add', 'Plants', ...essentials, '--after', '10d')
    home.setClock('2026-11-24T13:00')
    const titlesOf = async () => {
      const { due, unowned } = (await home.json()) as Record<'due' | 'unowned', Task[]>
      return { due: due.map(({ title }) => title), unowned: unowned.map(({ title }) => title) }
    }
    const before = await titlesOf()
    await home.json('task', 'pause', 'bread')
    await home.json('routine', 'pause', 'bins')
    await home.json('routine', 'pause', 'plants')
    const paused = await titlesOf()
    await home.json('routine', 'resume', 'bins')
    const kettle = 'Descale the kettle'
    expect({ before, paused, after: await titlesOf() }).toEqual({
      before: { due: ['Plants', 'Bins', 'Bread'], unowned: ['Plants', 'Bread', kettle] },
      paused: { due: ['Bread'], unowned: ['Bread', kettle] },
      after: { due: ['Bins', 'Bread'], unowned: ['Bread', kettle] },
    })
  })

  test.each([
    [
      ['--until', 'today'],
      '2026-11-22 is not after today, so a pause cannot end on it.',
      'Choose a later --until, or leave it out.',
    ],
    [
      ['--until', 'someday'],
      '“someday” is not a date.',
      'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.',
    ],
    [['--note', ' '], 'The note is empty.', undefined],
  ])('refuses %j', async (words, message, hint) => {
    const home = await householdWithBins()
    expect(await home.run('routine', 'pause', 'bins', ...words)).toEqual(
      usageFailure(message, hint),
    )
  })
})

describe('routine resume', () => {
  test('says when it comes next, also when it was not paused', async () => {
    const home = await householdWithBins()
    await home.json('routine', 'pause', 'bins', '--until', '2027-02-01')
    const answer = success('● Bins is active.', '  Next on Tue 24 Nov.')
    expect([
      await home.run('routine', 'resume', 'bins'),
      await home.run('routine', 'resume', 'bins'),
      await home.run('routine', 'resume', 'bins', '-q'),
    ]).toEqual([answer, answer, success('1')])
  })
})

describe('routine end', () => {
  test('says so, also the second time', async () => {
    const home = await householdWithBins()
    expect([
      await home.run('routine', 'end', 'bins', '--note', 'We moved out'),
      await home.run('routine', 'end', 'bins'),
      await home.json('routine', 'show', 'bins', ...status),
      await home.json(...shown),
      await home.run('routine', 'resume', 'bins'),
    ]).toEqual([
      success('✗ Bins has ended: We moved out'),
      success('✗ Bins has ended: We moved out'),
      {
        ...{ status: 'ENDED', status_note: 'We moved out', paused_until: null },
        ...{ next_date: null, next_task_id: null },
      },
      {
        ...{ status: 'ABANDONED', status_note: 'We moved out' },
        ...{ due_date: '2026-11-24', starts_on: '2026-11-23' },
      },
      failure(
        4,
        '“Bins” has ended and cannot be resumed.',
        'Add it again, or see what can be undone: momentum undo --list',
      ),
    ])
  })
})

describe('routine remove', () => {
  test('needs --yes without a terminal, and deletes the task', async () => {
    const home = await householdWithBins()
    expect([
      await home.run('routine', 'remove', 'bins'),
      await home.run('routine', 'remove', 'bins', '--yes'),
      await home.json('routine', 'list', '--all'),
      await home.json('task', 'list', '--all', '--fields', 'id'),
    ]).toEqual([
      usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
      success('✓ Deleted routine 1: Bins'),
      [],
      [{ id: 1 }, { id: 2 }, { id: 3 }],
    ])
  })

  test('is refused once it was done', async () => {
    const home = await householdWithBins()
    await home.json('task', 'done', 'bins')
    expect(await home.run('routine', 'remove', 'bins', '--yes')).toEqual(
      failure(
        4,
        '“Bins” was done once and cannot be deleted.',
        'To end it instead: momentum routine end 1',
      ),
    )
  })
})

test('a routine that is ended, paused or deleted by mistake comes back', async () => {
  const home = await householdWithBins()
  const state = async () => [
    await home.json('routine', 'show', '1', ...status),
    await home.json(...shown),
  ]
  const before = await state()
  const states = []
  for (const words of [
    ['pause', 'bins', '--until', '+4w'],
    ['end', 'bins'],
    ['remove', 'bins', '-y'],
  ]) {
    await home.json('routine', ...words)
    await home.json('undo')
    states.push(await state())
  }
  expect(states).toEqual([before, before, before])
})
