import { cutTo, gap, stringWidth } from './layout.ts'
import type { Paint, Sign, SignColor, Style } from './paint.ts'

/** A cell of a table. It is painted after it is cut, so that no color code is cut in half. */
export type Cell = string | PaintedText

type PaintedText = { readonly text: string; readonly paint: (text: string) => string }

/** A sign, and the color that it has. What is dim is so with the words beside it. */
export type Look = { readonly sign: Sign; readonly color: SignColor | 'dim' }

/** A sign in its color. */
export function paintedSign({ sign, color }: Look, paint: Paint): string {
  return color === 'dim' ? paint.dim(sign) : paint[color](sign)
}

/** A sign in its color, and the words beside it. */
export function signCell(look: Look, words: string, paint: Paint): PaintedText {
  const { sign, color } = look
  const paintStart = (text: string) =>
    text.startsWith(sign) ? paintedSign(look, paint) + text.slice(sign.length) : text
  return { text: `${sign} ${words}`, paint: color === 'dim' ? paint.dim : paintStart }
}

export type Column = {
  readonly title: string
  readonly align?: 'right'
  /** Shrinks when the terminal is narrow. */
  readonly flexible?: boolean
  /** The column is left out when the terminal is narrower than this. */
  readonly from?: number
}

/**
 * Rows of one line each below a bold heading, fitted to the terminal, uncut in a pipe. On a
 * terminal that is too narrow for a row, it continues on the next line, indented.
 */
export function table(columns: readonly Column[], rows: readonly Cell[][], style: Style): string {
  const available = style.columns ?? Infinity
  const isShown = (_: unknown, index: number) => available >= (columns[index]?.from ?? 0)
  const shown = columns.filter(isShown)
  const heading = shown.map(({ title }) => ({ text: title, paint: style.paint.bold }))
  const all = [heading, ...rows.map((row) => row.filter(isShown).map(toPaintedText))]
  const natural = shown.map((_, index) =>
    Math.max(...all.map((row) => stringWidth(row[index]?.text ?? ''))),
  )
  const parts = splitColumns(shown, natural, available)
  const widths = parts.flatMap(({ from, to, room }) =>
    shareWidth(shown.slice(from, to), natural.slice(from, to), room),
  )
  const lines = all.flatMap((row) =>
    parts
      .map(({ from, to, indent }) => {
        const cells = row.slice(from, to)
        return `${indent}${line(cells, shown.slice(from, to), widths.slice(from, to))}`.trimEnd()
      })
      .filter((text, index) => index === 0 || text !== ''),
  )
  return lines.join('\n')
}

/** The columns of one line, and the width that they share. */
type Part = {
  readonly from: number
  readonly to: number
  readonly indent: string
  readonly room: number
}

const indent = '    '

/** Splits the columns into as few lines as they fit on. */
function splitColumns(
  columns: readonly Column[],
  natural: readonly number[],
  available: number,
): readonly Part[] {
  const least = natural.map((width, index) =>
    columns[index]?.flexible ? Math.min(width, minWidth) : width,
  )
  const parts: Part[] = []
  let from = 0
  for (let to = 1; to <= columns.length; to += 1) {
    const lead = from === 0 ? '' : indent
    const room = available - lead.length
    const isFull = to < columns.length && total(least.slice(from, to + 1)) > room
    if (!isFull && to < columns.length) continue
    parts.push({ from, to, indent: lead, room })
    from = to
  }
  return parts
}

function toPaintedText(cell: Cell): PaintedText {
  const { text, paint } = typeof cell === 'string' ? { text: cell, paint: unpainted } : cell
  return { text: text.replaceAll('\n', ' '), paint }
}

const unpainted = (text: string) => text

function line(row: readonly PaintedText[], columns: readonly Column[], widths: readonly number[]) {
  const parts = row.map(({ text, paint }, index) => {
    const width = widths[index] ?? 0
    const cut = cutTo(text, width)
    const blanks = ' '.repeat(Math.max(0, width - stringWidth(cut)))
    return columns[index]?.align === 'right' ? blanks + paint(cut) : paint(cut) + blanks
  })
  return parts.join(gap).trimEnd()
}

/** Shrinks the flexible columns until all of them fit, the widest first. */
function shareWidth(
  columns: readonly Column[],
  natural: readonly number[],
  available: number,
): readonly number[] {
  const widths = [...natural]
  while (total(widths) > available) {
    const widest = widestFlexible(columns, widths, Math.min(minWidth, available))
    if (widest === undefined) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))
}

/** A column narrower than this could no longer be read. */
const minWidth = 8

function widestFlexible(
  columns: readonly Column[],
  widths: readonly number[],
  least: number,
): number | undefined {
  let widest: number | undefined
  for (const [index, width] of widths.entries()) {
    if (!columns[index]?.flexible || width <= least) continue
    if (widest === undefined || width > (widths[widest] ?? 0)) widest = index
  }
  return widest
}
