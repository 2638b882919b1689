import type { Hint } from '../errors.ts'
import { escapeControls } from '../terminal/escapes.ts'
import { paragraph, withCommand } from '../terminal/layout.ts'
import type { World } from '../world.ts'

/**
 * A sentence for stderr and, indented below it, its hint, wrapped at the terminal's width.
 *
 * @param hint a hint with the whole command to type
 */
export function messageText(sentence: string, hint: Hint | undefined, { stderr }: World): string {
  const columns = stderr.isTTY ? stderr.columns : undefined
  const line = (text: string) => escapeControls(text.replaceAll('\n', ' '))
  const shown = [paragraph(line(sentence), 0, columns)]
  if (hint) {
    const command = hint.otherCommand && escapeControls(hint.otherCommand)
    shown.push(withCommand(line(hint.lead), command, 2, columns))
  }
  return shown.map((text) => `${text}\n`).join('')
}
