import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  decompressed,
  openAsOtherProgram,
  queryRows,
  readFiles,
} from '../support/database/database.ts'
import { latestNumber, steps } from '../support/database/steps.ts'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { failure, sampleHousehold, success } from '../support/household/sample.ts'
import { sample } from '../support/long.ts'
import { execute, newSchemaUrl, serverOf } from '../support/server/server.ts'

/** A household on a server, with something of everything that is kept. */
const fullHousehold = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('category', 'add', 'Garden', '--user', 'alex', '--color', 'green')
  await home.json('task', 'edit', 'tap', '--category', 'Garden', '--as', 'alex', '--due', '+3d')
  await addTask(home, 'Présent 🎁', '--private', '--owner', 'alex')
  await home.json('win', 'pick', 'kettle', '--as', 'sam')
  await home.json('win', 'done')
  await home.json('login', 'sam')
  return home
})

/** All of a household, and what only Alex can see, also by another place of it. */
async function all(home: Household, ...place: readonly string[]) {
  const there: Household = { ...home, json: (...argv) => home.json(...argv, ...place) }
  const own = await there.json('task', 'list', '--all', '--as', 'alex')
  return [await readContents(there), own, await there.json('category', 'list')]
}

test('a server’s backup is a household’s file, and brings all back', async () => {
  const home = await fullHousehold()
  const backup = join(home.folder, 'backup.db')
  const before = await all(home)
  expect(await home.run('db', 'backup', 'backup.db')).toEqual(
    success(
      `✓ Backed up 4 tasks (including private ones), ${Math.ceil(statSync(backup).size / 1000)} kB: ${backup}`,
    ),
  )
  expect(await all(home, '--db', backup)).toEqual(before)
  await home.json('task', 'remove', 'rent', '--yes')
  await home.json('user', 'add', 'Kim')
  const now = await all(home)

  const answer = await home.json('db', 'restore', backup, '--yes')

  const { kept } = answer as { kept: string }
  expect(answer).toEqual({
    database: home.database,
    restored_from: backup,
    kept: expect.stringMatching(/\/20261122T1200\d{5}Z\.before-restore\.db\.gz$/),
    users: 2,
    tasks: 4,
    routines: 0,
    daily_wins: 1,
  })
  expect(await all(home)).toEqual(before)
  expect(await all(home, '--db', decompressed(kept))).toEqual(now)
  expect((statSync(kept).mode & 0o777).toString(8)).toEqual('600')
  expect(await addTask(home, 'Next')).toMatchObject({ id: 5 })
})

test('without a file, a server’s backups are below the data folder', async () => {
  const home = await fullHousehold()
  const { host, port, database, schema } = serverOf(home.database)
  const folder = join(
    home.folder,
    '.local/share/momentum/backups',
    `${host}-${port}-${database}-${schema}`,
  )
  const backup = join(folder, '20261122T120006000Z.by-hand.db.gz')
  expect(await home.json('db', 'backup')).toMatchObject({ backup })
  const listed = await home.json('db', 'backups')
  expect(listed).toEqual([
    {
      backup,
      kind: 'by_hand',
      created_at: '2026-11-22T12:00:06.000Z',
      size_bytes: statSync(backup).size,
      complete: true,
    },
  ])
})

test('with --daily, a server has one backup a day', async () => {
  const home = await sampleHousehold()
  const [made, again] = [
    await home.json('db', 'backup', '--daily'),
    await home.json('db', 'backup', '--daily'),
  ]
  expect([again, await home.json('db', 'backups')]).toEqual([made, [made]])
})

test('a file’s backup goes to a server', async () => {
  const file = household('sqlite')
  await file.json('db', 'seed', '--demo', '--tasks', '30', '--days', '20')
  await file.json('db', 'backup', 'backup.db')
  const home = await fullHousehold()
  await home.json('db', 'restore', join(file.folder, 'backup.db'), '--yes')
  expect(await readContents(home)).toEqual(await readContents(file))
})

test('a server’s backup goes to a file', async () => {
  const home = await fullHousehold()
  const file = household('sqlite')
  await file.json('db', 'seed')
  await home.json('db', 'backup', 'backup.db')
  await file.json('db', 'restore', join(home.folder, 'backup.db'), '--yes')
  expect(await all(file)).toEqual(await all(home))
  expect(await file.run('db', 'check')).toMatchObject({ code: 0 })
})

