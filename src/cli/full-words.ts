import type { Group, OptionEntry, Verb } from '../command.ts'
import { groups, ownVerbs } from '../commands/index.ts'
import { globalOptions } from './globals.ts'
import { namesOfOption, optionsOfVerb } from './options.ts'

// Everyday words, second names and beginnings stand for commands: `list`, `t l` and `t ls` for
// `task list`. They are written out before anything is parsed, so all else knows full names only.

/** What some people type for a verb, out of habit. */
const habits: Readonly<Record<string, string>> = { ls: 'list', rm: 'remove', new: 'add' }

const everydayNames = groups.flatMap(({ everyday = [] }) => everyday)

/** A verb that can be typed without its noun. */
type EverydayVerb = { readonly noun: string; readonly verb: Verb }

export function everydayVerbs(): readonly EverydayVerb[] {
  return groups.flatMap((group) => (group.everyday ?? []).flatMap((name) => called(name, group)))
}

/** The verbs that a word alone can stand for: `done` is a verb of `task` and of `win`. */
export function everydayCalled(name: string): readonly EverydayVerb[] {
  return groups.flatMap((group) => (group.everyday?.includes(name) ? called(name, group) : []))
}

function called(name: string, { noun, verbs }: Group): readonly EverydayVerb[] {
  return verbs.filter((verb) => nameOfVerb(verb) === name).map((verb) => ({ noun, verb }))
}

/** All words that can begin a command. */
export const firstWords: readonly string[] = [
  ...new Set([
    ...groups.map(({ noun }) => noun),
    ...everydayNames,
    ...ownVerbs.map(nameOfVerb),
    'help',
  ]),
]

const rareWords = rareNames(ownVerbs)

/**
 * Writes out the command in these words. A word that is no command, or could be several, stays as
 * it is, for the parser to refuse.
 */
export function fullWords(argv: readonly string[]): readonly string[] {
  const [at, next] = operandsAt(argv, globalOptions)
  if (at === undefined) return argv
  const typed = argv[at] ?? ''
  const first = groups.find(({ letter }) => letter === typed)?.noun ?? firstMeant(typed)
  const words = first === typed ? argv : argv.with(at, first)
  if (first === 'help') return [...words.slice(0, at + 1), ...fullWords(words.slice(at + 1))]
  const group = groups.find(({ noun }) => noun === first)
  if (group) return next === undefined ? words : words.with(next, verbMeant(argv[next], group))
  const everyday = everydayMeant(first, words, at)
  return everyday === undefined ? words : words.toSpliced(at, 1, everyday.noun, first)
}

function firstMeant(typed: string): string {
  return commonMeant(typed, firstWords, rareWords)
}

function verbMeant(typed = '', { verbs }: Group): string {
  return commonMeant(typed, [...verbs.map(nameOfVerb), 'help'], rareNames(verbs))
}

function rareNames(verbs: readonly Verb[]): readonly string[] {
  return verbs.filter(({ isRare }) => isRare).map(nameOfVerb)
}

/** As {@link meant}, but a rare name gives way to others that begin with the same letters. */
function commonMeant(typed: string, names: readonly string[], rare: readonly string[]): string {
  const common = names.filter((name) => !rare.includes(name))
  const first = meant(typed, common)
  return first === typed ? meant(typed, names) : first
}

/** The name that a word is, stands for or begins; the word itself if there is not just one. */
function meant(typed: string, names: readonly string[]): string {
  const habit = habits[typed]
  if (names.includes(typed)) return typed
  if (habit !== undefined && names.includes(habit)) return habit
  const [name = typed, ...others] = beginningWith(typed, names)
  return others.length > 0 ? typed : name
}

/** The names that begin with a word. */
export function beginningWith(word: string, names: readonly string[]): readonly string[] {
  return word === '' ? [] : names.filter((name) => name.startsWith(word))
}

/** If a word is short for two commands, those that need an operand are meant only with one. */
function everydayMeant(word: string, argv: readonly string[], at: number) {
  const [first, ...others] = everydayCalled(word)
  if (others.length === 0) return first
  const all = [first, ...others].filter((each) => each !== undefined)
  const options = all.flatMap(({ verb }) => optionsOfVerb(verb))
  const { operands, text } = readWords(argv, [...globalOptions, ...options])
  const hasOperand = [...operands, ...text].some((index) => index > at)
  return all.find(({ verb }) => verb.usage.includes('<') === hasOperand)
}

/** Where the words are that are neither options nor their values, before `--`. */
export function operandsAt(
  argv: readonly string[],
  options: readonly OptionEntry[],
): readonly number[] {
  return readWords(argv, options).operands
}

/** The words of a command line by what they are, each by its place. */
export type TypedWords = {
  /** Those that are neither options nor their values. */
  readonly operands: readonly number[]
  /** Those after `--`, which are never options. */
  readonly text: readonly number[]
  readonly hasDashes: boolean
  /** The options that were given. */
  readonly given: readonly { readonly option: OptionEntry; readonly value: string }[]
  /** The option that lacks its value: the last word. */
  readonly pending: OptionEntry | undefined
}

/** Reads words that may have any of these options, and others without a value. */
export function readWords(argv: readonly string[], options: readonly OptionEntry[]): TypedWords {
  const operands: number[] = []
  const given: { option: OptionEntry; value: string }[] = []
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    if (word === '--') {
      const text = argv.slice(at + 1).map((_, index) => at + 1 + index)
      return { operands, text, hasDashes: true, given, pending: undefined }
    }
    if (!word.startsWith('-') || word === '-') operands.push(at)
    const option = optionOf(word, options)
    if (option === undefined) continue
    const isNext = takesValue(option) && !word.includes('=')
    if (isNext) at += 1
    if (at === argv.length) return { operands, text: [], hasDashes: false, given, pending: option }
    given.push({ option, value: isNext ? (argv[at] ?? '') : word.split('=').slice(1).join('=') })
  }
  return { operands, text: [], hasDashes: false, given, pending: undefined }
}

/** The option that a word names: `--owner`, `-o` or `--owner=sam`. */
export function optionOf(word: string, options: readonly OptionEntry[]): OptionEntry | undefined {
  const [name = ''] = word.startsWith('--') ? word.split('=', 1) : [word]
  return options.find(([flags]) => namesOfOption(flags).includes(name))
}

/** Whether an option takes a value. */
export function takesValue([flags]: OptionEntry): boolean {
  return flags.includes('<')
}

/** The word of a verb, without its operands. */
export function nameOfVerb({ usage }: Verb): string {
  return usage.split(' ', 1)[0] ?? ''
}
