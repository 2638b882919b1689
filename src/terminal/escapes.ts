/**
 * Matches characters that move the cursor, reverse the direction of text or are invisible. Line
 * breaks and the selectors that choose how an emoji or a Han character is drawn are harmless.
 */
export function harmfulCharacters(): RegExp {
  return /[[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]--[\n\ufe0e\ufe0f\u{e0100}-\u{e01ef}]]/gv
}

// A joiner belongs to the text between the parts of an emoji (a family, a profession) and between
// the letters of a script that joins them. Anywhere else it only hides something.
function harmfulOrJoining(): RegExp {
  const emojiJoiner =
    /(?<=\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d(?=\p{Extended_Pictographic})/v
  const letterJoiner =
    /(?<=[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]])[\u200c\u200d](?=[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]])/v
  const joiner = `${emojiJoiner.source}|${letterJoiner.source}`
  return new RegExp(`(${joiner})|${harmfulCharacters().source}`, 'gv')
}

/**
 * Whether a text consists of printable Latin characters. Most texts do, and compiling the patterns
 * above, which cover all of Unicode, takes longer than showing a page.
 */
export function isPlain(text: string): boolean {
  return /^[\n\x20-\x7e\xa1-\xac\xae-\u02ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*$/.test(text)
}

/**
 * A text that is safe to show in a terminal: characters that move the cursor, change colors,
 * reverse the direction of text or are invisible are written out (`^[`, `<U+202E>`). Line breaks
 * stay, and a tab becomes four blanks.
 */
export function escapeControls(text: string): string {
  const plain = text.replaceAll('\r\n', '\n').replaceAll('\t', '    ')
  if (isPlain(plain)) return plain
  return replaceHarmful(plain, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20) return `^${String.fromCharCode(code + 64)}`
    if (code === 0x7f) return '^?'
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** Replaces each character that would do harm in a terminal, apart from line breaks. */
export function replaceHarmful(text: string, replace: (character: string) => string): string {
  return text.replace(harmfulOrJoining(), (character, joiner: string | undefined) =>
    joiner === undefined ? replace(character) : joiner,
  )
}

/**
 * The value with {@link escapeControls} applied to every text in it. A value whose texts are all
 * plain is returned as it is, because copying a long answer takes longer than showing it.
 */
export function escapeValue<Value>(value: Value): Value {
  if (isPlain(textsIn(value).join('\n'))) return value
  // The shape of the value stays the same, which TypeScript cannot see through Object.entries.
  return mapTexts(value) as Value
}

function textsIn(value: unknown, found: string[] = []): readonly string[] {
  if (typeof value === 'string') found.push(value)
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) textsIn(part, found)
  }
  return found
}

function mapTexts(value: unknown): unknown {
  if (typeof value === 'string') return escapeControls(value)
  if (Array.isArray(value)) return value.map(mapTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part)]))
}
