// How wide a text is on paper cannot be known, because each computer has fonts of its own. These
// widths are those of DejaVu Sans, the widest of the usual ones, in parts of the font’s size.

const widths: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[\p{M}\p{Cf}]/u, 0],
  [/[ ijlI.,:;'’|!]/, 0.33],
  [/[frt()[\]"“”/-]/, 0.43],
  [/[mwMW@%—…↻★]/, 0.98],
  [/[A-Z0-9&]/, 0.72],
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60]/, 1.02],
  [/[\u{1f000}-\u{1faff}\u2600-\u27bf]/u, 1.3],
]

/** The width of a text in a font of this size, probably no less than it takes. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) {
    width += widths.find(([characters]) => characters.test(character))?.[1] ?? 0.62
  }
  return width * size
}

/** The widest word of a text, which is broken where there is less room. */
export function widestWord(text: string, size: number): number {
  return Math.max(0, ...text.split(' ').map((word) => textWidth(word, size)))
}

/** How many lines a text takes that is wrapped at a width. */
export function countLines(text: string, size: number, width: number): number {
  const blank = textWidth(' ', size)
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const wide = textWidth(word, size)
    const next = used === 0 ? wide : used + blank + wide
    if (next <= width) {
      used = next
      continue
    }
    // A word that is wider than the column goes on in the next lines.
    const broken = Math.max(1, Math.ceil(wide / width))
    lines += used === 0 ? broken - 1 : broken
    used = wide - (broken - 1) * width
  }
  return lines
}
