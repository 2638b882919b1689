import type { Command } from 'commander'

/** "momentum task add" */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

/** "task add", without the name of the program. */
export function nameOf(command: Command): string {
  return pathOf(command).replace(/^momentum ?/, '') || 'momentum'
}

export function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command
}

/** The commands of a noun or of the program, without `help`. */
export function verbsOf(command: Command): readonly Command[] {
  return command.commands.filter((each) => each.name() !== 'help')
}

export function isVerb(command: Command): boolean {
  return command.commands.length === 0
}
