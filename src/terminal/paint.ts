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

/**
 * What may have a color: signs that stand beside a word. Texts have none, because hardly a
 * color can be read on light and dark terminals alike, and nothing is said by color alone.
 */
export type Sign =
  | '✓'
  | '✗'
  | '!'
  | '▲'
  | '●'
  | '◐'
  | '■'
  | '□'
  | '○'
  | '–'
  | '↶'
  | '↷'
  | '?'
  | '>'
  | Spinner
type Spinner = (typeof spinner)[number]

/** What turns while something takes time. */
export const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const

/**
 * The colors of signs, each with its number among the 256 of a terminal. Those are the same in
 * every theme, and these are about as far from black as from white.
 */
const signColors = { red: 160, green: 28, yellow: 130, cyan: 31 } as const
export type SignColor = keyof typeof signColors

/** Functions that paint, or return the text unchanged where colors are not wanted. */
export type Paint = Readonly<Record<'bold' | 'dim', (text: string) => string>> &
  Readonly<Record<SignColor, (sign: Sign) => string>> & {
    /** Takes `#rrggbb` and paints a sign in the nearest color that the terminal has. */
    readonly hex: (color: string) => (sign: Sign) => string
    /** A bar of so many columns. */
    readonly bar: (width: number) => string
  }

/** How many colors a terminal has: none, 16, 256, or 16 million. */
export type ColorDepth = 0 | 1 | 2 | 3

/** Loads chalk only where there are colors, because loading it takes time. */
export async function loadPaint(depth: ColorDepth): Promise<Paint> {
  const plain = (text: string) => text
  const names = Object.keys(signColors) as SignColor[]
  if (depth === 0)
    return { bold: plain, dim: plain, ...each(names, () => plain), hex: () => plain, bar }
  const { Chalk } = await import('chalk')
  const chalk = new Chalk({ level: depth })
  // A terminal with 16 colors has its own.
  const colored = (name: SignColor) => (depth === 1 ? chalk[name] : chalk.ansi256(signColors[name]))
  const green = colored('green')
  return {
    bold: chalk.bold,
    dim: chalk.dim,
    ...each(names, colored),
    hex: (color) => chalk.hex(color),
    bar: (width) => green(bar(width)),
  }
}

function bar(width: number): string {
  return '█'.repeat(width)
}

function each<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) {
  const made = names.map((name) => [name, make(name)] as const)
  // Every name is there by now.
  return Object.fromEntries(made) as Record<Name, Value>
}
