import { type Command, Option } from 'commander'
import { isVerb, rootOf } from './names.ts'

// Rewrites a command line as the person who typed it may have meant it.

/** An option with its value, or an operand. */
export type Piece = {
  readonly words: readonly string[]
  readonly option?: Option
  /** Whether it comes after `--`. */
  readonly isText?: true
}

/** Leaves out --db and --as with their values, because every hint adds them. */
export function withoutHousehold(argv: readonly string[]): readonly string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const isNamed = (word = '') => word === '--db' || word === '--as'
  return argv.filter((word, at) => {
    if (at >= end) return true
    return !isNamed(word) && !isNamed(argv[at - 1]) && !/^--(db|as)=/.test(word)
  })
}

/** Replaces the first occurrence of a word. */
export function replaceWord(argv: readonly string[], word: string, by: string): readonly string[] {
  return argv.includes(word) ? argv.toSpliced(argv.indexOf(word), 1, by) : argv
}

/** Moves the operands after `--` if one of them begins with a dash. */
export function asText(argv: readonly string[], command: Command): readonly string[] {
  const { path, operands, options } = parts(takeApart(argv, command), command)
  return compose(path, operands, options)
}

/** Moves the command to the beginning: a noun and its verb, or a verb without a noun. */
export function commandFirst(argv: readonly string[], command: Command): readonly string[] {
  const known = argv.find((word) => command.commands.some((each) => each.name() === word))
  const found = command.commands.find((each) => each.name() === known)
  if (known === undefined || found === undefined) return argv
  const rest = argv.toSpliced(argv.indexOf(known), 1)
  return [known, ...(isVerb(found) ? rest : commandFirst(rest, found))]
}

/** The words that are neither the command nor its options. */
export function operandsOf(argv: readonly string[], command: Command): readonly string[] {
  return parts(takeApart(argv, command), command).operands
}

/** Moves the options that were typed after `--` before it. */
export function withLateOptions(argv: readonly string[], command: Command): readonly string[] {
  const words = argv.filter((word, at) => word !== '--' || argv.indexOf('--') !== at)
  return asText(words, command)
}

/** Whether this word is an option of the command that was typed after `--`. */
export function isLateOption(word: string, argv: readonly string[], command: Command): boolean {
  const end = argv.indexOf('--')
  const isLate = end >= 0 && argv.includes(word, end) && !argv.slice(0, end).includes(word)
  return isLate && findOption(word, optionsOf(command)) !== undefined
}

/** Splits the words into options with their values, and operands. */
export function takeApart(argv: readonly string[], command: Command): Piece[] {
  const options = optionsOf(command)
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const pieces: Piece[] = []
  for (let at = 0; at < end; at += 1) {
    const word = argv[at] ?? ''
    const option = findOption(word, options)
    const takesNext = option?.required === true && !word.includes('=')
    const words = takesNext ? argv.slice(at, at + 2) : [word]
    pieces.push(option === undefined ? { words } : { words, option })
    if (takesNext) at += 1
  }
  return [
    ...pieces,
    ...argv.slice(end + 1).map((word) => ({ words: [word], isText: true as const })),
  ]
}

/** The options that may be typed with a command. */
export function optionsOf(command: Command): readonly Option[] {
  const own = command.parent === null ? [] : command.options
  return [...own, ...rootOf(command).options, new Option('-h, --help')]
}

function findOption(word: string, options: readonly Option[]): Option | undefined {
  const [name = ''] = word.split('=')
  const find = (flag: string) => options.find(({ short, long }) => short === flag || long === flag)
  const found = find(name)
  if (found) return found.required || name === word ? found : undefined
  const flags = /^-[a-z]{2,}$/i.test(word) ? [...word.slice(1)].map((flag) => find(`-${flag}`)) : []
  return flags.every((flag) => flag !== undefined) ? flags[0] : undefined
}

/** The words of the command itself, such as `task add`, its operands and its options. */
export function parts(pieces: readonly Piece[], command: Command) {
  let depth = 0
  for (let each = command; each.parent !== null; each = each.parent) depth += 1
  const operands = pieces.filter(({ option }) => option === undefined).flatMap(({ words }) => words)
  const options = pieces.filter(({ option }) => option !== undefined).flatMap(({ words }) => words)
  return { path: operands.slice(0, depth), operands: operands.slice(depth), options }
}

/** The words in the order of the help. If an operand begins with a dash, they come after `--`. */
export function compose(
  path: readonly string[],
  operands: readonly string[],
  options: readonly string[],
): readonly string[] {
  const isDashed = operands.some((word) => word.startsWith('-') && word.length > 1)
  return isDashed ? [...path, ...options, '--', ...operands] : [...path, ...operands, ...options]
}
