import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Household, household } from '../../support/household/household.ts'
import { failure } from '../../support/household/sample.ts'

// A household's file that is missing while its backups exist.

/** Alex’s household with two backups, but without its file. @returns the newer one’s name */
async function lost(path?: string): Promise<{ home: Household; newest: string; path: string }> {
  const home = household('sqlite')
  const there = path === undefined ? [] : ['--db', path]
  if (path !== undefined) await home.json('db', 'init', ...there)
  await home.json('user', 'add', 'Alex', ...there)
  await home.json('db', 'backup', ...there)
  const { backup } = (await home.json('db', 'backup', ...there)) as { backup: string }
  const file = path === undefined ? home.database : join(home.folder, path)
  rmSync(file)
  return { home, newest: basename(backup), path: file }
}

function refusal(path: string, newest: string, there = '') {
  return failure(
    5,
    `“${path}” is missing, but its backups still exist. No new household was created.`,
    `To start a new household, move “${path}.backups” away. To restore the newest backup: momentum ${there}db restore '${newest}'`,
  )
}

describe('a lost household is not replaced with a new one', () => {
  test.each([
    ['user', 'add', 'Sam'],
    ['task', 'list'],
    ['whoami', '--as', 'alex'],
    ['db', 'init'],
    ['db', 'seed'],
    ['db', 'status'],
    ['db', 'check'],
    ['db', 'migrate'],
    ['db', 'copy', '--to', 'copy.db'],
  ])('by %s %s', async (...argv) => {
    const { home, newest, path } = await lost()
    expect([await home.run(...argv), existsSync(path)]).toEqual([refusal(path, newest), false])
  })

  test('nor is one whose file was named', async () => {
    const { home, newest, path } = await lost('ours.db')
    const refused = refusal(path, newest, '--db ours.db ')
    expect([
      await home.run('user', 'list', '--db', 'ours.db'),
      await home.run('db', 'init', '--db', 'ours.db'),
      existsSync(path),
    ]).toEqual([refused, refused, false])
  })
})

test('the command in the hint brings the household back', async () => {
  const { home, newest, path } = await lost()
  await home.json('db', 'restore', newest, '--yes')
  expect([await home.json('user', 'list', '--fields', 'name'), existsSync(path)]).toEqual([
    [{ name: 'Alex' }],
    true,
  ])
})

test('a new household can begin after the backups are moved away', async () => {
  const { home, path } = await lost()
  renameSync(`${path}.backups`, `${path}.old`)
  expect((await home.run('user', 'add', 'Sam', '--quiet')).stdout).toEqual('1\n')
})

test('a backup that was cut short is not suggested', async () => {
  const { home, newest, path } = await lost()
  writeFileSync(join(`${path}.backups`, newest), 'MOM')
  const { stderr } = await home.run('user', 'list')
  expect([stderr.includes('db restore'), stderr.includes(newest)]).toEqual([true, false])
})

test('the list of backups is suggested if no backup is whole', async () => {
  const home = household('sqlite')
  mkdirSync(`${home.database}.backups`, { recursive: true })
  writeFileSync(join(`${home.database}.backups`, '20261122T120000000Z.daily.db.gz'), 'x')
  expect(await home.run('user', 'list')).toEqual(
    failure(
      5,
      `“${home.database}” is missing, but its backups still exist. No new household was created.`,
      `To start a new household, move “${home.database}.backups” away. To see the backups: momentum db backups`,
    ),
  )
})

test.each<[string, (folder: string) => void]>([
  ['an empty folder', () => {}],
  ['what is no backup', (folder) => writeFileSync(join(folder, 'letter.txt'), 'Dear …')],
])('%s in the place of backups stops nobody', async (_, fill) => {
  const home = household('sqlite')
  const folder = `${home.database}.backups`
  mkdirSync(folder, { recursive: true })
  fill(folder)
  expect((await home.run('user', 'add', 'Sam', '--quiet')).stdout).toEqual('1\n')
})

test('a link to nothing is called that', async () => {
  const { home, path } = await lost()
  symlinkSync('/none/household.db', path)
  expect((await home.run('user', 'list')).stderr).toContain(
    'is a link to a file that does not exist',
  )
})
