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

/** What was typed is no command. `usage.ts`, which takes time to load, explains it. */
export class Mistake extends Error {
  /** Undefined for a problem of Commander's without words of ours. */
  readonly kind: Kind | undefined
  /** The command that was found before the mistake. */
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
 * Refuses words that mean nothing, where Commander does not: in a noun, which has no words of its
 * own, and beside `--help`, which hides nothing.
 *
 * @param isHelp whether the help is asked for, so that those words are known
 * @throws Mistake
 */
export function requireKnownWords(command: Command, isHelp = false): void {
  const { args } = command
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const before = args.slice(0, end).filter((word) => !isHelp || !asksForHelp(word))
  const [first] = before
  if (!isVerb(command) && first !== undefined && !isOption(first)) {
    throw new Mistake('unknownCommand', command, first)
  }
  const option = before.find(isOption)
  const operands = [...before.filter((word) => !isOption(word)), ...args.slice(end + 1)]
  if (option !== undefined) {
    // Commander would have taken it away if it did not stand after --.
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
