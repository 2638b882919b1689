import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { globalOptions } from '../../src/cli/globals.ts'
import type { OptionEntry, Verb } from '../../src/command.ts'
import { groups, ownVerbs, today } from '../../src/commands/index.ts'
import { findDamage, householdFromBytes } from '../support/faults/cases.ts'
import type { Answer } from '../support/household/household.ts'
import { sampleHousehold } from '../support/household/sample.ts'
import { isLongRun, longPatience, reportCount } from '../support/long.ts'
import { isJson } from '../support/program/json.ts'

/** A command line; `plain` when every option stands where it counts as one. */
type Line = { readonly argv: readonly string[]; readonly plain: boolean }

/** Every command by its words. */
const verbs: readonly { readonly words: readonly string[]; readonly verb: Verb }[] = [
  { words: [], verb: today },
  ...ownVerbs.map((verb) => ({ words: [nameOf(verb)], verb })),
  ...groups.flatMap(({ noun, verbs }) =>
    verbs.map((verb) => ({ words: [noun, nameOf(verb)], verb })),
  ),
]

function nameOf({ usage }: Verb): string {
  return usage.replace(/ .*/, '')
}

/** What people type for the words in angle brackets, most of it right somewhere. */
const sensible: Record<string, readonly string[]> = {
  domain: ['chores', 'BILLS', 'repairs'],
  domains: ['chores', 'bills,food'],
  effort: ['tiny', 'medium'],
  efforts: ['tiny', 'small,complex'],
  priority: ['urgent', 'low'],
  priorities: ['high', 'medium,low'],
  statuses: ['done', 'backlog,active'],
  fields: ['title', 'due_date,priority:desc', 'id'],
  date: ['today', 'yesterday', 'friday', '+3d', '2026-11-20', '2026-12-24'],
  user: ['alex', 'Sam', '1', 'none'],
  category: ['Kitchen', 'kitchen', 'none', '1'],
  task: ['1', '2', '3', '#1', 'kettle', 'tap', 'rent'],
  tasks: ['1', '2', '3', 'rent'],
  title: ['Polish', 'Sweep'],
  name: ['Kim', 'Kitchen', 'alex', '0004_task_fields'],
  names: ['id', 'id,title', 'name'],
  text: ['A thought', 'Shiny', 'the'],
  n: ['1', '2'],
  file: ['other.db', './momentum.db'],
}

const likely = ['1', '2', 'alex', 'none', 'today', 'keep', '#1f77b4', 'a@b.example', 'cook']

/** What nobody should type, and somebody will. */
const odd = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '-', '--', '-1', '0', '99', '1e3', '0x1', '9007199254740993', 'NaN', '1,,2', ','],
    ...['2026-02-30', '03/04', '+99999d', '0000-01-01', '9999-12-31', '__proto__', 'constructor'],
    ...[
      '%',
      '_',
      '"',
      "'; drop table tasks; --",
      'NEAR(',
      '*',
      '\\',
      '$(touch x)',
      '=1+1',
      '--x=y',
    ],
    ...[
      '\x1b[2J',
      '\u202e',
      '\u200b',
      '\0',
      '\ud800',
      'a\nb',
      'e\u0301',
      '👩‍🍳',
      'ß',
      'İ',
      ':memory:',
    ],
    ...['a'.repeat(600), '😀'.repeat(70_000), '.', '..', 'no/such.db', 'file:x', '1 2'],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

/** A value for the word in angle brackets, mostly a fitting one. */
function wordFor(word: string): fc.Arbitrary<string> {
  const fitting = fc.constantFrom(...(sensible[word] ?? likely))
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: odd })
}

/** `--effort tiny`, `--mine`; how many rows are made stays within what a test can wait for. */
function optionOf([flags]: OptionEntry) {
  const name = /--[\w-]+/.exec(flags)?.[0] ?? flags
  const [, word] = /<([a-z]+)/.exec(flags) ?? []
  if (word === undefined) return fc.constant([name])
  const few = ['--tasks', '--days'].includes(name)
  const its = few ? fc.constantFrom('0', '1', '3', 'keep', '-1', 'x', '') : wordFor(word)
  return its.map((text) => [name, text])
}

