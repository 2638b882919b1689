import type { World } from './world.ts'

/** The options that every command takes, and what they come to in this world. */
export type Globals = {
  readonly db: string | undefined
  readonly as: string | undefined
  readonly json: boolean
  /** The keys that were picked; undefined for all. */
  readonly fields: readonly string[] | undefined
  readonly yes: boolean
  readonly quiet: boolean
  readonly coloured: boolean
  readonly interactive: boolean
}

export const globalOptions = [
  ['--db <file>', 'the household’s database'],
  ['--as <user>', 'act as this user'],
  ['--json', 'answer with one JSON document'],
  ['--fields <names>', 'only these keys of it: --fields id,title'],
  ['--no-input', 'never ask'],
  ['-y, --yes', 'take yes for the answer to “are you sure?”'],
  ['-q, --quiet', 'print ids only, one a line'],
  ['--no-color', 'no colours'],
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
    coloured: options.color !== false && !json && wantsColour(world),
    interactive: options.input !== false && !json && hasPerson(world),
  }
}

/** NO_COLOR (no-color.org), FORCE_COLOR (force-color.org), and what the terminal can do. */
function wantsColour({ env, stdout }: World): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return stdout.isTTY === true && env.TERM !== 'dumb'
}

function hasPerson({ env, stdin, stdout, stderr }: World): boolean {
  const automatic = env.CI !== undefined && env.CI !== '' && env.CI !== 'false'
  return !automatic && [stdin, stdout, stderr].every((stream) => stream.isTTY === true)
}
