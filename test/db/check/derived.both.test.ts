import { expect, test } from 'vitest'
import { addCategory } from '../../../src/db/categories.ts'
import { checkDatabase } from '../../../src/db/check/check.ts'
import { derived, repairDerived } from '../../../src/db/check/repair.ts'
import { dialectOf } from '../../../src/db/dialect.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { dropWin } from '../../../src/db/wins/moves.ts'
import { parseColor } from '../../../src/domain/category.ts'
import { findDerivedFaults } from '../../support/database/checks.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { runStatement } from '../../support/database/statements.ts'
import { pick } from '../../support/database/wins.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { draft, toDone, writer } from '../../support/household/values.ts'
import { isLongRun } from '../../support/long.ts'

/** Alex has made task 2 private; task 3 is gone. */
async function newHousehold(): Promise<Db> {
  const db = await newDatabase()
  const { id: alex } = await addMember(db, 'Alex')
  await addTask(writer(db), draft(1, { title: 'Fix the tap 100%_\\' }), at(0))
  const own = await addTask(writer(db), draft(2, { owner_user_id: alex }), at(0))
  await editTask(writer(db), alex, own.id, { private: true }, at(1))
  await addCategory(
    writer(db),
    { name: 'Kitchen', color: parseColor('green'), user_id: null },
    at(0),
  )
  const gone = await addTask(writer(db), draft(3), at(0))
  await removeTask(writer(db), null, gone.id)
  return db
}

const repairHint = { lead: 'Repair it', command: 'db check --repair' }

/** Finds what is wrong; where a household is kept is not of interest here. */
const wrongIn = async (db: Db) =>
  (await checkDatabase(db, at(5)))
    .filter(({ ok }) => !ok)
    .map(({ name, detail, hint }) => ({ name, detail, hint }))

/**
 * What is still wrong after a repair. On a server, the short form leaves out what makes a whole new
 * schema there.
 */
async function stillWrongIn(db: Db): Promise<readonly unknown[]> {
  return isLongRun || dialectOf(db) === 'sqlite' ? wrongIn(db) : [...(await findDerivedFaults(db))]
}

/** What was typed, and what was recorded of it. */
async function typedIn(db: Db): Promise<unknown[]> {
  const rows = async (columns: string, table: string) =>
    runStatement(db, `select ${columns} from ${table} order by id`)
  return [
    await rows('id, name, email, updated_at', 'users'),
    await rows('id, name, updated_at', 'categories'),
    await rows('id, title, private, status, created_at, updated_at', 'tasks'),
    await rows('id, table_name, row_id, operation, before, after, private_to', 'changes'),
  ]
}

test('long checks say how much of them is done', async () => {
  const db = await newHousehold()
  const shares = new Map<string, number>()
  for (const [name, { findFault }] of Object.entries(derived)) {
    const advance = (share: number) => shares.set(name, (shares.get(name) ?? 0) + share)
    await findFault(db, { seesAll: true, advance })
  }
  // Beside the tasks, the texts of members and categories are checked.
  const texts = ['search texts', 2 / 3] as const
  const onServer = [['search index', 1] as const, texts]
  expect([...shares]).toEqual(dialectOf(db) === 'sqlite' ? [texts] : onServer)
})

/** The statements of another program that do the damage. */
type Damage = { readonly sqlite: readonly string[]; readonly postgres: readonly string[] }

const onBoth = (...statements: string[]) => ({ sqlite: statements, postgres: statements })