function someOf(options: readonly OptionEntry[], most: number) {
  return fc
    .subarray(options.map(optionOf), { maxLength: Math.min(most, options.length) })
    .chain((some) => fc.tuple(...some))
}

/** What a task cannot do without, where a task is added. */
const essentials = [
  ['--domain', 'food'],
  ['--effort', 'tiny'],
  ['--definition-of-done', 'Eaten'],
]

function lineOf({ words, verb }: (typeof verbs)[number]): fc.Arbitrary<Line> {
  const operands = [...verb.usage.matchAll(/[[<]([a-z]+)/g)].map(([, word = '']) => wordFor(word))
  return fc
    .record({
      operands: fc.tuple(...operands),
      own: someOf(verb.options ?? [], 3),
      common: fc.oneof(fc.constant([]), someOf(globalOptions, 2)),
      given: fc.constantFrom(['--yes'], ['--yes', '--note', 'So'], []),
    })
    .map(({ operands, own, common, given }) => {
      const options = [...own, ...common]
      // Most options can be given only once.
      const missing = ([name]: readonly string[]) => options.every((option) => option[0] !== name)
      const needed = words.join(' ') === 'task add' ? essentials.filter(missing) : []
      const extra = missing(['--note']) ? given : ['--yes']
      return {
        argv: [...words, ...needed.flat(), ...options.flat(), ...extra, ...operands],
        // An option may take the word after it, or stand behind --.
        plain: !operands.includes('--') && options.every(([, text]) => !text?.startsWith('-')),
      }
    })
}

const commandLine = fc.constantFrom(...verbs).chain(lineOf)

/** A line with a word too many, too few, or in the wrong place. */
const garbled = fc
  .tuple(commandLine, fc.nat(9), odd, fc.constantFrom('insert', 'drop', 'swap'))
  .map(([{ argv }, at, word, how]): Line => {
    if (how === 'insert') return { argv: argv.toSpliced(at, 0, word), plain: false }
    if (how === 'drop') return { argv: argv.toSpliced(at, 1), plain: false }
    return { argv: [...argv.slice(at), ...argv.slice(0, at)], plain: false }
  })

const anyLine = fc.oneof({ weight: 4, arbitrary: commandLine }, { weight: 1, arbitrary: garbled })

const calm = [0, 2, 3, 4, 5, 6, 130]

/** What is wrong with an answer, whatever was typed. */
function problemsOf({ argv, plain }: Line, { code, stdout, stderr }: Answer): string[] {
  const json = plain && (argv.includes('--json') || argv.includes('--fields'))
  const wrong: readonly (readonly [boolean, string])[] = [
    [!calm.includes(code), 'it is a fault of the program'],
    [/\n\s+at /.test(stderr) && !argv.includes('--debug'), 'it shows a stack'],
    [code !== 0 && stdout !== '', 'it answered and failed'],
    [code !== 0 && stderr === '', 'it failed without a word'],
    [json && code === 0 && !isJson(stdout), 'its answer is no JSON'],
    [json && code !== 0 && !stderr.split('\n').some(isJson), 'its error is no JSON'],
  ]
  return wrong.filter(([is]) => is).map(([, what]) => what)
}

test('F144, F145 whatever is typed gets an answer or a sentence', {
  timeout: longPatience,
}, async () => {
  const bytes = readFileSync((await sampleHousehold()).database)
  let lines = 0
  const codes: Record<number, number> = {}
  const property = fc.asyncProperty(
    fc.array(anyLine, { minLength: 10, maxLength: 10 }),
    async (typed) => {
      const home = householdFromBytes(bytes)
      for (const line of typed) {
        const answer = await home.run(...line.argv)
        lines += 1
        codes[answer.code] = (codes[answer.code] ?? 0) + 1
        expect({ line, problems: problemsOf(line, answer), answer }).toEqual({
          line,
          problems: [],
          answer,
        })
      }
      expect(findDamage(home.database)).toEqual([])
    },
  )
  await fc.assert(property, { seed: 144, numRuns: isLongRun ? 1000 : 60 })
  reportCount('random command lines', lines)
  for (const [code, count] of Object.entries(codes))
    reportCount(`of them ended with ${code}`, count)
})
