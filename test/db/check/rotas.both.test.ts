import { expect, inject, test } from 'vitest'
import { repairDerived } from '../../../src/db/check/repair.ts'
import { openAnySchema } from '../../../src/db/database.ts'
import { withDatabase } from '../../../src/db/sqlite/connection.ts'
import { findDerivedFaults } from '../../support/database/checks.ts'
import { copiesOf, type Household } from '../../support/household/household.ts'
import { sampleHousehold } from '../../support/household/sample.ts'
import { isLongRun } from '../../support/long.ts'
import { serverOf } from '../../support/server/server.ts'

const add = (title: string) => {
  const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']
  return ['routine', 'add', title, ...essentials, '--every', 'day'] as const
}

/**
 * Alex and Sam take turns at routine 1, of which task 4 is Alex’s turn; routine 2 is always Sam’s,
 * and routine 3 nobody’s. Kim takes no turns.
 */
const withRota = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  await home.json(...add('Bins'), '--among', 'alex,sam')
  await home.json(...add('Rent'), '--owner', 'sam')
  await home.json(...add('Plants'))
  return home
})

type Check = { readonly name: string; readonly detail: string; readonly repaired: string | null }

/** What is wrong with rotas, or was repaired. */
async function check(home: Household, ...options: string[]) {
  if (inject('dialect') === 'postgres' && !isLongRun) return checkDerived(home, ...options)
  const { stdout } = await home.run('db', 'check', '--json', ...options)
  const checks: readonly Check[] = JSON.parse(stdout)
  const { detail, repaired } = checks.find(({ name }) => name === 'rotas') ?? {}
  return [detail, repaired]
}

/** As {@link check}, without the command, which would check all else on the server. */
async function checkDerived(home: Household, ...options: string[]) {
  const server = serverOf(home.env.MOMENTUM_DB ?? '')
  return withDatabase(
    await openAnySchema({ server }, { zone: home.env.MOMENTUM_TZ }),
    async (db) => {
      const repaired = options.includes('--repair') ? await repairDerived(db) : new Map()
      const found = await findDerivedFaults(db)
      return [found.get('rotas') ?? sound, repaired.get('rotas') ?? null]
    },
  )
}

/** Each routine with its turns, owner and members, and whose turn it is now. */
const routines = async (home: Household) => {
  const fields = ['--fields', 'turns,owner,members,turn'] as const
  const rows = await home.json('routine', 'list', ...fields)
  return (rows as object[]).map((row) => Object.values(row))
}

const rota = ['ROTATE', null, ['Alex', 'Sam'], 'Alex']
const rent = ['FIXED', 'Sam', [], 'Sam']
const plants = ['NONE', null, [], null]
const sound = 'each has active members, and turns that are theirs'

test.each<[fault: string, damage: string, after: unknown]>([
  [
    'Alex is inactive, but takes turns at routine 1',
    "update users set active = false where name = 'Alex'",
    [['ROTATE', null, ['Sam'], 'Sam'], rent, plants],
  ],
  [
    'Sam is inactive, but takes turns at routine 1',
    "update users set active = false where name = 'Sam'",
    [['ROTATE', null, ['Alex'], 'Alex'], rent, plants],
  ],
  [
    'Kim is in a rota of routine 3, which has none',
    'insert into routine_members (routine_id, user_id, position) values (3, 3, 1)',
    [rota, rent, plants],
  ],
  [
    'Alex is in a rota of routine 1, which has none (and 1 more)',
    "update routines set turns = 'NONE' where id = 1",
    [['NONE', null, [], 'Alex'], rent, plants],
  ],
  [
    'routine 1 has a rota, but also an owner',
    'update routines set owner_user_id = 3 where id = 1',
    [rota, rent, plants],
  ],
  [
    'routine 2 is always its owner’s turn, but has no owner',
    'update routines set owner_user_id = null where id = 2',
    [rota, ['NONE', null, [], 'Sam'], plants],
  ],
  [
    'task 4 is Alex’s turn, who takes no turns at routine 1',
    'delete from routine_members where user_id = 1',
    [['ROTATE', null, ['Sam'], 'Sam'], rent, plants],
  ],
])('db check finds that %s, and repairs it', async (fault, damage, after) => {
  const home = await withRota()
  await home.query(damage)
  expect([await check(home), await check(home, '--repair'), await routines(home)]).toEqual([
    [fault, null],
    [sound, fault],
    after,
  ])
})

test.each([
  ['UTC', 'Alex'],
  // By Tokyo's days, Alex has been there for a day less, and so has had more to do for each.
  ['Asia/Tokyo', 'Sam'],
])('db check chooses by the days of %s, and so it is %s’s turn', async (zone, user) => {
  const home = await withRota()
  // Bins are Alex’s, and Rent is Sam’s: that is as much for each of them.
  await home.query('update tasks set due_date = null where id <= 3')
  await home.json(...add('Oven'), '--turns', 'least', '--among', 'kim,alex,sam')
  await home.query('delete from routine_members where user_id = 3')
  await home.query("update users set created_at = '2026-11-12T12:00:00.000Z'")
  await home.query("update users set created_at = '2026-11-12T18:00:00.000Z' where id = 1")
  home.env.MOMENTUM_TZ = zone
  await check(home, '--repair')
  expect(await home.json('task', 'show', '7', '--fields', 'owner')).toEqual({ owner: user })
})

test.each<[says: string, ...commands: (readonly string[])[]]>([
  ['was started', ['task', 'start', '4'], ['routine', 'edit', '1', '--among', 'sam,kim']],
  [
    'was put back after it was started',
    ['task', 'start', '4'],
    ['routine', 'edit', '1', '--among', 'sam,kim'],
    ['task', 'status', '4', 'backlog'],
  ],
  ['was taken', ['task', 'take', '4', '--as', 'kim']],
  ['was assigned', ['task', 'assign', '4', 'kim']],
  ['is nobody’s', ['task', 'edit', '4', '--owner', 'none']],
  ['is nobody’s, as all have left', ['user', 'deactivate', 'alex'], ['user', 'deactivate', 'sam']],
  ['is back after an undo', ['routine', 'edit', '1', '--among', 'sam,kim'], ['undo']],
  ['is of a routine that has ended', ['routine', 'end', '1']],
  ['was left by who was deleted', ['user', 'remove', 'alex', '--tasks', 'keep', '--yes']],
])('db check finds nothing wrong with a turn that %s', async (_, ...commands) => {
  const home = await withRota()
  for (const argv of commands) await home.json(...argv)
  expect(await check(home)).toEqual([sound, null])
})

test('db check finds nothing wrong with a turn whose rota a downgrade deleted', async () => {
  const home = await withRota()
  await home.query('delete from routine_members')
  expect(await check(home)).toEqual([sound, null])
})
