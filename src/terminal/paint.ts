import type { CalendarDate, Days } from '../domain/time.ts'
import type { Hint } from '../errors.ts'

/** How an answer looks. */
export type Style = Days & {
  /** The terminal's width; undefined in a pipe, where nothing is cut or wrapped. */
  readonly columns: number | undefined
  readonly today: CalendarDate
  readonly paint: Paint
  /** Writes what to type next, so that it works when pasted. */
  readonly hint: (hint: Hint) => string
}

const colors = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'cyan'] as const

/** Functions that color a text, or return it unchanged where colors are not wanted. */
export type Paint = Readonly<Record<(typeof colors)[number], (text: string) => string>> & {
  /** Takes `#rrggbb` and paints in the nearest color that the terminal has. */
  readonly hex: (color: string) => (text: string) => string
}

/** How many colors a terminal has: none, 16, 256, or 16 million. */
export type ColorDepth = 0 | 1 | 2 | 3

/** Loads chalk only where there are colors, because loading it takes time. */
export async function loadPaint(depth: ColorDepth): Promise<Paint> {
  if (depth > 0) {
    const { Chalk } = await import('chalk')
    return new Chalk({ level: depth })
  }
  const plain = (text: string) => text
  const paint = Object.fromEntries(colors.map((color) => [color, plain]))
  return { ...paint, hex: () => plain } as unknown as Paint
}
