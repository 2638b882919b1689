import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { seededHousehold } from '../support/household/sample.ts'
import { run, shell } from '../support/program/program.ts'

const largeHousehold = copiesOf(async () => {
  const home = household()
  await home.json('db', 'seed', '--demo', '--tasks', '2000', '--days', '0')
  return home
})

describe('F130 a reader that has seen enough', () => {
  test.each([
    { reader: 'head -c 1', command: 'task list --json' },
    { reader: 'head -1', command: 'task list --all' },
    { reader: 'head -1', command: 'calendar --todo' },
    { reader: 'head -1', command: 'sheet' },
    { reader: 'true', command: 'task list --json' },
  ])('$command | $reader ends quietly with 0', async ({ reader, command }) => {
    const { folder: home } = await largeHousehold()
    const line = `$momentum ${command} | ${reader}; echo "\${PIPESTATUS[@]}" >&2`

    expect(await shell({ home }, line)).toMatchObject({ code: 0, stderr: '0 0\n' })
  })
})

test('F131 a slow reader gets everything', async () => {
  const { folder: home } = await largeHousehold()
  const whole = await run({ home }, 'task', 'list', '--json', '--all')
  const slow = await shell({ home }, '$momentum task list --json --all | (sleep 1; cat)')

  expect(JSON.parse(slow.stdout).length).toBeGreaterThanOrEqual(2000)
  expect(slow).toEqual(whole)
})

const saved =
  'The command succeeded and its changes are saved, but the output could not be written.'
const unwritten = 'The output could not be written.'
const done = `momentum: ${saved}\n  You do not need to run it again.\n`

describe.skipIf(!existsSync('/dev/full'))('F132 a full disk behind > ends with 5', () => {
  test.each([
    { command: 'user list', stderr: `momentum: ${unwritten}\n` },
    { command: 'task list --all --quiet', stderr: `momentum: ${unwritten}\n` },
    { command: 'task status 1', stderr: `momentum: ${unwritten}\n` },
    { command: 'sheet', stderr: `momentum: ${unwritten}\n` },
    { command: 'calendar', stderr: `momentum: ${unwritten}\n` },
    { command: 'undo --list', stderr: `momentum: ${unwritten}\n` },
    { command: 'db migrate --list', stderr: `momentum: ${unwritten}\n` },
    { command: '--version', stderr: `momentum: ${unwritten}\n` },
    { command: 'task add --help', stderr: `momentum: ${unwritten}\n` },
    {
      command: 'user list --json',
      stderr: `{"error":{"code":"database","message":"${unwritten}","hint":null}}\n`,
    },
  ])('$command', async ({ command, stderr }) => {
    const { folder: home } = await seededHousehold()
    expect(await shell({ home }, `$momentum ${command} > /dev/full`)).toEqual({
      code: 5,
      stdout: '',
      stderr,
    })
  })

  test.each([
    'user add Kim',
    'user edit alex --role cook --quiet',
    'category add Garden',
    'task done 1 2',
    'task status 1 paused --note x',
    'task remove 1 --yes',
    'win pick 1',
    'undo',
    'login alex',
    'logout',
    'db init',
    'db seed',
    'db backup copy.db',
    'db backup --daily',
    'db backup old.db > /dev/null && $momentum db restore old.db --yes',
    'db copy --to copy.db',
    'db migrate',
    'db forget --before tomorrow --yes',
    'db check --repair',
  ])('%s, which says that its changes are saved', async (command) => {
    const { folder: home } = await seededHousehold()
    expect(await shell({ home }, `$momentum ${command} > /dev/full`)).toEqual({
      code: 5,
      stdout: '',
      stderr: done,
    })
  })

  test('remind --once, which prints again what could not be written', async () => {
    const { folder: home } = await seededHousehold()
    const unread = await shell({ home }, '$momentum remind --once > /dev/full')
    const answers = [
      await run({ home }, 'remind', '--once'),
      await run({ home }, 'remind', '--once'),
    ]
    const firstLine = (text: string) => text.split('\n')[0]
    expect([unread, ...answers.map(({ stdout }) => firstLine(stdout))]).toEqual([
      { code: 5, stdout: '', stderr: `momentum: ${unwritten}\n` },
      'Household: no Daily Win yet',
      '',
    ])
  })

  test('with --json, in JSON', async () => {
    const { folder: home } = await seededHousehold()
    const answer = await shell({ home }, '$momentum task done 1 --json > /dev/full')
    const tasks = await run({ home }, 'task', 'list', '--all', '--fields', 'id,status')
    expect({ ...answer, tasks: JSON.parse(tasks.stdout) }).toEqual({
      code: 5,
      stdout: '',
      stderr: `{"error":{"code":"database","message":"${saved}","hint":"You do not need to run it again."}}\n`,
      tasks: [
        { id: 1, status: 'DONE' },
        { id: 2, status: 'BACKLOG' },
      ],
    })
  })

  test('but not a command that was refused', async () => {
    const { folder: home } = await seededHousehold()
    const { code, stderr } = await shell({ home }, '$momentum task done 9 > /dev/full')
    expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
      code: 3,
      stderr: 'momentum: There is no task with the number 9.',
    })
  })

  test('after today’s backup was made', async () => {
    const { folder: home } = await seededHousehold()
    const start = { home, env: { MOMENTUM_BACKUPS: undefined } }
    await shell(start, '$momentum task done 1 > /dev/full')
    const { stdout } = await run({ home }, 'db', 'backups', '--fields', 'kind,complete')
    expect(JSON.parse(stdout)).toEqual([{ kind: 'daily', complete: true }])
  })
})

