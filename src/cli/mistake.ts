import type { Command, CommanderError } from 'commander'
import { isVerb, rootOf } from './names.ts'

/** What is wrong with the words of a command line. */
type Kind =
  | 'missingCommand'
  | 'unknownCommand'
  | 'unknownOption'
  | 'missingArgument'
  | 'optionMissingArgument'
  | 'excessArguments'

/** The words are not a command. `usage.ts`, which takes time to load, says so in a sentence. */
export class Mistake extends Error {
  /** Undefined for an error of Commander's that has no sentence of ours. */
  readonly kind: Kind | undefined
  /** The command up to the mistake. */
  readonly command: Command
  readonly word: string

  constructor(kind: Kind | undefined, command: Command, word: string, message = '') {
    super(message)
    this.name = 'Mistake'
    this.kind = kind
    this.command = command
    this.word = word
  }
}

const kinds: Readonly<Record<string, Kind>> = {
  'commander.unknownOption': 'unknownOption',
  'commander.missingArgument': 'missingArgument',
  'commander.optionMissingArgument': 'optionMissingArgument',
  'commander.excessArguments': 'excessArguments',
}

/** The mistake that Commander found. */
export function mistakeOf(error: CommanderError, command: Command): Mistake {
  const kind = kinds[error.code]
  const extra = command.args[command.registeredArguments.length]
  const quoted = /'(.*)'/s.exec(error.message)?.[1]
  const word = kind === 'excessArguments' ? extra : quoted
  return new Mistake(kind, command, word ?? '', error.message)
}

/**
 * Refuses unknown words where Commander would ignore them: after a noun that lacks its verb, and
 * next to `--help`.
 *
 * @param isHelp whether the words ask for help, so that `--help` is known
 * @throws Mistake
 */
export function requireKnownWords(command: Command, isHelp = false): void {
  const { args } = command
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const before = args.slice(0, end).filter((word) => !isHelp || !asksForHelp(word))
  const [first] = before
  const isNamed = command.commands.some((each) => each.name() === first)
  if (!isVerb(command) && first !== undefined && !isNamed && !isOption(first)) {
    throw new Mistake('unknownCommand', command, first)
  }
  const option = before.find(isOption)
  const operands = [...before.filter((word) => !isOption(word)), ...args.slice(end + 1)]
  if (option !== undefined) {
    // Commander would have taken a known option away, unless it comes after --.
    const kind = isKnown(option, command) ? 'excessArguments' : 'unknownOption'
    throw new Mistake(kind, command, option)
  }
  const extra = operands[command.registeredArguments.length]
  const isOpen = command.registeredArguments.at(-1)?.variadic === true
  if (extra !== undefined && !isOpen) throw new Mistake('excessArguments', command, extra)
}

/** Whether a word asks for the help of the command. */
export function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

function isKnown(word: string, command: Command): boolean {
  if (asksForHelp(word)) return true
  const { options } = rootOf(command)
  return options.some(({ short, long }) => short === word || long === word)
}

function isOption(word: string): boolean {
  return word.startsWith('-') && word.length > 1
}
