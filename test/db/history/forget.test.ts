import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetHistory } from '../../../src/db/history/forget.ts'
import { addTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { toInstant } from '../../../src/domain/time.ts'
import { at, newDatabase } from '../../support/database/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { draft, writer } from '../../support/household/values.ts'

test('F182 a deleted task stays in the history only, and nowhere in the file once that is deleted', async () => {
  const folder = temporaryFolder()
  const db = await newDatabase(folder)
  const task = await addTask(writer(db), { ...draft(1), title: 'Hide the quokka' }, at(0))
  const holds = () => readFileSync(join(folder, 'momentum.db')).includes('quokka')
  await removeTask(writer(db), null, task.id)
  const removed = holds()
  const forgotten = await forgetHistory(db, at(10_000_000))
  expect([removed, forgotten, holds()]).toEqual([true, { commands: 2, changes: 2 }, false])
})

test('what was recorded at the very instant is kept', async () => {
  const db = await newDatabase()
  await addTask(writer(db), draft(1), at(0))
  const [{ created_at } = { created_at: at(0) }] = await db
    .selectFrom('changes')
    .select('created_at')
    .execute()
  // It replaced the whole household, so that nothing of it was recorded.
  await db.insertInto('commands').values({ command: 'db restore', created_at }).execute()
  const next = toInstant(new Date(Date.parse(created_at) + 1))
  expect([await forgetHistory(db, created_at), await forgetHistory(db, next)]).toEqual([
    { commands: 0, changes: 0 },
    { commands: 2, changes: 1 },
  ])
})
