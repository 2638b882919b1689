import type { PaperSize } from '../../domain/sheet.ts'
import { textWidth } from './text-width.ts'

// All lengths are in points, of which an inch has 72.

/** The sizes of paper, its long side first. */
export const papers = {
  a4: { width: 841.9, height: 595.3 },
  letter: { width: 792, height: 612 },
} as const satisfies Record<PaperSize, { readonly width: number; readonly height: number }>

/** Nearly every printer prints within this margin. */
export const margin = 24

/** How large the fixed parts of a page are. */
export const parts = {
  title: 31,
  /** The width of what is beside the title. */
  facts: 230,
  legend: 15.5,
  /** The heads of columns: days, or members. */
  days: 33,
  members: 24,
  /** The heads of rows: members, or days. */
  names: 74,
  dates: 92,
  /** What a cell has beside its text. */
  beside: 5,
} as const

/** How much wider a text is in bold letters. */
export const bold = 1.1

/** The height of a line of names and titles, in parts of their size. */
export const lineHeight = 1.18

/** The size of titles, and the most lines of titles and of small print. */
export type Step = {
  readonly size: number
  readonly titleLines: number
  readonly smallLines: number
}

/** The sizes of titles, small print and their lines, and the blanks around them. */
export function sizesOf({ size }: Step) {
  const smallSize = Math.max(7, size * 0.7)
  return {
    size,
    smallSize,
    line: size * lineHeight,
    smallLine: smallSize * 1.2,
    gap: size * 0.24,
    above: size * 0.32,
  }
}

/** The width of a box and the blank after it. */
export function boxWidth(size: number): number {
  return size * 1.1
}

/** How large the title of a page is written, beside what else is on its line. */
export function headingSize(title: string, width: number): number {
  const room = width - parts.facts
  return headingSizes.find((size) => textWidth(title, size * bold) <= room) ?? leastHeading
}

const leastHeading = 9
const headingSizes = [21, 18, 15, 13, 11, leastHeading]

/** How large a name is written at the head of a row, on one line or two. */
export function nameSize(name: string): { readonly size: number; readonly lines: number } {
  const room = parts.names - parts.beside
  const size = nameSizes.find((each) => textWidth(name, each * bold) <= room)
  return size === undefined ? { size: leastName, lines: 2 } : { size, lines: 1 }
}

const leastName = 8.5
const nameSizes = [12, 10.5, 9.5, leastName]
