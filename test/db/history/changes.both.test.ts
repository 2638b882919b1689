import { expect, test } from 'vitest'
import { listChanges, streamChanges } from '../../../src/db/history/changes.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask, editTask } from '../../../src/db/tasks/changes.ts'
import type { Change } from '../../../src/domain/journal.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { draft, writer } from '../../support/household/values.ts'

/** A task of Sam that was added, and changed 59 times: its owner, and whether it is private. */
async function changedTask() {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  const task = await addTask(writer(db), draft(1, { owner_user_id: sam.id }), at(0))
  const edit = (number: number) => {
    const owner = number % 2 === 0 ? { owner_user_id: sam.id } : { owner_user_id: null }
    const fields = number % 10 < 8 ? owner : { private: number % 2 === 0, owner_user_id: sam.id }
    return editTask(writer(db), sam.id, task.id, fields, at(number))
  }
  for (let number = 1; number < 60; number += 1) await edit(number)
  return { db, sam, filter: { table: 'tasks', row: task.id } as const, edit }
}

async function partsOf(parts: AsyncIterable<readonly Change[]>, between: () => Promise<unknown>) {
  const read: (readonly Change[])[] = []
  for await (const part of parts) {
    read.push(part)
    await between()
  }
  return read
}

test('all changes are read in parts, as they are listed', async () => {
  const { db, sam, filter } = await changedTask()
  const found: unknown[] = []
  const wanted: unknown[] = []
  for (const viewer of [sam.id, null]) {
    for (const each of [filter, { table: 'tasks' }, { table: 'categories' }] as const) {
      const parts = await partsOf(streamChanges(db, viewer, each), async () => {})
      const all = await listChanges(db, viewer, each)
      found.push([parts.flat(), parts.map(({ length }) => length)])
      wanted.push([all, sizes(all.length)])
    }
  }
  expect(found).toEqual(wanted)
})

/** The sizes of parts of at most 25. */
function sizes(count: number): number[] {
  const rest = count % 25
  return [...Array.from({ length: (count - rest) / 25 }, () => 25), ...(rest > 0 ? [rest] : [])]
}

test('a change that somebody makes meanwhile is not read, and hides none', async () => {
  const { db, sam, filter, edit } = await changedTask()
  const before = await listChanges(db, sam.id, filter)
  let number = 60
  const parts = await partsOf(streamChanges(db, sam.id, filter), () => edit(number++))
  const ids = parts.flat().map(({ id }) => id)
  expect([ids, number > 61]).toEqual([before.map(({ id }) => id), true])
})

test('no changes are no parts', async () => {
  const db: Db = await newDatabase()
  expect(await partsOf(streamChanges(db, null, { table: 'tasks' }), async () => {})).toEqual([])
})
