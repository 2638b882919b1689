import { withoutPasswords } from '../db/postgres/url.ts'
import { shellWord } from '../domain/text.ts'
import { type Hint, hintText } from '../errors.ts'
import type { World } from '../world.ts'
import { optionValue } from './typed.ts'

/**
 * Writes a hint whose command works when pasted: it repeats the --db and the --as of the command
 * that ran.
 */
export function writeHint(hint: Hint, world: World): string {
  return withoutPasswords(hintText(hint, globalsFor(hint, world)), world.argv)
}

function globalsFor({ command = '', forActor }: Hint, world: World): string {
  const own = command.split(' ')
  return (forActor === false ? ['--db'] : ['--db', '--as'])
    .filter((name) => !own.includes(name))
    .flatMap((name) => {
      const value = optionValue(name, world)
      return value === undefined ? [] : [`${name} ${asTyped(value)} `]
    })
    .join('')
}

/** Quotes a value only where a shell needs it. */
function asTyped(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : shellWord(value)
}
