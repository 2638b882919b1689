import { expect, test } from 'vitest'
import { checkDatabase } from '../../../src/db/check/check.ts'
import { seedDemo } from '../../../src/db/household/demo.ts'
import { getTodayPage } from '../../../src/db/household/today.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { countTasks, listTasks } from '../../../src/db/tasks/lists.ts'
import { listUsers } from '../../../src/db/users/users.ts'
import { listWins } from '../../../src/db/wins/wins.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { runStatement } from '../../support/database/statements.ts'
import { draft, writer } from '../../support/household/values.ts'

const now = new Date(at(0))

async function demo(tasks: number, days: number) {
  const db = await newDatabase()
  await seedDemo(db, { tasks, days }, day(0), now)
  return db
}

test('the same size on the same day is the same household', async () => {
  const all = async () => {
    const db = await demo(120, 30)
    return [await listUsers(db, { all: true }), await listTasks(db, null, {}), await listWins(db)]
  }
  expect(await all()).toEqual(await all())
})

test('a small household is this one, in every version', async () => {
  const db = await demo(5, 5)
  const tasks = await listTasks(db, null, {})
  const wins = await listWins(db)
  expect([
    tasks.map((task) => [task.title, task.owner, task.status, task.due_date, task.updated_at]),
    wins.map(({ date, status, task, selected_by }) => [date, status, task.id, selected_by]),
  ]).toEqual([
    [
      ['Wash the curtains', 'Sam', 'DONE', null, '2026-11-21T18:00:00.000Z'],
      ['Pay the electricity bill', 'José', 'DONE', null, '2026-11-20T18:00:00.000Z'],
      ['Defrost the freezer', null, 'BACKLOG', '2026-11-26', '2026-06-06T12:00:00.000Z'],
      ['File the tax return', 'Sam', 'BACKLOG', null, '2026-10-03T12:00:00.000Z'],
      ['Mend the bicycle light', null, 'DONE', null, '2026-11-19T18:00:00.000Z'],
    ],
    [
      ['2026-11-21', 'DONE', 1, 'Noor'],
      ['2026-11-20', 'DONE', 2, 'Noor'],
      ['2026-11-19', 'DONE', 5, 'José'],
      ['2026-11-18', 'DONE', 5, 'Noor'],
      ['2026-11-17', 'DONE', 5, 'Noor'],
    ],
  ])
})

const sizes = [
  [0, 0],
  [0, 30],
  [1, 30],
  [60, 0],
  [60, 90],
  [1201, 10],
] as const

test.each(sizes)('a household of %i tasks and %i days is sound', async (tasks, days) => {
  const db = await demo(tasks, days)
  const checks = await checkDatabase(db, at(1))
  expect([await countTasks(db, null, {}), checks.filter(({ ok }) => !ok)]).toEqual([tasks, []])
})

test('is lively: wins on most days, a streak, and tasks in each state', async () => {
  const db = await demo(200, 60)
  const { win, current_streak, counts, blocked, unowned } = await getTodayPage(db, null, day(0))
  const wins = await listWins(db)
  expect({
    win,
    streak: current_streak >= 5,
    wins: wins.length > 40 && wins.length <= 60,
    span: wins.every(({ date, status }) => date < day(0) && date >= day(-60) && status === 'DONE'),
    statuses: Object.entries(counts).filter(([, count]) => count > 0).length,
    lists: blocked.length > 0 && unowned.length > 0,
    apart: await runStatement(
      db,
      `select 1 from daily_wins join tasks on tasks.id = task_id group by tasks.id, tasks.completed_at
       having tasks.completed_at <> max(daily_wins.completed_at)`,
    ),
    owners: await runStatement(db, 'select count(distinct owner_user_id) as count from tasks'),
    backwards: await runStatement(
      db,
      'select * from tasks where updated_at < created_at or completed_at < created_at',
    ),
  }).toEqual({
    win: null,
    streak: true,
    wins: true,
    span: true,
    statuses: 5,
    lists: true,
    apart: [],
    owners: [{ count: 4 }],
    backwards: [],
  })
})

test.each([
  [60, 90],
  [5, 200],
])('a household of %i tasks has a history of all of %i days', async (tasks, days) => {
  const db = await demo(tasks, days)
  const dates = (await listWins(db)).map(({ date }) => date)
  expect({
    most: dates.length > days * 0.75 && dates.length <= days,
    begins: (dates.at(-1) ?? '') <= day(10 - days),
    ends: dates[0],
  }).toEqual({ most: true, begins: true, ends: day(-1) })
})

test('no task was won before it was there', async () => {
  const db = await demo(60, 90)
  const early = `select tasks.id from daily_wins join tasks on tasks.id = task_id
    where daily_wins.completed_at < tasks.created_at`
  expect(await runStatement(db, early)).toEqual([])
})

test('what it makes can be searched like what a person adds', async () => {
  const db = await demo(60, 0)
  const found = await listTasks(db, null, { search: 'KETTLE' })
  const all = await listTasks(db, null, {})
  expect(found).toEqual(all.filter(({ title }) => title.includes('kettle')))
})

const refused = new MomentumError(
  'refused',
  'This household is not empty; --demo fills only an empty one.',
  { lead: 'First create an empty one', command: 'db init --db demo.db' },
)

test('a household with a user is left as it is', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  await expect(seedDemo(db, { tasks: 5, days: 5 }, day(0), now)).rejects.toEqual(refused)
  expect([await listUsers(db, { all: true }), await listTasks(db, null, {})]).toEqual([[alex], []])
})

test('a household with a task is left as it is', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1), at(0))
  await expect(seedDemo(db, { tasks: 5, days: 5 }, day(0), now)).rejects.toEqual(refused)
  expect([await listUsers(db, { all: true }), await listTasks(db, null, {})]).toEqual([[], [task]])
})

test('the demo is not repeated', async () => {
  const db = await demo(5, 5)
  await expect(seedDemo(db, { tasks: 5, days: 5 }, day(0), now)).rejects.toEqual(refused)
  expect(await countTasks(db, null, {})).toEqual(5)
})
