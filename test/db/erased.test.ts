import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTask, removeTask } from '../../src/db/task-changes.ts'
import { at, newDatabase, temporaryFolder } from '../support/database.ts'
import { draft } from '../support/values.ts'

test('F182 what was deleted is not in the file any more', async () => {
  const folder = temporaryFolder()
  const db = await newDatabase(folder)
  const task = await addTask(db, { ...draft(1), title: 'Hide the quokka' }, at(0))
  const holds = () => readFileSync(join(folder, 'momentum.db')).includes('quokka')
  const before = holds()
  await removeTask(db, null, task.id)
  expect([before, holds()]).toEqual([true, false])
})
