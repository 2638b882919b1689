import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { run } from '../support/program/program.ts'

/** Loaded before the program, it counts the reads of each variable, and of the settings file. */
const witness = `
const fs = process.getBuiltinModule('node:fs')
const { readFileSync } = fs
const reads = {}
const count = (name) => { reads[name] = (reads[name] ?? 0) + 1 }
fs.readFileSync = (path, ...words) => {
  if (String(path).endsWith('/.env')) count('.env')
  return readFileSync(path, ...words)
}
const env = process.env
process.env = new Proxy(env, {
  get(_, name) {
    if (/^(MOMENTUM_|XDG_CONFIG_HOME$|DATABASE_URL$)/.test(String(name))) count(name)
    return env[name]
  },
})
process.on('exit', () => fs.writeFileSync(env.READS, JSON.stringify(reads)))`

/** Runs the built program. @returns how often it read what can be set */
async function readsOf(home: string, ...argv: string[]) {
  const READS = join(home, 'reads.json')
  writeFileSync(join(home, 'witness.cjs'), witness)
  const NODE_OPTIONS = `--require=${join(home, 'witness.cjs')}`
  await run({ home, env: { NODE_OPTIONS, READS } }, ...argv)
  return JSON.parse(readFileSync(READS, 'utf8'))
}

describe('the environment and the settings file', () => {
  test.each([
    { argv: ['user', 'list'] },
    { argv: ['user', 'add', 'Kim', '--as', 'sam'] },
    { argv: ['login', 'sam'] },
    { argv: ['db', 'backup'] },
    { argv: [] },
  ])('are read once by a command that succeeds: $argv', async ({ argv }) => {
    const home = temporaryFolder()
    await run({ home }, 'user', 'add', 'Sam')
    mkdirSync(join(home, '.config/momentum'), { recursive: true })
    writeFileSync(join(home, '.config/momentum/.env'), 'MOMENTUM_USER=sam\n')
    expect(await readsOf(home, ...argv)).toEqual({
      '.env': 1,
      DATABASE_URL: 1,
      MOMENTUM_BACKUPS: 1,
      MOMENTUM_DAY_START: 1,
      MOMENTUM_DB: 1,
      MOMENTUM_TZ: 1,
      XDG_CONFIG_HOME: 1,
      ...(argv.includes('--as') ? {} : { MOMENTUM_USER: 1 }),
    })
  })

  test.each([{ argv: ['--help'] }, { argv: ['task', 'add', '--help'] }])(
    'are left alone by $argv',
    async ({ argv }) => {
      expect(await readsOf(temporaryFolder(), ...argv)).toEqual({})
    },
  )
})
