import { Command, CommanderError, type HelpConfiguration } from 'commander'
import type { Args, Group, Verb } from '../command.ts'
import { groups, ownVerbs, today } from '../commands/index.ts'
import { version } from '../version.ts'
import type { World } from '../world.ts'
import { globalOptions } from './globals.ts'
import { formatHelp } from './help.ts'
import { addOptions } from './options.ts'
import { nameOf, rootOf, typingError, unknownVerbError } from './usage.ts'

/** Runs the command that was typed. */
export type Execute = (verb: Verb, args: Args) => Promise<void>

/**
 * Builds the parser of the command line, with names, options and help. Loads a command's code only
 * when it is called; a command that was not typed gets a name and a summary only.
 */
export function buildProgram(world: World, execute: Execute): Command {
  const root = new Command('momentum')
    .helpCommand('help [command]', 'show help for a command')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      // main reports every error, also Commander's.
      outputError: () => {},
      writeErr: () => {},
      getOutHelpWidth: () => world.stdout.columns ?? 80,
      getOutHasColors: () => false,
    })
  rewordErrors(root)
  addOptions(root, globalOptions)
  describe(root, today)
  root
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      if (root.args.length > 0) throw unknownVerbError(root)
      const command = nameOf(root)
      await execute(today, { command, operands: [], options: {}, globals: root.opts() })
    })
  const typed = new Set(world.argv)
  for (const group of groups) addGroup(root, group, typed, execute)
  for (const verb of ownVerbs) addVerb(root, verb, typed, execute)
  return root
}

/**
 * Spells `help task add` as `task help add`: after `help`, Commander reads only one word and would
 * show the help of `task`.
 */
export function wordsToParse(argv: readonly string[]): readonly string[] {
  const [first, noun = '', verb = '-', ...rest] = argv
  const isVerb = first === 'help' && rest.length === 0 && !verb.startsWith('-')
  return isVerb && groups.some((group) => group.noun === noun) ? [noun, first, verb] : argv
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
    .helpCommand('help [verb]', 'show help for a verb')
    .configureHelp(helpWith(group.verbs.slice(0, 3).map((verb) => verb.examples[0])))
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw unknownVerbError(command)
    })
  for (const verb of group.verbs) addVerb(command, verb, typed, execute)
}

function addVerb(group: Command, verb: Verb, typed: Typed, execute: Execute): void {
  const command = group.command(verb.usage).summary(verb.summary)
  if (!typed.has(command.name())) return
  rewordErrors(command)
  describe(command, verb)
  command
    .allowExcessArguments(false)
    .allowUnknownOption(false)
    .action(async () => {
      const operands: string[] = command.args
      const globals = rootOf(command).opts()
      await execute(verb, { command: nameOf(command), operands, options: command.opts(), globals })
    })
}

function describe(command: Command, verb: Verb): void {
  const { summary, details, options = [] } = verb
  command
    .summary(summary)
    .description(details === undefined ? `${summary}.` : `${summary}.\n\n${details}`)
    .configureHelp(helpWith(verb.examples))
  addOptions(command, options)
}

function helpWith(examples: readonly string[]): HelpConfiguration {
  return {
    minWidthToWrap: 20,
    formatHelp: (command, help) => formatHelp(command, examples, help),
  }
}

function rewordErrors(command: Command): void {
  command.exitOverride((error) => {
    throw isPrinted(error) ? error : typingError(error, command)
  })
}
