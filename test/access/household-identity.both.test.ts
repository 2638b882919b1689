import { copyFileSync, linkSync, mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { type Household, household } from '../support/household/household.ts'
import { newSchemaUrl } from '../support/server/server.ts'

// A login belongs to one household, wherever its file is, and to one member of it.

/** Alex and Sam, who is logged in. */
async function loggedInAsSam(): Promise<Household> {
  const home = household()
  await home.json('user', 'add', 'Alex')
  await home.json('user', 'add', 'Sam')
  await home.json('login', 'sam')
  return home
}

/** Who is logged in there, by name. */
async function who(home: Household, ...there: readonly string[]): Promise<unknown> {
  return home.json('whoami', '--fields', 'name', ...there)
}

const sam = { name: 'Sam' }

test('a copy of the household is the same household, on either database', async () => {
  const home = await loggedInAsSam()
  const file = join(home.folder, 'copy.db')
  const places = inject('dialect') === 'sqlite' ? [file] : [file, newSchemaUrl()]
  for (const place of places) await home.json('db', 'copy', '--to', place)
  expect(await Promise.all(places.map((place) => who(home, '--db', place)))).toEqual(
    places.map(() => sam),
  )
})

test('a backup is the same household, restored to its place or to another one', async () => {
  const home = await loggedInAsSam()
  const backup = join(home.folder, 'backup.db.gz')
  await home.json('db', 'backup', backup)
  const other = join(home.folder, 'other.db')
  await home.json('db', 'restore', backup, '--db', other, '--yes')
  await home.json('db', 'restore', backup, '--yes')
  expect([await who(home), await who(home, '--db', other)]).toEqual([sam, sam])
})

test('another household that is restored to the same place has no login there', async () => {
  const home = await loggedInAsSam()
  const other = join(home.folder, 'other.db')
  await home.json('db', 'init', '--db', other)
  await home.json('user', 'add', 'Kim', '--db', other)
  await home.json('user', 'add', 'Zoe', '--db', other)
  const backup = join(home.folder, 'backup.db.gz')
  await home.json('db', 'backup', backup, '--db', other)
  await home.json('db', 'restore', backup, '--yes')
  expect([await who(home), await home.json('whoami', '--as', 'zoe', '--fields', 'name')]).toEqual([
    null,
    { name: 'Zoe' },
  ])
})

test('a login does not pass to another member with the same number', async () => {
  const home = household()
  await home.json('user', 'add', 'Alex')
  const backup = join(home.folder, 'backup.db.gz')
  await home.json('db', 'backup', backup)
  await home.json('user', 'add', 'Sam')
  await home.json('login', 'sam')
  const other = join(home.folder, 'other.db')
  await home.json('db', 'restore', backup, '--db', other, '--yes')
  const kim = await home.json('user', 'add', 'Kim', '--db', other, '--fields', 'id')
  expect([kim, await who(home, '--db', other), await who(home)]).toEqual([{ id: 2 }, null, sam])
})

test
  .runIf(inject('dialect') === 'sqlite')
  .each<[string, (home: Household, path: string) => readonly string[]]>([
    [
      'by a link',
      ({ database }, path) => {
        symlinkSync(database, path)
        return ['--db', path]
      },
    ],
    [
      'by another name of the same file',
      ({ database }, path) => {
        linkSync(database, path)
        return ['--db', path]
      },
    ],
    [
      'by a roundabout path',
      ({ database }) => ['--db', database.replace('/share/', '/share/../share/./')],
    ],
    [
      'by a link to its folder',
      (home, path) => {
        symlinkSync(join(home.folder, '.local/share/momentum'), path)
        return ['--db', join(path, 'momentum.db')]
      },
    ],
    [
      'in another place',
      ({ database }, path) => {
        mkdirSync(path)
        renameSync(database, join(path, 'moved.db'))
        return ['--db', join(path, 'moved.db')]
      },
    ],
  ])('the household is the same one %s', async (_, there) => {
  const home = await loggedInAsSam()
  expect(await who(home, ...there(home, join(home.folder, 'another')))).toEqual(sam)
})

test.runIf(inject('dialect') === 'sqlite')(
  'another household’s file in the place of the household has no login',
  async () => {
    const [home, other] = [await loggedInAsSam(), household()]
    await other.json('user', 'add', 'Kim')
    await other.json('user', 'add', 'Zoe')
    await other.json('task', 'add', 'Secret', '--private', '--owner', 'zoe', ...essentials)
    renameSync(home.database, `${home.database}.away`)
    copyFileSync(other.database, home.database)
    const there = [await who(home), await home.json('task', 'list', '--all', '--fields', 'title')]
    renameSync(`${home.database}.away`, home.database)
    expect([there, await who(home)]).toEqual([[null, []], sam])
  },
)

const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Done']
