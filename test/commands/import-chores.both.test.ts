import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

/** Imports a JSON file, and returns how many tasks and routines it added, and what was lost. */
async function bring(its: Household, file: unknown, ...options: readonly string[]) {
  writeFileSync(join(its.folder, 'in.json'), JSON.stringify(file))
  const report = await its.json('import', 'in.json', ...options)
  const { added, routines, unchanged, lost } = report as Record<string, unknown[]>
  return { added: added?.length, routines: routines?.length, unchanged, lost }
}

const fields = 'title,says,season_from,season_to,next_date,turns,members,turn,done_count'

test('chores of Donetick become routines with turns, seasons and a past', async () => {
  const its = await family()
  const bins = {
    id: 7,
    name: 'Bins',
    frequencyType: 'days_of_the_week',
    frequencyMetadata: { days: ['tuesday', 'friday'], weekPattern: 'every_week' },
    nextDueDate: '2026-11-27T09:00:00Z',
    assignedTo: 3,
    assignees: [{ userId: 2 }, { userId: 3 }],
    assignStrategy: 'round_robin',
  }
  const lawn = {
    id: 8,
    name: 'Lawn',
    frequencyType: 'day_of_the_month',
    frequency: 1,
    frequencyMetadata: { months: ['april', 'may', 'june', 'july', 'august', 'september'] },
    nextDueDate: '2027-04-01T09:00:00Z',
  }
  const file = {
    chores: [bins, lawn, { id: 9, name: 'Filter', frequencyType: 'adaptive' }],
    members: [
      { userId: 2, username: 'alex', displayName: 'Alex' },
      { userId: 3, username: 'kim', displayName: 'Kim' },
    ],
    history: [
      { id: 1, choreId: 7, status: 1, performedAt: '2026-11-24T19:00:00Z', completedBy: 2 },
    ],
  }
  const lost = [{ what: 'repetition of “Filter”: it adapted to how often it was done', count: 1 }]
  expect(await bring(its, file, '--map-owner', 'Kim=Sam')).toEqual({
    added: 4,
    routines: 2,
    unchanged: 0,
    lost,
  })
  expect(await its.json('routine', 'list', '--fields', fields)).toEqual([
    {
      title: 'Bins',
      says: 'every week on tue, fri',
      season_from: null,
      season_to: null,
      next_date: '2026-11-27',
      turns: 'ROTATE',
      members: ['Alex', 'Sam'],
      turn: 'Sam',
      done_count: 1,
    },
    {
      title: 'Lawn',
      says: 'every month on 1',
      season_from: '04-01',
      season_to: '09-30',
      next_date: '2027-04-01',
      turns: 'NONE',
      members: [],
      turn: null,
      done_count: 0,
    },
  ])
  expect(await bring(its, file, '--map-owner', 'Kim=Sam')).toMatchObject({ added: 0, unchanged: 3 })
})

test('chores and tasks of Grocy come together, and again without change', async () => {
  const its = await family()
  const towels = {
    id: 3,
    name: 'Towels',
    period_type: 'hourly',
    period_interval: 72,
    assignment_type: 'who-least-did-first',
    assignment_config: '1,2',
    active: 1,
  }
  const file = {
    chores: [towels],
    next: [{ chore_id: 3, next_estimated_execution_time: '2026-11-28 23:59:59' }],
    tasks: [{ id: 3, name: 'Tax', due_date: '2026-12-24', done: 0, category_id: 1 }],
    task_categories: [{ id: 1, name: 'Paper' }],
    users: [
      { id: 1, username: 'a', display_name: 'Alex' },
      { id: 2, username: 's', display_name: 'Sam' },
    ],
  }
  expect(await bring(its, file)).toEqual({ added: 2, routines: 1, unchanged: 0, lost: [] })
  expect(await its.json('routine', 'list', '--fields', fields)).toMatchObject([
    {
      title: 'Towels',
      says: '3 days after it was done',
      next_date: '2026-11-28',
      turns: 'LEAST',
      members: ['Alex', 'Sam'],
    },
  ])
  expect(await its.json('task', 'list', '--fields', 'title,due_date,category')).toContainEqual({
    title: 'Tax',
    due_date: '2026-12-24',
    category: 'Paper',
  })
  expect(await bring(its, file)).toMatchObject({ added: 0, unchanged: 2 })
})
