import { type Command, Option } from 'commander'
import type { OptionEntry } from '../command.ts'
import { usageError } from '../errors.ts'

/**
 * Adds options to a command. If one is given twice, no value is lost silently: lists add up, and
 * other options are refused.
 */
export function addOptions(command: Command, entries: readonly OptionEntry[]): void {
  const options = entries.map(([flags, description]) => new Option(flags, description))
  const isPair = (option: Option) =>
    options.some((each) => each !== option && each.attributeName() === option.attributeName())
  options.forEach((option, index) => {
    if (entries[index]?.[2] === 'list') option.argParser(joinLists)
    else if (option.required) option.argParser(onlyOnce(option))
    else if (isPair(option)) option.argParser(eitherWay(option))
    command.addOption(option)
  })
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
