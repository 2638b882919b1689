import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listChanges } from '../../../src/db/history/changes.ts'
import { forgetHistory } from '../../../src/db/history/forget.ts'
import { listReversals } from '../../../src/db/history/reversals.ts'
import { reverseChanges } from '../../../src/db/history/reverse.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import type { Db, Tx } from '../../../src/db/schema.ts'
import { write } from '../../../src/db/transaction.ts'
import type { Direction, TableName } from '../../../src/domain/journal.ts'
import type { RoutineId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { reversalTable, reversedLines } from '../../../src/views/journal.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { writer } from '../../support/household/values.ts'
import { styleFor } from '../../support/program/styles.ts'

const bins = 1 as RoutineId
const [sam, alex, kim] = [1 as UserId, 2 as UserId, 3 as UserId]
const date = (text: string) => text as CalendarDate

/** Sam and Alex take turns at the bins; Sam and everybody are away, and Sundays are rest days. */
async function household() {
  const db = await newDatabase()
  for (const name of ['Sam', 'Alex', 'Kim']) await addMember(db, name)
  await addRoutineRow(db, { turns: 'ROTATE' })
  await change(db, 'routine edit', (tx) => addToRota(tx, [sam, alex]))
  await change(db, 'away add', (tx) => addAbsence(tx, sam, '2026-12-24', '2027-01-02'))
  await change(db, 'away add', (tx) => addAbsence(tx, null, '2026-11-28', '2026-11-28'))
  await change(db, 'rest add', (tx) => addRest(tx, '2026-11-29', null, 'SUN'))
  await change(db, 'rest add', (tx) => addRest(tx, '2026-12-24', '2026-12-26', null))
  await change(db, 'rest add', (tx) => addRest(tx, '2026-12-07', '2026-12-31', 'MON'))
  return db
}

function change(db: Db, command: string, work: (tx: Tx) => Promise<unknown>) {
  return write({ db, author: { ...writer(db).author, command } }, work)
}

async function addToRota(tx: Tx, users: readonly UserId[]): Promise<void> {
  const members = users.map((user_id, index) => ({
    routine_id: bins,
    user_id,
    position: index + 1,
  }))
  await tx.insertInto('routine_members').values(members).execute()
}

const stamps = { created_at: at(5), updated_at: at(5) }

function addAbsence(tx: Tx, user_id: UserId | null, from: string, until: string) {
  const days = { from_date: date(from), until_date: date(until) }
  return tx
    .insertInto('absences')
    .values({ user_id, ...days, note: null, ...stamps })
    .execute()
}

function addRest(tx: Tx, from: string, until: string | null, weekday: 'SUN' | 'MON' | null) {
  const days = { from_date: date(from), until_date: until === null ? null : date(until), weekday }
  return tx
    .insertInto('rest_days')
    .values({ ...days, note: null, set_by_user_id: sam, ...stamps })
    .execute()
}

async function reverse(db: Db, direction: Direction = 'undo') {
  const rules = { count: 1, accept: () => {}, mayChange: () => true }
  const reversals = await reverseCommands(writer(db), null, direction, rules)
  return reversedLines(reversals, direction, styleFor())
}

async function stateOf(db: Db) {
  const state = {
    users: await db.selectFrom('users').select(['id', 'name']).orderBy('id').execute(),
    members: await db.selectFrom('routine_members').selectAll().orderBy('id').execute(),
    absences: await db.selectFrom('absences').selectAll().orderBy('id').execute(),
    rest: await db.selectFrom('rest_days').selectAll().orderBy('id').execute(),
    routines: await db.selectFrom('routines').selectAll().orderBy('id').execute(),
  }
  return JSON.parse(JSON.stringify(state), (key, value) => (key === 'updated_at' ? 0 : value))
}

test('a list to undo names rotas, absences and rest days', async () => {
  const db = await household()
  const reversals = await listReversals(db, null, 'undo', { limit: 6 })
  const list = reversalTable({ reversals, more: false }, 'undo', styleFor(120))
  expect(list.split('\n').map((line) => line.replace(/ today \S+ +– +/, ' '))).toEqual([
    'n  when         who  command       what',
    '6  routine edit  “Sam in Bins” added, and 1 more change',
    '5  away add      “Sam, 2026-12-24 to 2027-01-02” added',
    '4  away add      “Everybody, 2026-11-28” added',
    '3  rest add      “every Sunday from 2026-11-29” added',
    '2  rest add      “2026-12-24 to 2026-12-26” added',
    '1  rest add      “every Monday from 2026-12-07 to 2026-12-31” added',
  ])
})

test.each<[what: string, work: (tx: Tx) => Promise<unknown>, undone: string, redone: string]>([
  [
    'a rota in another order',
    async (tx) => {
      await tx.deleteFrom('routine_members').execute()
      await addToRota(tx, [kim, alex, sam])
    },
    '↶ Undid x: “Sam in Bins” is back, and 4 more changes',
    '↷ Redid x: “Sam in Bins” deleted, and 4 more changes',
  ],
  [
    'an absence that is deleted',
    (tx) => tx.deleteFrom('absences').where('user_id', '=', sam).execute(),
    '↶ Undid x: “Sam, 2026-12-24 to 2027-01-02” is back',
    '↷ Redid x: “Sam, 2026-12-24 to 2027-01-02” deleted',
  ],
  [
    'an absence that changes',
    (tx) =>
      tx
        .updateTable('absences')
        .set({ from_date: date('2026-12-20'), until_date: date('2026-12-31'), note: 'Ski' })
        .where('user_id', '=', sam)
        .execute(),
    '↶ Undid x: “Sam, 2026-12-20 to 2026-12-31”, from 2026-12-20 → 2026-12-24, note “Ski” → none, until 2026-12-31 → 2027-01-02',
    '↷ Redid x: “Sam, 2026-12-24 to 2027-01-02”, from 2026-12-24 → 2026-12-20, note none → “Ski”, until 2027-01-02 → 2026-12-31',
  ],
  [
    'a rest day that changes',
    (tx) =>
      tx
        .updateTable('rest_days')
        .set({ weekday: null, until_date: date('2026-11-30') })
        .where('id', '=', 1 as never)
        .execute(),
    '↶ Undid x: “2026-11-29 to 2026-11-30”, until 2026-11-30 → none, weekday none → sun',
    '↷ Redid x: “every Sunday from 2026-11-29”, until none → 2026-11-30, weekday sun → none',
  ],
  [
    'a member who is deleted with their turns and absences',
    (tx) => tx.deleteFrom('users').where('id', '=', sam).execute(),
    '', // The order in which a database deletes what refers to a row is its own.
    '',
  ],
  [
    'a routine that is deleted with its rota',
    async (tx) => {
      await tx.deleteFrom('tasks').execute()
      await tx.deleteFrom('routines').execute()
    },
    '',
    '',
  ],
])('%s is undone and redone', async (_, work, undone, redone) => {
  const db = await household()
  const before = await stateOf(db)
  await change(db, 'x', work)
  const after = await stateOf(db)
  const lines = [await reverse(db)]
  const back = await stateOf(db)
  lines.push(await reverse(db, 'redo'))
  const again = await stateOf(db)
  await reverse(db)
  expect(after).not.toEqual(before)
  expect({ back, again, last: await stateOf(db) }).toEqual({
    back: before,
    again: after,
    last: before,
  })
  if (undone !== '') expect(lines).toEqual([undone, redone])
})

test('a change that somebody else made since is not undone', async () => {
  const db = await household()
  const shorten = (until: string) => (tx: Tx) =>
    tx
      .updateTable('absences')
      .set({ until_date: date(until) })
      .where('user_id', '=', sam)
      .execute()
  const as = (id: UserId) => ({ ...writer(db).author, made_by_user_id: id, made_by: 'x' })
  await write({ db, author: as(sam) }, shorten('2026-12-31'))
  await write({ db, author: as(alex) }, shorten('2026-12-30'))
  const before = await stateOf(db)
  const rules = { count: 1, accept: () => {}, mayChange: () => true }
  const undo = reverseCommands({ db, author: as(sam) }, sam, 'undo', rules)
  await expect(undo).rejects.toMatchObject({ code: 'conflict' })
  expect(await stateOf(db)).toEqual(before)
})

test.each([
  ['a member', sam],
  ['everybody', null],
])('an absence of %s does not come back on days of another one', async (_, user) => {
  const db = await household()
  const own = user === null ? 'user_id is null' : 'user_id = 1'
  await change(db, 'away remove', (tx) =>
    tx
      .deleteFrom('absences')
      .where(sql<boolean>`${sql.raw(own)}`)
      .execute(),
  )
  await change(db, 'other', (tx) => addAbsence(tx, user, '2026-11-28', '2026-12-24'))
  await change(db, 'other', (tx) => addAbsence(tx, kim, '2026-11-28', '2026-12-24'))
  const before = await stateOf(db)
  const undone = async () => {
    const [, , removal] = await listReversals(db, null, 'undo', { limit: 3 })
    return write(writer(db), (tx) =>
      reverseChanges(tx, null, { id: removal?.id ?? (0 as never), name: 'away remove' }, at(9)),
    )
  }
  await expect(undone()).rejects.toMatchObject({ obstacle: { table: 'absences', row: 3 } })
  expect(await stateOf(db)).toEqual(before)
  // Once the other one is undone, it does.
  await reverseCommands(writer(db), null, 'undo', {
    count: 3,
    accept: () => {},
    mayChange: () => true,
  })
  expect((await stateOf(db)).absences.map(({ id }: { id: number }) => id)).toEqual([1, 2])
})

test('what is deleted keeps its name in the history', async () => {
  const db = await household()
  await db.deleteFrom('users').where('id', '=', sam).execute()
  await db.deleteFrom('tasks').execute()
  await db.deleteFrom('routines').execute()
  await db
    .deleteFrom('rest_days')
    .where('id', '=', 1 as never)
    .execute()
  const tables: readonly TableName[] = ['routine_members', 'absences', 'rest_days']
  const deleted = await Promise.all(tables.map((table) => listChanges(db, null, { table })))
  const subjects = deleted.flat().filter(({ operation }) => operation === 'DELETE')
  expect(subjects.map(({ subject }) => subject).sort()).toEqual([
    'Alex in Bins',
    'Sam in Bins',
    'Sam, 2026-12-24 to 2027-01-02',
    'every Sunday from 2026-11-29',
  ])
})

test('a rota is not named to who does not see its routine', async () => {
  const db = await household()
  const change = { private: true, owner_user_id: sam, turns: 'FIXED' } as const
  await db.updateTable('routines').set(change).execute()
  await db.updateTable('tasks').set({ private: true, owner_user_id: sam }).execute()
  const rota = async (viewer: UserId) =>
    (await listChanges(db, viewer, { table: 'routine_members' })).map(({ subject }) => subject)
  expect([await rota(alex), await rota(sam)]).toEqual([[], ['Alex in Bins', 'Sam in Bins']])
})

test('forgetting the history keeps rotas, absences and rest days', async () => {
  const db = await household()
  const before = await stateOf(db)
  await forgetHistory(db, at(1000))
  const left = await listReversals(db, null, 'undo', { limit: 9 })
  expect([await stateOf(db), left]).toEqual([before, []])
})
