import type { Command, CommanderError } from 'commander'
import { closest } from '../domain/choice.ts'
import { MomentumError } from '../errors.ts'

/** "momentum task add" */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

/** "task add": what a person calls it, who knows what program it is */
export function nameOf(command: Command): string {
  return pathOf(command).replace(/^momentum ?/, '') || 'momentum'
}

/** Says in our words what Commander found wrong with what was typed. */
export function usageError(error: CommanderError, command: Command): MomentumError {
  const name = nameOf(command)
  const help = `See: ${pathOf(command)} --help`
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return unknownOption(quoted, command)
    case 'commander.help':
      return new MomentumError('usage', 'There is no command of that name.', 'See: momentum --help')
    case 'commander.missingArgument':
      return new MomentumError('usage', `${name} needs <${quoted}>.`, help)
    case 'commander.optionMissingArgument': {
      const [option = '', value = ''] = quoted.replace(/^-., /, '').split(' ')
      return new MomentumError('usage', `${option} needs a value.`, `Type: ${option} ${value}`)
    }
    case 'commander.excessArguments': {
      const extra = command.args[command.registeredArguments.length]
      return new MomentumError('usage', `${name} does not take “${extra}”.`, help)
    }
    default: {
      const sentence = error.message.replace(/^error: /, '')
      return new MomentumError('usage', `${name}: ${sentence}.`, help)
    }
  }
}

function unknownOption(word: string, command: Command): MomentumError {
  const option = word.replace(/=.*/s, '')
  const own = command.parent === null ? [] : command.options
  const known = [...own, ...rootOf(command).options].flatMap((each) => each.long ?? [])
  if (known.includes(option)) {
    return new MomentumError('usage', `${option} takes no value.`, `Type: ${option}`)
  }
  const near = closest(option, [...known, '--help'])
  return new MomentumError(
    'usage',
    `${nameOf(command)} has no option ${option}.`,
    near ? `Did you mean ${near}?` : `See: ${pathOf(command)} --help`,
  )
}

/** For a noun without a verb that it knows. */
export function unknownVerb(group: Command): MomentumError {
  const path = pathOf(group)
  const [word] = group.args
  const verbs = group.commands.map((command) => command.name())
  if (word === undefined || word.trim() === '') {
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
