import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTask } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { bin, startAtTerminal } from '../support/program/program.ts'
import { keys } from '../support/program/terminal.ts'

/** A list of 62 rows; the terminal has 40. */
const householdOfSixty = copiesOf(async () => {
  const home = household('sqlite')
  for (let task = 1; task <= 60; task += 1) await addTask(home, `Task ${task}`)
  return home
})

const list = ['list', '--limit', '60']
const lists = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `Task ${first + index}`)

/** Runs the list with a pager until it ends. */
async function paged(env: Record<string, string>, argv = list) {
  const { folder: home } = await householdOfSixty()
  const person = startAtTerminal({ home, env }, argv)
  const code = await person.ends()
  return { home, code, screen: person.screen().split('\n'), tasks: titles(person.screen()) }
}

function titles(text: string): string[] {
  return [...text.matchAll(/Task \d+/g)].map(([title]) => title)
}

test('the pager gets the whole answer, in color, from a line of shell', async () => {
  const { home, code, screen } = await paged({ PAGER: "cat >all; echo 'seen it'" })
  const all = readFileSync(join(home, 'all'), 'utf8')
  expect({ code, screen, tasks: titles(all), isColored: all.includes('\x1b[') }).toEqual({
    code: 0,
    screen: ['seen it'],
    tasks: lists(1, 60),
    isColored: true,
  })
})

test('a pager that has shown enough ends quietly', async () => {
  const { code, tasks } = await paged({ MOMENTUM_PAGER: 'head -4' })
  expect({ code, tasks }).toEqual({ code: 0, tasks: lists(1, 3) })
})

test.each(['', 'cat'])('with the pager “%s”, none is started', async (pager) => {
  const { code, tasks } = await paged({ MOMENTUM_PAGER: pager, PAGER: 'false' })
  expect({ code, tasks }).toEqual({ code: 0, tasks: lists(1, 60) })
})

test.each(['nopager -x', '/nowhere/pager', '/etc/passwd/pager', '.'])(
  'a pager that cannot be started: %s',
  async (pager) => {
    const { code, tasks, screen } = await paged({ PAGER: pager })
    expect({ code, tasks, end: screen.slice(-2) }).toEqual({
      code: 0,
      tasks: lists(1, 60),
      end: [
        `The pager “${pager}” could not be started.`,
        '  To print long answers without a pager: momentum config set pager cat',
      ],
    })
  },
)

test('nor is it if the shell does not find it, which says so itself', async () => {
  const { code, tasks, screen } = await paged({ PAGER: "nopager '-x'" })
  expect({ code, tasks, end: screen.slice(-2, -1) }).toEqual({
    code: 0,
    tasks: lists(1, 60),
    end: ["The pager “nopager '-x'” could not be started."],
  })
})

test('nor is a line that the shell cannot read, of which it says what is wrong', async () => {
  const { code, tasks, screen } = await paged({ PAGER: "less '" })
  expect({ code, tasks, end: screen.slice(-2, -1) }).toEqual({
    code: 0,
    tasks: lists(1, 60),
    end: ["The pager “less '” failed."],
  })
})

test('a pager that Ctrl-C ends has shown enough, whatever its code', async () => {
  const { folder: home } = await householdOfSixty()
  const env = { PAGER: 'trap "exit 2" INT; head -2; echo open; sleep 60 & wait' }
  const person = startAtTerminal({ home, env }, list)
  await person.sees('open')
  person.types(keys.ctrlC)
  expect([await person.ends(), titles(person.screen())]).toEqual([0, ['Task 1']])
})

test('a pager gets git’s LESS, unless it is set', async () => {
  const PAGER = 'cat >/dev/null; echo "$LESS $LV $LESSCHARSET"'
  const screens = [await paged({ PAGER }), await paged({ PAGER, LESS: '-S', LESSCHARSET: 'ascii' })]
  expect(screens.map(({ screen }) => screen)).toEqual([['FRX -c utf-8'], ['-S -c ascii']])
})

const hasLess = spawnSync('less', ['--version']).status === 0

test.skipIf(!hasLess)('less shows the list, and Ctrl-C ends neither of the two', async () => {
  const { folder: home } = await householdOfSixty()
  const person = startAtTerminal({ home, env: { TERM: 'xterm-256color' } }, list)
  await person.receives('Task 38')
  const { length } = person.written()
  person.types(keys.ctrlC)
  // less writes its prompt again.
  await expect.poll(() => person.written().length).toBeGreaterThan(length)
  person.types('G')
  await person.receives('Task 60')
  person.types('q')
  const code = await person.ends()
  expect([code, titles(person.written()).at(-1)]).toEqual([0, 'Task 60'])
})

test('a list that fits starts no process', async () => {
  const { folder: home } = await householdOfSixty()
  const witness = join(home, 'witness.cjs')
  writeFileSync(
    witness,
    `process.on('exit', () => {
      if (process.moduleLoadList.includes('NativeModule child_process'))
        process.getBuiltinModule('node:fs').writeFileSync(process.env.LOADED, '')
    })`,
  )
  const started = async (argv: readonly string[]) => {
    const LOADED = join(home, `loaded-${argv.join('')}`)
    const env = { NODE_OPTIONS: `--require=${witness}`, LOADED, MOMENTUM_PAGER: 'head -1' }
    await startAtTerminal({ home, env }, argv).ends()
    return existsSync(LOADED)
  }
  expect([await started(['list', '--limit', '37']), await started(list)]).toEqual([false, true])
})

test('the settings file names a pager, which goes before PAGER', async () => {
  const { folder: home } = await householdOfSixty()
  const words = ['config', 'set', 'pager', 'head -2']
  await startAtTerminal({ home, command: [process.execPath, bin] }, words).ends()
  const person = startAtTerminal({ home, env: { PAGER: 'head -3' } }, list)
  expect([await person.ends(), titles(person.screen())]).toEqual([0, ['Task 1']])
})
