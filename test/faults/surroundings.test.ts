import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newMaker } from '../../src/db/sqlite/maker.ts'
import { changeFile } from '../support/database/database.ts'
import { listLeftovers } from '../support/faults/cases.ts'
import { asOtherUser, giveToOtherUser, otherUser } from '../support/faults/unprivileged.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Household, household } from '../support/household/household.ts'
import { sample } from '../support/long.ts'
import { bin, run, runToEnd, shell } from '../support/program/program.ts'

const readOnly = {
  code: 5,
  stdout: '',
  stderr:
    'momentum: The database can be read but not written; nothing was changed.\n  Check who may write to its file and folder: momentum db path\n',
}

/** A household with Alex in it. */
async function alexHome(): Promise<Household> {
  const home = household('sqlite')
  await home.json('user', 'add', 'Alex')
  return home
}

const somebody = test.skipIf(otherUser.missing)

const runAs = async (home: Household, ...argv: string[]) => {
  const [command = '', ...words] = [...asOtherUser, process.execPath, bin, ...argv]
  const start = { home: home.folder, env: { MOMENTUM_BACKUPS: home.env.MOMENTUM_BACKUPS } }
  const { code, stdout, stderr } = await runToEnd(start, command, words)
  return { code, stdout, stderr }
}

describe('F031, F032 a database that may only be read', () => {
  somebody.each([
    ['file', 0o444, 0o755],
    ['folder', 0o644, 0o555],
    ['file in such a folder', 0o444, 0o555],
  ])(
    `because of its %s: reading works, writing is refused${otherUser.why}`,
    async (_, file, folder) => {
      const home = await alexHome()
      giveToOtherUser(home.folder)
      chmodSync(home.database, file)
      chmodSync(dirname(home.database), folder)
      onTestFinished(() => chmodSync(dirname(home.database), 0o755))
      expect({
        list: await runAs(home, 'user', 'list', '-q'),
        add: await runAs(home, 'user', 'add', 'Sam'),
        again: await runAs(home, 'user', 'list', '-q'),
        left: listLeftovers(home),
      }).toEqual({
        list: { code: 0, stdout: '1\n', stderr: '' },
        add: readOnly,
        again: { code: 0, stdout: '1\n', stderr: '' },
        left: [],
      })
    },
  )
})

describe('F078, F079 a full disk', () => {
  /** A disk of two megabytes; undefined where none can be mounted. */
  function smallDisk(): string | undefined {
    const folder = temporaryFolder()
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder])
    if (status !== 0) return undefined
    onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
    return folder
  }

  const root = process.getuid?.() === 0

  test.skipIf(!root)(
    `is read from, refuses to be written to, and works again when there is room${root ? '' : ' (passed over: only root can mount a disk)'}`,
    async ({ skip }) => {
      const disk = smallDisk() ?? skip('no disk can be mounted here')
      const home = { home: temporaryFolder(), env: { MOMENTUM_DB: join(disk, 'x.db') } }
      await run(home, 'db', 'init')
      await run(home, 'user', 'add', 'Alex')
      const filler = join(disk, 'filler')
      await shell(home, `cat /dev/zero > '${filler}' 2>/dev/null || true`)
      const list = await run(home, 'user', 'list', '-q')
      const full = await run(home, 'user', 'add', 'Sam')
      rmSync(filler)
      expect({ list, full, add: await run(home, 'user', 'add', 'Sam', '-q') }).toEqual({
        list: { code: 0, stdout: '1\n', stderr: '' },
        full: {
          code: 5,
          stdout: '',
          stderr:
            'momentum: The disk is full; nothing was changed.\n  Free some space, then try again.\n',
        },
        add: { code: 0, stdout: '2\n', stderr: '' },
      })
    },
  )
})

somebody(
  `F035 backups of another account, which cannot be read, stop nothing${otherUser.why}`,
  async () => {
    const home = await alexHome()
    home.env.MOMENTUM_BACKUPS = 'on'
    const folder = `${home.database}.backups`
    await home.json('db', 'backup')
    const [backup = ''] = readdirSync(folder)
    const claim = `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}.daily.new`
    writeFileSync(join(folder, claim), newMaker())
    giveToOtherUser(home.folder)
    for (const name of [backup, claim]) chmodSync(join(folder, name), 0)
    const answers = [await runAs(home, 'user', 'add', 'Sam', '-q')]
    const during = readdirSync(folder)
    rmSync(join(folder, claim))
    answers.push(await runAs(home, 'user', 'add', 'Kim', '-q'))
    answers.push(await runAs(home, 'db', 'backups', '--fields', 'complete'))
    expect({ answers, during: during.length, after: readdirSync(folder).length }).toEqual({
      answers: [
        { code: 0, stdout: '2\n', stderr: '' },
        { code: 0, stdout: '3\n', stderr: '' },
        {
          code: 0,
          stdout: '[\n{"complete":true},\n{"complete":true}\n]\n',
          stderr: '',
        },
      ],
      ...{ during: 2, after: 2 },
    })
  },
)

