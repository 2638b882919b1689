import type { ColorDepth } from '../terminal/paint.ts'
import type { World } from '../world.ts'

/** The options that every command takes, and what they come to in this world. */
export type Globals = {
  readonly db: string | undefined
  readonly as: string | undefined
  readonly json: boolean
  /** The keys that were picked; undefined for all. */
  readonly fields: readonly string[] | undefined
  readonly yes: boolean
  readonly quiet: boolean
  readonly colors: ColorDepth
  readonly interactive: boolean
}

export const globalOptions = [
  ['--db <file|url>', 'use this database'],
  ['--as <user>', 'act as this member'],
  ['--json', 'print the answer as one JSON document'],
  ['--fields <names>', 'print only these keys, in JSON: --fields id,title'],
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
  return {
    db: text('db'),
    as: text('as'),
    json,
    fields,
    yes: options.yes === true,
    quiet: options.quiet === true,
    colors: options.color === false || json ? 0 : colorDepth(world),
    interactive: options.input !== false && !json && hasPerson(world),
  }
}

/** NO_COLOR (no-color.org), FORCE_COLOR (force-color.org), and what the terminal says of itself. */
function colorDepth({ env, stdout }: World): ColorDepth {
  const { NO_COLOR, FORCE_COLOR, COLORTERM = '', TERM = '' } = env
  const able = stdout.isTTY === true && TERM !== 'dumb'
  const wanted = FORCE_COLOR ? FORCE_COLOR !== '0' && FORCE_COLOR !== 'false' : able
  if (NO_COLOR || !wanted) return 0
  if (FORCE_COLOR === '1' || FORCE_COLOR === '2' || FORCE_COLOR === '3') {
    return Number(FORCE_COLOR) as ColorDepth
  }
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return 3
  return TERM.endsWith('256color') ? 2 : 1
}

function hasPerson(world: World): boolean {
  const { env } = world
  const automatic = env.CI !== undefined && env.CI !== '' && env.CI !== 'false'
  const streams = ['stdout', 'stderr', 'stdin'] as const
  // Standard input comes last: it is opened when it is looked at.
  return !automatic && streams.every((name) => world[name].isTTY === true)
}
