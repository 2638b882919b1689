import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asOtherUser, giveToOtherUser, otherUser } from '../support/faults/unprivileged.ts'
import { temporaryFolder } from '../support/folder.ts'
import { bin, run, runToEnd } from '../support/program/program.ts'

// A home folder of another account, or one in which nothing can be created.

const isRoot = process.getuid?.() === 0

/** The paths below a folder that are root's. */
function pathsOfRoot(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => lstatSync(join(folder, name)).uid === 0)
}

test.skipIf(!isRoot || otherUser.missing)(
  `what root makes in somebody’s home is theirs${otherUser.why}`,
  async () => {
    const home = temporaryFolder()
    giveToOtherUser(home)
    const start = { home, env: { XDG_CACHE_HOME: undefined, MOMENTUM_BACKUPS: 'on' } }
    const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']
    const lines = [
      ['user', 'add', 'Alex'],
      ['task', 'add', 'A', ...essentials],
      ['login', 'alex'],
      ['db', 'backup'],
      ['db', 'backup', join(home, 'plain.db')],
      ['db', 'backup', '--daily'],
      ['db', 'init', '--db', join(home, 'init.db')],
      ['db', 'copy', '--to', join(home, 'copy.db')],
      ['db', 'restore', join(home, 'plain.db'), '--yes'],
      ['db', 'restore', join(home, 'plain.db'), '--yes', '--db', join(home, 'new.db')],
      ['db', 'migrate', '--down', '--yes'],
      ['db', 'migrate'],
      ['db', 'check'],
      ['logout'],
    ]
    const codes: number[] = []
    for (const line of lines) codes.push((await run(start, ...line)).code)
    const left = pathsOfRoot(home)
    const [command = '', ...words] = [...asOtherUser, process.execPath, bin]
    const own = await runToEnd(start, command, [...words, 'user', 'add', 'Sam'])
    const { code, stdout } = await runToEnd(start, command, [...words, 'login', 'sam'])
    expect({ codes, left, own: own.stdout, login: { code, stdout } }).toEqual({
      codes: lines.map(() => 0),
      left: [],
      own: '✓ Added #2: Sam\n',
      login: { code: 0, stdout: '✓ Logged in as Sam.\n' },
    })
  },
)

test.skipIf(!isRoot || otherUser.missing)(
  `somebody’s household in a folder of root stays theirs${otherUser.why}`,
  async () => {
    const home = temporaryFolder()
    const shared = join(home, 'shared')
    const file = join(shared, 'household.db')
    const start = { home, env: { XDG_CACHE_HOME: undefined, MOMENTUM_BACKUPS: 'on' } }
    mkdirSync(shared)
    await run({ home }, 'db', 'init', '--db', file)
    await run({ home }, 'db', 'backup', join(home, 'backup.db'), '--db', file)
    giveToOtherUser(home)
    chownSync(shared, 0, 0)
    chmodSync(shared, 0o1777)
    const codes = [(await run(start, 'user', 'add', 'Alex', '--db', file)).code]
    writeFileSync(file, 'damaged')
    const restore = ['db', 'restore', join(home, 'backup.db'), '--yes']
    codes.push((await run(start, ...restore, '--db', file)).code)
    const [command = '', ...words] = [...asOtherUser, process.execPath, bin]
    const own = [...words, '--db', file, 'user', 'add', 'Sam']
    const { stdout, stderr } = await runToEnd(start, command, own)
    expect({ codes, left: pathsOfRoot(shared), stdout, stderr }).toEqual({
      codes: [0, 0],
      left: [],
      stdout: '✓ Added #1: Sam\n',
      stderr: '',
    })
  },
)

test.skipIf(!isRoot)('what root makes in root’s own home is root’s', async () => {
  const home = temporaryFolder()
  mkdirSync(join(home, 'shared'))
  chownSync(join(home, 'shared'), 65_534, 65_534)
  await run({ home }, 'user', 'add', 'Alex')
  await run({ home }, 'db', 'backup', join(home, 'shared/backup.db'))
  expect([
    lstatSync(join(home, '.local/share/momentum/momentum.db')).uid,
    lstatSync(join(home, 'shared/backup.db')).uid,
  ]).toEqual([0, 65_534])
})

test.skipIf(process.platform !== 'linux').each([
  ['/proc/x', 'user', 'list'],
  ['/proc/x', 'login', 'alex'],
  ['/proc/self/x/y', 'user', 'list'],
  ['/sys/x', 'user', 'list'],
  ['/dev/null', 'user', 'list'],
  ['/dev/null/x', 'db', 'init'],
])('a home in which nothing can be made ends with a sentence: %s', async (home, ...argv) => {
  const start = { home, env: { XDG_CACHE_HOME: undefined }, cwd: temporaryFolder() }
  const { code, stdout, stderr } = await run(start, ...argv)
  expect({ code, stdout, stderr: stderr.split('\n')[0] }).toEqual({
    code: 5,
    stdout: '',
    stderr: expect.stringMatching(
      /^momentum: (The folder )?“\/.*” cannot be (created|read): .*\.$/,
    ),
  })
})

test.skipIf(process.platform !== 'linux').each(['DATA', 'STATE'])(
  'a folder in which nothing can be made ends with a sentence: XDG_%s_HOME',
  async (kind) => {
    const start = { home: temporaryFolder(), env: { [`XDG_${kind}_HOME`]: '/proc/x' } }
    await run({ home: start.home }, 'user', 'add', 'Alex')
    const { code, stderr } = await run(
      start,
      ...(kind === 'DATA' ? ['user', 'list'] : ['login', '1']),
    )
    expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
      code: 5,
      stderr: expect.stringMatching(/^momentum: The folder “\/proc\/x” cannot be created: .*\.$/),
    })
  },
)