test('F081 a limit on the size of files ends a command with 5 and loses nothing', async () => {
  const home = await alexHome()
  const start = { home: home.folder }
  const added = await shell(start, 'ulimit -f 8; $momentum user add Sam')
  expect({ added, users: await home.json('user', 'list', '--fields', 'name') }).toEqual({
    added: {
      code: 5,
      stdout: '',
      stderr:
        'momentum: The disk reported an error; the last change may or may not be saved.\n  See what was saved: momentum task list\n',
    },
    users: [{ name: 'Alex' }],
  })
})

test('F165 a file that cannot get smaller has lost its history all the same', async () => {
  const home = await alexHome()
  const kept = 'create table kept (bytes); insert into kept values (randomblob(1500000))'
  const extra = 'create table extra (bytes); insert into extra values (randomblob(2000000))'
  changeFile(home.database, `${extra}; ${kept}; drop table extra`)
  const before = statSync(home.database).size
  const forget = 'ulimit -f 300; $momentum db forget --before 2099-01-01 --yes'
  expect({
    forgotten: await shell({ home: home.folder }, forget),
    history: await home.json('undo', '--list'),
    size: statSync(home.database).size,
    users: await home.json('user', 'list', '--fields', 'name'),
  }).toEqual({
    forgotten: {
      code: 0,
      stdout: '✓ Deleted 1 command and 1 change from the history.\n',
      stderr:
        'The file did not get smaller: The disk reported an error.\n  To try again: momentum db forget --before 2099-01-01\n',
    },
    history: [],
    size: before,
    users: [{ name: 'Alex' }],
  })
})

test('F082 with as few open files as Node can begin with, a command works or ends with 5', async () => {
  const home = await alexHome()
  const start = { home: home.folder }
  const limits = sample(
    Array.from({ length: 24 }, (_, index) => index + 16),
    4,
  )
  const odd: unknown[] = []
  for (const limit of limits) {
    const begins = await shell(start, `(ulimit -n ${limit}; $momentum --version) 2>&1 || true`)
    if (!begins.stdout.startsWith('momentum ')) continue
    const { code, stdout, stderr } = await shell(
      start,
      `ulimit -n ${limit}; $momentum user add U${limit}x`,
    )
    const users = (await home.json('user', 'list', '--fields', 'name')) as { name: string }[]
    const isThere = users.some(({ name }) => name === `U${limit}x`)
    const done = code === 0 && isThere
    const refused = code === 5 && !isThere && stdout === '' && stderr.startsWith('momentum: ')
    if (!done && !refused) odd.push({ limit, code, stdout, stderr, isThere })
  }
  expect(odd).toEqual([])
})

describe('F007 what is no file', () => {
  test.each([
    ['a device', '/dev/null', ''],
    ['a pipe', 'pipe', 'mkfifo pipe'],
  ])('%s is not taken for a database', async (_, name, before) => {
    const home = temporaryFolder()
    const path = name.startsWith('/') ? name : join(home, name)
    expect(await shell({ home }, `${before || true}; $momentum user list --db '${path}'`)).toEqual({
      code: 5,
      stdout: '',
      stderr: `momentum: “${path}” is not a regular file.\n  Give your household’s file with --db.\n`,
    })
  })
})

test('F005 a path of odd letters works', async () => {
  const home = temporaryFolder()
  const folder = join(home, 'my tasks é \' " $(x)\n;')
  mkdirSync(folder)
  writeFileSync(join(folder, 'other'), '')
  const env = { MOMENTUM_DB: join(folder, 'x.db') }
  const codes = [
    (await run({ home, env }, 'db', 'init')).code,
    (await run({ home, env }, 'user', 'add', 'Alex')).code,
  ]
  const path = await run({ home, env }, 'db', 'path', '--json')
  expect([codes, JSON.parse(path.stdout)]).toEqual([[0, 0], { database: env.MOMENTUM_DB }])
})
