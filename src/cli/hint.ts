import { isServerUrl, withoutPasswords } from '../db/postgres/url.ts'
import { typedWord } from '../domain/shell.ts'
import { type Hint, hintText, typedCommand } from '../errors.ts'
import type { World } from '../world.ts'
import { optionValue } from './typed.ts'
import { typedProgram } from './typed-program.ts'

/** Writes a hint whose command works when pasted. */
export function writeHint(hint: Hint, world: World): string {
  return hintText(completeHint(hint, world))
}

/**
 * A hint with the whole command to type: it repeats the --db and the --as of the command that ran.
 * The command keeps all of its words, because without a part of one it would be another command.
 */
export function completeHint(hint: Hint, world: World): Hint {
  const lead = withoutPasswords(hint.lead, world.argv)
  const command = typedCommand(hint, [typedProgram(world), ...globalsFor(hint, world)].join(' '))
  return command === undefined ? { lead } : { lead, otherCommand: command }
}

function globalsFor({ command = '', forActor }: Hint, world: World): readonly string[] {
  // A quoted text or a word after -- may look like an option.
  const [own = ''] = command.replace(/'[^']*'|\\./g, '').split(' -- ')
  return (forActor === false ? ['--db'] : ['--db', '--as'])
    .filter((name) => !own.split(/[ =]/).includes(name))
    .flatMap((name) => {
      const value = optionValue(name, world)
      return value === undefined ? [] : [`${name} ${typedWord(withoutPassword(value))}`]
    })
}

/** Only a URL holds a password; the path of a file may look like a piece of one. */
function withoutPassword(value: string): string {
  const isUrl = isServerUrl(value) || value.includes('://')
  return isUrl ? withoutPasswords(value, [value]) : value
}