describe('F130 a closed pipe after a change ends with 5', () => {
  test.each(['task done 1', 'task done 1 --json', 'task done 1 --quiet', 'db backup x.db'])(
    '%s',
    async (command) => {
      const { folder: home } = await seededHousehold()
      const line = `mkfifo pipe; (exec 3< pipe) & exec 4> pipe; wait; $momentum ${command} >&4`
      const { code, stderr } = await shell({ home, cwd: home }, line)
      expect({ code, isSaved: stderr.includes(saved) }).toEqual({ code: 5, isSaved: true })
    },
  )

  test('a command that only reads ends quietly with 0', async () => {
    const { folder: home } = await seededHousehold()
    const line = 'mkfifo pipe; (exec 3< pipe) & exec 4> pipe; wait; $momentum task list >&4'
    expect(await shell({ home, cwd: home }, line)).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})

describe('F133 a stream that is closed', () => {
  test.each([
    { stream: 'stdout', redirection: '>&-' },
    { stream: 'stdin', redirection: '<&-' },
    { stream: 'stderr', redirection: '2>&-' },
    { stream: 'every one', redirection: '<&- >&- 2>&-' },
  ])('$stream: the command does its work', async ({ redirection }) => {
    const home = temporaryFolder()
    await run({ home }, 'db', 'init')
    const { code } = await shell({ home }, `$momentum user add Alex ${redirection}`)
    const users = await run({ home }, 'user', 'list', '--fields', 'name')

    expect({ code, users: JSON.parse(users.stdout) }).toEqual({
      code: 0,
      users: [{ name: 'Alex' }],
    })
  })

  test('stdout of a first command: the new database is not written into', async () => {
    const home = temporaryFolder()
    await shell({ home }, '$momentum user add Alex >&- 2>&-')
    const check = await run({ home }, 'db', 'check', '--fields', 'ok')

    expect(check.code).toEqual(0)
    expect(new Set(JSON.parse(check.stdout).map((each: { ok: boolean }) => each.ok))).toEqual(
      new Set([true]),
    )
  })
})

describe('F135, F137 without anybody at stdin', () => {
  test.each([
    { stdin: 'at its end', line: '$momentum task remove 1 < /dev/null' },
    { stdin: 'held open', line: 'mkfifo pipe; $momentum task remove 1 <> pipe' },
  ])('$stdin, a destructive command wants --yes', async ({ line }) => {
    const { folder: home } = await seededHousehold()

    expect(await shell({ home }, line)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'momentum: This needs confirmation, but there is no terminal to ask on.\n  To go ahead, add --yes.\n',
    })
  })
})

describe('F142 with --json', () => {
  test.each([
    { argv: ['task', 'show', '99'], code: 'not_found', exit: 3 },
    { argv: ['task', 'remove', '1'], code: 'usage', exit: 2 },
    { argv: ['task', 'lsit'], code: 'usage', exit: 2 },
    { argv: ['user', 'list', '--db', '/nowhere/at-all.db'], code: 'database', exit: 5 },
  ])('$argv fails with one line of JSON on stderr', async ({ argv, code, exit }) => {
    const { folder: home } = await seededHousehold()
    const answer = await run({ home }, ...argv, '--json')

    expect({ code: answer.code, stdout: answer.stdout }).toEqual({ code: exit, stdout: '' })
    expect(answer.stderr.trimEnd().split('\n').length).toEqual(1)
    expect(JSON.parse(answer.stderr)).toMatchObject({ error: { code } })
  })
})
