import type { OptionEntry, Verb } from '../../command.ts'
import { groups, ownVerbs } from '../../commands/index.ts'
import {
  everydayCalled,
  everydayVerbs,
  fullWords,
  nameOfVerb,
  operandsAt,
  optionOf,
  readWords,
  takesValue,
} from '../full-words.ts'
import { globalOptions } from '../globals.ts'
import { namesOfOption, optionsOfVerb } from '../options.ts'
import { type Kind, kindOf, namedTasks, placeholdersIn } from './kinds.ts'

/** A value that could be typed, and what it is. */
export type Candidate = { readonly value: string; readonly description: string }

/** A value that is wanted at a place. */
export type Wanted = {
  readonly kind: Kind
  /** Whether several values can be typed, with commas between them. */
  readonly isList: boolean
  /** Whether the word `none` can be typed, too. */
  readonly canBeNone: boolean
  /** What was typed for the same placeholder before. */
  readonly typed: readonly string[]
  /** The command that wants it, which knows the names of its fields. */
  readonly verb: Verb | undefined
}

/** What can come at the end of a command line. */
export type Place = {
  /** The names of commands. */
  readonly commands: readonly Candidate[]
  /** The value of an operand or an option. */
  readonly wanted: Wanted | undefined
  /** The options that can still be given; none where only a value can come. */
  readonly options: readonly OptionEntry[]
  /** Those of the command itself, without those of every command. */
  readonly ownOptions: readonly OptionEntry[]
  /** The value of an option, if it is typed in the same word: `--owner=`. */
  readonly assigned: (name: string) => Wanted | undefined
}

/** A command that the words before a place name, as far as they do. */
type Named = {
  /** Its words: a noun and a verb, or a verb alone. */
  readonly command: readonly string[]
  readonly verb: Verb
}

const always: readonly OptionEntry[] = [
  ...globalOptions,
  ['-h, --help', 'show this help'],
  ['-V, --version', 'print the version'],
]

const helpEntry = { value: 'help', description: 'Show help' }

/** Finds what can come after these words of a command line, the name of the program left out. */
export function findPlace(before: readonly string[]): Place {
  const words = fullWords(before)
  const [at, next] = operandsAt(words, globalOptions)
  const { pending } = readWords(words, globalOptions)
  if (at === undefined) {
    return pending ? valuePlace(pending, []) : { ...nowhere(always), commands: rootCommands() }
  }
  const first = words[at] ?? ''
  if (first === 'help') return helpPlace(words.slice(at + 1))
  const group = groups.find(({ noun }) => noun === first)
  if (group && next === undefined) {
    if (pending) return valuePlace(pending, [])
    return { ...nowhere(always), commands: [...group.verbs.map(verbEntry), helpEntry] }
  }
  const named = namedBy(words, at, next, words.length > before.length)
  const from = group ? (next ?? at) : at
  return named.length === 0 ? nowhere([]) : commandPlace(named, words.slice(from + 1))
}

/** The commands that are named; two if the word is short for both. */
function namedBy(
  words: readonly string[],
  at: number,
  next: number | undefined,
  isEveryday: boolean,
): readonly Named[] {
  const name = words[next ?? at] ?? ''
  if (isEveryday) {
    return everydayCalled(name).map(({ noun, verb }) => ({ command: [noun, name], verb }))
  }
  const group = groups.find(({ noun }) => noun === words[at])
  const verbs = group ? group.verbs : ownVerbs
  const word = group ? name : (words[at] ?? '')
  return verbs
    .filter((verb) => nameOfVerb(verb) === word)
    .map((verb) => ({ command: group ? [group.noun, word] : [word], verb }))
}

