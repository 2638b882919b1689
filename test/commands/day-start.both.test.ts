import { expect, test } from 'vitest'
import { addTask } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { usageFailure } from '../support/household/sample.ts'

/** At one in the morning of Monday 23 November, in a household whose days begin at 3:00. */
const copies = copiesOf(async () => {
  const home = household()
  home.env.MOMENTUM_DAY_START = '03:00'
  home.setClock('2026-11-23T01:00:00.000Z')
  await home.json('user', 'add', 'Alex')
  await addTask(home, 'Rake the leaves', '--owner', 'alex', '--due', 'today')
  await addTask(home, 'Buy candles', '--starts', '2026-11-23')
  const bins = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']
  await home.json('routine', 'add', 'Bins', '--every', 'day', '--lead', '0', ...bins)
  return home
})

async function lateAtNight() {
  const home = await copies()
  home.env.MOMENTUM_DAY_START = '03:00'
  return home
}

const ids = ['--fields', 'id']

test('until the day begins, everything belongs to the day before', async () => {
  const home = await lateAtNight()
  const page = ['--fields', 'date,current_streak']
  await home.json('win', 'pick', 'leaves')
  const night = {
    page: await home.json(...page),
    list: await home.json('task', 'list', ...ids),
    due: await home.json('task', 'show', 'leaves', '--fields', 'due_date'),
    routine: await home.json('routine', 'list', '--fields', 'start_date,next_date'),
    win: await home.json('win', 'done', '--fields', 'date,status'),
    done: await home.json('task', 'done', 'bins', '--fields', 'completed_on'),
    load: await home.json('load', '--fields', 'until'),
  }
  home.setClock('2026-11-23T03:00:00.000Z')
  const morning = {
    page: await home.json(...page),
    list: await home.json('task', 'list', ...ids),
    win: await home.json('win', 'show'),
    added: (await home.run('task', 'show', 'leaves')).stdout.match(/Added .*/)?.[0],
    changes: (await home.run('task', 'history', 'leaves')).stdout.split('\n').at(-2),
  }
  expect({ night, morning }).toEqual({
    night: {
      page: { date: '2026-11-22', current_streak: 0 },
      list: [{ id: 1 }, { id: 3 }],
      due: { due_date: '2026-11-22' },
      routine: [{ start_date: '2026-11-22', next_date: '2026-11-22' }],
      win: { date: '2026-11-22', status: 'DONE' },
      done: { completed_on: '2026-11-22' },
      load: { until: '2026-11-22' },
    },
    morning: {
      page: { date: '2026-11-23', current_streak: 1 },
      list: [{ id: 2 }, { id: 4 }],
      win: null,
      added: 'Added       2026-11-22',
      changes: 'yesterday 01:00  –    task add  added',
    },
  })
})

test('db status says when the day begins', async () => {
  const home = await lateAtNight()
  const { stdout } = await home.run('db', 'status')
  expect(stdout.split('\n').at(-2)).toEqual('Today       2026-11-22 in UTC; days begin at 03:00')
})

test('a time that cannot be used is refused before anything happens', async () => {
  const home = await lateAtNight()
  home.env.MOMENTUM_DAY_START = '25:00'
  expect(await home.run('win', 'pick', 'leaves')).toEqual(
    usageFailure(
      'MOMENTUM_DAY_START must be a time from 00:00 to 12:00, not “25:00”.',
      'Write it as 03:00, for example.',
    ),
  )
})
