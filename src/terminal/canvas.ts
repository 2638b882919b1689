import { Writable } from 'node:stream'
import { wrapAnsi } from 'fast-wrap-ansi'
import type { Output } from '../world.ts'
import { stringWidth } from './layout.ts'

/** A stream for Inquirer that draws a question to fit the terminal. */
type Canvas = {
  readonly stream: Writable
  /** Stops following the width of the terminal. */
  readonly close: () => void
}

/** Lines, and where among them the cursor is, counted from 0. */
type Drawing = { readonly lines: readonly string[]; readonly row: number; readonly column: number }

const nothing: Drawing = { lines: [], row: 0, column: 0 }

/** So wide that Inquirer folds no line by itself. */
const inquirerWidth = 1_000_000_000

/**
 * Fits every drawing to the terminal, and replaces it when the width changes. A terminal that gets
 * narrower folds what is too wide, so that a drawing takes more rows than it has lines. Inquirer
 * would erase too few of them, and pieces of each drawing would stay.
 */
export function openCanvas(output: Output): Canvas {
  /** The question as Inquirer drew it, for any width. */
  let asked = nothing
  /** What was last written, at the width of that moment. */
  let drawn = nothing
  const width = () => output.columns || 80

  function draw(): void {
    const before = erase(drawn, width())
    drawn = fitted(asked, width())
    const { lines, row, column } = drawn
    output.write(`${before}${lines.join('\n')}${up(lines.length - 1 - row)}\x1b[${column + 1}G`)
  }

  function write(text: string): void {
    const [, column] = onlyMove.exec(text) ?? []
    const body = text.replace(erasing, '')
    if (column === undefined && body.startsWith('\n')) {
      output.write(down(rowsBelow(drawn, width())) + body)
      asked = nothing
      drawn = nothing
      return
    }
    asked = column === undefined ? read(body) : { ...asked, column: Number(column) - 1 }
    draw()
  }

  const stream = new Writable({
    decodeStrings: false,
    write(text, _, done) {
      write(String(text))
      done()
    },
  })
  Object.defineProperty(stream, 'columns', { value: inquirerWidth })
  const onResize = () => {
    if (drawn.lines.length > 0) draw()
  }
  output.on?.('resize', onResize)
  return { stream, close: () => void output.off?.('resize', onResize) }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const onlyMove = /^\x1b\[(\d+)G$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const erasing = /^(\x1b\[\d+B)?((\x1b\[2K(\x1b\[1A)?)+\x1b\[G)?/
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const lastMoves = /(?:\x1b\[(\d+)A)?\x1b\[(\d+)G$/

/** Reads what Inquirer draws: lines, then moves of the cursor to where the person types. */
function read(body: string): Drawing {
  const [moves = '', rows = '0', column = '1'] = lastMoves.exec(body) ?? []
  const lines = body.slice(0, body.length - moves.length).split('\n')
  return { lines, row: lines.length - 1 - Number(rows), column: Number(column) - 1 }
}

/** The same drawing in lines that the terminal does not fold. */
function fitted({ lines, row, column }: Drawing, width: number): Drawing {
  const above = lines.slice(0, row).flatMap((line) => wrap(line, width))
  const typed = foldTyped(lines[row] ?? '', column, width)
  const below = lines
    .slice(row + 1)
    .flatMap((line) => (isChoice(line) ? [cut(line, width)] : wrap(line, width)))
  return {
    lines: [...above, ...typed.lines, ...below],
    row: above.length + typed.row,
    column: typed.column,
  }
}

/** Folds the line in which the person types. Blanks at its end are not drawn. */
function foldTyped(line: string, column: number, width: number): Drawing {
  const lines = wrapAnsi(line, width, { hard: true, trim: false }).split('\n')
  let left = column
  for (const [row, part] of lines.entries()) {
    const isLast = row === lines.length - 1
    const taken = stringWidth(part)
    if (left < taken || (isLast && left < width)) return { lines, row, column: left }
    left -= taken
  }
  // The cursor is after a full line.
  return { lines: [...lines, ''], row: lines.length, column: 0 }
}

function wrap(line: string, width: number): string[] {
  return stringWidth(line) <= width ? [line] : wrapAnsi(line, width, { hard: true }).split('\n')
}

function cut(line: string, width: number): string {
  if (stringWidth(line) <= width) return line
  const options = { hard: true, trim: false, wordWrap: false }
  return `${wrapAnsi(line, width - 1, options).split('\n')[0]}…`
}

/** Whether a line is a choice of a list. A choice is cut rather than folded. */
function isChoice(line: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are what it looks past
  return /^(\x1b\[[\d;]*m)*(❯| ) \S/.test(line)
}

/** How many rows lines take in a terminal of this width. */
function rowsOf(lines: readonly string[], width: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / width)), 0)
}

function rowsAbove({ lines, row, column }: Drawing, width: number): number {
  return rowsOf(lines.slice(0, row), width) + Math.floor(column / width)
}

function rowsBelow(drawing: Drawing, width: number): number {
  return rowsOf(drawing.lines, width) - 1 - rowsAbove(drawing, width)
}

function erase(drawing: Drawing, width: number): string {
  if (drawing.lines.length === 0) return ''
  return `${up(rowsAbove(drawing, width))}\r\x1b[J`
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : ''
}

function down(rows: number): string {
  return rows > 0 ? `\x1b[${rows}B` : ''
}
