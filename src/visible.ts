/**
 * What would move the cursor, reverse the writing or hide, but for line breaks and the selectors of
 * how an emoji or a Han character is drawn.
 */
export const harmfulCharacter =
  /[[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]--[\n\ufe0e\ufe0f\u{e0100}-\u{e01ef}]]/v

// A joiner between the parts of an emoji (a family, a profession) or between the letters of a script
// that joins them belongs to the text; anywhere else it hides.
const emojiJoiner =
  /(?<=\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d(?=\p{Extended_Pictographic})/v
const letterJoiner =
  /(?<=[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]])[\u200c\u200d](?=[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]])/v
const harmful = new RegExp(
  `(${emojiJoiner.source}|${letterJoiner.source})|${harmfulCharacter.source}`,
  'gv',
)

/**
 * A text as it can be shown in a terminal: whatever would move the cursor, change colours, reverse the
 * writing or hide is written out (`^[`, `<U+202E>`). Line breaks stay, and a tab is
 * as wide as four blanks.
 */
export function visible(text: string): string {
  const plain = text.replaceAll('\r\n', '\n').replaceAll('\t', '    ')
  return plain.replace(harmful, (character, joiner: string | undefined) => {
    if (joiner !== undefined) return joiner
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20) return `^${String.fromCharCode(code + 64)}`
    if (code === 0x7f) return '^?'
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** Every text in a value made {@link visible}; the rest as it is. */
export function visibleValue<Value>(value: Value): Value {
  // The shape stays, so the type does; TypeScript cannot see that through a map over the entries.
  return mapTexts(value) as Value
}

function mapTexts(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (Array.isArray(value)) return value.map(mapTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part)]))
}
