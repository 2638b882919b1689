import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { report } from '../../src/cli/report.ts'
import { judgeLeftovers, judgeModes, judgeNames } from '../../src/db/check/file.ts'
import type { Found } from '../../src/db/check/proof.ts'
import { requireDatabaseFile } from '../../src/db/sqlite/file.ts'
import { passwordNeededError } from '../../src/db/users/passwords.ts'
import { requireActive } from '../../src/db/users/users.ts'
import { type User, type UserId, userWord } from '../../src/domain/user.ts'
import { type Hint, MomentumError, refusedError } from '../../src/errors.ts'
import { temporaryFolder } from '../support/folder.ts'
import { emptyWorld } from '../support/world.ts'

/** Texts that a shell, a terminal or a pattern would take for something else. */
const hostile = [
  'a;id;b',
  'two words',
  "o'brien",
  "''",
  'say "hi"',
  '$(id)',
  '`id`',
  '$HOME $PATH',
  '$&',
  'back\\slash',
  'two\\\\',
  'end\\',
  "\\'",
  '*',
  '[a-z]?',
  '{a,b}',
  '~',
  '~root',
  '=ls',
  '%1',
  '%s %d',
  '-rf',
  '--help',
  '-',
  '#no comment',
  '!!',
  'wow!"$(id)"',
  '!\n',
  'a&b|c<d>e',
  'x=1',
  'line\nbreak',
  '-line\nbreak',
  "tab\tand 'quote'\r",
  '\u001b[31mred\u0007\u007f',
  '\u202egnp.exe',
  'a\u200bb\u2028c',
  'Zoë 家 👨‍👩‍👧 ❤️',
  'old postgres:14',
  "my postgres:x'@y",
  'a --as b',
  "it's --db x",
].map((text) => text.trimEnd() || text)

type Case = { readonly hint: Hint; readonly argv?: readonly string[]; readonly words: string[] }

function hintOf(work: () => void): Hint {
  try {
    work()
  } catch (error) {
    if (error instanceof MomentumError && error.hint) return error.hint
    throw error
  }
  throw new Error('Nothing was refused.')
}

function foundHint(found: Found): Hint {
  if (typeof found === 'string') throw new Error(`Nothing was found: ${found}`)
  return found.hint
}

/** Every hint that holds what a person typed or named, for one such text. */
function casesOf(text: string): Case[] {
  const path = `/home/${text}/${text}.db`
  const list = { lead: 'See', command: 'task list' }
  const globals = ['--db', path, '--as', text]
  return [
    { hint: list, argv: ['--db', path], words: ['momentum', '--db', path, 'task', 'list'] },
    { hint: list, argv: [`--as=${text}`], words: ['momentum', '--as', text, 'task', 'list'] },
    { hint: list, argv: globals, words: ['momentum', ...globals, 'task', 'list'] },
    {
      hint: hintOf(() => requireDatabaseFile(path)),
      argv: ['--as', 'Sam'],
      words: ['momentum', '--as', 'Sam', 'db', 'init', '--db', path],
    },
    { hint: foundHint(judgeModes(path, 0o644, 0o755)), words: ['chmod', '600', path] },
    {
      hint: foundHint(judgeNames(path, 2)),
      words: ['find', process.env.HOME ?? '', '-samefile', path],
    },
    {
      hint: foundHint(judgeLeftovers([path, `${path}-wal`])),
      words: ['rm', path, `${path}-wal`],
    },
    ...casesOfFiles(text),
  ]
}

/** Hints about files that have to be there. */
function casesOfFiles(text: string): Case[] {
  const folder = join(temporaryFolder(), text)
  mkdirSync(folder)
  const [link, file] = [join(folder, 'link'), join(folder, 'file.db')]
  const log = `${file}-wal`
  const backup = join(folder, 'old.db.gz')
  writeFileSync(backup, gzipSync('a backup'))
  symlinkSync(join(folder, 'nowhere'), link)
  writeFileSync(file, 'not empty')
  writeFileSync(log, 'not empty')
  return [
    { hint: hintOf(() => requireDatabaseFile(link)), words: ['ls', '-l', link] },
    { hint: hintOf(() => requireDatabaseFile(file)), words: ['mv', log, `${log}.stray`] },
    {
      hint: hintOf(() => requireDatabaseFile(backup)),
      argv: ['--db', backup],
      words: ['momentum', 'db', 'restore', backup, '--db', join(folder, 'old.db')],
    },
  ]
}

