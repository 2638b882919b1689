import type { Argument, Command, Help, Option } from 'commander'
import { everydayCalled, everydayVerbs, nameOfVerb } from './full-words.ts'
import { isVerb, pathOf, verbsOf } from './names.ts'

type Entry = readonly [term: string, description: string]

/** Writes what `--help` prints: a description, the usage, examples to copy, and the options. */
export function formatHelp(command: Command, examples: readonly string[], help: Help): string {
  const isRoot = command.parent === null
  const options = command.options.filter((option) => !option.hidden).map(entry)
  const sections = [
    help.boxWrap(command.description(), help.helpWidth ?? 80),
    `Usage: ${usage(command)}${shortUsage(command)}`,
    ['Examples:', ...examples.map((line) => `  $ ${line}`)].join('\n'),
    isRoot ? list('Everyday words', everydayWords(), help) : '',
    list(isRoot ? 'Commands' : 'Verbs', verbs(command), help),
    isRoot
      ? list('Global options', aligned([...options, ['-h, --help', 'show this help']]), help)
      : list('Options', aligned(options), help),
    isRoot ? list('Dates', dates, help) : '',
    furtherHelp(command),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** How a date can be typed, wherever an option or an argument is one. */
const dates: readonly Entry[] = [
  ['2026-12-25, 25 dec', 'with or without a year'],
  ['tomorrow, friday', 'also today and yesterday; friday is the next one'],
  ['"friday week"', 'a week after that'],
  ['+3d, "in 3 days"', 'also w, m and y: weeks, months and years; "3 days ago"'],
  ['eow, eom, eoy', 'the last day of this week (Sunday), month or year'],
  ['"next week"', 'its first day (Monday); also "next month" and "next year"'],
]

function furtherHelp(command: Command): string {
  if (command.parent === null) return 'Details: momentum <command> --help'
  const globals = 'Global options: momentum help'
  return isVerb(command) ? globals : `Details: ${pathOf(command)} <verb> --help\n${globals}`
}

function usage(command: Command): string {
  if (command.parent === null) return `${pathOf(command)} [command] [options]`
  if (!isVerb(command)) return `${pathOf(command)} <verb> [options]`
  const words = command.registeredArguments.map(placeholder)
  return [pathOf(command), ...words, ...(command.options.length > 0 ? ['[options]'] : [])].join(' ')
}

/** How a command can be typed without its noun. */
function shortUsage(command: Command): string {
  const noun = command.parent?.name()
  const isEveryday = everydayCalled(command.name()).some((each) => each.noun === noun)
  return isEveryday ? `\nShort: ${usage(command).replace(` ${noun} `, ' ')}` : ''
}

function everydayWords(): Entry[] {
  return everydayVerbs().map(({ noun, verb }) => [
    verb.usage,
    `${verb.summary} (${noun} ${nameOfVerb(verb)})`,
  ])
}

function verbs(command: Command): Entry[] {
  return verbsOf(command).map((each) => {
    const words = [each.name(), ...each.registeredArguments.map(placeholder)]
    return [words.join(' '), each.summary()]
  })
}

function placeholder(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? `<${name}>` : `[${name}]`
}

function entry(option: Option): Entry {
  return [option.flags, option.description]
}

/** Options below one another, if some have a letter before their name. */
function aligned(options: readonly Entry[]): readonly Entry[] {
  if (!options.some(([flags]) => hasLetter(flags))) return options
  return options.map(([flags, text]) => [hasLetter(flags) ? flags : `    ${flags}`, text])
}

function hasLetter(flags: string): boolean {
  return !flags.startsWith('--')
}

function list(title: string, entries: readonly Entry[], help: Help): string {
  if (entries.length === 0) return ''
  const width = Math.max(...entries.map(([term]) => term.length))
  const columns = help.helpWidth ?? 80
  const isNarrow = columns - width - 4 < narrowest
  const lines = entries.map(([term, text]) =>
    isNarrow ? below(term, text, columns, help) : help.formatItem(term, width, text, help),
  )
  return [`${title}:`, ...lines].join('\n')
}

/** Less room beside the words of a list is not enough for what is said about them. */
const narrowest = 20

/** What is said about a word, on the lines below it. */
function below(term: string, text: string, columns: number, help: Help): string {
  const lines = help.boxWrap(text, columns - 4).split('\n')
  return [`  ${term.trimStart()}`, ...lines.map((line) => `    ${line}`)].join('\n')
}
