import { expect, test } from 'vitest'
import { importHousehold } from '../../../src/db/exchange/household/import.ts'
import { seedDemo } from '../../../src/db/household/demo.ts'
import { type Db, schemaStep } from '../../../src/db/schema.ts'
import { write } from '../../../src/db/transaction.ts'
import { readHousehold } from '../../../src/exchange/jsonl/read.ts'
import { at, day, newDatabase } from '../../support/database/database.ts'
import {
  contentsOf,
  family,
  familyFile,
  faultsOf,
  fileOf,
  importText,
  refusalOf,
  rowsOf,
  textOf,
  undo,
} from '../../support/exchange/household.ts'
import { today, uuid, writer } from '../../support/household/values.ts'

/** The family's household, in which Alex is 1 and Sam is 2. */
async function familyHome(): Promise<Db> {
  const db = await newDatabase()
  await importText(db, familyFile())
  return db
}

const nothing = {
  ...{ added: [], routines: [], updated: [], kept: [], unchanged: 0, skipped: [] },
  records: { added: 0, updated: 0, unchanged: 0, kept: 0 },
  strangers: new Map(),
}

test('a household comes out of an empty one again, byte by byte', async () => {
  const [from, to] = [await newDatabase(), await newDatabase()]
  await seedDemo(from, { tasks: 60, routines: 9, days: 30 }, day(0), new Date(at(0)))
  const text = await textOf(from, 1)
  const { added } = await importText(to, text)
  expect(added).toEqual(added.map((_, index) => index + 1))
  expect(await textOf(to, 1)).toBe(text)
  expect(await faultsOf(to)).toEqual([])
})

test('what every type of row says stays', async () => {
  const db = await familyHome()
  const text = await textOf(db, 1)
  const given = new Map(rowsOf(familyFile()).map((row) => [JSON.stringify(keyOf(row)), row]))
  for (const row of rowsOf(text)) {
    const same = given.get(JSON.stringify(keyOf(row)))
    // A category is named as it is written.
    const { category, ...said } = same ?? {}
    expect(row).toMatchObject(said)
  }
  expect(rowsOf(text).length).toBe(Object.keys(family).length)
  expect(await faultsOf(db)).toEqual([])
  expect(await importText(db, text, { viewer: 1 })).toEqual({
    ...nothing,
    records: { ...nothing.records, unchanged: rowsOf(text).length },
    unchanged: 5,
    lost: new Map(),
  })
})

function keyOf({ type, uuid: id, name, owner_uuid, date, number, from_date, text }: Row) {
  return [type, id ?? [name, type === 'category' && owner_uuid, date, number, from_date, text]]
}

type Row = ReturnType<typeof rowsOf>[number]

/** What each row is called. */
function named(text: string): string[] {
  return rowsOf(text).map(({ type, title, name, date, from_date, text: words, number }) =>
    [type, title ?? name ?? words ?? date ?? from_date, number].join(' ').trim(),
  )
}

test('what is private leaves with its owner alone', async () => {
  const db = await familyHome()
  const isPresent = (line: string) => line.includes('Present')
  expect([
    named(await textOf(db, null)).filter(isPresent),
    named(await textOf(db, 2)).filter(isPresent),
    named(await textOf(db, 1)).filter(isPresent),
  ]).toEqual([[], [], ['task Present']])
})

test('of the tasks of a filter, only what they refer to leaves with them', async () => {
  const db = await familyHome()
  const filters = [{ statuses: ['ACTIVE'] }, { search: 'bins' }, { search: 'tap' }] as const
  const exported = filters.map(async (filter) => named(await textOf(db, null, filter)))
  expect(await Promise.all(exported)).toEqual([
    ['user Sam', 'category Garden', 'task Kettle'],
    ['user Alex', 'user Sam', 'routine Bins', 'task Bins', 'task Bins'],
    ['user Alex', 'user Sam', 'task Tap', 'note It drips less.'],
  ])
})

test('a routine whose open task did not come with it gets one', async () => {
  const db = await newDatabase()
  await importText(db, familyFile({ binsLive: null }))
  const open = await db
    .selectFrom('tasks')
    .select(['title', 'occurrence_number', 'due_date', 'uuid'])
    .where('routine_id', 'is not', null)
    .where('status', '<>', 'DONE')
    .execute()
  expect(open).toEqual([
    { title: 'Bins', occurrence_number: 2, due_date: '2026-11-24', uuid: uuid(5001) },
  ])
  expect(await faultsOf(db)).toEqual([])
})