test('a server is restored in one transaction, or not at all', async () => {
  const home = await fullHousehold()
  await home.json('db', 'backup', 'backup.db')
  await addTask(home, 'Since')
  const before = await all(home)
  const { schema } = serverOf(home.database)
  await execute(`
    create function ${schema}.shout() returns trigger language plpgsql as
      $$ begin new.note := 'changed'; return new; end $$;
    create trigger shout before insert on ${schema}.daily_wins
      for each row execute function ${schema}.shout()
  `)
  const { code, stderr } = await home.run('db', 'restore', 'backup.db', '--yes')
  await execute(`drop function ${schema}.shout() cascade`)
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('The copy of daily_wins differs from what was read'),
  ])
  expect(await all(home)).toEqual(before)
})

test('there has to be a household of today’s schema', async () => {
  const home = await sampleHousehold()
  await home.json('db', 'backup', 'backup.db')
  home.env.MOMENTUM_DB = newSchemaUrl()
  const none = failure(
    5,
    `There is no household at ${serverOf(home.env.MOMENTUM_DB).url} yet.`,
    'Create one there: momentum db init',
  )
  const before = readFiles(home.folder)
  expect(await home.run('db', 'restore', 'backup.db', '--yes')).toEqual(none)
  expect(await home.run('db', 'backup', 'new.db')).toEqual(none)
  expect(readFiles(home.folder)).toEqual(before)
})

test('a household of an older schema is backed up as it is, and its backup restored', async () => {
  const home = await fullHousehold()
  const before = await all(home)
  const titles = 'select id, title from tasks order by id'
  const [made, wanted]: [unknown[], unknown[]] = [[], []]
  // The short form goes through the first, the eleventh, and two others.
  for (const step of sample(steps.slice(0, -1), 5).toReversed()) {
    await home.run('db', 'migrate', '--to', step, '--yes')
    const answer = await home.run('db', 'backup', `${step}.db`)
    const raw = openAsOtherProgram(join(home.folder, `${step}.db`))
    const last = queryRows(raw, 'select max(name) as step from kysely_migration')
    made.push([step, answer.code, answer.stderr, last, queryRows(raw, titles)])
    wanted.push([step, 0, '', [{ step }], await home.query(titles)])
  }
  expect(made).toEqual(wanted)

  // The last schema that does not know the day on which a task was done, nor by whom.
  const previous = '0011_orders.db'
  expect(await home.run('db', 'restore', previous, '--yes')).toEqual(
    failure(
      5,
      `The household at ${home.database} has schema 1; this version of Momentum needs schema ${latestNumber}.`,
      'Once everyone who shares it has this version: momentum db migrate',
    ),
  )
  await home.run('db', 'migrate')
  expect(await home.run('db', 'restore', previous, '--yes')).toMatchObject({ code: 0 })
  const known = JSON.parse(JSON.stringify(before), (key, value) =>
    key.startsWith('completed_') && key !== 'completed_at' ? null : value,
  )
  expect(await all(home)).toEqual(known)
  expect(await all(home, '--db', previous)).toEqual(known)
})

test('with --force a file is replaced by a server’s backup', async () => {
  const home = await sampleHousehold()
  await home.json('db', 'backup', 'backup.db')
  await home.json('task', 'remove', 'rent', '--yes')
  expect(await home.run('db', 'backup', 'backup.db')).toMatchObject({ code: 4 })
  await home.json('db', 'backup', 'backup.db', '--force')
  expect(
    queryRows(
      openAsOtherProgram(join(home.folder, 'backup.db')),
      'select id from tasks order by id',
    ),
  ).toEqual([{ id: 1 }, { id: 2 }])
  expect(readdirSync(home.folder).filter((name) => name.includes('.new'))).toEqual([])
})

test('no backup is made by itself', async () => {
  const home = await sampleHousehold()
  home.env.MOMENTUM_BACKUPS = 'on'
  await addTask(home, 'One')
  expect([
    existsSync(join(home.folder, '.local/share/momentum/backups')),
    await home.json('db', 'backups'),
  ]).toEqual([false, []])
})

test('the password of the server is neither shown nor kept', async () => {
  const home = await sampleHousehold()
  await home.json('db', 'backup', 'backup.db')
  const { stdout, stderr } = await home.run('db', 'restore', 'backup.db', '--yes')
  const { password } = serverOf(home.env.MOMENTUM_DB ?? '')
  expect([stdout, stderr].join('').includes(`:${password}@`)).toEqual(false)
  expect(readFileSync(join(home.folder, 'backup.db')).includes(`:${password}@`)).toEqual(false)
})
