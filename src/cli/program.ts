import { Command, CommanderError, type HelpConfiguration } from 'commander'
import type { Args, Group, Verb } from '../command.ts'
import { groups, ownVerbs, today } from '../commands/index.ts'
import { version } from '../version.ts'
import type { World } from '../world.ts'
import { globalOptions } from './globals.ts'
import { formatHelp } from './help.ts'
import { asksForHelp, Mistake, mistakeOf, requireKnownWords } from './mistake.ts'
import { isVerb, nameOf, rootOf } from './names.ts'
import { addOptions, optionsOfVerb } from './options.ts'

export const versionOption = ['-V, --version', 'print the version'] as const

/** Runs the command that was typed. */
export type Execute = (verb: Verb, args: Args) => Promise<void>

/**
 * Builds the parser of the command line, with names, options and help. Loads a command's code only
 * when it is called; a command that was not typed gets a name and a summary only.
 */
export function buildProgram(
  { argv, stdout }: Pick<World, 'argv' | 'stdout'>,
  execute: Execute,
): Command {
  const root = new Command('momentum')
    .option(...versionOption)
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      // main reports every error, also Commander's.
      outputError: () => {},
      writeErr: () => {},
      getOutHelpWidth: () => stdout.columns ?? 80,
      getOutHasColors: () => false,
    })
  const act = unlessVersion(execute, stdout)
  rewordErrors(root)
  addOptions(root, globalOptions)
  describe(root, today)
  root
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      requireKnownWords(root)
      return callToday(root, act)
    })
  const typed = new Set(argv)
  for (const group of groups) addGroup(root, group, typed, act)
  for (const verb of ownVerbs) addVerb(root, verb, typed, act)
  addHelp(root, 'help [command...]')
  return root
}

/** Whether Commander ended because it printed the help or the version. */
export function isPrinted(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0
}

type Typed = ReadonlySet<string>

function addGroup(root: Command, group: Group, typed: Typed, execute: Execute): void {
  const command = root.command(group.noun).summary(group.summary).description(`${group.summary}.`)
  if (!typed.has(group.noun)) return
  rewordErrors(command)
  command
    .configureHelp(helpWith(group.verbs.slice(0, 3).map((verb) => verb.examples[0])))
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      requireKnownWords(command)
      const globals = rootOf(command).opts()
      // With --version, every command prints only the version.
      if (globals.version !== true) throw new Mistake('missingCommand', command, '')
      return execute(today, { command: group.noun, operands: [], options: {}, globals })
    })
  for (const verb of group.verbs) addVerb(command, verb, typed, execute)
  addHelp(command, 'help [verb...]')
}

/** Adds the command that shows the help of the commands below this one. */
function addHelp(parent: Command, usage: string): void {
  const command = parent.command(usage, { hidden: true }).helpOption(false)
  rewordErrors(command)
  command.option('-h, --help').action(() => printHelp(findCommand(parent, command.args)))
}

function printHelp(command: Command): void {
  command.configureOutput().writeOut?.(command.helpInformation())
}

function findCommand(from: Command, words: readonly string[]): Command {
  const [word, ...rest] = words
  if (word === undefined || word === 'help') return from
  const found = from.commands.find((command) => command.name() === word)
  if (found) return findCommand(found, rest)
  throw new Mistake(isVerb(from) ? 'excessArguments' : 'unknownCommand', from, word)
}

function addVerb(group: Command, verb: Verb, typed: Typed, execute: Execute): void {
  const command = group.command(verb.usage).summary(verb.summary)
  if (!typed.has(command.name())) return
  rewordErrors(command)
  describe(command, verb)
  command
    .allowExcessArguments(false)
    .allowUnknownOption(false)
    .action(() => callVerb(command, verb, execute))
}

/** With --version, every command prints only the version. */
export function unlessVersion(execute: Execute, stdout: World['stdout']): Execute {
  return async (verb, args) => {
    if (args.globals.version === true) return void stdout.write(`${version}\n`)
    await execute(verb, args)
  }
}

export function callToday(root: Command, execute: Execute): Promise<void> {
  const command = nameOf(root)
  return execute(today, { command, operands: [], options: {}, globals: root.opts() })
}

export function callVerb(command: Command, verb: Verb, execute: Execute): Promise<void> {
  const operands: string[] = command.args
  const globals = rootOf(command).opts()
  return execute(verb, { command: nameOf(command), operands, options: command.opts(), globals })
}

function describe(command: Command, verb: Verb): void {
  const { summary, details } = verb
  command
    .summary(summary)
    .description(details === undefined ? `${summary}.` : `${summary}.\n\n${details}`)
    .configureHelp(helpWith(verb.examples))
  addOptions(command, optionsOfVerb(verb))
}

function helpWith(examples: readonly string[]): HelpConfiguration {
  return {
    minWidthToWrap: 10,
    formatHelp: (command, help) => formatHelp(command, examples, help),
  }
}

function rewordErrors(command: Command): void {
  command.exitOverride((error) => {
    throw isPrinted(error) ? error : mistakeOf(error, command)
  })
  command.on('beforeHelp', () => {
    const words = wordsOfCommand(command)
    if (words === undefined) return requireKnownWords(command, true)
    printHelp(findCommand(command, words))
    // Commander would print the help of this command as well.
    throw new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)')
  })
}

/** The words of a command whose help is asked for before it is named: `--help task list`. */
function wordsOfCommand(command: Command): readonly string[] | undefined {
  const words = command.args.filter((word) => !asksForHelp(word))
  if (isVerb(command) || words.some((word) => word.startsWith('-'))) return undefined
  return command.commands.some((each) => each.name() === words[0]) ? words : undefined
}
