import { isUnderstood } from '../../../src/cli/typed-command.ts'
import { withoutSequences } from './screen.ts'

/**
 * Requires that the program understands every command that it told somebody to type: in a hint, on
 * today's page, in an example, or under `hint` in JSON.
 *
 * @param typed the command that printed them
 */
export function requireUnderstood(typed: string, ...printed: readonly string[]): void {
  const refused = printed
    .flatMap(commandsIn)
    .filter((command) => !isUnderstood(wordsOf(command).slice(1)))
  if (refused.length === 0) return
  throw new Error(`“momentum ${typed}” printed what it does not take:\n${refused.join('\n')}`)
}

/** The commands of this program that a text tells people to type. */
export function commandsIn(printed: string): readonly string[] {
  const document = parsed(printed)
  if (document !== undefined) return hintsUnder(document).flatMap(commandIn)
  const lines = withoutSequences(printed).split(/\r?\n/)
  const hints = lines
    .filter((line) => line.includes('momentum'))
    .flatMap((line) => (line.startsWith('{') ? hintsUnder(parsed(line)) : [line]))
  return [...new Set(hints)].flatMap(commandIn)
}

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function hintsUnder(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'hint' && typeof inner === 'string' ? [inner] : hintsUnder(inner),
  )
}

/**
 * A command comes after a lead, an arrow or a prompt, or alone; a message names none, nor does it
 * above a stack. What a script for completion runs is for nobody to type.
 */
function commandIn(line: string): readonly string[] {
  if (/^(?:momentum|Usage|Short|Details|\w*Error): |^ *momentum complete /.test(line)) return []
  const [, command] = /(?:^|: |→ |\$ )\s*(?:npx )?(momentum(?! \d)(?: .*)?)$/.exec(line) ?? []
  // Two blanks end the command on today's page.
  return command === undefined ? [] : [(shellWords.exec(command) ?? [''])[0]]
}

const shellWord = /(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/
const shellWords = new RegExp(`^${shellWord.source}(?: ${shellWord.source})*`)

/** The words of a command as a shell reads them, but for those that `printf` writes. */
export function wordsOf(command: string): readonly string[] {
  const words = command.match(new RegExp(shellWord, 'g')) ?? []
  return words.map((word) =>
    word.replace(
      /'([^']*)'|"([^"]*)"|\\(.)/g,
      (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? '',
    ),
  )
}