const damages: readonly (readonly [name: string, fault: string, damage: Damage])[] = [
  [
    'search texts',
    'differ in 1 of the tasks',
    onBoth("update tasks set search_text = 'mend the tap' where id = 1"),
  ],
  [
    'search texts',
    'differ in 1 of the members',
    onBoth("update users set name_key = 'sam' where id = 1"),
  ],
  [
    'task counts',
    '2 differ from the tasks',
    onBoth("update task_counts set tasks = 7 where status = 'BACKLOG'"),
  ],
  [
    'task counts',
    '1 differs from the tasks',
    onBoth('delete from task_counts where private_to = 1'),
  ],
  [
    'numbers',
    'new rows in tasks would get used numbers',
    {
      sqlite: ["update sqlite_sequence set seq = 2 where name = 'tasks'"],
      postgres: ["select setval('tasks_id_seq', 2)"],
    },
  ],
  [
    'numbers',
    'new rows in users, commands would get used numbers',
    {
      sqlite: ["delete from sqlite_sequence where name in ('users', 'commands')"],
      postgres: [
        "select setval('users_id_seq', 1, false)",
        "select setval('commands_id_seq', 1, false)",
      ],
    },
  ],
  [
    'search texts',
    'differ in 1 of the categories',
    onBoth("update categories set name_key = 'bath' where id = 1"),
  ],
  ['identity', 'the household has no UUID, so nobody can log in', onBoth('delete from household')],
  [
    'history',
    '1 command was left open',
    onBoth('update commands set recording = (1 = 1) where id = 1'),
  ],
  [
    'history',
    '1 change of private tasks or routines can be seen by others',
    onBoth('update changes set closed_to = null'),
  ],
  [
    'history',
    '2 changes of private tasks or routines can be seen by others',
    onBoth('update changes set closed_to = null, private_to = null'),
  ],
]

test.each(damages)('F044 finds that %s %s, and repairs it', async (name, fault, damage) => {
  const db = await newHousehold()
  for (const statement of damage[dialectOf(db)]) await runStatement(db, statement)
  const typed = await typedIn(db)
  const found = await findDerivedFaults(db)
  const repaired = await repairDerived(db)
  expect([[...found], [...repaired], await stillWrongIn(db), await typedIn(db)]).toEqual([
    [[name, fault]],
    [[name, fault]],
    [],
    typed,
  ])
})

test('says how to repair it', async () => {
  const db = await newHousehold()
  await runStatement(db, 'delete from task_counts where private_to = 1')
  expect(await wrongIn(db)).toEqual([
    { name: 'task counts', detail: '1 differs from the tasks', hint: repairHint },
  ])
})

test('a task that an earlier program did not review is searched as it did, which is no fault', async () => {
  const db = await newHousehold()
  await runStatement(db, 'update tasks set reviewed = (1 = 0) where id = 1')
  expect(await wrongIn(db)).toEqual([])
})

/** Alex’s private routine 1 was done once and goes on with task 2; routine 2 has ended. */
async function newRoutines(): Promise<Db> {
  const db = await newDatabase()
  const { id: alex } = await addMember(db, 'Alex')
  await addRoutineRow(db, { owner_user_id: alex, turns: 'FIXED', private: true })
  await addRoutineRow(db, { times: 1 }, { number: 2 })
  const ids = (await listTasks(db, alex, {})).map(({ id }) => id)
  for (const id of ids) await moveTask(writer(db), alex, id, toDone, at(3))
  return db
}