/** The command that a person sees and pastes, on a terminal that is narrow. */
async function pasted({ hint, argv = [] }: Case): Promise<string> {
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 40 })
  await report(refusedError('No.', hint), { ...emptyWorld({ argv }), stderr })
  const shown = String(stderr.read())
  return shown.replace(/^momentum: No\.\n {2}[^:]*:\s*/, '').replace(/\n$/, '')
}

/** The words of each line, as a shell reads them. */
function readBy(shell: string, lines: readonly string[]): string[][] {
  const names = ['momentum', 'chmod', 'find', 'ls', 'mv', 'rm']
  const tell = (name: string) => `${name}() { printf '%s\\0' '${name}' "$@"; printf '\\1\\0'; }`
  const script = [...names.map(tell), ...lines].join('\n')
  const told = execFileSync(shell, ['-c', script], { maxBuffer: 2 ** 26 }).toString()
  return told
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1))
}

const isMissing = (shell: string) => spawnSync(shell, ['-c', ':']).error !== undefined

/** Without its password, and with the member whose name has an @, too. */
const server: Case = {
  hint: { lead: 'See', command: 'task list' },
  argv: ['--db', 'postgres://sam:s3cret@db.example.org/home', '--as', 'me@home'],
  words: 'momentum --db postgres://sam@db.example.org/home --as me@home task list'.split(' '),
}

async function everyHint() {
  const cases = [...hostile.flatMap(casesOf), server]
  const wanted = cases.map(({ words }) => words)
  return { lines: await Promise.all(cases.map(pasted)), wanted }
}

describe('a pasted hint', () => {
  test.for(['sh', 'bash', 'zsh'])(
    'is read by %s as the words that were meant',
    async (shell, { skip }) => {
      skip(isMissing(shell), `${shell} is not installed`)
      const { lines, wanted } = await everyHint()
      expect(readBy(shell, lines)).toEqual(wanted)
    },
  )

  test('is what bash itself would quote', async () => {
    const { lines, wanted } = await everyHint()
    const quote = `for word; do printf '%q\\n' "$word"; done`
    const quoted = (words: readonly string[]) =>
      execFileSync('bash', ['-c', quote, 'bash', ...words]).toString()
    const names = 'momentum chmod find ls mv rm'.split(' ')
    const functions = names.map((name) => `${name}() { quote '${name}' "$@"; }`)
    const script = [`quote() { ${quote}; }`, ...functions, ...lines].join('\n')
    expect(execFileSync('bash', ['-c', script]).toString()).toEqual(quoted(wanted.flat()))
  })

  test('is one line, and holds nothing that a terminal obeys', async () => {
    const { lines } = await everyHint()
    expect(lines.filter((line) => /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([])
  })
})

test('a hint names a member by a word that means them', () => {
  const members = hostile.map((name) => ({ id: 3 as UserId, name, active: false }) as User)
  const typed = members.flatMap((user) => [
    `momentum ${hintOf(() => requireActive(user, 'own a task')).command}`,
    `momentum ${passwordNeededError(user).hint?.command}`,
  ])
  const plain = ['Anna', 'José', 'a.b-c', 'me@home', '-x', 'x-']
  const words = plain.map((name) => userWord({ id: 3 as UserId, name }))
  expect([readBy('sh', typed), words]).toEqual([
    members.flatMap(() => [
      ['momentum', 'user', 'activate', '3'],
      ['momentum', 'login', '3'],
    ]),
    ['Anna', 'José', 'a.b-c', '3', '3', 'x-'],
  ])
})
