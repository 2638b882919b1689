import type { Argument, Command, Help, Option } from 'commander'
import { pathOf, rootOf } from './usage.ts'

type Entry = readonly [term: string, description: string]

/**
 * What `--help` prints: an example to copy first, then what the command does, how it is written, and
 * its words.
 */
export function formatHelp(command: Command, examples: readonly string[], help: Help): string {
  const isVerb = command.commands.length === 0
  const own = command.options.filter((option) => command.parent !== null && !option.hidden)
  const everywhere = rootOf(command).options
  const sections = [
    examples.map((line) => `  $ ${line}`).join('\n'),
    help.boxWrap(command.description(), help.helpWidth ?? 80),
    `Usage: ${usage(command, isVerb)}`,
    list(command.parent ? 'Verbs' : 'Commands', verbs(command), help),
    list('Options', own.map(entry), help),
    isVerb || command.parent === null
      ? list('Everywhere', [...everywhere.map(entry), ['-h, --help', 'print this']], help)
      : `More on one of them: ${pathOf(command)} <verb> --help`,
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function usage(command: Command, isVerb: boolean): string {
  if (command.parent === null) return `${pathOf(command)} [command] [options]`
  if (!isVerb) return `${pathOf(command)} <verb> [options]`
  const words = command.registeredArguments.map(spelt)
  return [pathOf(command), ...words, ...(command.options.length > 0 ? ['[options]'] : [])].join(' ')
}

function verbs(command: Command): Entry[] {
  return command.commands.map((each) => {
    const words = [each.name(), ...each.registeredArguments.map(spelt)]
    return [words.join(' '), each.summary()]
  })
}

function spelt(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? `<${name}>` : `[${name}]`
}

function entry(option: Option): Entry {
  return [option.flags, option.description]
}

function list(title: string, entries: readonly Entry[], help: Help): string {
  if (entries.length === 0) return ''
  const width = Math.max(...entries.map(([term]) => term.length))
  const lines = entries.map(([term, text]) => help.formatItem(term, width, text, help))
  return [`${title}:`, ...lines].join('\n')
}