const routineDamages: readonly (readonly [string, string, Damage, after: unknown])[] = [
  [
    'routines',
    'routine 1 has no open task',
    onBoth('delete from tasks where id = 3'),
    [['ACTIVE', 2, '2026-12-01', '2026-11-30'], ['ENDED']],
  ],
  [
    'routines',
    'routine 1 has no open task',
    onBoth('delete from tasks where id = 3', 'delete from occurrences where routine_id = 1'),
    [['ACTIVE', 1, '2026-11-24', '2026-11-23'], ['ENDED']],
  ],
  [
    'routines',
    'routine 1 has no open task',
    onBoth(
      'delete from tasks where id = 3',
      "update occurrences set on_date = '2026-12-01' where routine_id = 1",
    ),
    [['ACTIVE', 2, '2026-12-08', '2026-12-07'], ['ENDED']],
  ],
  [
    'routines',
    'routine 1 has no open task',
    onBoth(
      'delete from tasks where id = 3',
      "update routines set until_date = '2026-11-30' where id = 1",
    ),
    [['ENDED'], ['ENDED']],
  ],
  [
    'routines',
    'routine 1 has no open task (and 1 more)',
    onBoth(
      'delete from tasks where id = 3',
      "update routines set status = 'ACTIVE', times = null where id = 2",
    ),
    [
      ['ACTIVE', 2, '2026-12-01', '2026-11-30'],
      ['ACTIVE', 2, '2026-12-01', '2026-11-30'],
    ],
  ],
  [
    'routines',
    'routine 2 has ended, but has an open task',
    onBoth(
      'delete from occurrences where routine_id = 2',
      "update tasks set status = 'BACKLOG', completed_at = null, completed_on = null where id = 2",
    ),
    [
      ['ACTIVE', 2, '2026-12-01', '2026-11-30'],
      ['ACTIVE', 1, '2026-11-24', '2026-11-23'],
    ],
  ],
  [
    'routines',
    'the open task of routine 1 has a number that was used before',
    onBoth('update tasks set occurrence_number = 1 where id = 3'),
    [['ACTIVE', 2, '2026-12-01', '2026-11-30'], ['ENDED']],
  ],
  [
    'routines',
    'the open task of routine 1 has a number that was used before',
    onBoth('update tasks set occurrence_number = null, occurrence_date = null where id = 3'),
    [['ACTIVE', 2, '2026-12-01', '2026-11-30'], ['ENDED']],
  ],
  [
    'routines',
    'the open task of routine 1 has a number that was used before',
    onBoth(
      `insert into occurrences (routine_id, number, date, outcome, effort, created_at)
        values (1, 5, '2026-11-10', 'MISSED', 'TINY', '2026-11-22T12:00:00.000Z')`,
    ),
    [['ACTIVE', 6, '2026-12-01', '2026-11-30'], ['ENDED']],
  ],
  [
    'numbers',
    'new rows in routines, occurrences would get used numbers',
    {
      sqlite: ["update sqlite_sequence set seq = 1 where name in ('routines', 'occurrences')"],
      postgres: ["select setval('routines_id_seq', 1), setval('occurrences_id_seq', 1)"],
    },
    [['ACTIVE', 2, '2026-12-01', '2026-11-30'], ['ENDED']],
  ],
  [
    'history',
    '2 changes of private tasks or routines can be seen by others',
    onBoth(
      `update changes set closed_to = null, private_to = null
        where row_id = 1 and table_name in ('routines', 'occurrences')`,
    ),
    [['ACTIVE', 2, '2026-12-01', '2026-11-30'], ['ENDED']],
  ],
]

test.each(routineDamages)(
  'finds that of %s %s, and repairs it',
  async (name, fault, damage, after) => {
    const db = await newRoutines()
    const sound = await findDerivedFaults(db)
    for (const statement of damage[dialectOf(db)]) await runStatement(db, statement)
    const found = await findDerivedFaults(db)
    const repaired = await repairDerived(db)
    const rows = (await runStatement(
      db,
      `select routines.status || '' as status, occurrence_number as number,
        occurrence_date as date, starts_on as shown from routines
      left join tasks on routine_id = routines.id and tasks.status = 'BACKLOG' order by routines.id`,
    )) as Record<string, unknown>[]
    const left = rows.map((row) => Object.values(row).filter((value) => value !== null))
    expect([[...sound], [...found], [...repaired], await stillWrongIn(db), left]).toEqual([
      [],
      [[name, fault]],
      [[name, fault]],
      [],
      after,
    ])
  },
)

test.each([
  ['CALENDAR', 'routine edit 1 --every <rule>'],
  ['AFTER', 'routine edit 1 --after <distance>'],
])('finds a rule of mode %s that is none, and leaves it', async (mode, command) => {
  const db = await newRoutines()
  await runStatement(db, `update routines set mode = '${mode}', rule = 'now and then' where id = 1`)
  await repairDerived(db)
  expect(await wrongIn(db)).toEqual([
    {
      name: 'routines',
      detail: 'the rule of routine 1 cannot be read: “now and then”',
      hint: { lead: 'Give it another one', command },
    },
  ])
})

