import { describe, expect, test } from 'vitest'
import { type BurndownQuestion, findBurndown } from '../../../src/db/household/burndown.ts'
import { findLoad } from '../../../src/db/household/load.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { editDoneTask } from '../../../src/db/tasks/credit.ts'
import { countByStatus } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { type BurndownWeek, weeksUntil } from '../../../src/domain/burndown.ts'
import { effortPoints } from '../../../src/domain/effort-points.ts'
import type { TaskDraft, TaskId, TaskStatus } from '../../../src/domain/task.ts'
import { nextStatuses, openStatuses } from '../../../src/domain/task-status.ts'
import { addDays, type CalendarDate, type Instant } from '../../../src/domain/time.ts'
import type { Viewer } from '../../../src/domain/user.ts'
import { addMember, newDatabase } from '../../support/database/database.ts'
import { randomFrom } from '../../support/faults/random.ts'
import { completion, draft, today, writer } from '../../support/household/values.ts'

/** Changes of one household, each at noon of a day that is named first, in UTC. */
function changing(db: Db) {
  const at = (date: string) => {
    const now = (date.includes('T') ? date : `${date}T12:00:00.000Z`) as Instant
    const { author } = writer(db)
    return { now, by: { db, author: { ...author, created_at: now } } }
  }
  let added = 0
  return {
    add: async (date: string, changes: Partial<TaskDraft> = {}): Promise<TaskId> => {
      added += 1
      const { now, by } = at(date)
      return (await addTask(by, draft(added, changes), now)).id
    },
    /** Imports on the first date a task that was added on the second. */
    bring: async (date: string, created: string): Promise<TaskId> => {
      added += 1
      return (await addTask(at(date).by, draft(added), at(created).now)).id
    },
    move: (date: string, id: TaskId, to: TaskStatus, viewer: Viewer = null) => {
      const { now, by } = at(date)
      const done = { ...completion, on: now.slice(0, 10) as CalendarDate }
      return moveTask(by, viewer, id, to === 'DONE' ? { to, completion: done } : { to }, now)
    },
    /** Records on the first date that a task was done on the second. */
    tell: (date: string, id: TaskId, day: string) => {
      const { now, by } = at(date)
      const done = { ...completion, on: day as CalendarDate }
      return moveTask(by, null, id, { to: 'DONE', completion: done }, now)
    },
    correct: (date: string, id: TaskId, day: string) => {
      const { now, by } = at(date)
      const credit = { completed_on: day as CalendarDate }
      const edit = { fields: {}, credit, newUuid: completion.newUuid }
      return editDoneTask(by, null, id, edit, now)
    },
    edit: (date: string, id: TaskId, changes: Partial<TaskDraft>, viewer: Viewer = null) => {
      const { now, by } = at(date)
      return editTask(by, viewer, id, changes, now)
    },
    remove: (date: string, id: TaskId, viewer: Viewer = null) =>
      removeTask(at(date).by, viewer, id),
    forget: () => db.deleteFrom('changes').execute(),
  }
}

type Changing = ReturnType<typeof changing>

/** Four weeks until the Sunday of the tests. */
const fourWeeks = { today, weeks: weeksUntil(today, 4), zone: 'UTC' }

/** "1 2 · · | 3": the tasks in the backlog, active, paused, blocked, and those that were done. */
function said({ backlog, active, paused, blocked, done }: BurndownWeek): string {
  const counts = [backlog, active, paused, blocked].map((count) => count || '·')
  return `${counts.join(' ')} | ${done || '·'}`
}

async function burndown(db: Db, viewer: Viewer = null, changes: Partial<BurndownQuestion> = {}) {
  return (await findBurndown(db, viewer, { ...fourWeeks, ...changes })).map(said)
}

const none = '· · · · | ·'
const inBacklog = '1 · · · | ·'
const isDone = '· · · · | 1'

