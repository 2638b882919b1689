import { harmfulCharacters, isPlain } from '../terminal/escapes.ts'

/** Writes one document, a list with an item per line. Escapes what could harm a terminal. */
export function formatJson(value: unknown): string {
  if (!Array.isArray(value)) return `${escapeHarmful(JSON.stringify(value, null, 2))}\n`
  if (value.length === 0) return '[]\n'
  return `[\n${value.map((item) => escapeHarmful(JSON.stringify(item))).join(',\n')}\n]\n`
}

/** Writes a list that arrives in parts, in the format of {@link formatJson}. */
export async function* formatJsonParts(parts: AsyncIterable<readonly unknown[]>) {
  let before = '[\n'
  for await (const items of parts) {
    yield before + items.map((item) => escapeHarmful(JSON.stringify(item))).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** Writes what could harm a terminal as \\uXXXX; a parser reads the same value. */
export function escapeHarmful(json: string): string {
  if (isPlain(json)) return json
  return json.replace(harmfulCharacters(), (character) =>
    Array.from({ length: character.length }, (_, index) =>
      escaped(character.charCodeAt(index)),
    ).join(''),
  )
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
