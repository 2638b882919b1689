import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { run } from '../support/program/program.ts'

// A statement is compiled, and travels where the household is on a server. Whatever is added to
// these numbers has its price.

const folder = dirname(createRequire(import.meta.url).resolve('better-sqlite3'))

/** The place of the option `verbose` among what better-sqlite3 tells its binary. */
const verbose = 6

/** Loaded before the program, it has SQLite itself tell of every statement that it runs. */
const witness = `
const statements = []
const binary = require(require('${join(folder, 'binding.js')}').getPrebuildPath())
binary.Database = new Proxy(binary.Database, {
  construct: (Database, words) => {
    words[${verbose}] = (statement) => statements.push(statement)
    return Reflect.construct(Database, words)
  },
})
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.STATEMENTS, JSON.stringify(statements))
})`

/** Runs the built program. @returns the statements that SQLite ran for it */
async function statementsOf(home: string, ...argv: string[]): Promise<string[]> {
  const STATEMENTS = join(home, 'statements.json')
  writeFileSync(join(home, 'witness.cjs'), witness)
  const NODE_OPTIONS = `--require=${join(home, 'witness.cjs')}`
  const answer = await run({ home, env: { NODE_OPTIONS, STATEMENTS } }, ...argv)
  expect(answer).toMatchObject({ code: 0, stderr: '' })
  return JSON.parse(readFileSync(STATEMENTS, 'utf8'))
}

/** Whose file it is, six settings, how it keeps its journal, and the step of its schema. */
const opening = 9

const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Eaten']

/** In this order, in one household with a task in the backlog. */
const commands = [
  { command: '--version', statements: 0 },
  { command: 'user list', statements: opening + 1 },
  { command: 'task list --json --limit 50', statements: opening + 1 },
  { command: 'task show <id>', statements: opening + 2 },
  // A change is a transaction, in which the schema's step is asked for again, and the journal is
  // told which command begins, and that it is over.
  { command: `task add Soup ${essentials.join(' ')}`, statements: opening + 6 },
  { command: 'win pick <id>', statements: opening + 12 },
  // Rest days take a statement of their own, wherever a person is told of a streak or a day.
  { command: 'win show', statements: opening + 3 },
  { command: '', statements: opening + 9 },
  { command: 'task done <id>', statements: opening + 12 },
  { command: 'remind --soon 1d', statements: opening + 10 },
  // One asks where the routine stands, one records this time, and one adds the next.
  { command: 'task done <live>', statements: opening + 12 },
]

test.each([
  { size: 'small', seed: [] },
  { size: 'large', seed: ['--demo', '--tasks', '2000', '--routines', '0', '--days', '400'] },
])('each command has its number of statements in a $size household', async ({ seed }) => {
  const home = temporaryFolder()
  await run({ home }, 'db', 'seed', ...seed)
  const { stdout } = await run({ home }, 'task', 'add', 'Bread', ...essentials, '--quiet')
  await run({ home }, 'routine', 'add', 'Soup stock', ...essentials, '--every', 'day')
  const words = ['routine', 'show', 'Soup stock', '--json', '--fields', 'next_task_id']
  const { next_task_id: live } = JSON.parse((await run({ home }, ...words)).stdout)
  const counted: unknown[] = []
  for (const { command } of commands) {
    const filled = command.replace('<id>', stdout.trim()).replace('<live>', live)
    const argv = filled.split(' ').filter(Boolean)
    counted.push({ command, statements: (await statementsOf(home, ...argv)).length })
  }

  expect(counted).toEqual(commands)
})
