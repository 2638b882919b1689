import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { addCategory } from '../../../src/db/categories.ts'
import { type DataLoss, listDataLoss } from '../../../src/db/migrate/data-loss.ts'
import { migrate, type Target } from '../../../src/db/migrate/migrate.ts'
import type { Db } from '../../../src/db/schema.ts'
import { createInMemory } from '../../../src/db/sqlite/connection.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { addUser } from '../../../src/db/users/users.ts'
import { parseColor } from '../../../src/domain/category.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { definitionsOf } from '../../support/database/definitions.ts'
import { steps as allSteps, latestStep } from '../../support/database/steps.ts'
import { type Household, household } from '../../support/household/household.ts'
import { success } from '../../support/household/sample.ts'
import { draft, writer } from '../../support/household/values.ts'
import { keys, terminal } from '../../support/program/terminal.ts'

const to = (step: string): Target => ({ step })

/** Two users, two categories, three tasks: some of them say what an older schema cannot keep. */
async function lived() {
  const db = await newDatabase()
  const alex = await addUser(writer(db), { name: 'Alex', email: 'alex@example.org' }, at(0))
  await addMember(db, 'Sam')
  const color = parseColor('green')
  const garden = await addCategory(writer(db), { name: 'Garden', color, user_id: null }, at(0))
  await addCategory(writer(db), { name: 'Own', color, user_id: alex.id }, at(0))
  await addTask(writer(db), draft(1), at(0))
  await addTask(writer(db), draft(2, { description: 'With care', category_id: garden.id }), at(0))
  const due_date = '2026-11-22' as CalendarDate
  await addTask(
    writer(db),
    draft(3, {
      description: 'x',
      priority: 'LOW',
      due_date,
      private: true,
      owner_user_id: alex.id,
    }),
    at(0),
  )
  return db
}

const history = [
  { what: 'changes', rows: 7 },
  { what: 'commands', rows: 7 },
]

const ofTasks = [
  { what: 'tasks.description', rows: 2 },
  { what: 'tasks.category_id', rows: 1 },
  { what: 'tasks.priority', rows: 1 },
  { what: 'tasks.due_date', rows: 1 },
  { what: 'tasks.private', rows: 1 },
]

describe('what a way back loses', () => {
  test('to before their step is the fields of tasks', async () => {
    const db = await lived()
    const ways = [to('0006_open_tasks'), to('0005_search'), to('0003_categories')] as const
    expect(await Promise.all(ways.map((way) => listDataLoss(db, way)))).toEqual([
      history,
      // What is only there to be quick is made anew.
      history,
      [...history, ...ofTasks],
    ])
  })

  test('one further back is the categories, too', async () => {
    expect(await listDataLoss(await lived(), to('0002_accounts'))).toEqual([
      { what: 'categories', rows: 2 },
      ...history,
      ...ofTasks,
    ])
  })

  test('to the first step is the addresses, too', async () => {
    const lost = await listDataLoss(await lived(), to('0001_household'))
    expect(lost.filter(({ what }) => what !== 'users.email_key')).toEqual([
      { what: 'categories', rows: 2 },
      ...history,
      ...ofTasks,
      { what: 'users.email', rows: 1 },
    ])
  })

  test('is counted where a session and a password are', async () => {
    const db = await newDatabase()
    const alex = await addUser(
      writer(db),
      { name: 'Alex', passwordHash: `$2b$10$${'x'.repeat(53)}` },
      at(0),
    )
    const session = { user_id: alex.id, token_hash: 'a'.repeat(64), expires_at: at(9) }
    await db
      .insertInto('sessions')
      .values({ ...session, created_at: at(0) })
      .execute()
    expect(await listDataLoss(db, to('0001_household'))).toEqual([
      { what: 'changes', rows: 1 },
      { what: 'commands', rows: 1 },
      { what: 'sessions', rows: 1 },
      { what: 'users.password_hash', rows: 1 },
    ])
  })

  const justHistory = [
    { what: 'changes', rows: 2 },
    { what: 'commands', rows: 2 },
  ]

  test.each<[string, Target, DataLoss[]]>([
    ['to before the step of the history', to('0006_open_tasks'), justHistory],
    ['to the first step', to('0001_household'), justHistory],
    ['to where it is', to(latestStep), []],
  ])('is its history in a household that says nothing else: %s', async (_, target, lost) => {
    const db = await newDatabase()
    await addMember(db, 'Alex')
    await addTask(writer(db), draft(1), at(0))
    expect(await listDataLoss(db, target)).toEqual(lost)
  })

  test('from the middle is what that state holds', async () => {
    const db = await lived()
    await migrate(db, to('0003_categories'))
    expect([await listDataLoss(db, 'down'), await listDataLoss(db, to('0002_accounts'))]).toEqual([
      [{ what: 'categories', rows: 2 }],
      [{ what: 'categories', rows: 2 }],
    ])
  })

  test('from the first step is everything', async () => {
    const db = await lived()
    await migrate(db, to('0001_household'))
    expect(await listDataLoss(db, 'down')).toEqual([
      // What was private went with the step that made it so.
      { what: 'tasks', rows: 2 },
      { what: 'users', rows: 2 },
    ])
  })

  test('is nothing where no step has run', async () => {
    const db = createInMemory()
    onTestFinished(() => db.destroy())
    expect(await listDataLoss(db, 'down')).toEqual([])
  })

  test('is only looked at', async () => {
    const db = await lived()
    const before = await everything(db)
    await listDataLoss(db, to('0001_household'))
    expect(await everything(db)).toEqual(before)
  })
})

