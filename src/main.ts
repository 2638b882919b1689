import { buildProgram, isPrinted } from './cli/program.ts'
import { shellWord } from './domain/text.ts'
import { type ErrorCode, MomentumError } from './errors.ts'
import { escapeHarmful } from './json.ts'
import { visible } from './terminal/escapes.ts'
import type { World } from './world.ts'

const exitCodes = {
  usage: 2,
  not_found: 3,
  ambiguous: 3,
  refused: 4,
  conflict: 4,
  database: 5,
  not_allowed: 6,
  cancelled: 130,
} as const satisfies Record<ErrorCode, number>

/** Runs one command. @returns the exit code; every error was told by then */
export async function main(world: World): Promise<number> {
  try {
    const program = buildProgram(world, async (verb, args) => {
      const { execute } = await import('./cli/runner.ts')
      await execute((await verb.load()).default, args, world)
    })
    await program.parseAsync(world.argv, { from: 'user' })
    return 0
  } catch (error) {
    return isPrinted(error) ? 0 : report(error, world)
  }
}

async function report(error: unknown, world: World): Promise<number> {
  const known = error instanceof MomentumError ? error : await describe(error, world)
  const words = known ?? {
    code: 'fault' as const,
    message: `Something went wrong inside Momentum: ${textOf(error)}`,
    hint: 'Please report it, with what --debug shows.',
  }
  const { withoutPasswords } = await import('./db/postgres/url.ts')
  const shown = (text: string) => withoutPasswords(text, typedWords(world))
  const told = {
    code: words.code,
    message: shown(words.message),
    hint: forSameHousehold(words.hint && shown(words.hint), world, shown),
  }
  const wantsJson = hasWord(world, '--json', '--fields')
  world.stderr.write(wantsJson ? asJson(told) : await asText(told, world))
  if (hasWord(world, '--debug') && error instanceof Error)
    world.stderr.write(`${visible(shown(error.stack ?? ''))}\n`)
  return known ? exitCodes[known.code] : 1
}

async function describe(error: unknown, world: World): Promise<MomentumError | undefined> {
  const { describeFault } = await import('./db/faults.ts')
  return describeFault(error) ?? (await describeDamage(error, world))
}

async function describeDamage(error: unknown, world: World): Promise<MomentumError | undefined> {
  try {
    const { locateDatabase } = await import('./settings/settings.ts')
    const { describeDamage } = await import('./db/sqlite/damage.ts')
    const location = locateDatabase(world, optionValue('--db', optionWords(world)))
    return await describeDamage(location, error)
  } catch {
    // Where no household can be opened, none explains the error.
    return undefined
  }
}

/** What people wrote, on the command line and in the environment. */
function typedWords({ argv, env }: World): readonly string[] {
  const names = ['MOMENTUM_DB', 'DATABASE_URL', 'MOMENTUM_USER', 'MOMENTUM_TZ']
  return [...argv, ...names.flatMap((name) => env[name] ?? [])]
}

/** The hint, for the household and, unless it is about who acts, the person of this command. */
function forSameHousehold(
  hint: string | undefined,
  world: World,
  shown: (text: string) => string,
): string | undefined {
  const aboutUsers = /^As |momentum (login|user list)/.test(hint ?? '')
  const kept = (aboutUsers ? ['--db'] : ['--db', '--as'])
    .filter((name) => !hint?.includes(`${name} `))
    .flatMap((name) => {
      const value = optionValue(name, optionWords(world))
      return value === undefined ? [] : [`${name} ${asTyped(shown(value))}`]
    })
  if (kept.length === 0) return hint
  return hint?.replace(/\bmomentum (?=[a-z])/, () => `momentum ${kept.join(' ')} `)
}

/** As typed, whether it could be parsed or not; said twice, the last one counts. */
function optionValue(name: string, words: readonly string[]): string | undefined {
  const at = words.findLastIndex((word) => word === name || word.startsWith(`${name}=`))
  if (at < 0) return undefined
  return words[at] === name ? words[at + 1] : words[at]?.slice(name.length + 1)
}

/** The words among which options can stand. */
function optionWords({ argv }: World): readonly string[] {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

/** As a person would type it: in quotes only where a shell needs them. */
function asTyped(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : shellWord(value)
}

type Words = { readonly code: string; readonly message: string; readonly hint?: string | undefined }

/** The sentence, and below it, indented, what to type next; folded at the terminal's width. */
async function asText({ code, message, hint }: Words, { stderr }: World): Promise<string> {
  const { paragraph } = await import('./terminal/format.ts')
  const columns = stderr.isTTY ? stderr.columns : undefined
  const line = (text: string, indent: number) =>
    `${paragraph(visible(text.replaceAll('\n', ' ')), indent, columns)}\n`
  const sentence = line(code === 'cancelled' ? message : `momentum: ${message}`, 0)
  return hint === undefined ? sentence : sentence + line(hint, 2)
}

function asJson({ code, message, hint = undefined }: Words): string {
  return `${escapeHarmful(JSON.stringify({ error: { code, message, hint: hint ?? null } }))}\n`
}

/** Looks at the words themselves: they count also when they could not be parsed. */
function hasWord(world: World, ...words: readonly string[]): boolean {
  return optionWords(world).some((word) =>
    words.some((each) => word === each || word.startsWith(`${each}=`)),
  )
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
