import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Household, household } from '../../support/household/household.ts'
import { failure, sampleHousehold, success, usageFailure } from '../../support/household/sample.ts'

/** Everything in the folder of a household, by its path in it. */
function pathsIn(home: Household): string[] {
  return readdirSync(home.folder, { recursive: true, encoding: 'utf8' }).toSorted()
}

const streams = usageFailure(
  '“-” is not the name of a file. Standard input and output cannot be used here.',
  'For a file with this name, type ./-',
)
const folder = (name: string) =>
  usageFailure(`“${name}” is the name of a folder.`, 'Give the path of a file in it.')

describe('what is not a file is refused, and nothing is created', () => {
  test.each([
    [['db', 'backup', '-'], streams],
    [['db', 'restore', '-', '--yes'], streams],
    [['db', 'copy', '--to', '-'], streams],
    [['db', 'init', '--db', '-'], streams],
    [['user', 'list', '--db=-'], streams],
    [['db', 'backup', 'backups/'], folder('backups/')],
    [['db', 'copy', '--to', 'copies/'], folder('copies/')],
    [['db', 'init', '--db', 'new/'], folder('new/')],
    [['db', 'backup', '~'], folder('~')],
    [['db', 'backup', '~/'], folder('~/')],
  ])('%j', async (argv, refused) => {
    const home = await sampleHousehold()
    const before = pathsIn(home)
    expect([await home.run(...argv), pathsIn(home)]).toEqual([refused, before])
  })

  test.each(['/dev/momentum-test.db', '/proc/momentum-test.db'])('%s', async (path) => {
    const home = await sampleHousehold()
    const problem = `“${path}” is in a system folder.`
    expect([
      await home.run('db', 'backup', path, '--force'),
      await home.run('db', 'copy', '--to', path),
      await home.run('db', 'init', '--db', path),
    ]).toEqual([
      usageFailure(problem, 'Give a path in another folder.'),
      failure(5, problem, 'Give a path in another folder.'),
      failure(5, problem, 'Give a path in another folder.'),
    ])
  })

  test.each(['/dev/null', '/dev/stdout', '/dev/fd/0', '/proc/self/fd/1', '/dev/fd/99'])(
    '%s, whatever it leads to',
    async (path) => {
      const home = await sampleHousehold()
      expect([
        (await home.run('db', 'backup', path, '--force')).code,
        (await home.run('db', 'copy', '--to', path)).code,
      ]).toEqual([2, 5])
    },
  )

  test('a folder or a device is not where a copy goes', async () => {
    const home = await sampleHousehold()
    const there = dirname(home.database)
    expect([
      await home.run('db', 'copy', '--to', there),
      await home.run('db', 'copy', '--to', '/dev/null'),
    ]).toEqual([
      failure(5, `“${there}” is a folder.`, 'Give the path of a file in it.'),
      failure(5, '“/dev/null” is not a regular file.', 'Give the path of a new file.'),
    ])
  })

  test('a file named - can be written as ./-', async () => {
    const home = await sampleHousehold()
    await home.json('db', 'backup', './-')
    expect(readdirSync(home.folder)).toContain('-')
  })
})

describe('a backup of no household leaves no folder', () => {
  test.each([
    ['missing.db', ['db', 'backup']],
    ['missing.db', ['db', 'backup', '--daily']],
    ['missing.db', ['db', 'backup', 'x.db']],
    ['letter.txt', ['db', 'backup']],
    ['letter.txt', ['db', 'backup', '--daily']],
    ['empty.db', ['db', 'backup']],
    ['folder', ['db', 'backup', '--daily']],
  ])('%s, by %j', async (name, argv) => {
    const home = household('sqlite')
    writeFileSync(join(home.folder, 'letter.txt'), 'Dear Alex, '.repeat(100))
    writeFileSync(join(home.folder, 'empty.db'), '')
    mkdirSync(join(home.folder, 'folder'))
    const before = pathsIn(home)
    const { code } = await home.run(...argv, '--db', name)
    expect([code, pathsIn(home)]).toEqual([5, before])
  })

  test('nor does a backup of a household that was never created', async () => {
    const home = household('sqlite')
    const answers = [await home.run('db', 'backup'), await home.run('db', 'backup', '--daily')]
    const refused = failure(
      5,
      `Your household has no database yet; it would be at “${home.database}”.`,
      'Create it: momentum db init',
    )
    expect([answers, pathsIn(home)]).toEqual([[refused, refused], []])
  })

  test('nor does a list of those of no household', async () => {
    const home = household('sqlite')
    const missing = failure(
      5,
      `There is no database at “${join(home.folder, 'typo.db')}”.`,
      `Create one there: momentum db init --db '${join(home.folder, 'typo.db')}'`,
    )
    const folder = failure(
      5,
      `“${home.folder}” is not a regular file.`,
      'Give your household’s file with --db.',
    )
    expect([
      await home.run('db', 'backups', '--db', 'typo.db'),
      await home.run('db', 'backups', '--db', '.'),
      await home.run('db', 'backups'),
      pathsIn(home),
    ]).toEqual([
      missing,
      folder,
      success('No backups yet.', 'First create the household: momentum db init'),
      [],
    ])
  })

  test('nor does a restore to a new file', async () => {
    const home = await sampleHousehold()
    await home.json('db', 'backup', 'b.db')
    await home.json('db', 'restore', 'b.db', '--db', 'new.db', '--yes')
    expect(readdirSync(home.folder).filter((name) => name.startsWith('new'))).toEqual(['new.db'])
  })
})

test('db check reports conflicting copies of the household', async () => {
  const home = await sampleHousehold()
  const there = dirname(home.database)
  const copy = join(there, 'momentum (conflicted copy 2026-11-22).db')
  copyFileSync(home.database, copy)
  writeFileSync(join(there, 'momentum (conflicted copy of a letter).db'), 'Dear Alex')
  const checks = (await home.json('db', 'check')) as { name: string }[]
  expect(checks.filter(({ name }) => name === 'place')).toEqual([
    {
      name: 'place',
      ok: true,
      detail: expect.stringMatching(
        /; there is a conflicting copy next to it: “momentum \(conflicted copy 2026-11-22\)\.db”$/,
      ),
      hint: `See its tasks, add those that yours lacks, then move it away: momentum task list --all --sort updated_at:desc --db '${copy}'`,
      repaired: null,
    },
  ])
  expect(
    (await home.run('task', 'list', '--all', '--sort', 'updated_at:desc', '--db', copy)).code,
  ).toEqual(0)
})
