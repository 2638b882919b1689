import type { Command, CommanderError } from 'commander'
import { closest } from './domain/choice.ts'
import { MomentumError } from './errors.ts'

/** "momentum task add" */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

/** Says in our words what Commander found wrong with what was typed. */
export function usageError(error: CommanderError, command: Command): MomentumError {
  const path = pathOf(command)
  const help = `See: ${path} --help`
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return unknownOption(quoted, command)
    case 'commander.missingArgument':
      return new MomentumError('usage', `${path} needs <${quoted}>.`, help)
    case 'commander.optionMissingArgument':
      return new MomentumError('usage', `${quoted} needs its value.`, help)
    case 'commander.excessArguments': {
      const extra = command.args[command.registeredArguments.length]
      return new MomentumError('usage', `${path} does not take “${extra}”.`, help)
    }
    default: {
      const sentence = error.message.replace(/^error: /, '')
      return new MomentumError('usage', `${path}: ${sentence}.`, help)
    }
  }
}

export function unknownOption(word: string, command: Command): MomentumError {
  const name = word.replace(/=.*/, '')
  const own = command.parent === null ? [] : command.options
  const known = [...own, ...rootOf(command).options].flatMap((option) => option.long ?? [])
  const near = closest(name, [...known, '--help'])
  return new MomentumError(
    'usage',
    `${pathOf(command)} has no option ${name}.`,
    near ? `Did you mean ${near}?` : `See: ${pathOf(command)} --help`,
  )
}

/** For a noun without a verb that it knows. */
export function unknownVerb(group: Command): MomentumError {
  const path = pathOf(group)
  const [word] = group.args
  const verbs = group.commands.map((command) => command.name())
  if (word === undefined) {
    return new MomentumError(
      'usage',
      `${path} needs one of: ${verbs.join(', ')}.`,
      `See: ${path} --help`,
    )
  }
  if (word.startsWith('-')) return unknownOption(word, group)
  const near = closest(word, verbs)
  return new MomentumError(
    'usage',
    `There is no “${path} ${word}”.`,
    near ? `Did you mean ${path} ${near}?` : `Choose one of: ${verbs.join(', ')}`,
  )
}

export function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command
}
