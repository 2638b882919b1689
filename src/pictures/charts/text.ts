/** Cuts a text to a number of columns, each as wide as a usual letter. */
export function cut(text: string, columns: number): string {
  let [width, kept] = [0, '']
  for (const character of text) {
    width += widthOf(character)
    if (width > columns) return `${kept.trimEnd()}…`
    kept += character
  }
  return kept
}

/** About how wide a character is: never less than it looks in the fonts of pictures. */
function widthOf(character: string): number {
  const isWide = (character.codePointAt(0) ?? 0) >= 0x1100
  if (isWide) return 2
  return /[A-Zmw@%]/.test(character) ? 1.8 : 1
}
