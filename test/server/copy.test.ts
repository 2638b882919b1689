import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { readContents } from '../support/household/contents.ts'
import { type Household, household } from '../support/household/household.ts'
import { failure, sampleHousehold, usageFailure } from '../support/household/sample.ts'
import { terminal } from '../support/program/terminal.ts'
import { execute, newHouseholdUrl, newSchemaUrl, serverOf } from '../support/server/server.ts'

/** A household that has known everything: categories, privacy, a win, and a number that is over. */
async function fullHousehold(): Promise<Household> {
  const home = await sampleHousehold()
  const essentials = ['--domain', 'other', '--effort', 'tiny', '--definition-of-done', 'Done']
  await home.json('category', 'add', 'Garden', '--user', 'alex', '--color', 'green')
  await home.json('task', 'edit', 'tap', '--category', 'Garden', '--as', 'alex', '--due', '+3d')
  await home.json('task', 'add', 'Présent 🎁', '--private', '--owner', 'alex', ...essentials)
  await home.json('task', 'add', 'Over', ...essentials)
  await home.json('task', 'remove', 'Over', '--yes')
  await home.json('win', 'pick', 'kettle', '--as', 'sam')
  await home.json('win', 'done')
  await home.json('routine', 'add', 'Bins', '--every', 'day', ...essentials)
  await home.json('task', 'done', 'bins')
  await home.json('task', 'skip', 'bins')
  await home.query('insert into routine_members (routine_id, user_id, position) values (1, 2, 1)')
  await home.json('away', 'add', 'sam', '--from', 'today', '--until', '+3d', '--note', 'Über 🏔')
  await home.json('away', 'add', '--everybody', '--from', '2027-01-01', '--until', '2027-01-01')
  await home.json('rest', 'add', 'sun', '--as', 'alex')
  await home.json('task', 'note', 'Présent', 'Über 🎁', '--as', 'alex')
  await home.json('rest', 'add', '2026-12-24..2026-12-26', '--note', 'Feast')
  const stdin = new PassThrough().end('correct horse battery')
  await home.runIn(home.world(['user', 'password', 'sam', '--password-stdin'], { stdin }))
  return home
}

/** The same household by its other place. */
function at(home: Household, place: string): Household {
  const elsewhere = (...argv: string[]) => [...argv, '--db', place]
  return {
    ...home,
    run: (...argv) => home.run(...elsewhere(...argv)),
    json: (...argv) => home.json(...elsewhere(...argv)),
  }
}

const asAlex = async (home: Household) => [
  await readContents(home),
  await home.json('task', 'list', '--all', '--as', 'alex'),
  await home.json('category', 'list'),
  await home.json('away', 'list'),
  await home.json('rest', 'list'),
  await home.json('task', 'show', 'Présent', '--as', 'alex'),
]

test('a household moves to a server and back with every row and number', async () => {
  const home = await fullHousehold()
  const url = newSchemaUrl()
  const back = join(home.folder, 'back.db')
  const before = await asAlex(home)

  const there = await home.json('db', 'copy', '--to', url)
  const here = await at(home, url).json('db', 'copy', '--to', back)

  expect(await asAlex(at(home, url))).toEqual(before)
  expect(await asAlex(at(home, back))).toEqual(before)
  expect(here).toEqual(there)
  expect(there).toEqual(
    [
      ['users', 2],
      ['categories', 1],
      ['routines', 1],
      ['tasks', 6],
      ['daily_wins', 1],
      ['occurrences', 2],
      ['routine_members', 1],
      ['absences', 2],
      ['rest_days', 2],
      ['notes', 1],
      ['sessions', 0],
      ['commands', 21],
      ['changes', 28],
      ['import_keys', 0],
      ['removed_passwords', 0],
    ].map(([table, rows]) => ({ table, rows, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })),
  )
})

