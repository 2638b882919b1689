import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { household } from '../support/household/household.ts'
import { isLongRun } from '../support/long.ts'
import { bin, run, start } from '../support/program/program.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Shiny']
const dataFolder = (home: string) => join(home, '.local/share/momentum')

function times<Result>(count: number, act: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => act(index)))
}

/** How many come at once; most of what they take is their start. */
const many = isLongRun ? 12 : 6

test(`F050 ${many} first commands at once make one database between them`, async () => {
  const home = temporaryFolder()
  const answers = await times(many, (index) => run({ home }, 'user', 'add', `User ${index}x`))

  expect(
    answers.map(({ code, stderr }) => ({ code, stderr: stderr.replace(/.*Created.*\n/, '') })),
  ).toEqual(Array(many).fill({ code: 0, stderr: '' }))
  expect(readdirSync(dataFolder(home))).toEqual(['momentum.db'])
  const status = await run({ home }, 'db', 'status', '--fields', 'users,pending')
  expect(JSON.parse(status.stdout)).toEqual({ users: many, pending: [] })
  expect(answers.filter(({ stderr }) => stderr.includes('Created')).length).toBeGreaterThanOrEqual(
    1,
  )
})

test(`F070 ${many} tasks that are added at once are all there, each with a number of its own`, async () => {
  const home = temporaryFolder()
  await run({ home }, 'db', 'init')
  const answers = await times(many, (index) =>
    run({ home }, 'task', 'add', `Task ${index}`, ...essentials, '--quiet'),
  )
  const ids = answers.map(({ stdout }) => Number(stdout)).sort((a, b) => a - b)
  const listed = await run({ home }, 'task', 'list', '--fields', 'id,title', '--sort', 'id')

  expect(ids).toEqual(Array.from({ length: many }, (_, index) => index + 1))
  const titles = JSON.parse(listed.stdout).map((task: { title: string }) => task.title)
  expect(titles.toSorted()).toEqual(ids.map((id) => `Task ${id - 1}`).toSorted())
})

test('six people who undo at once each undo a command of their own', async () => {
  const its = household('sqlite')
  for (const number of [1, 2, 3, 4, 5, 6]) await its.json('user', 'add', `Member ${number}`)
  const answers = await times(6, () => run({ home: its.folder }, 'undo', '--json'))

  expect({
    codes: answers.map(({ code, stderr }) => ({ code, stderr })),
    undone: new Set(answers.map(({ stdout }) => stdout)).size,
    left: await its.json('user', 'list'),
  }).toEqual({ codes: Array(6).fill({ code: 0, stderr: '' }), undone: 6, left: [] })
})

test('gives a date to exactly one of six pickers', async () => {
  const its = household('sqlite')
  const home = its.folder
  for (let task = 1; task <= 6; task += 1)
    await its.json('task', 'add', `Task ${task}`, ...essentials)
  const answers = await times(6, (index) => run({ home }, 'win', 'pick', String(index + 1)))
  const winner = answers.findIndex(({ code }) => code === 0) + 1

  expect(answers.map(({ code }) => code).toSorted()).toEqual([0, 4, 4, 4, 4, 4])
  const history = await run({ home }, 'win', 'history', '--fields', 'task_id')
  expect(JSON.parse(history.stdout)).toEqual([{ task_id: winner }])
  const active = await run({ home }, 'task', 'list', '--status', 'active', '--fields', 'id')
  expect(JSON.parse(active.stdout)).toEqual([{ id: winner }])
})

/** A database that another program keeps to itself until the test ends. */
async function lockedHome(): Promise<{ home: string; release: () => void }> {
  const home = temporaryFolder()
  await run({ home }, 'db', 'init')
  const other = new Database(join(dataFolder(home), 'momentum.db'))
  other.exec('begin exclusive')
  onTestFinished(() => void other.close())
  return { home, release: () => void other.close() }
}

test('F037 after 10 seconds of waiting for another program, a command says so and ends with 5', async () => {
  const { home } = await lockedHome()

  expect(await run({ home }, 'user', 'add', 'Alex')).toEqual({
    code: 5,
    stdout: '',
    stderr: [
      'momentum: Another program is writing to the database; it stayed locked for 10 seconds.',
      '  Try again.',
      '',
    ].join('\n'),
  })
})

test.skipIf(process.platform !== 'linux')(
  'F077 Ctrl-C ends a command that waits for another program at once, and nothing is written',
  async () => {
    const { home, release } = await lockedHome()
    const child = start({ home }, process.execPath, [bin, 'user', 'add', 'Alex'])
    const ended = once(child, 'exit')
    await untilOpen(child.pid ?? 0, 'momentum.db')
    const interrupted = performance.now()
    child.kill('SIGINT')
    const [code, signal] = await ended

    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' })
    expect(performance.now() - interrupted).toBeLessThan(5000)
    release()
    expect(await run({ home }, 'user', 'list', '--json')).toEqual({
      code: 0,
      stdout: '[]\n',
      stderr: '',
    })
  },
)

/** Waits until a process has opened a file of this name. */
async function untilOpen(pid: number, name: string): Promise<void> {
  const folder = `/proc/${pid}/fd`
  const isOpen = (fd: string) => {
    try {
      return readlinkSync(join(folder, fd)).endsWith(name)
    } catch {
      return false
    }
  }
  while (!readdirSync(folder).some(isOpen)) await new Promise((resolve) => setImmediate(resolve))
}
