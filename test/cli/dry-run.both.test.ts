import { existsSync, readFileSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { stepNumber } from '../../src/db/migrate/version.ts'
import { schemaStep } from '../../src/db/schema.ts'
import { dumpDatabase, readContents } from '../support/household/contents.ts'
import {
  addPrivateTask,
  commandName,
  commandsOnTask,
  householdCommands,
  otherCommands,
  publicCommands,
} from '../support/household/every-command.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { runWithInput } from '../support/household/members.ts'
import { failure, usageFailure } from '../support/household/sample.ts'
import { isLongRun } from '../support/long.ts'

const written = [
  ...groups.flatMap(({ noun, verbs }) => verbs.map((verb) => ({ verb, path: `${noun} ` }))),
  ...ownVerbs.map((verb) => ({ verb, path: '' })),
].flatMap(({ verb, path }) => (verb.writes ? [`${path}${verb.usage.split(' ')[0]}`] : []))

const busy = copiesOf(async () => {
  const home = household()
  for (const argv of publicCommands) await home.json(...argv)
  await home.json(...addPrivateTask, '--as', 'kim')
  return home
})

/** A server gives out each number once, even if what got it is rolled back. */
const isServer = inject('dialect') === 'postgres'

/** An answer without what is another with every run: UUIDs and the time. */
function lasting(text: string): string {
  const same = text
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'uuid')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
  return isServer ? same.replace(/\d+/g, '#') : same
}

async function answerTo(home: Household, ...argv: readonly string[]) {
  const { code, stdout, stderr } = await runWithInput(home, 'correct horse battery', ...argv)
  return { code, stdout: lasting(stdout), stderr: lasting(stderr) }
}

// No dry run opens an editor: it is refused in words of its own.
const walk = [...commandsOnTask('2'), ...otherCommands, ...householdCommands].filter(
  (argv) => !argv.includes('--editor'),
)
const forms = [['--as', 'sam'], ['--json'], ['--quiet', '--as', 'kim']]

/** How a command is typed; the short form leaves out two of the ways, others for each command. */
function formsOf(argv: readonly string[]) {
  const place = walk.indexOf(argv)
  return isLongRun ? forms : forms.filter((_, at) => at === place % forms.length)
}

test.each(written)('%s --dry-run answers as without it, and changes nothing', async (name) => {
  const home = await busy()
  const commands = walk.filter((argv) => commandName(argv) === name)
  expect(commands.length).toBeGreaterThan(0)
  for (const argv of commands.flatMap((words) =>
    formsOf(words).map((form) => [...words, ...form]),
  )) {
    const before = await dumpDatabase(home)
    const tried = await answerTo(home, ...argv, '--dry-run')
    expect([argv, (await dumpDatabase(home)) === before]).toEqual([argv, true])
    const done = await answerTo(home, ...argv, '--yes')
    const isRefused = done.code !== 0
    expect({ argv, ...tried }).toEqual({
      argv,
      ...done,
      stderr: isRefused ? done.stderr : `${done.stderr}Nothing was changed.\n`,
    })
  }
})

test.each([['user', 'add', 'Alex'], ['add', 'Sweep'], ['win', 'done'], ['undo']])(
  'a dry run creates no household: %j',
  async (...argv) => {
    const home = household('sqlite')
    const refused = failure(
      5,
      `Your household has no database yet; it would be at “${home.database}”.`,
      'Create it: momentum db init',
    )
    expect([await home.run(...argv, '--dry-run'), existsSync(home.database)]).toEqual([
      refused,
      false,
    ])
  },
)

test('a dry run upgrades no household', async () => {
  const home = household('sqlite')
  await home.json('db', 'init')
  await home.json('db', 'migrate', '--to', '0012_routines', '--yes')
  const before = readFileSync(home.database)
  const { code, stderr } = await home.run('user', 'add', 'Alex', '--dry-run')
  expect([code, stderr, before.equals(readFileSync(home.database))]).toEqual([
    5,
    `momentum: “${home.database}” has schema 12; this version of Momentum needs schema ${stepNumber(schemaStep)}.\n  To back it up and upgrade it: momentum db migrate\n`,
    true,
  ])
})

test('a dry run asks nothing, at a terminal neither', async () => {
  const home = await busy()
  const before = await readContents(home)
  const world = home.world(['task', 'edit', '1', '--dry-run'], { isInputTerminal: () => true })
  expect(await home.runIn(world)).toMatchObject({ code: 2 })
  expect(await readContents(home)).toEqual(before)
})

test('a command that only reads has nothing to try', async () => {
  expect(await (await busy()).run('task', 'list', '--dry-run')).toEqual(
    usageFailure('task list has no option --dry-run.', 'See: momentum task list --help'),
  )
})
