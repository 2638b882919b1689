import { expect, test } from 'vitest'
import { listChanges } from '../../../src/db/history/changes.ts'
import { forgetHistory } from '../../../src/db/history/forget.ts'
import { listReversals } from '../../../src/db/history/reversals.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import type { Db } from '../../../src/db/schema.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { write } from '../../../src/db/transaction.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import type { Instant } from '../../../src/domain/time.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { runStatement } from '../../support/database/statements.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { completion, writer } from '../../support/household/values.ts'

const live = 1 as TaskId

/** Sam’s routine, which was done once; Alex must not see what is private of it. */
async function household({ isPrivate }: { readonly isPrivate: boolean }) {
  const db = await newDatabase()
  const [sam, alex] = [await addMember(db, 'Sam'), await addMember(db, 'Alex')]
  await addRoutineRow(db, { owner_user_id: sam.id, turns: 'FIXED', private: isPrivate })
  const done = { to: 'DONE', completion: { ...completion, by: sam.id } } as const
  await moveTask(writer(db), sam.id, live, done, at(5))
  const occurrences = (viewer: typeof sam) => visible(db, viewer.id, 'occurrences')
  return { db, sam, alex, occurrences }
}

/** What somebody sees of the changes of a table, the first one first. */
async function visible(db: Db, viewer: number, table: 'occurrences' | 'routines' | 'tasks') {
  const changes = await listChanges(db, viewer as never, { table })
  return changes.toReversed().map(({ operation }) => operation)
}

const hide = (db: Db, isPrivate: boolean) =>
  runStatement(db, `update routines set private = ${isPrivate ? "'1'" : "'0'"}`)

/** What can happen to a time of a routine, and what is recorded of it. */
const events: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['is added', [], ['INSERT']],
  ['is changed', ["update occurrences set note = 'Snow'"], ['INSERT', 'UPDATE']],
  ['is deleted', ['delete from occurrences'], ['INSERT', 'DELETE']],
  ['loses its task', ['delete from tasks where id = 1'], ['INSERT', 'UPDATE']],
  [
    'is deleted with its routine',
    ['delete from tasks where id = 2', 'delete from routines'],
    ['INSERT', 'DELETE'],
  ],
]

test.each(events)(
  'a time of a private routine that %s is recorded for its owner alone',
  async (_, statements, recorded) => {
    const { db, sam, alex, occurrences } = await household({ isPrivate: true })
    for (const statement of statements) await runStatement(db, statement)
    expect([await occurrences(sam), await occurrences(alex)]).toEqual([recorded, []])
    // A command of which nothing may be seen is not listed either.
    const reversals = await listReversals(db, null, 'undo', { limit: 9 })
    expect(reversals.map(({ changes }) => changes.map(({ subject }) => subject))).toEqual([
      ['Alex'],
      ['Sam'],
    ])
    expect(alex.id).toBeGreaterThan(sam.id)
  },
)

test.each(events)(
  'a time that %s is hidden while its routine is private',
  async (name, statements, recorded) => {
    const { db, sam, alex, occurrences } = await household({ isPrivate: false })
    for (const statement of statements) await runStatement(db, statement)
    const seen = [await occurrences(alex)]
    await hide(db, true)
    seen.push(await occurrences(alex), await occurrences(sam))
    await hide(db, false)
    seen.push(await occurrences(alex))
    const isGone = name.includes('routine')
    expect(seen).toEqual([recorded, isGone ? recorded : [], recorded, recorded])
  },
)

test('what was recorded while a routine was private stays hidden, and so does its deletion', async () => {
  const { db, sam, alex, occurrences } = await household({ isPrivate: false })
  await hide(db, true)
  await runStatement(db, "update occurrences set note = 'Snow'")
  await hide(db, false)
  await runStatement(db, "update occurrences set note = 'Ice'")
  const seen = [await occurrences(alex), await occurrences(sam)]
  await hide(db, true)
  await runStatement(db, 'delete from routines')
  seen.push(await occurrences(alex), await occurrences(sam))
  expect(seen).toEqual([
    ['INSERT', 'UPDATE'],
    ['INSERT', 'UPDATE', 'UPDATE'],
    [],
    ['INSERT', 'UPDATE', 'UPDATE', 'DELETE'],
  ])
})

