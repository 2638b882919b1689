import { type Command, Option } from 'commander'
import type { OptionEntry, Verb } from '../command.ts'
import { usageError } from '../errors.ts'

/** The letters of the options that are typed most often, the same for every command. */
const letters: Readonly<Record<string, string>> = {
  '--all': '-a',
  '--category': '-c',
  '--definition-of-done': '-w',
  '--due': '-d',
  '--limit': '-l',
  '--mine': '-m',
  '--note': '-n',
  '--owner': '-o',
  '--priority': '-p',
  '--search': '-s',
}

/** Options that have a second name. */
const secondNames: Readonly<Record<string, string>> = { '--definition-of-done': '--done-when' }

/**
 * All that can be typed for an option: its names, and its letter if it has one. Every command asks
 * for those of many options, so there is no pattern here.
 */
export function namesOfOption(flags: string): readonly string[] {
  const names: string[] = []
  for (const word of flags.split(' ')) {
    if (!word.startsWith('-')) continue
    const name = word.endsWith(',') ? word.slice(0, -1) : word
    for (const each of [name, letters[name], secondNames[name]]) if (each) names.push(each)
  }
  return names
}

const dryRun: OptionEntry = ['--dry-run', 'show what would change, and change nothing']

/** The options of a verb, with those that every verb of its kind has. */
export function optionsOfVerb({ options = [], writes }: Verb): readonly OptionEntry[] {
  return writes ? [...options, dryRun] : options
}

/**
 * Adds options to a command. If one is given twice, no value is lost silently: lists add up, and
 * other options are refused.
 */
export function addOptions(command: Command, entries: readonly OptionEntry[]): void {
  const options = entries.map(([flags, description]) => new Option(withLetter(flags), description))
  const isPair = (option: Option) =>
    options.some((each) => each !== option && each.attributeName() === option.attributeName())
  options.forEach((option, index) => {
    if (entries[index]?.[2] === 'list') option.argParser(joinLists)
    else if (option.required) option.argParser(onlyOnce(option))
    else if (isPair(option)) option.argParser(eitherWay(option))
    command.addOption(option)
    const second = secondNames[option.long ?? '']
    if (second !== undefined) command.addOption(renamed(option, second))
  })
}

function withLetter(flags: string): string {
  const letter = letters[flags.split(' ', 1)[0] ?? '']
  return letter === undefined ? flags : `${letter}, ${flags}`
}

/** The same option under another name, which the help does not list. */
function renamed(option: Option, name: string): Option {
  const other = new Option(option.flags.replace(/^.*--[\w-]+/, name)).hideHelp()
  other.attributeName = () => option.attributeName()
  return option.parseArg ? other.argParser(option.parseArg) : other
}

function joinLists(value: string, before: string | undefined): string {
  return before === undefined ? value : `${before},${value}`
}

function onlyOnce(option: Option) {
  return (value: string, before: string | undefined): string => {
    if (before === undefined) return value
    const typed = option.flags.replace(/^-., /, '')
    throw usageError(`${option.long} can be given only once.`, `Type: ${typed}`)
  }
}

/** For two flags that contradict each other: `--private` and `--no-private`. */
function eitherWay(option: Option) {
  return (_: unknown, before: boolean | undefined): boolean => {
    if (before === undefined || before !== option.negate) return !option.negate
    const name = option.name().replace(/^no-/, '')
    throw usageError(`Use --${name} or --no-${name}, not both.`)
  }
}