test('a fault keeps everything out, or only what needs it', async () => {
  const db = await newDatabase()
  const file = familyFile({ sam: { name: '12' }, tap: { title: '' } })
  const faults = await refusalOf(importText(db, file))
  expect(faults.slice(0, 2)).toEqual([
    '3: “12” cannot be a name.',
    `5: The member ${uuid(2)} is neither in this file nor in the household.`,
  ])
  expect(named(await textOf(db))).toEqual([])
  const { added, skipped } = await importText(db, file, { skipsBad: true })
  expect(added).toEqual([1])
  expect(skipped.map(({ line, message }) => `${line}: ${message}`)).toEqual(faults)
  expect(named(await textOf(db, 1))).toEqual([
    'user Alex',
    'category Garden',
    'task Present',
    'rest 2026-11-22',
  ])
  expect(await faultsOf(db)).toEqual([])
})

const open = { completed_at: null, completed_on: null, completed_by_uuid: null }

test.each<[string, Parameters<typeof familyFile>, string]>([
  [
    'an unknown owner',
    [{ tap: { owner_uuid: uuid(99) } }],
    `10: The member ${uuid(99)} is neither in this file nor in the household.`,
  ],
  [
    'an unknown category',
    [{ tap: { category: { name: 'Attic' } } }],
    '10: The category “Attic” is neither in this file nor in the household.',
  ],
  [
    'an unknown routine',
    [{ binsDone: { routine_uuid: uuid(99) } }],
    `7: The routine ${uuid(99)} is neither in this file nor in the household.`,
  ],
  [
    'an unknown task of a win',
    [{ won: { task_uuid: uuid(99) } }],
    `13: The task ${uuid(99)} is neither in this file nor in the household.`,
  ],
  [
    'an unknown task of a note',
    [{ note: { task_uuid: uuid(99) } }],
    `17: The task ${uuid(99)} is neither in this file nor in the household.`,
  ],
  ['a name twice', [{ sam: { name: 'ALEX' } }], '3: There is already another member named “ALEX”.'],
  [
    'two open tasks of a routine',
    [
      {
        binsDone: {
          status: 'BACKLOG',
          completed_at: null,
          completed_on: null,
          completed_by_uuid: null,
        },
      },
    ],
    '8: The routine of “Bins” has another open task.',
  ],
  [
    'an open task of a routine that has ended',
    [{ bins: { status: 'ENDED' } }],
    '8: “Bins” is open, but its routine has ended.',
  ],
  [
    'a number that was used',
    [{ binsLive: { occurrence_number: 1 } }],
    '8: The number of “Bins” is that of a time that is over.',
  ],
  [
    'a win of another status',
    [{ picked: { status: 'PAUSED', note: 'why' } }],
    '12: “Kettle” is active, but its Daily Win is paused.',
  ],
  [
    'a private win',
    [{ tap: { private: true } }],
    '13: “Tap” is private and cannot be a Daily Win.',
  ],
  [
    'a task that is the open win of two dates',
    [{ won: { ...family.picked, date: '2026-11-20', ...open } }],
    '13: “Kettle” is already an open Daily Win.',
  ],
  [
    'days away twice',
    [{}, { ...family.away, from_date: '2026-12-05', until_date: '2026-12-07' }],
    '18: The same days are on another line.',
  ],
])('%s is a fault, and nothing is written', async (_, file, fault) => {
  const db = await newDatabase()
  expect(await refusalOf(importText(db, familyFile(...file)))).toContain(fault)
  expect(named(await textOf(db))).toEqual([])
  await importText(db, familyFile(...file), { skipsBad: true })
  expect(await faultsOf(db)).toEqual([])
})

/** The members, with their owners' tasks. */
async function ownedIn(db: Db): Promise<string[]> {
  const tasks = await db
    .selectFrom('tasks')
    .leftJoin('users', 'users.id', 'tasks.owner_user_id')
    .select(['tasks.title', 'tasks.status', 'users.name'])
    .orderBy('tasks.id')
    .execute()
  return tasks.map(({ title, name }) => `${title}: ${name ?? 'nobody'}`)
}

test('what is private comes in with its owner alone, or by them', async () => {
  const db = await familyHome()
  const file = familyFile({ present: { title: 'Surprise' } })
  const fault = '11: “Surprise” is private, and only its owner can import it.'
  const note = { ...family.note, task_uuid: uuid(24) }
  expect(
    await refusalOf(importText(db, familyFile({ present: { title: 'Surprise' }, note }))),
  ).toEqual([fault, '17: It needs line 11, which cannot be imported.'])
  expect(await refusalOf(importText(db, file))).toEqual([fault])
  expect(await refusalOf(importText(db, file, { viewer: 2 }))).toEqual([fault])
  expect((await importText(db, file, { viewer: 1 })).updated).toEqual([5])
})

test('nobody learns from an import what is private to somebody else', async () => {
  const db = await familyHome()
  const before = await textOf(db, 1)
  const note = { type: 'note', task_uuid: uuid(24), text: 'Red', created_at: at(13) }
  const file = familyFile({ present: { title: 'Known', private: false } }, note)
  const { lost, ...result } = await importText(db, file, { viewer: 2, overwrites: true })
  expect({ ...result, lost: [...lost] }).toEqual({
    ...nothing,
    // The note has no place.
    records: { ...nothing.records, unchanged: rowsOf(file).length - 1 },
    unchanged: 5,
    lost: [['notes on tasks that differ here', 1]],
  })
  expect(await textOf(db, 1)).toBe(before)
})

