import { Command } from 'commander'
import type { OptionEntry, Verb } from '../command.ts'
import { groups, ownVerbs } from '../commands/index.ts'
import type { World } from '../world.ts'
import { fullWords } from './full-words.ts'
import { globalOptions } from './globals.ts'
import { asksForHelp } from './mistake.ts'
import { addOptions, namesOfOption, optionsOfVerb } from './options.ts'
import {
  buildProgram,
  callToday,
  callVerb,
  type Execute,
  isPrinted,
  unlessVersion,
  versionOption,
} from './program.ts'

/**
 * Builds a parser for these words only: the commands and options that occur in them, without help.
 * That takes 0.7 ms less than building the whole parser. It understands words in the same way, or
 * throws an error that nobody is shown.
 *
 * @returns undefined for words that lack a command, or ask for help
 */
export function buildTyped(
  { argv, stdout }: Pick<World, 'argv' | 'stdout'>,
  execute: Execute,
): Command | undefined {
  const act = unlessVersion(execute, stdout)
  const root = new Command('momentum')
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .action(() => callToday(root, act))
  addOccurring(root, [versionOption, ...globalOptions], argv)
  const nouns = groups.filter(({ noun }) => argv.includes(noun))
  for (const { noun, verbs } of nouns) addVerbs(root.command(noun), verbs, argv, act)
  addVerbs(root, ownVerbs, argv, act)
  // Another noun may be an operand, as in config set user.
  const first = argv.find((word) => nouns.some(({ noun }) => noun === word))
  const isNounAlone = root.commands.some(
    (each) => each.name() === first && each.commands.length === 0,
  )
  return isNounAlone || argv.some((word) => word === 'help' || asksForHelp(word)) ? undefined : root
}

/** Whether these words are a complete command. Runs nothing and prints nothing. */
export function isUnderstood(typedWords: readonly string[]): boolean {
  const argv = fullWords(typedWords)
  const words = { argv, stdout: { write: () => true } }
  const typed = buildTyped(words, async () => {})
  if (typed !== undefined && understands(typed, argv)) return true
  return understands(
    buildProgram(words, async () => {}),
    argv,
  )
}

function understands(parser: Command, argv: readonly string[]): boolean {
  try {
    parser.parse(argv, { from: 'user' })
    return true
  } catch (error) {
    return isPrinted(error)
  }
}

function addVerbs(
  parent: Command,
  verbs: readonly Verb[],
  argv: readonly string[],
  execute: Execute,
): void {
  for (const verb of verbs) {
    const [name = ''] = verb.usage.split(' ')
    if (!argv.includes(name)) continue
    const command = parent.command(verb.usage)
    command.action(() => callVerb(command, verb, execute))
    addOccurring(command, optionsOfVerb(verb), argv)
  }
}

/** Adds the options that occur in the words: with their long name, or in a group of short ones. */
function addOccurring(command: Command, entries: readonly OptionEntry[], argv: readonly string[]) {
  const typed = argv.filter((word) => word.startsWith('-'))
  if (typed.length === 0) return
  const hasShort = typed.some(isShort)
  const words = typed.map((word) => word.split('=', 1)[0])
  const occurs = (flag: string) =>
    words.includes(flag) ||
    // Commander takes an option for given if it knows only the one that switches it off.
    words.includes(flag.replace('--', '--no-')) ||
    (hasShort && isShort(flag))
  addOptions(
    command,
    entries.filter(([flags]) => namesOfOption(flags).some(occurs)),
  )
}

function isShort(word: string): boolean {
  return word.length > 1 && word.startsWith('-') && !word.startsWith('--')
}
