import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { run, shell } from '../support/program/program.ts'

describe('F130 a reader that has seen enough', () => {
  test.each([
    { reader: 'head -c 1', command: 'task list --json' },
    { reader: 'head -1', command: 'task list --all' },
    { reader: 'true', command: 'task list --json' },
  ])('$command | $reader ends quietly with 0', async ({ reader, command }) => {
    const home = temporaryFolder()
    await run({ home }, 'db', 'seed', '--demo', '--tasks', '2000', '--days', '0')
    const line = `$momentum ${command} | ${reader}; echo "\${PIPESTATUS[@]}" >&2`

    expect(await shell({ home }, line)).toMatchObject({ code: 0, stderr: '0 0\n' })
  })
})

test('F131 a slow reader gets everything', async () => {
  const home = temporaryFolder()
  await run({ home }, 'db', 'seed', '--demo', '--tasks', '2000', '--days', '0')
  const whole = await run({ home }, 'task', 'list', '--json', '--all')
  const slow = await shell({ home }, '$momentum task list --json --all | (sleep 1; cat)')

  expect(JSON.parse(slow.stdout).length).toBeGreaterThanOrEqual(2000)
  expect(slow).toEqual(whole)
})

test.skipIf(!existsSync('/dev/full'))('F132 a full disk behind > ends with 5', async () => {
  const home = temporaryFolder()
  await run({ home }, 'user', 'add', 'Alex')

  expect(await shell({ home }, '$momentum user list > /dev/full')).toEqual({
    code: 5,
    stdout: '',
    stderr: 'momentum: The output could not be written.\n',
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
    const home = temporaryFolder()
    await run({ home }, 'db', 'seed')

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
    const home = temporaryFolder()
    await run({ home }, 'db', 'seed')
    const answer = await run({ home }, ...argv, '--json')

    expect({ code: answer.code, stdout: answer.stdout }).toEqual({ code: exit, stdout: '' })
    expect(answer.stderr.trimEnd().split('\n').length).toEqual(1)
    expect(JSON.parse(answer.stderr)).toMatchObject({ error: { code } })
  })
})
