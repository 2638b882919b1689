import { expect, test } from 'vitest'
import type { Imported } from '../../../src/db/exchange/source.ts'
import type { Db, Tx } from '../../../src/db/schema.ts'
import { write } from '../../../src/db/transaction.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { at, newDatabase } from '../../support/database/database.ts'
import {
  contentsOf,
  family,
  familyFile,
  faultsOf,
  importText,
  textOf,
  undo,
} from '../../support/exchange/household.ts'
import { uuid, writer } from '../../support/household/values.ts'

/** The family's household, in which Alex is 1 and Sam is 2, after an import. */
async function familyHome(): Promise<Db> {
  const db = await newDatabase()
  await importText(db, familyFile())
  return db
}

/** A file that differs from the family's, and what it does to a household that may, too. */
type Merge = {
  readonly here?: Change
  readonly file?: Parameters<typeof familyFile>
  readonly overwrites?: true
  /** How the result differs from that of a file that says nothing new. */
  readonly result?: Partial<Omit<Imported, 'lost'>> & { readonly lost?: object }
  /** Rows that differ from those of the family afterwards. */
  readonly leaves?: readonly string[]
}

type Change = (tx: Tx) => Promise<unknown>

// The numbers that tasks get in an empty household.
const [done, live, kettle, tap] = [1, 2, 3, 4] as TaskId[] as [TaskId, TaskId, TaskId, TaskId]
const later = { updated_at: at(30) }

const edit =
  (id: number, changes: object): Change =>
  (tx) =>
    tx
      .updateTable('tasks')
      .set({ ...changes, updated_at: at(20) })
      .where('id', '=', id as never)
      .execute()

const editWin =
  (changes: object): Change =>
  (tx) =>
    tx
      .updateTable('daily_wins')
      .set({ ...changes, updated_at: at(20) })
      .where('date', '=', '2026-11-22' as never)
      .execute()

const both =
  (...changes: readonly Change[]): Change =>
  async (tx) => {
    for (const change of changes) await change(tx)
  }

const forgetKeys: Change = (tx) => tx.deleteFrom('import_keys').execute()

const completed = { status: 'DONE', completed_at: at(25), completed_on: '2026-11-22' }

/** The bins are done a second time. */
const binsDoneAgain = { ...family.binsLive, ...completed, completed_by_uuid: uuid(2), ...later }
const binsNext = {
  ...family.binsLive,
  ...{ uuid: uuid(30), owner_uuid: uuid(1), occurrence_number: 3, turn_reason: null },
  ...{ occurrence_date: '2026-12-01', due_date: '2026-12-01', starts_on: '2026-11-30' },
}
const secondTime = { ...family.time, number: 2, date: '2026-11-24', task_uuid: uuid(21) }
const binsFile: Parameters<typeof familyFile> = [{ binsLive: binsDoneAgain }, binsNext, secondTime]

