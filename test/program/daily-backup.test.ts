import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  changeFile,
  decompressed,
  openAsOtherProgram,
  queryRows,
} from '../support/database/database.ts'
import { temporaryFolder } from '../support/folder.ts'
import { run, startAtTerminal } from '../support/program/program.ts'

/** Loaded before the program, it has the one that makes the backup wait for a file. */
const waiting = (file: string) => `
  const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  if (process.argv.includes('--daily')) while (!require('node:fs').existsSync('${file}')) wait()`

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('the backup of a large household goes on when the command and its terminal have ended', async () => {
  const home = temporaryFolder()
  const [go, preload] = [join(home, 'go'), join(home, 'waiting.cjs')]
  writeFileSync(preload, waiting(go))
  await run({ home }, 'db', 'init')
  const database = join(home, '.local/share/momentum/momentum.db')
  changeFile(database, 'create table extra (bytes); insert into extra values (randomblob(1500000))')
  const env = { MOMENTUM_BACKUPS: 'on', NODE_OPTIONS: `--require=${preload}` }
  const backups = () => readdirSync(`${database}.backups`)
  const isMade = () => existsSync(go) && backups().every((name) => name.endsWith('.gz'))

  const person = startAtTerminal({ home, env }, ['user', 'add', 'Alex'])
  const code = await person.ends()
  const claimed = backups()
  const listed = await run({ home }, 'db', 'backups')
  writeFileSync(go, '')
  await until(isMade)

  const [name = ''] = backups()
  const copy = openAsOtherProgram(decompressed(join(`${database}.backups`, name)))
  expect({
    ...{ code, screen: person.screen(), claimed, notice: listed.stderr },
    users: queryRows(copy, 'select name from users'),
  }).toEqual({
    ...{ code: 0, screen: '✓ Added #1: Alex' },
    claimed: [expect.stringMatching(/^\d{8}\.daily\.new$/)],
    notice: 'Today’s backup is being made.\n',
    users: [{ name: 'Alex' }],
  })
})