test('the rest of a history that was deleted in part is hidden, too', async () => {
  const { db, sam, alex, occurrences } = await household({ isPrivate: false })
  await runStatement(db, "update occurrences set note = 'Snow'")
  await forgetHistory(db, await timeOfUpdate(db))
  const seen = [await occurrences(alex)]
  await hide(db, true)
  seen.push(await occurrences(alex), await occurrences(sam))
  await hide(db, false)
  seen.push(await occurrences(alex))
  expect(seen).toEqual([['UPDATE'], [], ['UPDATE'], ['UPDATE']])
})

async function timeOfUpdate(db: Db): Promise<Instant> {
  const rows = db.selectFrom('changes').select('created_at').where('operation', '=', 'UPDATE')
  const { created_at } = await rows
    .where('table_name', '=', 'occurrences')
    .executeTakeFirstOrThrow()
  return created_at
}

test('a shared task of a routine that is private now does not name it', async () => {
  const { db, sam, alex } = await household({ isPrivate: false })
  await hide(db, true)
  const routinesSeenBy = async ({ id }: typeof sam) => {
    const changes = await listChanges(db, id, { table: 'tasks', row: live })
    return changes.map(({ after }) => after?.routine)
  }
  expect([await routinesSeenBy(alex), await routinesSeenBy(sam)]).toEqual([
    [undefined, null],
    [undefined, 'Bins'],
  ])
})

test('a time is the owner’s of its routine, whoever did it or is deleted later', async () => {
  const { db, sam, alex, occurrences } = await household({ isPrivate: true })
  await write(writer(db), async (tx) => {
    await tx.updateTable('occurrences').set({ completed_by_user_id: alex.id }).execute()
  })
  await runStatement(db, `delete from users where id = ${alex.id}`)
  expect([await occurrences(alex), await occurrences(sam)]).toEqual([
    [],
    ['INSERT', 'UPDATE', 'UPDATE'],
  ])
})

test.each([
  ['the task of a time', 'tasks', 'occurrences', 'task_id', live],
  ['who did a time', 'users', 'occurrences', 'completed_by_user_id', 2],
  ['whose turn it was', 'users', 'occurrences', 'turn_user_id', 2],
  ['who did a task', 'users', 'tasks', 'completed_by_user_id', 2],
  ['the category of a routine', 'categories', 'routines', 'category_id', 1],
] as const)(
  '%s comes back with an undo by somebody who does not see it',
  async (_, deleted, table, column, id) => {
    const { db, sam, alex } = await household({ isPrivate: true })
    const done = "status = 'DONE'"
    await runStatement(db, `update tasks set private = '0' where id = 1`)
    await runStatement(
      db,
      `insert into categories (name, name_key, color, created_at, updated_at)
      values ('Glass', 'glass', '#4c9f70', '${at(1)}', '${at(1)}')`,
    )
    const which = table === 'tasks' ? `where ${done}` : ''
    await runStatement(db, `update tasks set private = '1' where ${done} and '${table}' = 'tasks'`)
    await runStatement(db, `update ${table} set ${column} = ${id} ${which}`)
    const author = { ...writer(db).author, made_by_user_id: alex.id, made_by: 'Alex' }
    const remover =
      deleted === 'users' ? { ...author, made_by_user_id: null, made_by: null } : author
    await write({ db, author: remover }, async (tx) => {
      await tx
        .deleteFrom(deleted)
        .where('id', '=', id as never)
        .execute()
    })
    const read = async () => runStatement(db, `select ${column} as it from ${table} ${which}`)
    const cleared = await read()
    const rules = { count: 1, accept: () => {}, mayChange: () => true }
    await reverseCommands({ db, author: remover }, remover.made_by_user_id, 'undo', rules)
    expect([cleared, await read(), sam.id]).toEqual([[{ it: null }], [{ it: id }], 1])
  },
)
