import { expect, test } from 'vitest'
import { searchTexts } from '../../../src/db/check/search-texts.ts'
import { migrate } from '../../../src/db/migrate/migrate.ts'
import type { Db } from '../../../src/db/schema.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { getUser } from '../../../src/db/users/users.ts'
import { parseColor } from '../../../src/domain/category.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { at, newDatabase } from '../../support/database/database.ts'
import { draft } from '../../support/household/values.ts'

/** What the program of step 9 stored: texts folded by case alone. */
const names = [
  ['Anna Marie', 'anna marie'],
  ['Anna\u00a0 Marie', 'anna\u00a0 marie'],
  ['Bo\u200dLi', 'bo\u200dli'],
  ['Zoë', 'zoë'],
] as const
const titles = [
  ['Crème brûlée', 'crème brûlée\ndon’t burn it\n\n'],
  ['Call İstanbul', 'call i\u0307stanbul\ndon’t burn it\n\n'],
  ['ｆｕｌｌ', 'ｆｕｌｌ\ndon’t burn it\n\n'],
] as const

/** The household of step 9, with rows that nothing has recorded. */
async function previous(): Promise<Db> {
  const db = await newDatabase()
  await migrate(db, { step: '0009_identity' })
  const times = { created_at: at(0), updated_at: at(0) }
  for (const [name, name_key] of names) {
    await db
      .insertInto('users')
      .values({ name, name_key, ...times })
      .execute()
  }
  const [, [name, name_key]] = names
  const category = { name, name_key, color: parseColor('green'), user_id: 1 as UserId, ...times }
  await db.insertInto('categories').values(category).execute()
  for (const [index, [title, search_text]] of titles.entries()) {
    // Later steps add these columns.
    const { starts_on: _, reviewed: __, ...fields } = draft(index + 1, { title })
    await db
      .insertInto('tasks')
      .values({ ...fields, definition_of_done: 'Don’t burn it', search_text, ...times })
      .execute()
  }
  await db.deleteFrom('changes').execute()
  return db
}

async function stored(db: Db) {
  return {
    users: await db
      .selectFrom('users')
      .select(['name', 'name_key', 'updated_at'])
      .orderBy('id')
      .execute(),
    categories: await db
      .selectFrom('categories')
      .select(['name', 'name_key', 'updated_at'])
      .execute(),
    tasks: await db
      .selectFrom('tasks')
      .select(['title', 'search_text', 'updated_at'])
      .orderBy('id')
      .execute(),
    changes: await db.selectFrom('changes').select('id').execute(),
  }
}

const rows = (
  keys: readonly string[],
  typed: readonly (readonly string[])[],
  columns: readonly [string, string],
) =>
  keys.map((key, index) => ({
    [columns[0]]: typed[index]?.[0],
    [columns[1]]: key,
    updated_at: at(0),
  }))

const expected = (keys: {
  readonly names: readonly string[]
  readonly category: string
  readonly texts: readonly string[]
}) => ({
  users: rows(keys.names, names, ['name', 'name_key']),
  categories: rows([keys.category], [names[1]], ['name', 'name_key']),
  tasks: rows(keys.texts, titles, ['title', 'search_text']),
  changes: [],
})

const before = expected({
  names: names.map(([, key]) => key),
  category: names[1][1],
  texts: titles.map(([, key]) => key),
})

test('step 10 folds what is there, records nothing, and leaves look-alike names apart', async () => {
  const db = await previous()
  await migrate(db, 'latest')
  expect(await stored(db)).toEqual(
    expected({
      names: ['anna marie', 'anna\u00a0 marie', 'boli', 'zoë'],
      category: 'anna marie',
      texts: ['creme brulee', 'call istanbul', 'full'].map(
        (title) => `${title}\ndon't burn it\n\n`,
      ),
    }),
  )
  const look = { seesAll: true, advance: () => {} }
  const found = async (search: string) =>
    (await listTasks(db, null, { search })).map(({ id }) => id)
  expect([
    await searchTexts.findFault(db, look),
    await found('brulee'),
    await found("n't burn"),
    (await getUser(db, { name: names[1][0] })).id,
    (await getUser(db, { name: 'anna  marie' })).id,
  ]).toEqual([undefined, [1], [1, 2, 3], 2, 1])
})

test('a downgrade from step 10 leaves what was there before', async () => {
  const db = await previous()
  await migrate(db, 'latest')
  await migrate(db, { step: '0009_identity' })
  expect(await stored(db)).toEqual(before)
})
