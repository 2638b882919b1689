import stringWidth from 'fast-string-width'

/** Marks in what was written where the terminal got this width. */
export function resizedTo(columns: number): string {
  return `\x1b[${columns}t`
}

/** What a terminal of so many columns shows after all this was written to it; colors left out. */
export function screenOf(written: string, columns: number): string {
  const { lines } = draw(written, columns)
  return lines.map((cells) => cells.join('').trimEnd()).join('\n')
}

/** What the terminal shows before the cursor, in the cursor's row. */
export function beforeCursor(written: string, columns: number): string {
  const { lines, row, column } = draw(written, columns)
  return Array.from({ length: column }, (_, at) => lines[row]?.[at] ?? ' ').join('')
}

function draw(written: string, startColumns: number) {
  const lines: string[][] = [[]]
  /** The rows that continue the row before. */
  const folds = new Set<number>()
  let columns = startColumns
  let row = 0
  let column = 0

  const line = (): string[] => {
    while (lines.length <= row) lines.push([])
    return lines[row] ?? []
  }
  const put = (character: string) => {
    const width = stringWidth(character)
    if (width === 0) {
      // A combining mark belongs to what stands before it.
      line()[column - 1] += character
      return
    }
    if (column + width > columns) {
      row += 1
      column = 0
      folds.add(row)
    }
    const cells = line()
    while (cells.length < column) cells.push(' ')
    // The other columns of a wide character are empty cells.
    cells.splice(column, width, character, ...Array<string>(width - 1).fill(''))
    column += width
  }
  const controls: Record<string, (count: number, parameter: string) => void> = {
    A: (count) => {
      row = Math.max(0, row - count)
    },
    B: (count) => {
      row += count
    },
    C: (count) => {
      column = Math.min(columns - 1, column + count)
    },
    D: (count) => {
      column = Math.max(0, column - count)
    },
    G: (count) => {
      column = count - 1
    },
    J: () => {
      lines.splice(row + 1)
      for (const fold of folds) if (fold > row) folds.delete(fold)
      line().splice(column)
    },
    K: (_, parameter) => {
      line().splice(parameter === '2' ? 0 : column)
    },
    t: (width) => {
      const texts = unfolded(lines, folds)
      const at = texts.findLastIndex(({ from }) => from <= row)
      const before = lines.slice(texts[at]?.from ?? 0, row).flat().length + column
      columns = width
      lines.length = 0
      folds.clear()
      for (const [index, { cells }] of texts.entries()) {
        if (index === at) {
          row = lines.length + Math.floor(before / columns)
          column = before % columns
        }
        const parts = Math.max(1, Math.ceil(cells.length / columns))
        for (let part = 0; part < parts; part += 1) {
          if (part > 0) folds.add(lines.length)
          lines.push(cells.slice(part * columns, (part + 1) * columns))
        }
      }
    },
    // Colors, and whether the cursor is shown.
    m: () => {},
    h: () => {},
    l: () => {},
  }

  for (const [text, parameter = '', letter] of written.replace(cutShort, '').matchAll(parts)) {
    if (letter !== undefined) control(controls[letter], Number(parameter || 1), parameter, text)
    else if (text === '\r') column = 0
    else if (text === '\n') row += 1
    else if (text === '\b') column = Math.max(0, column - 1)
    else if (text < ' ') throw new Error(`The terminal was sent ${JSON.stringify(text)}.`)
    else put(text)
  }
  return { lines, row, column }
}

/** The lines as they were written, with the first row of each. */
function unfolded(lines: readonly string[][], folds: ReadonlySet<number>) {
  const texts: { from: number; cells: string[] }[] = []
  for (const [row, cells] of lines.entries()) {
    const last = texts.at(-1)
    if (last && folds.has(row)) last.cells.push(...cells)
    else texts.push({ from: row, cells: [...cells] })
  }
  return texts
}

function control(
  act: ((count: number, parameter: string) => void) | undefined,
  count: number,
  parameter: string,
  text: string,
): void {
  if (!act) throw new Error(`The terminal was sent ${JSON.stringify(text)}.`)
  act(count, parameter)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const parts = /\x1b\[(\??[\d;]*)([A-Za-z])|[\s\S]/gu

/** A sequence whose rest has yet to arrive. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const cutShort = /\x1b(\[\??[\d;]*)?$/

/** Whether the cursor is shown, after all this was written. */
export function isCursorShown(written: string): boolean {
  return written.lastIndexOf('\x1b[?25h') >= written.lastIndexOf('\x1b[?25l')
}

/** What was written, without the sequences that color it or move the cursor. */
export function withoutSequences(written: string): string {
  return written.includes('\x1b') ? written.replace(sequences, '') : written
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const sequences = /\x1b\[\??[\d;]*[A-Za-z]/g
