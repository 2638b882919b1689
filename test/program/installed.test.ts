import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { type Answer, household, noon } from '../support/household/household.ts'
import { isLongRun, sample } from '../support/long.ts'
import { findNodes } from '../support/program/nodes.ts'
import { npm, pack } from '../support/program/npm.ts'
import { run, startAtTerminal } from '../support/program/program.ts'
import { keys } from '../support/program/terminal.ts'

// What people install is what is tested here: the packed files alone, with every Node they may
// have.

const { nodes, why } = await findNodes()
const passedOver = why === undefined ? '' : ` (passed over: ${why})`

const folder = join(tmpdir(), `momentum-installed-${randomUUID()}`)

/** The program, as npm puts it on the PATH. */
const program = join(folder, 'node_modules/.bin/momentum')

/** Loaded before the program, it stops the clock. */
const clock = join(folder, 'clock.cjs')
const stopped = `
const Moving = Date
globalThis.Date = class Date extends Moving {
  constructor(...words) {
    super(...(words.length === 0 ? [process.env.NOW] : words))
  }
  static now() {
    return Moving.parse(process.env.NOW)
  }
}`

const tap = ['--domain', 'repairs', '--effort', 'small', '--definition-of-done', 'Dry', '--owner']
const bill = ['--domain', 'bills', '--effort', 'tiny', '--definition-of-done', 'Filed', '--due']

/** A household's day. */
const day: readonly (readonly string[])[] = [
  ['--version'],
  ['--help'],
  ['db', 'init'],
  ['user', 'add', 'Alex', '--role', 'cook'],
  ['user', 'add', 'Sam', '--quiet'],
  ['task', 'add', 'Fix the tap', ...tap, 'sam'],
  ['task', 'add', 'Pay the bill', ...bill, 'friday'],
  ['task', 'list', '--json'],
  ['task', 'list', '--search', 'BILL'],
  ['win', 'pick', 'tap', '--as', 'sam'],
  [],
  ['task', 'done', '1'],
  ['win', 'stats'],
  ['win', 'history'],
  ['db', 'check'],
  ['db', 'migrate', '--list'],
  [],
]

/**
 * Plays the day, a command a second.
 *
 * @returns every answer whole, but for the folder and the uuids
 */
async function play(
  home: string,
  answer: (argv: readonly string[], now: string) => Promise<Answer>,
) {
  const answers: unknown[] = []
  for (const [second, argv] of day.entries()) {
    const now = new Date(Date.parse(noon) + second * 1000).toISOString()
    const { stdout, ...rest } = await answer(argv, now)
    const said = stdout
      .replaceAll(home, '~')
      .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '…')
    answers.push({ argv, said, ...rest })
  }
  return answers
}

describe(`the package, installed into an empty folder${passedOver}`, () => {
  beforeAll(async () => {
    if (why !== undefined) return
    mkdirSync(folder)
    await npm(folder, 'install', await pack(folder))
    writeFileSync(clock, stopped)
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  // The short form leaves out what is between the oldest and the newest.
  const someNodes = nodes.filter((node) => isLongRun || node === nodes[0] || node === nodes.at(-1))
  const each = test.skipIf(why !== undefined).each(someNodes)
  // What the day below does not touch differs least among them: the short form asks the oldest.
  const someNode = test.skipIf(why !== undefined).each(sample(nodes, nodes.length))

  each('a household’s day is that of the sources, with Node $version', async ({ node }) => {
    const home = temporaryFolder()
    const sources = household()
    const expected = await play(sources.folder, (argv) => sources.run(...argv))
    const played = await play(home, (argv, NOW) => {
      const env = { NODE_OPTIONS: `--require=${clock}`, NOW }
      return run({ home, node, program, env }, ...argv)
    })

    expect(played).toEqual(expected)
    expect(played).toEqual(
      day.map((argv) => expect.objectContaining({ argv, code: 0, stderr: '' })),
    )
  })

  someNode('a question is asked and answered, with Node $version', async ({ node }) => {
    const home = temporaryFolder()
    await run({ home, node, program }, 'task', 'add', 'Fix the tap', ...tap, 'none')
    const person = startAtTerminal({ home, command: [node, program] }, ['win', 'pick'])
    await person.sees('❯ Fix the tap')
    person.types(keys.enter)
    const code = await person.ends()
    const picked = await run({ home, node, program }, 'win', 'show', '--fields', 'task_id,status')

    expect([code, JSON.parse(picked.stdout)]).toEqual([0, { task_id: 1, status: 'ACTIVE' }])
  })

  someNode('a password is kept, and asked for, with Node $version', async ({ node }) => {
    const home = temporaryFolder()
    await run({ home, node, program }, 'user', 'add', 'Alex')
    const words = ['user', 'password', 'alex']
    const person = startAtTerminal({ home, command: [node, program] }, words)
    for (const question of ['New password:', 'Confirm new password:']) {
      await person.sees(question)
      person.types(`fixed the tap 7${keys.enter}`)
    }
    const code = await person.ends()
    const refused = await run({ home, node, program }, 'task', 'list', '--as', 'alex')

    expect({ code, refused }).toEqual({
      code: 0,
      refused: {
        code: 6,
        stdout: '',
        stderr: [
          'momentum: This needs Alex’s password.',
          '  Log in first: momentum login Alex',
          '',
        ].join('\n'),
      },
    })
  })

  someNode('a server that is out of reach is told of, with Node $version', async ({ node }) => {
    const home = temporaryFolder()
    const url = 'postgres://sam@127.0.0.1:1/home'

    expect(await run({ home, node, program }, 'task', 'list', '--db', url)).toEqual({
      code: 5,
      stdout: '',
      stderr: [
        'momentum: No server answers at sam@127.0.0.1:1/home.',
        '  Check that the server is running, and the host and port in the URL.',
        '',
      ].join('\n'),
    })
  })
})