test.each<[string, Merge]>([
  ['nothing new', {}],
  ['a moment alone is nothing new', { file: [{ tap: later }] }],
  [
    'a task that has changed in the file',
    {
      file: [{ tap: { title: 'Faucet', ...later } }],
      result: { updated: [tap], unchanged: 4 },
      leaves: ['task Faucet'],
    },
  ],
  ['a task that has changed here', { here: edit(tap, { priority: 'HIGH' }), leaves: ['task Tap'] }],
  [
    'a task that has changed here, with overwrite',
    {
      here: edit(tap, { priority: 'HIGH' }),
      overwrites: true,
      result: { updated: [tap], unchanged: 4 },
    },
  ],
  [
    'a task that has changed in both places',
    {
      here: edit(tap, { priority: 'HIGH' }),
      file: [{ tap: { title: 'Faucet', ...later } }],
      result: { kept: [tap], unchanged: 4 },
      leaves: ['task Tap'],
    },
  ],
  [
    'a task that has changed in both places, with overwrite',
    {
      here: edit(tap, { priority: 'HIGH' }),
      file: [{ tap: { title: 'Faucet', ...later } }],
      overwrites: true,
      result: { updated: [tap], unchanged: 4 },
      leaves: ['task Faucet'],
    },
  ],
  [
    'a task that has changed in both places in the same way',
    {
      here: edit(tap, { priority: 'HIGH' }),
      file: [{ tap: { priority: 'HIGH', ...later } }],
      leaves: ['task Tap'],
    },
  ],
  [
    'a task that was never imported',
    {
      here: forgetKeys,
      file: [{ tap: { title: 'Faucet' } }],
      result: { kept: [tap], unchanged: 4 },
    },
  ],
  [
    'a time of a routine that was done',
    {
      file: binsFile,
      result: { added: [6 as TaskId], updated: [live], unchanged: 4 },
      leaves: ['task Bins', 'task Bins', 'occurrence 2026-11-24'],
    },
  ],
  [
    'a time of a routine that was done in a household that edited it',
    {
      here: edit(live, { priority: 'HIGH' }),
      file: binsFile,
      result: {
        kept: [live],
        unchanged: 4,
        lost: { 'tasks of routines that differ here': 1, 'times of routines that differ here': 1 },
      },
      leaves: ['task Bins'],
    },
  ],
  [
    'a win that was done',
    {
      file: [
        {
          kettle: { ...completed, ...later },
          picked: { status: 'DONE', completed_at: at(25), ...later },
        },
      ],
      result: { updated: [kettle], unchanged: 4 },
      leaves: ['task Kettle', 'win 2026-11-22'],
    },
  ],
  [
    'a win that was done in the file, and paused here',
    {
      here: both(
        edit(kettle, { status: 'PAUSED', status_note: 'no vinegar' }),
        editWin({ status: 'PAUSED', note: 'no vinegar' }),
      ),
      file: [
        {
          kettle: { ...completed, ...later },
          picked: { status: 'DONE', completed_at: at(25), ...later },
        },
      ],
      result: { kept: [kettle], unchanged: 4, lost: { 'Daily Wins that differ here': 1 } },
      leaves: ['task Kettle', 'win 2026-11-22'],
    },
  ],
  [
    'a task that was paused in the file, whose win only changed here',
    {
      here: editWin({ note: 'soon' }),
      file: [
        {
          kettle: { status: 'PAUSED', status_note: 'x', ...later },
          picked: { status: 'PAUSED', note: 'x', ...later },
        },
      ],
      result: { kept: [kettle], unchanged: 4, lost: { 'Daily Wins that differ here': 1 } },
      leaves: ['win 2026-11-22'],
    },
  ],
  [
    'another win of a date',
    {
      file: [{ picked: { ...family.won, date: '2026-11-22' } }],
      here: forgetKeys,
      result: { lost: { 'Daily Wins that differ here': 1 } },
    },
  ],
  [
    'a routine that ended in the file, while its task changed here',
    {
      here: edit(live, { priority: 'HIGH' }),
      file: [
        {
          bins: { status: 'ENDED', ...later },
          binsLive: { ...family.binsLive, status: 'ABANDONED', ...later },
        },
      ],
      result: { kept: [live], unchanged: 4, lost: { 'routines that differ here': 1 } },
      leaves: ['task Bins'],
    },
  ],
  [
    'a time of a routine that was deleted here',
    {
      here: (tx) => tx.deleteFrom('routines').execute(),
      file: binsFile,
      result: {
        kept: [live],
        unchanged: 4,
        lost: { 'tasks of routines that differ here': 1, 'times of routines that differ here': 1 },
      },
      leaves: ['task Bins', 'task Bins'],
    },
  ],
  [
    'days away that overlap with others',
    {
      file: [{}, { ...family.away, from_date: '2026-12-05', until_date: '2026-12-07', note: null }],
      here: (tx) =>
        tx
          .updateTable('absences')
          .set({ until_date: '2026-12-06' as never })
          .execute(),
      result: { lost: { 'absences that differ here': 1 } },
      leaves: ['absence 2026-12-01'],
    },
  ],
  [
    'details of a member, a category, a rest day',
    {
      here: forgetKeys,
      file: [{ sam: { role: 'chef' }, garden: { color: '#000000' }, rest: { note: 'Sunday' } }],
      result: {
        lost: {
          'members who differ here': 1,
          'categories that differ here': 1,
          'rest days that differ here': 1,
        },
      },
    },
  ],
  [
    'a task that moved to no routine',
    {
      file: [{ binsDone: { routine_uuid: null, occurrence_number: null, occurrence_date: null } }],
      result: { kept: [done], unchanged: 4 },
    },
  ],
])('%s', async (__, { here, file = [], overwrites = false, result = {}, leaves = [] }) => {
  const db = await familyHome()
  const before = contentsOf(await textOf(db, 1)).map((row) => JSON.stringify(row))
  if (here !== undefined) await write(writer(db), here)
  const changed = contentsOf(await textOf(db, 1))
  const {
    lost,
    strangers: _,
    records: _records,
    ...counts
  } = await importText(db, familyFile(...file), { viewer: 1, overwrites })
  const { lost: left = {}, ...own } = result
  expect({ ...counts, lost: Object.fromEntries(lost) }).toEqual({
    ...{ added: [], routines: [], updated: [], kept: [], unchanged: 5, skipped: [] },
    ...own,
    lost: left,
  })
  const after = contentsOf(await textOf(db, 1))
  expect(
    after
      .filter((row) => !before.includes(JSON.stringify(row)))
      .map(({ type, title, date, from_date }) => `${type} ${title ?? date ?? from_date}`),
  ).toEqual(leaves)
  expect(await faultsOf(db)).toEqual([])
  // Whatever was imported, one undo takes it back.
  if (JSON.stringify(after) === JSON.stringify(changed)) return
  await undo(db)
  expect(contentsOf(await textOf(db, 1))).toEqual(changed)
})
