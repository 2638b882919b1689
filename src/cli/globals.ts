import type { ColorDepth } from '../terminal/paint.ts'
import type { World } from '../world.ts'

/** The options that every command takes, and what the environment and the terminal decide. */
export type Globals = {
  readonly db: string | undefined
  readonly as: string | undefined
  readonly json: boolean
  /** The keys to print; undefined for all. */
  readonly fields: readonly string[] | undefined
  readonly yes: boolean
  readonly quiet: boolean
  readonly colors: ColorDepth
  readonly interactive: boolean
  /** Whether a long answer may open in a pager and wait for a key. */
  readonly isPaged: boolean
  /** Whether the terminal only shows lines and understands no escape sequences. */
  readonly isDumb: boolean
}

/** The flags and descriptions of the options that every command takes. */
export const globalOptions = [
  ['--db <file|url>', 'use this database'],
  ['--as <user>', 'act as this member'],
  ['--json', 'print the output as JSON'],
  ['--fields <names>', 'print only these keys, in JSON: --fields id,title', 'list'],
  ['--no-input', 'never ask a question'],
  ['-y, --yes', 'answer yes to confirmations'],
  ['-q, --quiet', 'print only ids, one per line'],
  ['--no-color', 'print without colors'],
  ['--debug', 'show where an error comes from'],
] as const

export function readGlobals(options: Readonly<Record<string, unknown>>, world: World): Globals {
  const text = (name: string) => {
    const value = options[name]
    return typeof value === 'string' ? value : undefined
  }
  const fields = text('fields')
    ?.split(',')
    .map((field) => field.trim())
    .filter((field) => field !== '')
  const json = options.json === true || fields !== undefined
  const quiet = options.quiet === true
  const isDumb = onlyShowsLines(world.env.TERM)
  const canWait = options.input !== false && !json && !isAutomatic(world)
  return {
    db: text('db'),
    as: text('as'),
    json,
    fields,
    yes: options.yes === true,
    quiet,
    colors: options.color === false || json ? 0 : colorDepth(world),
    interactive: canWait && hasPerson(world),
    isPaged: canWait && !quiet && !isDumb && world.stdout.isTTY === true,
    isDumb,
  }
}

/** Goes by NO_COLOR (no-color.org), FORCE_COLOR (force-color.org) and what the terminal reports. */
function colorDepth({ env, stdout }: World): ColorDepth {
  const { NO_COLOR, FORCE_COLOR, COLORTERM = '', TERM = '' } = env
  const canColor = stdout.isTTY === true && TERM !== 'dumb' && TERM !== 'unknown'
  const isWanted = FORCE_COLOR ? FORCE_COLOR !== '0' && FORCE_COLOR !== 'false' : canColor
  if (NO_COLOR || !isWanted) return 0
  if (FORCE_COLOR === '1' || FORCE_COLOR === '2' || FORCE_COLOR === '3') {
    return Number(FORCE_COLOR) as ColorDepth
  }
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return 3
  return TERM.endsWith('256color') ? 2 : 1
}

/**
 * Whether a terminal cannot move its cursor. A system that knows nothing of a terminal calls it
 * `unknown`; `dumb-emacs-ansi` is a shell in Emacs with colors.
 */
function onlyShowsLines(TERM = ''): boolean {
  return TERM === 'unknown' || TERM === 'dumb' || TERM.startsWith('dumb-')
}

/** Whether there is a person at a terminal. */
function hasPerson({ stdout, stderr, isInputTerminal }: World): boolean {
  return stdout.isTTY === true && stderr.isTTY === true && isInputTerminal()
}

function isAutomatic({ env: { CI } }: World): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false'
}
