import { cutTo, gap, stringWidth } from './layout.ts'
import type { Style } from './paint.ts'

/** A cell of a table. It is painted after it is cut, so that no color code is cut in half. */
export type Cell = string | PaintedText

type PaintedText = { readonly text: string; readonly paint: (text: string) => string }

export type Column = {
  readonly title: string
  readonly align?: 'right'
  /** Shrinks when the terminal is narrow. */
  readonly flexible?: boolean
  /** The column is left out when the terminal is narrower than this. */
  readonly from?: number
}

/** Rows of one line each below a dim heading, fitted to the terminal, uncut in a pipe. */
export function table(columns: readonly Column[], rows: readonly Cell[][], style: Style): string {
  const isShown = (_: unknown, index: number) =>
    (style.columns ?? Infinity) >= (columns[index]?.from ?? 0)
  const shown = columns.filter(isShown)
  const cells = rows.map((row) => row.filter(isShown).map(toPaintedText))
  const widths = shareWidth(shown, cells, style.columns)
  const heading = shown.map(({ title }) => ({ text: title, paint: style.paint.dim }))
  return [heading, ...cells].map((row) => line(row, shown, widths)).join('\n')
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

/** Gives each column the width of its widest cell, then shrinks flexible ones, widest first. */
function shareWidth(
  columns: readonly Column[],
  rows: readonly (readonly PaintedText[])[],
  available = Infinity,
): readonly number[] {
  const widths = columns.map(({ title }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, stringWidth(row[index]?.text ?? '')),
      stringWidth(title),
    ),
  )
  const total = () => widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))
  while (total() > available) {
    const widest = widestFlexible(columns, widths)
    if (widest === undefined) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

/** A column narrower than this could no longer be read. */
const minWidth = 8

function widestFlexible(columns: readonly Column[], widths: readonly number[]): number | undefined {
  let widest: number | undefined
  for (const [index, width] of widths.entries()) {
    if (!columns[index]?.flexible || width <= minWidth) continue
    if (widest === undefined || width > (widths[widest] ?? 0)) widest = index
  }
  return widest
}
