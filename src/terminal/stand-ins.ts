import { replaceHarmful } from './escapes.ts'

/**
 * Makes every text fit into one line that a person edits. A line break would end the line, a tab
 * would move the cursor, and an invisible character would hide. In the line, a private character,
 * which is one column wide, stands in for each of them.
 */
type StandIns = {
  /** The line that holds the text. */
  readonly hold: (text: string) => string
  /** The text that the line holds, code point for code point, whatever was edited. */
  readonly release: (line: string) => string
  /** What the person sees of the line: a visible sign for each character that has a stand-in. */
  readonly show: (line: string) => string
}

/** The characters that stand in for others. If a text contains one, it gets a stand-in, too. */
const firstPrivate = 0xe000
const privateCharacters = /[\ue000-\uf8ff]/g

/** Opens the stand-ins of one line. */
export function openStandIns(): StandIns {
  const standIns = new Map<string, string>()
  const originals = new Map<string, string>()

  function standInFor(character: string): string {
    const known = standIns.get(character)
    if (known !== undefined) return known
    const standIn = String.fromCodePoint(firstPrivate + standIns.size)
    standIns.set(character, standIn)
    originals.set(standIn, character)
    return standIn
  }
  const original = (standIn: string) => originals.get(standIn) ?? standIn

  return {
    hold: (text) =>
      replaceHarmful(text.replace(privateCharacters, standInFor), standInFor).replaceAll('\n', () =>
        standInFor('\n'),
      ),
    release: (line) => line.replace(privateCharacters, original),
    show: (line) => line.replace(privateCharacters, (standIn) => signOf(original(standIn))),
  }
}

/** The visible sign for a character, one column wide. */
function signOf(character: string): string {
  if (character === '\n') return '↵'
  if (character === '\t') return '⇥'
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return code >= 0xe000 && code <= 0xf8ff ? character : '▯'
}