/** The place after the words of a command, which are followed by these. */
function commandPlace(named: readonly Named[], words: readonly string[]): Place {
  const own = named.flatMap(({ verb }) => optionsOfVerb(verb))
  const options = [...own, ...always]
  const { pending, operands, text, given, hasDashes } = readWords(words, options)
  if (pending) return valuePlace(pending, named)
  const typed = [...operands, ...text].map((index) => words[index] ?? '')
  const isLeft = (entry: OptionEntry) =>
    entry[2] === 'list' || !given.some(({ option }) => option === entry)
  return {
    ...nowhere(hasDashes ? [] : options.filter(isLeft)),
    ownOptions: hasDashes ? [] : own.filter(isLeft),
    wanted: named.map((each) => operandOf(each, typed)).find((wanted) => wanted !== undefined),
    assigned(name) {
      const entry = optionOf(name, options)
      return entry && takesValue(entry) ? wantedBy(entry, named) : undefined
    },
  }
}

/** What a command wants after these operands. */
function operandOf({ command, verb }: Named, typed: readonly string[]): Wanted | undefined {
  const placeholders = placeholdersIn(verb.usage)
  const repeats = verb.usage.includes('...')
  const placeholder = placeholders[typed.length] ?? (repeats ? placeholders.at(-1) : undefined)
  if (placeholder === undefined) return undefined
  const kind = kindOf(command, placeholder) ?? 'anything'
  const isList = repeats && namedTasks.includes(kind)
  return { kind, isList, canBeNone: namesNone(verb.details ?? ''), typed, verb }
}

/** The place of an option's value. */
function valuePlace(entry: OptionEntry, named: readonly Named[]): Place {
  return { ...nowhere([]), wanted: wantedBy(entry, named) }
}

function wantedBy(entry: OptionEntry, named: readonly Named[]): Wanted {
  const [flags, description, form] = entry
  const [placeholder = ''] = placeholdersIn(flags)
  const owner = named.find(({ verb }) => verb.options?.includes(entry))
  return {
    kind: kindOf(owner?.command ?? [], placeholder) ?? 'anything',
    isList: form === 'list' || placeholder === 'users',
    canBeNone: /\bnone\b/.test(description) || namesNone(owner?.verb.details ?? ''),
    typed: [],
    // Every command has --fields, but each has its own.
    verb: (owner ?? named[0])?.verb,
  }
}

function namesNone(text: string): boolean {
  return /\bword none\b/.test(text)
}

function nowhere(options: readonly OptionEntry[]): Place {
  const assigned = (name: string) => {
    const entry = optionOf(name, options)
    return entry && takesValue(entry) ? wantedBy(entry, []) : undefined
  }
  return { commands: [], wanted: undefined, options, ownOptions: [], assigned }
}

/** What can be typed after `help`. */
function helpPlace([noun, ...rest]: readonly string[]): Place {
  if (noun === undefined) return { ...nowhere([]), commands: rootCommands() }
  const verbs = groups.find((group) => group.noun === noun)?.verbs ?? []
  return { ...nowhere([]), commands: rest.length === 0 ? verbs.map(verbEntry) : [] }
}

function rootCommands(): readonly Candidate[] {
  const everyday = everydayVerbs().map(({ noun, verb }) => ({
    value: nameOfVerb(verb),
    description: `${verb.summary} (${noun} ${nameOfVerb(verb)})`,
  }))
  const nouns = groups.map(({ noun, summary }) => ({ value: noun, description: summary }))
  // A word that is short for two commands is offered once, as the first.
  const words = new Map(everyday.toReversed().map((entry) => [entry.value, entry])).values()
  return [...[...words].toReversed(), ...ownVerbs.map(verbEntry), ...nouns, helpEntry]
}

function verbEntry(verb: Verb): Candidate {
  return { value: nameOfVerb(verb), description: verb.summary }
}

/** What can be typed for options: their names, and their letters. Two commands may share one. */
export function optionEntries(options: readonly OptionEntry[]): readonly Candidate[] {
  const all = options.flatMap(([flags, description]) =>
    namesOfOption(flags).map((value) => ({ value, description })),
  )
  return all.filter(({ value }, at) => all.findIndex((each) => each.value === value) === at)
}