describe('a burndown', () => {
  test('has weeks from Monday to Sunday, the last one until today', async () => {
    const db = await newDatabase()
    await changing(db).add('2026-11-09')
    const tuesday = '2026-11-17' as CalendarDate
    const question = { today: tuesday, weeks: weeksUntil(tuesday, 2), zone: 'UTC' }
    const counts = { backlog: 1, active: 0, paused: 0, blocked: 0, done: 0 }
    expect(await findBurndown(db, null, question)).toEqual([
      { from: '2026-11-09', until: '2026-11-15', ...counts },
      { from: '2026-11-16', until: '2026-11-17', ...counts },
    ])
  })

  test.each<[string, (change: Changing) => Promise<unknown>, string[]]>([
    ['an empty household', async () => {}, [none, none, none, none]],
    [
      'a task that was started, paused, blocked and done',
      async ({ add, move }) => {
        const id = await add('2026-10-28')
        await move('2026-11-02', id, 'ACTIVE')
        await move('2026-11-08', id, 'PAUSED')
        await move('2026-11-09', id, 'ACTIVE')
        await move('2026-11-10', id, 'BLOCKED')
        await move('2026-11-20', id, 'DONE')
      },
      [inBacklog, '· · 1 · | ·', '· · · 1 | ·', isDone],
    ],
    [
      'a task that was added and done in one week',
      async ({ add, move }) => move('2026-11-05', await add('2026-11-04'), 'DONE'),
      [none, isDone, none, none],
    ],
    [
      'a task that was done, and reopened later',
      async ({ add, move }) => {
        const id = await add('2026-10-28')
        await move('2026-11-04', id, 'DONE')
        await move('2026-11-18', id, 'ACTIVE')
      },
      [inBacklog, none, none, '· 1 · · | ·'],
    ],
    [
      'a task that was abandoned',
      async ({ add, move }) => move('2026-11-12', await add('2026-11-04'), 'ABANDONED'),
      [none, inBacklog, none, none],
    ],
    [
      'a task that was deleted',
      async ({ add, move, remove }) => {
        const id = await add('2026-11-04')
        await move('2026-11-10', id, 'ACTIVE')
        await remove('2026-11-17', id)
      },
      [none, inBacklog, '· 1 · · | ·', none],
    ],
    [
      'a task that was deleted after it was done',
      async ({ add, move, remove }) => {
        const id = await add('2026-10-27')
        await move('2026-11-10', id, 'DONE')
        await remove('2026-11-17', id)
      },
      [inBacklog, inBacklog, none, none],
    ],
    [
      'an imported task, and one whose import was undone',
      async ({ bring, remove }) => {
        await bring('2026-11-18', '2026-11-04')
        await remove('2026-11-17', await bring('2026-11-12', '2026-10-28'))
      },
      [none, inBacklog, '2 · · · | ·', inBacklog],
    ],
    [
      'a task of which it was told later that it was done',
      async ({ add, move, tell }) => {
        const id = await add('2026-10-28')
        await move('2026-11-17', id, 'ACTIVE')
        await tell('2026-11-18', id, '2026-11-08')
      },
      [inBacklog, isDone, none, none],
    ],
    [
      'a task that was done before it was written down',
      async ({ add, tell }) => tell('2026-11-18', await add('2026-11-18'), '2026-11-08'),
      [none, isDone, none, none],
    ],
    [
      'a task whose day was corrected',
      async ({ add, move, correct }) => {
        const id = await add('2026-10-28')
        await move('2026-11-18', id, 'DONE')
        await correct('2026-11-19', id, '2026-11-03')
      },
      [inBacklog, isDone, none, none],
    ],
    [
      'tasks that are hidden until a day, or due on none',
      async ({ add }) => {
        await add('2026-11-04', { starts_on: '2026-12-24' as CalendarDate })
        await add('2026-11-10')
      },
      [none, inBacklog, '2 · · · | ·', '2 · · · | ·'],
    ],
    [
      'tasks of which the history was deleted',
      async ({ add, move, remove, forget }) => {
        await move('2026-11-03', await add('2026-10-28'), 'ACTIVE')
        await move('2026-11-18', await add('2026-11-12'), 'DONE')
        await move('2026-11-18', await add('2026-11-03'), 'ABANDONED')
        await remove('2026-11-18', await add('2026-10-28'))
        await forget()
      },
      ['· 1 · · | ·', '1 1 · · | ·', '2 1 · · | ·', '· 1 · · | 1'],
    ],
    [
      'tasks of which the beginning of the history was deleted',
      async ({ add, move, remove, forget }) => {
        const [reopened, removed, kept] = [
          await add('2026-10-27'),
          await add('2026-11-04'),
          await add('2026-11-04'),
        ]
        await move('2026-11-05', reopened, 'DONE')
        await move('2026-11-06', removed, 'DONE')
        await forget()
        await move('2026-11-12', reopened, 'BACKLOG')
        await remove('2026-11-18', removed)
        await move('2026-11-19', kept, 'ACTIVE')
      },
      [inBacklog, '1 · · · | ·', '2 · · · | ·', '1 1 · · | ·'],
    ],
  ])('counts %s', async (_, happened, weeks) => {
    const db = await newDatabase()
    await happened(changing(db))
    expect(await burndown(db)).toEqual(weeks)
  })

  test('begins a week when the day begins in the household', async () => {
    const db = await newDatabase()
    const { add, move } = changing(db)
    // Sunday evening in Berlin, and Monday at two at night.
    await add('2026-11-15T22:30:00.000Z')
    const id = await add('2026-11-16T01:00:00.000Z')
    await move('2026-11-16T01:30:00.000Z', id, 'ACTIVE')
    const berlin = { zone: 'Europe/Berlin', weeks: weeksUntil(today, 2) }
    expect([
      await burndown(db, null, { ...berlin, dayStart: 180 }),
      await burndown(db, null, berlin),
      await burndown(db, null, { ...berlin, zone: 'Pacific/Auckland' }),
    ]).toEqual([
      ['1 1 · · | ·', '1 1 · · | ·'],
      [inBacklog, '1 1 · · | ·'],
      [none, '1 1 · · | ·'],
    ])
  })

  test('has private tasks for their owner alone, whatever became of them', async () => {
    const db = await newDatabase()
    const [alex, kim] = [(await addMember(db, 'Alex')).id, (await addMember(db, 'Kim')).id]
    const { add, move, remove, edit } = changing(db)
    const own = { private: true, owner_user_id: kim }
    await move('2026-11-04', await add('2026-10-28', own), 'DONE', kim)
    await remove('2026-11-10', await add('2026-10-28', own), kim)
    // This one was shared at first, and the next one is shared now.
    const hidden = await add('2026-10-28', { owner_user_id: kim })
    await move('2026-11-03', hidden, 'ACTIVE')
    await edit('2026-11-04', hidden, { private: true }, kim)
    const shared = await add('2026-11-03', own)
    await move('2026-11-10', shared, 'BLOCKED', kim)
    await edit('2026-11-11', shared, { private: false }, kim)
    expect([
      await burndown(db, null),
      await burndown(db, alex),
      await burndown(db, kim),
      await burndown(db, kim, { owner: alex }),
    ]).toEqual([
      [none, '· · · 1 | ·', '· · · 1 | ·', '· · · 1 | ·'],
      [none, '· · · 1 | ·', '· · · 1 | ·', '· · · 1 | ·'],
      ['3 · · · | ·', '2 1 · · | 1', '· 1 · 1 | ·', '· 1 · 1 | ·'],
      [none, none, none, none],
    ])
  })

  test('counts the tasks of one owner, and those that were deleted', async () => {
    const db = await newDatabase()
    const [alex, sam] = [(await addMember(db, 'Alex')).id, (await addMember(db, 'Sam')).id]
    const { add, move, remove } = changing(db)
    await add('2026-10-28')
    await add('2026-10-28', { owner_user_id: sam })
    await move('2026-11-12', await add('2026-10-28', { owner_user_id: alex }), 'DONE')
    await remove('2026-11-12', await add('2026-11-04', { owner_user_id: alex }))
    expect([
      await burndown(db, null, { owner: alex }),
      await burndown(db, null, { owner: sam }),
      await burndown(db),
    ]).toEqual([
      [inBacklog, '2 · · · | ·', isDone, none],
      [inBacklog, inBacklog, inBacklog, inBacklog],
      ['3 · · · | ·', '4 · · · | ·', '2 · · · | 1', '2 · · · | ·'],
    ])
  })

  test('agrees with a plain count of random changes, with the lists and with the load', async () => {
    const db = await newDatabase()
    const { tasks, weeks: expected } = await changeAtRandom(db, 8)
    const weeks = await findBurndown(db, null, { today, weeks: weeksUntil(today, 8), zone: 'UTC' })
    expect(weeks.map(said)).toEqual(expected)
    const { BACKLOG, ACTIVE, PAUSED, BLOCKED } = await countByStatus(db, null)
    const open = { backlog: BACKLOG, active: ACTIVE, paused: PAUSED, blocked: BLOCKED }
    expect(weeks.at(-1)).toMatchObject(open)
    expect(await Promise.all(weeks.map((week) => countLoad(db, week)))).toEqual(
      weeks.map(({ done }) => done),
    )
    expect(tasks).toBeGreaterThan(20)
  })
})