async function everything(db: Db) {
  const tables = ['users', 'sessions', 'categories', 'tasks', 'daily_wins', 'changes'] as const
  const all = []
  for (const table of tables) {
    all.push(await db.selectFrom(table).selectAll().orderBy('id').execute())
  }
  return all
}

const steps = ['0003_categories', '0002_accounts', '0001_household']

test.each(steps)(
  'up, down to %s and up again is the same schema, with what that step knows',
  async (step) => {
    const db = await lived()
    const before = await definitionsOf(db)
    const kept = { name: 'Alex', role: null, active: true, created_at: at(0), updated_at: at(0) }
    await migrate(db, to(step))
    await migrate(db, 'latest')
    expect(await definitionsOf(db)).toEqual(before)
    expect([
      await db
        .selectFrom('users')
        .select(Object.keys(kept) as (keyof typeof kept)[])
        .orderBy('id')
        .execute(),
      await db
        .selectFrom('tasks')
        .select(['id', 'uuid', 'title', 'owner_user_id', 'status', 'updated_at'])
        .select(['description', 'category_id', 'priority', 'due_date'])
        .orderBy('id')
        .execute(),
    ]).toEqual([
      [kept, { ...kept, name: 'Sam' }],
      // The third one was private.
      [null, null].map((owner_user_id, index) => ({
        id: index + 1,
        uuid: draft(index + 1).uuid,
        title: `Task ${index + 1}`,
        owner_user_id,
        status: 'BACKLOG',
        updated_at: at(0),
        description: null,
        category_id: null,
        priority: 'MEDIUM',
        due_date: null,
      })),
    ])
  },
)

describe('a downgrade at a terminal', () => {
  const kept = inject('dialect') === 'sqlite' ? 'A backup is made first' : 'No backup is made'

  async function asked(home: Household, step = '0003_categories'): Promise<string> {
    const person = terminal(home, ['db', 'migrate', '--to', step], 300)
    await person.sees('(y/N)')
    person.types(keys.enter)
    await person.ends()
    return person.screen().replaceAll('\n', ' ')
  }

  const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']

  test('names what it deletes', async () => {
    const home = household()
    await home.json('task', 'add', 'A', ...essentials, '--description', 'x', '--due', 'today')
    await home.json('task', 'add', 'B', ...essentials, '--description', 'x')
    expect(await asked(home)).toContain(
      `A downgrade deletes changes (2 rows), commands (2 rows), tasks.description (2 rows) and tasks.due_date (1 row). ${kept}. Downgrade? `,
    )
  })

  test('says that an import adds again what was imported', async () => {
    const home = household()
    writeFileSync(join(home.folder, 'todo.txt'), 'Milk\nTax\nMop due:2026-12-01 rec:1w\n')
    await home.json('import', 'todo.txt', '--from', 'todotxt')
    expect(await asked(home, '0015_zones')).toContain(
      `A downgrade deletes import_keys (3 rows). Files that were imported will count as new. ${kept}. Downgrade? `,
    )
  })

  test('says that it deletes nothing', async () => {
    const home = household()
    await home.json('db', 'init')
    expect(await asked(home)).toContain(`A downgrade deletes nothing. ${kept}. Downgrade? `)
  })

  test('is made when the answer is yes', async () => {
    const home = household()
    await home.json('db', 'init')
    const person = terminal(home, ['db', 'migrate', '--to', '0001_household'], 300)
    await person.sees('(y/N)')
    person.types(`y${keys.enter}`)
    expect([await person.ends(), await home.run('db', 'migrate', '--list')]).toEqual([
      0,
      success('✓ 0001_household', ...allSteps.slice(1).map((name) => `· ${name} (pending)`)),
    ])
    expect(await home.query('select * from users')).toEqual([])
  })
})
