import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetHistory } from '../../../src/db/history/forget.ts'
import { addTask, removeTask } from '../../../src/db/tasks/changes.ts'
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
