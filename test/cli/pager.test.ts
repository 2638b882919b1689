import { describe, expect, test } from 'vitest'
import type { Ending, ShellOptions } from '../../src/world.ts'
import { addTask } from '../support/household/contents.ts'
import { copiesOf, type Household, household, screen } from '../support/household/household.ts'

/** Ten tasks: a list of 12 rows, with its titles and the row that follows it. */
const householdOfTen = copiesOf(async () => {
  const home = household('sqlite')
  for (let task = 1; task <= 10; task += 1) await addTask(home, `Task ${task}`)
  return home
})

type Terminal = { readonly columns?: number; readonly rows?: number; readonly ending?: Ending }

/** Runs a command at a terminal. @returns its answer, and what was given to the shell */
async function runAtTerminal(
  home: Household,
  argv: readonly string[],
  { columns = 80, rows = 11, ending = { code: 0 } }: Terminal = {},
) {
  const shown: (readonly [line: string, options: ShellOptions])[] = []
  const world = home.world(argv, {
    stdout: screen(columns, rows),
    stderr: screen(columns),
    runShell: async (line, options) => {
      shown.push([line, options])
      return ending
    },
  })
  return { ...(await home.runIn(world)), shown }
}

const defaults = { LESS: 'FRX', LV: '-c', LESSCHARSET: 'utf-8' }
const list = ['task', 'list', '--no-color']

/** The list, as it is printed. */
async function listOf(home: Household): Promise<string> {
  return (await runAtTerminal(home, list, { rows: 40 })).stdout
}

test('an answer that a terminal cannot show at once goes to the pager, and nowhere else', async () => {
  const home = await householdOfTen()
  const text = await listOf(home)
  expect(text.split('\n').length).toBe(12)
  expect(await runAtTerminal(home, list)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
    shown: [['less -FRX', { text, defaults }]],
  })
})

test.each([
  { what: 'that fits, with a row for what is typed next', argv: list, rows: 12 },
  { what: 'at a terminal of unknown height', argv: list, rows: 0 },
  { what: 'in JSON', argv: ['task', 'list', '--json'], rows: 5 },
  { what: 'of chosen fields', argv: ['task', 'list', '--fields', 'id'], rows: 5 },
  { what: 'of numbers', argv: ['task', 'list', '--quiet'], rows: 5 },
  { what: 'where nothing may wait', argv: ['task', 'list', '--no-input'], rows: 5 },
  { what: 'after a change', argv: ['task', 'edit', '1-10', '--effort', 'medium'], rows: 5 },
  { what: 'of a dry run', argv: ['task', 'edit', '1-9', '--effort', 'tiny', '--dry-run'], rows: 5 },
])('an answer is printed $what', async ({ argv, rows }) => {
  const { code, stdout, shown } = await runAtTerminal(await householdOfTen(), argv, { rows })
  expect({ code, isPrinted: stdout !== '', shown }).toEqual({ code: 0, isPrinted: true, shown: [] })
})

test.each([{ CI: 'true' }, { TERM: 'dumb' }])('an answer is printed with %j', async (env) => {
  const home = await householdOfTen()
  Object.assign(home.env, env)
  const { stdout, shown } = await runAtTerminal(home, list)
  expect([stdout.includes('Task 10'), shown]).toEqual([true, []])
})

test('a pipe is no terminal, whatever its pager is', async () => {
  const home = await householdOfTen()
  home.env.MOMENTUM_PAGER = 'less'
  const shown: string[] = []
  const world = home.world(list, {
    runShell: async (line) => {
      shown.push(line)
      return { code: 0 }
    },
  })
  expect([(await home.runIn(world)).stdout.includes('Task 10'), shown]).toEqual([true, []])
})

test.each([
  { argv: ['undo', '--list'] },
  { argv: ['task', 'history', '1'] },
  { argv: ['task', 'show', '1'] },
  { argv: ['db', 'check'] },
  { argv: ['config', 'list'] },
  { argv: [] },
])('whichever command it answers: $argv', async ({ argv }) => {
  const home = await householdOfTen()
  await home.json('task', 'edit', '1', '--title', 'First')
  const { shown, stdout } = await runAtTerminal(home, argv, { rows: 2 })
  expect([shown.length, stdout]).toEqual([1, ''])
})

test('colors go to the pager', async () => {
  const home = await householdOfTen()
  home.env.TERM = 'xterm-256color'
  const { shown } = await runAtTerminal(home, ['task', 'list'])
  expect(shown[0]?.[1].text).toContain('\x1b[')
})

describe('a pager that does not work: the answer is printed, and then why', () => {
  const hint = 'To print long answers without a pager: momentum config set pager cat'

  test.each<[Ending, string]>([
    [{ isStarted: false }, 'could not be started'],
    [{ code: 1 }, 'failed'],
    [{ code: 2, isInterrupted: false }, 'failed'],
    [{ signal: 'SIGKILL' }, 'failed'],
    [{ signal: 'SIGSEGV' }, 'failed'],
  ])('%j', async (ending, what) => {
    const home = await householdOfTen()
    const text = await listOf(home)
    home.env.PAGER = 'nopager -x'
    expect(await runAtTerminal(home, list, { ending })).toEqual({
      code: 0,
      stdout: text,
      stderr: `The pager “nopager -x” ${what}.\n  ${hint}\n`,
      shown: [['nopager -x', { text, defaults }]],
    })
  })

  test.each<Ending>([
    { code: 2, isInterrupted: true },
    { signal: 'SIGINT' },
    { signal: 'SIGTERM' },
  ])('but not one that somebody ended: %j', async (ending) => {
    const { stdout, stderr } = await runAtTerminal(await householdOfTen(), list, { ending })
    expect([stdout, stderr]).toEqual(['', ''])
  })
})

test('the exit code stays that of the command', async () => {
  const home = await householdOfTen()
  await home.queryUnchecked("update tasks set search_text = 'x' where id = 1")
  const { code, stdout, stderr, shown } = await runAtTerminal(home, ['db', 'check'], { rows: 3 })
  expect([code, stdout, stderr !== '', shown.length]).toEqual([5, '', true, 1])
})
