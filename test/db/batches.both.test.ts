import { expect, test } from 'vitest'
import { inBatches, openBatchInsert, updateBatch } from '../../src/db/batches.ts'
import { write } from '../../src/db/transaction.ts'
import { parseColor } from '../../src/domain/category.ts'
import { at, newDatabase } from '../support/database/database.ts'
import { writer } from '../support/household/values.ts'

/** Categories of these numbers. */
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: from + index,
    name: `Category ${from + index}`,
    name_key: `category ${from + index}`,
    color: parseColor('green'),
    user_id: null,
    created_at: at(0),
    updated_at: at(0),
  }))

test('batches of any size add each row once, and an empty one adds nothing', async () => {
  const db = await newDatabase()
  const insert = openBatchInsert(db, 'categories')
  const batches = [[], rows(1, 3), rows(4, 3), [], rows(7, 1), rows(8, 2)]
  for (const batch of batches) await insert(batch)
  expect(await db.selectFrom('categories').selectAll().orderBy('id').execute()).toEqual(
    batches.flat(),
  )
})

test('a batch of changes changes each row by its number', async () => {
  const db = await newDatabase()
  await openBatchInsert(db, 'categories')(rows(1, 3))
  const changes = rows(2, 2).map((row) => ({ ...row, name: 'Kids', name_key: `kids ${row.id}` }))
  await write(writer(db), async (tx) => {
    await updateBatch(tx, 'categories', [])
    await updateBatch(tx, 'categories', changes)
  })
  expect(await db.selectFrom('categories').selectAll().orderBy('id').execute()).toEqual([
    ...rows(1, 1),
    ...changes.map((row) => ({ ...row, updated_at: expect.any(String) })),
  ])
})

test.each([
  [0, []],
  [1, [1]],
  [500, [500]],
  [501, [500, 1]],
  [1000, [500, 500]],
])('%i ids are looked up in batches of %j', async (count, sizes) => {
  const ids = Array.from({ length: count }, (_, index) => index)
  const asked: number[] = []
  const found = await inBatches(ids, async (batch) => {
    asked.push(batch.length)
    return [...batch]
  })
  expect([asked, found]).toEqual([sizes, ids])
})

test('any number of ids is looked up with a few numbers of them, the last one repeated', async () => {
  const asked: (readonly number[])[] = []
  for (const ids of [
    [1, 2, 3],
    [4, 5, 6, 7],
    [1, 2, 3, 4, 5],
  ]) {
    await inBatches(ids, async (batch) => {
      asked.push(batch)
      return []
    })
  }
  expect(asked).toEqual([
    [1, 2, 3, 3],
    [4, 5, 6, 7],
    [1, 2, 3, 4, 5, 5, 5, 5],
  ])
})