/** Another program's damage to the index, which takes no rows on a server meanwhile. */
const blind = (...ids: readonly number[]): Damage => ({
  sqlite: ids.map(
    (id) => `insert into tasks_search (tasks_search, rowid, search_text)
      select 'delete', id, search_text from tasks where id = ${id}`,
  ),
  postgres: [
    "update pg_index set indisready = false where indexrelid = 'tasks_search'::regclass",
    `update tasks set due_date = '2026-12-01' where id in (${ids.join()})`,
    "update pg_index set indisready = true where indexrelid = 'tasks_search'::regclass",
  ],
})

test.each([
  [[1], 'does not find 1 task'],
  [[1, 2], 'does not find 2 tasks'],
])('F044 finds that a search does not find tasks %j, and repairs it', async (ids, onServer) => {
  const db = await newHousehold()
  for (const statement of blind(...ids)[dialectOf(db)]) await runStatement(db, statement)
  const detail = dialectOf(db) === 'sqlite' ? 'does not match the tasks' : onServer
  const wrong = await wrongIn(db)
  await repairDerived(db)
  const found = await listTasks(db, null, { search: 'the tap' })
  expect([wrong, await wrongIn(db), found.map(({ id }) => id)]).toEqual([
    [{ name: 'search index', detail, hint: repairHint }],
    [],
    [1],
  ])
})

test('finds nothing wrong where a private task was a win once', async () => {
  const db = await newDatabase()
  const { id: alex } = await addMember(db, 'Alex')
  await addTask(writer(db), draft(1), at(0))
  const own = await addTask(writer(db), draft(2, { owner_user_id: alex }), at(0))
  await pick(db, own, at(1))
  await dropWin(writer(db), day(0), 'rain', at(2))
  await editTask(writer(db), alex, own.id, { private: true }, at(3))
  expect([await wrongIn(db), [...(await repairDerived(db))]]).toEqual([[], []])
})

test('finds a history that cannot be read, and leaves it', async () => {
  const db = await newHousehold()
  await runStatement(db, "update changes set after = 'x' where operation = 'INSERT'")
  await runStatement(db, 'delete from task_counts')
  const before = await typedIn(db)
  const repaired = await repairDerived(db)
  expect([[...repaired.keys()], await wrongIn(db), await typedIn(db)]).toEqual([
    ['task counts'],
    [
      {
        name: 'history',
        detail: 'what it records cannot be read',
        hint: { lead: 'Choose a backup to restore', command: 'db backups' },
      },
    ],
    before,
  ])
})

test.each([
  ['members', 'member 2', 'user edit 2', "update users set name = 'ALEX' where id = 2"],
  [
    'categories',
    'category 2',
    'category edit 2',
    "update categories set name = 'KITCHEN' where id = 2",
  ],
])('finds two %s that only case tells apart, and leaves them', async (_, what, command, damage) => {
  const db = await newHousehold()
  await addMember(db, 'Sam')
  await addCategory(writer(db), { name: 'Bath', color: parseColor('red'), user_id: null }, at(0))
  await runStatement(db, damage)
  const before = await typedIn(db)
  const repaired = await repairDerived(db)
  expect([[...repaired], await wrongIn(db), await typedIn(db)]).toEqual([
    [],
    [
      {
        name: 'search texts',
        detail: `only case tells ${what} from another one`,
        hint: { lead: 'Give one of them another name', command: `${command} --name <name>` },
      },
    ],
    before,
  ])
})

test('changes nothing where nothing is wrong', async () => {
  const db = await newHousehold()
  const before = await typedIn(db)
  expect([[...(await repairDerived(db))], await wrongIn(db), await typedIn(db)]).toEqual([
    [],
    [],
    before,
  ])
})
