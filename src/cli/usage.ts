import type { Command, CommanderError } from 'commander'
import { closest } from '../domain/choice.ts'
import { type Hint, type MomentumError, usageError } from '../errors.ts'

/** "momentum task add" */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

/** "task add", without the name of the program. */
export function nameOf(command: Command): string {
  return pathOf(command).replace(/^momentum ?/, '') || 'momentum'
}

/** Says in our words what Commander found wrong with what was typed. */
export function typingError(error: CommanderError, command: Command): MomentumError {
  const name = nameOf(command)
  const help = helpOf(command)
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return unknownOptionError(quoted, command)
    case 'commander.help':
      return usageError('There is no command of that name.', helpOf(rootOf(command)))
    case 'commander.missingArgument':
      return usageError(`Missing <${quoted}>.`, help)
    case 'commander.optionMissingArgument': {
      const [option = '', value = ''] = quoted.replace(/^-., /, '').split(' ')
      return usageError(`${option} needs a value.`, `Type: ${option} ${value}`)
    }
    case 'commander.excessArguments': {
      const extra = command.args[command.registeredArguments.length]
      const text = command.registeredArguments.find((argument) => isText(argument.name()))
      const quotes = text && `Put a ${text.name()} of several words in quotes.`
      return usageError(`Unexpected “${extra}”.`, quotes ?? help)
    }
    default: {
      const sentence = error.message.replace(/^error: /, '')
      return usageError(`${name}: ${sentence}.`, help)
    }
  }
}

/** Whether an argument is a text that a person writes, which may have several words. */
function isText(argument: string): boolean {
  return argument === 'title' || argument === 'name'
}

function unknownOptionError(word: string, command: Command): MomentumError {
  const option = word.replace(/=.*/s, '')
  const own = command.parent === null ? [] : command.options
  const known = [...own, ...rootOf(command).options].flatMap((each) => each.long ?? [])
  if (known.includes(option)) return usageError(`${option} takes no value.`, `Type: ${option}`)
  const near = closest(option, [...known, '--help'])
  return usageError(
    `${nameOf(command)} has no option ${option}.`,
    near ? `Did you mean ${near}?` : helpOf(command),
  )
}

/** The error for a noun without one of its verbs. */
export function unknownVerbError(group: Command): MomentumError {
  const path = pathOf(group)
  const [word] = group.args
  const verbs = group.commands.map((command) => command.name())
  if (word === undefined || word.trim() === '') {
    const what = group.parent ? 'verb' : 'command'
    return usageError(`Missing ${what}: choose one of ${verbs.join(', ')}.`, helpOf(group))
  }
  if (word.startsWith('-')) return unknownOptionError(word, group)
  const near = closest(word, verbs)
  return usageError(
    `There is no command “${path} ${word}”.`,
    near ? `Did you mean ${path} ${near}?` : `Choose one of: ${verbs.join(', ')}`,
  )
}

function helpOf(command: Command): Hint {
  return { lead: 'See', command: `${pathOf(command)} --help`.replace(/^momentum /, '') }
}

export function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command
}
