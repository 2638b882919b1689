import { describe, expect, test } from 'vitest'
import { addTask, readContents } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { bin, run, shell, startAtTerminal } from '../support/program/program.ts'
import { terminal } from '../support/program/terminal.ts'

/** A task that is today's win, and the commands that would ask about it. */
const householdWithWin = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  await addTask(home, 'Fix the tap')
  await addTask(home, 'Mend the bicycle')
  await home.run('win', 'pick', '1')
  return home
})

const asking = [
  { argv: ['task', 'add'], said: '--domain' },
  { argv: ['user', 'add'], said: 'Missing name: who should be added?' },
  { argv: ['win', 'pick'], said: 'momentum win pick <task>' },
  { argv: ['win', 'pause'], said: '--note' },
  { argv: ['win', 'block'], said: '--note' },
  { argv: ['win', 'drop'], said: '--note' },
  { argv: ['task', 'remove', '2'], said: '--yes' },
  { argv: ['user', 'remove', 'sam'], said: '--yes' },
  { argv: ['db', 'migrate', '--down'], said: '--yes' },
]

describe('--no-input, at a terminal, makes a question a usage error that names what is missing', () => {
  test.each(asking)('$argv', async ({ argv, said }) => {
    const home = await householdWithWin()
    const before = await readContents(home)
    const person = terminal(home, [...argv, '--no-input'])

    expect(await person.ends()).toEqual(2)
    expect(person.screen()).toContain(said)
    expect(person.screen()).not.toMatch(/^[?✓]/m)
    expect(await readContents(home)).toEqual(before)
  })
})

describe('--json, at a terminal, asks nothing', () => {
  test.each(asking)('$argv', async ({ argv }) => {
    const home = await householdWithWin()
    const before = await readContents(home)
    const person = terminal(home, [...argv, '--json'], 500)

    expect(await person.ends()).toEqual(2)
    expect(JSON.parse(person.screen())).toMatchObject({ error: { code: 'usage' } })
    expect(await readContents(home)).toEqual(before)
  })
})

test('CI asks nothing, at a terminal', async () => {
  const home = await householdWithWin()
  const before = await readContents(home)
  home.env.CI = '1'
  const person = terminal(home, ['task', 'remove', '2'])

  expect(await person.ends()).toEqual(2)
  expect(person.screen()).not.toContain('(y/N)')
  expect(await readContents(home)).toEqual(before)
})

test('CI that is empty or false is no reason not to ask', async () => {
  for (const value of ['', 'false']) {
    const home = await householdWithWin()
    home.env.CI = value
    const person = terminal(home, ['task', 'remove', '2'])
    await person.sees('(y/N)')
    person.types('\x03')
    expect(await person.ends()).toEqual(130)
  }
})

test('without a terminal, a missing value is refused before there is a database', async () => {
  const home = household()
  const answer = await run({ home: home.folder }, 'task', 'add')

  expect(answer).toMatchObject({ code: 2, stdout: '' })
  expect(answer.stderr).toContain('title, --domain, --effort, --definition-of-done')
  expect(await shell({ home: home.folder }, 'find . -type f')).toMatchObject({ stdout: '' })
})

test('without a terminal, win done takes the word for the deed', async () => {
  const home = await householdWithWin()
  const answer = await home.run('win', 'done')

  expect(answer.code).toEqual(0)
  expect(await home.json('win', 'show', '--fields', 'status')).toEqual({ status: 'DONE' })
})

test('without a terminal, an empty household gets its page and no question', async () => {
  const home = household()
  const answer = await home.run()

  expect(answer.code).toEqual(0)
  expect(answer.stdout).toContain('momentum user add Alex')
  expect(answer.stdout + answer.stderr).not.toContain('(Y/n)')
})

describe('at a terminal, one pipe is enough for nothing to be asked', () => {
  test.each([
    { pipe: 'at stdin', line: '$momentum task remove 2 < /dev/null' },
    {
      pipe: 'held open at stdin',
      line: 'mkfifo pipe; $momentum task remove 2 <> pipe',
    },
    { pipe: 'at stdout', line: '$momentum task remove 2 | cat' },
    { pipe: 'at stderr', line: '$momentum task remove 2 2>&1 >/dev/null | cat' },
  ])('$pipe', async ({ line }) => {
    const home = await householdWithWin()
    const before = await readContents(home)
    const script = line.replaceAll('$momentum', `${process.execPath} ${bin}`)
    const person = startAtTerminal({ home: home.folder, command: ['bash', '-c', script] }, [])
    await person.sees('To go ahead, add --yes.')
    await person.ends()

    expect(person.screen()).not.toContain('(y/N)')
    expect(await readContents(home)).toEqual(before)
  })
})
