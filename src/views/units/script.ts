import { typedWord } from '../../domain/shell.ts'
import { lineOf, type UnitCommand } from '../../domain/unit.ts'

/** A shell line that shows what a command prints, if it prints anything. */
export function showingScript(command: UnitCommand, show: string): string {
  const line = lineOf(command, typedWord)
  return `digest=$(${line}) || exit; [ -n "$digest" ] || exit 0; ${show}`
}

/** In a notification, the first line is the title. */
export const titleOfDigest = '"$(printf \'%s\\n\' "$digest" | head -n 1)"'
export const restOfDigest = 'printf \'%s\\n\' "$digest" | tail -n +3'