test('a number that was given out is not given again in the new place', async () => {
  const home = await fullHousehold()
  const url = newSchemaUrl()
  const back = join(home.folder, 'back.db')
  await home.json('db', 'copy', '--to', url)
  await at(home, url).json('db', 'copy', '--to', back)
  const added = async (place: Household) => {
    const words = [
      '--domain',
      'food',
      '--effort',
      'tiny',
      '--definition-of-done',
      'Done',
      '--quiet',
    ]
    return (await place.run('task', 'add', 'Bread', ...words)).stdout
  }
  expect([await added(home), await added(at(home, url)), await added(at(home, back))]).toEqual([
    '8\n',
    '8\n',
    '8\n',
  ])
})

test('it says where the household is now', async () => {
  const home = await sampleHousehold()
  const url = newSchemaUrl()
  expect(await home.run('db', 'copy', '--to', url)).toEqual({
    code: 0,
    stdout: `✓ Copied and verified 2 members, 3 tasks (including private ones) and 0 wins: ${serverOf(url).url}
  To use the copy from now on, set MOMENTUM_DB. The original household was not changed.
`,
    stderr: '',
  })
})

test('a place that holds anything is left as it is', async () => {
  const home = await sampleHousehold()
  const url = await newHouseholdUrl()
  await at(home, url).json('category', 'add', 'Garden')
  const refused = failure(
    4,
    'There is already a household there; it was not changed.',
    'Copy to a new file, or to an empty schema: --to postgres://…/home?schema=new',
  )
  const other = household()
  await other.json('category', 'add', 'Garden')
  await other.run('user', 'list')
  expect(await home.run('db', 'copy', '--to', url)).toEqual(refused)
  expect(await at(home, url).json('db', 'copy', '--to', join(home.folder, 'new.db'))).toHaveLength(
    15,
  )
  expect(await home.run('db', 'copy', '--to', join(home.folder, 'new.db'))).toEqual(refused)
})

test('nothing is kept of a copy that reads back as something else', async () => {
  const home = await sampleHousehold()
  const url = await newHouseholdUrl()
  const { schema } = serverOf(url)
  await execute(`
    create function ${schema}.shout() returns trigger language plpgsql as
      $$ begin new.role := 'changed'; return new; end $$;
    create trigger shout before insert on ${schema}.users for each row execute function ${schema}.shout()
  `)
  const { code, stderr } = await home.run('db', 'copy', '--to', url)
  await execute(`drop function ${schema}.shout() cascade`)
  expect({ code, stderr, users: await at(home, url).json('user', 'list', '--all') }).toEqual({
    code: 1,
    stderr: expect.stringContaining('The copy of users differs from what was read'),
    users: [],
  })
})

test('a file that could not be filled is not there', async () => {
  const home = await sampleHousehold()
  const path = join(home.folder, 'folder/that/is/not/there.db')
  const { code } = await home.run('db', 'copy', '--to', path)
  expect([code, existsSync(path)]).toEqual([5, false])
})

test('it has to be said where to, and not to where the household is', async () => {
  const home = await sampleHousehold()
  const here = String(((await home.json('db', 'path')) as { database: string }).database)
  expect(await home.run('db', 'copy')).toEqual(
    usageFailure(
      'Missing --to: where should the copy go?',
      'For example: momentum db copy --to ~/household.db',
    ),
  )
  const url = home.env.MOMENTUM_DB ?? here
  expect(await home.run('db', 'copy', '--to', url)).toEqual(
    usageFailure(`The household is already at ${here}.`),
  )
})

test('a person sees how far it is', async () => {
  const home = await sampleHousehold()
  const url = newSchemaUrl()
  const person = terminal(home, ['db', 'copy', '--to', url])
  await person.receives('Copying  ████')
  const code = await person.ends()
  expect([code, person.screen().split('\n')[0]]).toEqual([
    0,
    '✓ Copied and verified 2 members, 3 tasks (including private ones) and 0 wins:',
  ])
})
