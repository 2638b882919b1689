import type { KyselyPlugin } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { countTasks, listTasks } from '../../../src/db/tasks/lists.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import { listCandidates } from '../../../src/db/wins/candidates.ts'
import { openStatuses } from '../../../src/domain/task.ts'
import { at, newHouseholdFile, openAsOtherProgram } from '../../support/database/database.ts'
import { draft, writer } from '../../support/household/values.ts'

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

/** A household in which another program tries after each query to replace the task. */
async function changingHousehold() {
  const path = await newHouseholdFile()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  await addTask(writer(db), draft(1, { title: 'Fix the tap' }), at(0))
  const other = openAsOtherProgram(path, { timeout: 0 })
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      try {
        other.exec(replace)
      } catch {
        if (other.inTransaction) other.exec('rollback')
      }
      return result
    },
  }
  return db.withPlugin(plugin)
}

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
  ['candidates', async (db) => (await listCandidates(db, { search, limit: 5 })).length],
  [
    'a title',
    async (db) => [await getTask(db, null, { text: search, part: search }, openStatuses)].length,
  ],
] as const satisfies readonly (readonly [string, (db: Db) => Promise<number>])[]

test.each(searches)('%s finds a task that is replaced meanwhile', async (_, find) => {
  expect(await find(await changingHousehold())).toEqual(1)
})