async function countLoad(db: Db, { from, until }: BurndownWeek): Promise<number> {
  return (await findLoad(db, { from, until, zone: 'UTC' })).by_nobody / effortPoints.SMALL
}

/** Changes tasks every day of some weeks, and counts what becomes of them, as `said` says it. */
async function changeAtRandom(db: Db, weeks: number) {
  const { add, move, remove } = changing(db)
  const random = randomFrom(7)
  const tasks = new Map<TaskId, { status: TaskStatus; doneIn?: number }>()
  const statuses = [...openStatuses, 'DONE', 'DONE', 'ABANDONED'] as const
  const lines: string[] = []
  for (let place = 0; place < 7 * weeks; place += 1) {
    const date = addDays(today, 1 + place - 7 * weeks)
    const week = Math.floor(place / 7)
    if (random(2) === 0) tasks.set(await add(date), { status: 'BACKLOG' })
    const [id, task] = [...tasks][random(tasks.size || 1)] ?? []
    const to = statuses[random(statuses.length)] ?? 'DONE'
    if (id !== undefined && task !== undefined) {
      if (random(8) === 0) {
        await remove(date, id)
        tasks.delete(id)
      } else if (nextStatuses(task.status).includes(to)) {
        await move(date, id, to)
        tasks.set(id, { status: to, ...(to === 'DONE' && { doneIn: week }) })
      }
    }
    if (place % 7 === 6) {
      const all = [...tasks.values()]
      const open = openStatuses.map((each) => all.filter(({ status }) => status === each).length)
      lines.push(open.map((count) => count || '·').join(' '))
    }
  }
  // What was reopened later does not count as done.
  const done = lines.map(
    (_, week) => [...tasks.values()].filter(({ doneIn }) => doneIn === week).length,
  )
  return {
    tasks: tasks.size,
    weeks: lines.map((line, week) => `${line} | ${done[week] || '·'}`),
  }
}
