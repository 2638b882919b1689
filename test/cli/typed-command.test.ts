import { Command } from 'commander'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { globalOptions } from '../../src/cli/globals.ts'
import { namesOfOption } from '../../src/cli/options.ts'
import { buildProgram, type Execute } from '../../src/cli/program.ts'
import { buildTyped } from '../../src/cli/typed-command.ts'
import { groups, ownVerbs, today } from '../../src/commands/index.ts'
import { household } from '../support/household/household.ts'
import { failure } from '../support/household/sample.ts'
import { wordsOf } from '../support/program/printed-commands.ts'

type Build = typeof buildTyped

/** What a parser makes of the words: the answer it printed, or what it would run. */
function understoodBy(build: Build, argv: readonly string[]) {
  const printed: string[] = []
  let ran: unknown
  const execute: Execute = async ({ usage }, { globals, ...args }) => {
    // Commander says of an option such as --no-input that it is there, unless it was not built.
    ran = { usage, ...args, globals: { input: true, color: true, ...globals } }
  }
  try {
    const stdout = { write: (text: string) => printed.push(text) }
    build({ argv, stdout }, execute)?.parse(argv, { from: 'user' })
  } catch {
    return undefined
  }
  return ran || printed.length > 0 ? { printed: printed.join(''), ran } : undefined
}

const verbs = [...groups.flatMap((group) => group.verbs), ...ownVerbs]
const commands = [...verbs, today].flatMap(({ examples }) =>
  examples.map((example) => wordsOf(example).slice(1)),
)

test.each(commands.map((argv) => ({ argv })))('understands $argv as the whole', ({ argv }) => {
  const typed = understoodBy(buildTyped, argv)
  expect(typed).toBeDefined()
  expect(typed).toEqual(understoodBy(buildProgram, argv))
})

test.each([
  { argv: ['add', 'Milk', '--note', '--no-private'] },
  { argv: ['task', 'edit', '3', '--title', '--no-private'] },
  { argv: ['task', 'edit', '3', '--title=x', '--no-private'] },
  { argv: ['routine', 'edit', '3', '--title', '--private'] },
])('understands $argv as the whole, where an option is a value', ({ argv }) => {
  const typed = understoodBy(buildTyped, argv)
  expect(typed).toBeDefined()
  expect(typed).toEqual(understoodBy(buildProgram, argv))
})

const flags = [...globalOptions, ...verbs.flatMap(({ options = [] }) => options)].flatMap(
  ([flag]) => namesOfOption(flag),
)
const rare = [
  '--help',
  '-h',
  'help',
  '--version',
  '-V',
  '-yq',
  '-qjunk',
  '--',
  '-',
  '-5',
  '',
  '--x',
]
const words = fc.oneof(
  fc.constantFrom(...groups.map(({ noun }) => noun)),
  fc.constantFrom(...verbs.map(({ usage }) => usage.split(' ')[0] ?? '')),
  fc.constantFrom(...flags),
  fc.constantFrom(...flags).map((flag) => `${flag}=milk`),
  fc.constantFrom('3', 'milk', 'none', ...rare),
)

test('understands no words otherwise than the whole does', () => {
  const some = fc.array(words, { maxLength: 4 })
  const lines = fc.tuple(some, fc.constantFrom(...commands), some).map((parts) => parts.flat())
  fc.assert(
    fc.property(fc.oneof(some, lines), (argv) => {
      const typed = understoodBy(buildTyped, argv)
      if (typed) expect(typed).toEqual(understoodBy(buildProgram, argv))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  { argv: ['task', 'opne'] },
  { argv: ['task'] },
  { argv: ['opne'] },
  { argv: ['task', 'list', '--limt', '3'] },
  { argv: ['task', 'list', '--help'] },
  { argv: ['help', 'task', 'list'] },
  { argv: ['task', 'list', '--limit', '3', '--limit', '4'] },
])('leaves $argv to the whole', ({ argv }) => {
  expect(understoodBy(buildTyped, argv)).toBeUndefined()
})

test('a suggestion builds the whole only once, for the words that were typed', async () => {
  const home = household()
  const described = vi.spyOn(Command.prototype, 'summary')
  const answer = await home.run('task', 'lsit')
  const times = described.mock.calls.filter(
    (words: readonly unknown[]) => words[0] === groups[0]?.summary,
  ).length
  described.mockRestore()
  expect([answer, times]).toEqual([
    failure(2, 'There is no command “momentum task lsit”.', 'Did you mean: momentum task list'),
    1,
  ])
})