test('the members of two households who have the same name are the same', async () => {
  const db = await newDatabase()
  const email = { email: 'ALEX@example.org' }
  await importText(db, fileOf([{ ...family.sam, uuid: uuid(77), name: 'SAM', ...email }]))
  const { lost } = await importText(db, familyFile())
  expect([...lost]).toEqual([['email addresses that another member has', 1]])
  expect(await ownedIn(db)).toEqual([
    'Bins: Alex',
    'Bins: SAM',
    'Kettle: nobody',
    'Tap: Alex',
    'Present: Alex',
  ])
  const members = await db.selectFrom('users').select(['name', 'email']).orderBy('id').execute()
  expect(members).toEqual([
    { name: 'SAM', ...email },
    { name: 'Alex', email: null },
  ])
  expect(await importText(db, familyFile(), { viewer: 2 })).toMatchObject({ unchanged: 5 })
  expect(await faultsOf(db)).toEqual([])
})

test('a member who has a password is changed by nobody else', async () => {
  const db = await familyHome()
  const password_hash = `$2b$10$${'a'.repeat(53)}`
  await write(writer(db), (tx) =>
    tx.updateTable('users').set({ password_hash }).where('name', '=', 'Sam').execute(),
  )
  const file = familyFile({ sam: { role: 'chef', active: false } })
  const { lost } = await importText(db, file, { viewer: 1, overwrites: true })
  expect([...lost]).toEqual([['members who differ here', 1]])
  const roles = () => db.selectFrom('users').select(['role', 'active']).orderBy('id').execute()
  expect(await roles()).toEqual([
    { role: null, active: true },
    { role: 'cook', active: true },
  ])
  const own = familyFile({ sam: { role: 'chef', active: false }, present: null })
  await importText(db, own, { viewer: 2, overwrites: true })
  expect(await roles()).toEqual([
    { role: null, active: true },
    { role: 'chef', active: false },
  ])
  // Sam takes no turns any more, and whose turn it was passed on.
  expect((await ownedIn(db)).slice(0, 2)).toEqual(['Bins: Alex', 'Bins: Alex'])
  expect(await faultsOf(db)).toEqual([])
})

test('what was deleted after an import stays deleted, unless the import was undone', async () => {
  const db = await familyHome()
  const file = familyFile({ kettle: null, picked: null })
  const towel = { ...family.kettle, uuid: uuid(40), title: 'Towel', status: 'BACKLOG' }
  const withTowel = familyFile({}, towel)
  await importText(db, withTowel, { viewer: 1 })
  await write(writer(db), (tx) => tx.deleteFrom('tasks').where('title', '=', 'Towel').execute())
  expect(await importText(db, withTowel, { viewer: 1 })).toMatchObject({ added: [], kept: [6] })
  await undo(db)
  await undo(db)
  expect(await importText(db, withTowel, { viewer: 1 })).toMatchObject({ added: [7], kept: [] })
  await write(writer(db), (tx) => tx.deleteFrom('tasks').where('title', '=', 'Towel').execute())
  const overwriting = await importText(db, withTowel, { viewer: 1, overwrites: true })
  expect(overwriting).toMatchObject({ added: [8], kept: [] })
  expect(await importText(db, file, { viewer: 1 })).toMatchObject({ added: [], unchanged: 4 })
})

test('an import that has to run again does the same', async () => {
  const db = await newDatabase()
  const file = readHousehold(familyFile(), schemaStep)
  const options = {
    viewer: null,
    reading: { today, now: at(60), dayOf: () => today },
    ...{ overwrites: false, skipsBad: false, newUuid: () => uuid(5000), advance: () => {} },
  }
  const failing = write(writer(db), async (tx) => {
    await importHousehold(tx, file, options)
    throw new Error('lost against another program')
  })
  await expect(failing).rejects.toThrow('lost against another program')
  const { added } = await write(writer(db), (tx) => importHousehold(tx, file, options))
  expect(added.length).toBe(5)
  expect(contentsOf(await textOf(db))).toEqual(contentsOf(await textOf(await familyHome())))
})

test('a note or a task without moments is added once', async () => {
  const db = await familyHome()
  const bare = [
    { type: 'note', task_uuid: uuid(23), text: 'Buy a washer.' },
    { type: 'task', uuid: uuid(41), title: 'Milk', definition_of_done: 'Here' },
  ]
  for (const added of [[6], []]) {
    expect(await importText(db, fileOf(bare))).toMatchObject({ added, lost: new Map() })
  }
  const { length } = await db.selectFrom('notes').select('id').execute()
  expect(length).toBe(2)
})
