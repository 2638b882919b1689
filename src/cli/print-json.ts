import { harmfulCharacters, isPlain } from '../terminal/escapes.ts'

/** One document: a list an item a line, whatever is harmful in a terminal escaped. */
export function formatJson(value: unknown): string {
  if (!Array.isArray(value)) return `${escapeHarmful(JSON.stringify(value, null, 2))}\n`
  if (value.length === 0) return '[]\n'
  return `[\n${value.map((item) => escapeHarmful(JSON.stringify(item))).join(',\n')}\n]\n`
}

/** A list that comes in parts, as {@link formatJson} writes it. */
export async function* formatJsonParts(parts: AsyncIterable<readonly unknown[]>) {
  let before = '[\n'
  for await (const items of parts) {
    yield before + items.map((item) => escapeHarmful(JSON.stringify(item))).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** The same value to a parser, with whatever is harmful in a terminal as \\uXXXX. */
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
