import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSettings } from '../../src/settings/settings.ts'
import { temporaryFolder } from '../support/folder.ts'
import { household } from '../support/household/household.ts'
import { run } from '../support/program/program.ts'
import { newHouseholdUrl, serverOf } from '../support/server/server.ts'

/** The password that is found for `sam@db.example.org:5432/home`. */
function found(lines: string, env: Record<string, string> = {}, mode = 0o600) {
  const its = household()
  const path = join(its.folder, '.pgpass')
  writeFileSync(path, lines)
  chmodSync(path, mode)
  const location = parseSettings(its.world([], { env }), {
    db: `postgres://sam${env.IN_URL ?? ''}@db.example.org/home`,
  }).location()
  return 'server' in location ? location.server.password : 'none'
}

test.each([
  ['db.example.org:5432:home:sam:secret', 'secret'],
  ['*:*:*:*:secret', 'secret'],
  ['# ours\n\ndb.example.org:5432:home:mia:hers\r\n*:*:home:sam:secret\r\n*:*:*:*:last', 'secret'],
  ['*:*:*:sam:se\\:cr\\\\et', 'se:cr\\et'],
  ['db.example.org:5433:home:sam:secret', undefined],
  ['db.example.org:5432:home:sam:', undefined],
  ['secret', undefined],
  ['', undefined],
])('the password file %j has %j', (lines, password) => {
  expect(found(lines)).toEqual(password)
})

test('the password file gives way to PGPASSWORD, and that to the URL', () => {
  const lines = '*:*:*:*:third'
  expect([
    found(lines, { PGPASSWORD: 'second', IN_URL: ':first' }),
    found(lines, { PGPASSWORD: 'second' }),
    found(lines, { PGPASSWORD: '' }),
  ]).toEqual(['first', 'second', 'third'])
})

test('the password file counts for nothing where others can read it', () => {
  expect(found('*:*:*:*:secret', {}, 0o640)).toEqual(undefined)
})

test('a program takes its password from the file, and warns of nothing', async () => {
  const url = new URL(await newHouseholdUrl())
  const { host, port, password } = serverOf(url.href)
  url.password = ''
  const home = temporaryFolder()
  writeFileSync(join(home, '.pgpass'), `${host}:${port}:*:*:${password}\n`, { mode: 0o600 })
  expect(await run({ home, env: { MOMENTUM_DB: url.href } }, 'task', 'list', '--json')).toEqual({
    code: 0,
    stdout: '[]\n',
    stderr: '',
  })
})
