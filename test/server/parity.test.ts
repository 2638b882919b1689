import { describe, expect, test } from 'vitest'
import { taskFields } from '../../src/domain/task.ts'
import {
  addPrivateTask,
  commandName,
  commandsOnTask,
  downgrades,
  householdCommands,
  listUntried,
  otherCommands,
  partyUuid,
  privateCommands,
  publicCommands,
} from '../support/household/every-command.ts'
import {
  expectSameAnswers,
  householdsOnBoth,
  type TypedCommand,
} from '../support/household/two-databases.ts'
import { isLongRun } from '../support/long.ts'

/** The household of the walk, with Kim’s private tasks. */
const walked: readonly TypedCommand[] = [
  ...publicCommands.map((argv) => ({ argv })),
  { argv: [...addPrivateTask, '--as', 'kim'], uuid: partyUuid },
  ...privateCommands.map((argv) => ({ argv: [...argv, '--as', 'kim'] })),
]

const newHouseholds = householdsOnBoth(walked)

/** All but updated_at, which the database itself moves when a category goes. */
const fields = taskFields.filter((field) => field !== 'updated_at').join(',')

const json = ['--json', '--as', 'kim']
const forms = [json, [], ['--quiet', '--as', 'sam']]
const all = [...otherCommands, ...householdCommands, ...downgrades]

/** The numbers of changes and commands are not the same: a server counts what it refuses, too. */
const formsOf = (words: readonly string[]) =>
  /history|undo|redo/.test(words.join(' ')) ? forms.slice(0, 2) : forms

/**
 * The text for people is made of what the JSON says; the short form compares that alone, and every
 * fourth time what reads in another form, too.
 */
const formsOfChange = (words: readonly string[]) => (isLongRun ? formsOf(words) : [json])
const formsOfReading = (words: readonly string[], index: number) =>
  isLongRun || index % 4 === 0 ? formsOf(words) : [json]

test('the walk goes over every command with every option', () => {
  expect(listUntried([...all, ...commandsOnTask('2')])).toEqual([])
})

const reading = [
  ...['', 'user list', 'user show', 'category list', 'task list', 'task show', 'win show'],
  ...['win history', 'win stats', 'db status', 'db check', 'db path', 'db backups', 'whoami'],
]

// What the settings say of a server is not what they say of a file.
const writing = [...new Set(all.map(commandName))].filter(
  (name) => !reading.includes(name) && name !== 'config list',
)

// Nor what a unit starts with, which is where the household is.
const compared = all.filter((argv) => !argv.includes('--unit'))

const parts: readonly (readonly [part: string, names: readonly string[]])[] = [
  ['whatever reads', reading],
  ...writing.map((name) => [name, [name]] as const),
]

describe('both databases answer the same', { timeout: 120_000 }, () => {
  const input = 'correct horse battery'

  test.each(parts)('to %s', async (_, names) => {
    const homes = await newHouseholds()
    const formsOfPart = names === reading ? formsOfReading : formsOfChange
    const typed = compared.filter((argv) => names.includes(commandName(argv)))
    for (const [index, words] of typed.entries()) {
      for (const form of formsOfPart(words, index)) {
        await expectSameAnswers(homes, { argv: [...words, ...form], input })
      }
    }
    if (names.some((name) => name.startsWith('db '))) {
      // A file goes forward again by itself.
      await expectSameAnswers(homes, { argv: ['db', 'migrate'] })
    }
    await expectSameAnswers(homes, {
      argv: ['task', 'list', '--all', '--fields', fields, '--as', 'kim'],
    })
  })

  test.each(['2', '5', 'party'])('to whatever is done to “%s”', async (task) => {
    const homes = await newHouseholds()
    for (const words of commandsOnTask(task)) {
      for (const form of formsOfChange(words)) {
        await expectSameAnswers(homes, { argv: [...words, ...form] })
      }
    }
  })
})
