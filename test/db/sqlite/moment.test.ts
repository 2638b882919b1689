import type { KyselyPlugin } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { listFirst } from '../../../src/db/tasks/first.ts'
import { countTasks, listTasks } from '../../../src/db/tasks/lists.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import { listCandidates } from '../../../src/db/wins/candidates.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import { pickWin } from '../../../src/db/wins/picks.ts'
import { findWinStats } from '../../../src/db/wins/stats.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { at, day, newHouseholdFile, openAsOtherProgram } from '../../support/database/database.ts'
import { draft, toDone, writer } from '../../support/household/values.ts'

const search = 'the tap'
const sort = [{ key: 'title', descending: false }] as const

/** What another program does: it adds a copy of the task, then deletes the task. */
const replace = `
  begin immediate;
  insert into tasks
    (uuid, title, domain, effort, definition_of_done, search_text, created_at, updated_at)
    select substr(uuid, 1, 24) || printf('%012d', id + 1), title, domain, effort,
      definition_of_done, search_text, created_at, updated_at from tasks;
  delete from tasks where id < (select max(id) from tasks);
  commit
`

/** A household in which another program tries to make a change after each query. */
async function changingHousehold(change: string, prepare = async (_: Db) => {}) {
  const path = await newHouseholdFile()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  await addTask(writer(db), draft(1, { title: 'Fix the tap' }), at(0))
  await prepare(db)
  const other = openAsOtherProgram(path, { timeout: 0 })
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      try {
        other.exec(change)
      } catch {
        if (other.inTransaction) other.exec('rollback')
      }
      return result
    },
  }
  return db.withPlugin(plugin)
}

/** A pick of the only task. */
const pick = { task: 1 as TaskId, picker: undefined, replace: false, note: undefined }

const searches = [
  ['a list', async (db) => (await listTasks(db, null, { search })).length],
  ['a count', (db) => countTasks(db, null, { search })],
  ['a sorted list', async (db) => (await listTasks(db, null, { search }, { sort })).length],
  [
    'a stream',
    async (db) => {
      let count = 0
      for await (const tasks of streamTasks(db, null, { search }, { sort: [] }))
        count += tasks.length
      return count
    },
  ],
  [
    'candidates',
    async (db) => (await listCandidates(db, { shownOn: day(0), search, limit: 5 })).length,
  ],
  [
    'a title',
    async (db) => [await getTask(db, null, { text: search, part: search }, openStatuses)].length,
  ],
] as const satisfies readonly (readonly [string, (db: Db) => Promise<number>])[]

test.each(searches)('%s finds a task that is replaced meanwhile', async (_, find) => {
  expect(await find(await changingHousehold(replace))).toEqual(1)
})

test('the first of a sorted list contains a task whose place in it changes meanwhile', async () => {
  const db = await changingHousehold(`
    update tasks set priority = case priority when 'URGENT' then 'LOW' else 'URGENT' end
  `)
  const sort = [{ key: 'priority', descending: true }] as const
  const list = { viewer: null, filter: {}, sort, count: 5 }
  const found = [await listFirst(db, list), await listFirst(db, list)]
  expect(found.map((tasks) => tasks?.length)).toEqual([1, 1])
})

test('the statistics count a win that is taken back meanwhile everywhere or nowhere', async () => {
  const finish = async (db: Db) => {
    await pickWin(writer(db), { ...pick, date: day(0) }, at(0))
    await moveWin(writer(db), day(0), toDone, at(0))
  }
  const db = await changingHousehold(
    `
      update daily_wins set status = case status when 'DONE' then 'ACTIVE' else 'DONE' end,
        completed_at = case status when 'DONE' then null else updated_at end
    `,
    finish,
  )
  const { wins, current_streak, last30, by_user } = await findWinStats(db, day(0), day(0))
  expect({ wins, current_streak, won: last30.won, by_user }).toEqual({
    wins: 1,
    current_streak: 1,
    won: 1,
    by_user: [{ user: null, wins: 1 }],
  })
})
