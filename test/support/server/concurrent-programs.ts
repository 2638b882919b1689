import { expect, test } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { createDatabase, openDatabase } from '../../../src/db/database.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { addUser } from '../../../src/db/users/users.ts'
import { addTaskWithStatus, at, withoutNotices } from '../database/database.ts'
import { pick } from '../database/wins.ts'
import { draft, writer } from '../household/values.ts'
import { isLongRun } from '../long.ts'
import { race } from '../program/processes.ts'
import { execute, newHouseholdUrl, newSchemaUrl, serverOf } from './server.ts'

const times = (count: number, answer: unknown) => Array.from({ length: count }, () => answer)

/** How many come at once; most of what they take is their start. */
const many = isLongRun ? 12 : 6

/** How often each of them writes a number. */
const rounds = isLongRun ? 30 : 10

/** They start on whatever else the computer does. */
const patience = 120_000

/** The locks of a household that somebody holds or waits for. */
function locksOf(url: string): Promise<unknown[]> {
  return execute(
    `select pid, granted from pg_locks where locktype = 'advisory'
      and (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0)`,
    [`momentum ${serverOf(url).schema}`],
  )
}

/** Does something with a household, and lets go of it before others come. */
export async function prepareHousehold(
  url: string,
  work: (db: Db) => Promise<unknown>,
): Promise<void> {
  const db = await openDatabase({ server: serverOf(url) }, withoutNotices)
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

/** What must hold for many programs at one household, however they reach its server. */
export function testConcurrentPrograms(way: (url: string) => string): void {
  test(
    `F050 ${many} that make one household at once leave it whole, and no lock behind`,
    async () => {
      const url = newSchemaUrl()
      const { schema } = serverOf(url)
      const answers = await race('create', way(url), many)
      expect({
        answers: answers.toSorted(),
        steps: await execute(`select name from ${schema}.kysely_migration order by name`),
        locks: await locksOf(url),
      }).toEqual({
        answers: [...times(many - 1, false), true],
        steps: Object.keys(migrations).map((name) => ({ name })),
        locks: [],
      })
    },
    patience,
  )

  test(
    'F050 six that make three households at once keep out of each other’s way',
    async () => {
      const urls = times(3, 0).map(() => newSchemaUrl())
      const answers = await Promise.all(urls.map((url) => race('create', way(url), 2)))
      expect(answers.map((each) => each.toSorted())).toEqual(times(3, [false, true]))
    },
    patience,
  )

  test(
    `F200 ${many} that read a number and write the next one lose nothing`,
    async () => {
      const url = await newHouseholdUrl()
      await prepareHousehold(url, (db) => addUser(writer(db), { name: 'Sam', role: '0' }, at(0)))
      const answers = await race('count', way(url), many, rounds)
      expect({
        answers,
        users: await execute(`select role from ${serverOf(url).schema}.users`),
        locks: await locksOf(url),
      }).toEqual({ answers: times(many, rounds), users: [{ role: `${many * rounds}` }], locks: [] })
    },
    patience,
  )

  test(
    'F070 tasks that six add at once are all there, each with a number of its own',
    async () => {
      const url = await newHouseholdUrl()
      const answers = await race('add', way(url), 6, 10)
      const { schema } = serverOf(url)
      expect({
        answers,
        counts: await execute(
          `select count(*)::int as tasks, count(distinct title)::int as titles from ${schema}.tasks`,
        ),
      }).toEqual({ answers: times(6, 10), counts: [{ tasks: 60, titles: 60 }] })
    },
    patience,
  )

  test(
    'a date goes to exactly one of six pickers, and the others are told',
    async () => {
      const url = await newHouseholdUrl()
      const { schema } = serverOf(url)
      await prepareHousehold(url, async (db) => {
        for (const number of [1, 2, 3, 4, 5, 6]) await addTask(writer(db), draft(number), at(0))
      })
      const answers = await race('pick', way(url), 6)
      const wins = await execute(
        `select title, date::text, daily_wins.status from ${schema}.daily_wins
          join ${schema}.tasks on tasks.id = daily_wins.task_id`,
      )
      const [winner] = wins as { title: string }[]
      expect({
        answers: answers.toSorted(),
        wins,
        active: await execute(`select title from ${schema}.tasks where status = 'ACTIVE'`),
      }).toEqual({
        answers: [
          winner?.title,
          ...times(5, `2026-11-22 already has a Daily Win: “${winner?.title}”.`),
        ].toSorted(),
        wins: [{ title: winner?.title, date: '2026-11-22', status: 'ACTIVE' }],
        active: [{ title: winner?.title }],
      })
    },
    patience,
  )

  test(
    'F071 six that finish the win at once agree on when it was done',
    async () => {
      const url = await newHouseholdUrl()
      await prepareHousehold(url, async (db) =>
        pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(1)),
      )
      const answers = await race('finish', way(url), 6)
      const [first] = answers
      expect([answers, first]).toEqual([times(6, first), [expect.any(String), expect.any(String)]])
    },
    patience,
  )
}

/** A household in a schema of its own, which a test may change. */
export async function ownHousehold(): Promise<string> {
  const url = newSchemaUrl()
  await createDatabase({ server: serverOf(url) })
  return url
}
