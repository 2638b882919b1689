import { type ErrorCode, type Hint, MomentumError } from '../errors.ts'
import { escapeControls } from '../terminal/escapes.ts'
import type { World } from '../world.ts'
import { escapeHarmful } from './print-json.ts'
import { optionValue, optionWords } from './typed.ts'

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

/** An error in words; a fault of the program has no code of its own. */
type Words = {
  readonly code: ErrorCode | 'fault'
  readonly message: string
  readonly hint?: Hint | undefined
}

/** Tells of an error on stderr. @returns the exit code */
export async function report(error: unknown, world: World): Promise<number> {
  const known = error instanceof MomentumError ? error : await describe(error, world)
  const words: Words = known ?? {
    code: 'fault',
    message: `Something went wrong inside Momentum: ${textOf(error)}`,
    hint: { lead: 'Please report it, with what --debug shows.' },
  }
  const { writeHint } = await import('./hint.ts')
  const { withoutPasswords } = await import('../db/postgres/url.ts')
  const shown = (text: string) => withoutPasswords(text, typedWords(world))
  const told = {
    code: words.code,
    message: shown(words.message),
    hint: words.hint && shown(writeHint(words.hint, world)),
  }
  world.stderr.write(isJsonWanted(world) ? asJson(told) : await asText(told, world))
  if (optionWords(world).includes('--debug') && error instanceof Error)
    world.stderr.write(`${escapeControls(shown(error.stack ?? ''))}\n`)
  return known ? exitCodes[known.code] : 1
}

async function describe(error: unknown, world: World): Promise<MomentumError | undefined> {
  const { describeFault } = await import('../db/faults.ts')
  return describeFault(error) ?? (await describeDamage(error, world))
}

async function describeDamage(error: unknown, world: World): Promise<MomentumError | undefined> {
  try {
    const { parseSettings } = await import('../settings/settings.ts')
    const { describeDamage } = await import('../db/sqlite/damage.ts')
    const settings = parseSettings(world, { db: optionValue('--db', world) })
    return await describeDamage(settings.location(), error)
  } catch {
    // Where no household can be opened, none explains the error.
    return undefined
  }
}

/** What people wrote on the command line and in the environment, where a URL may hold a password. */
function typedWords({ argv, env }: World): readonly string[] {
  const names = ['MOMENTUM_DB', 'DATABASE_URL', 'MOMENTUM_USER', 'MOMENTUM_TZ']
  return [...argv, ...names.flatMap((name) => env[name] ?? [])]
}

type Told = { readonly code: string; readonly message: string; readonly hint: string | undefined }

/** The sentence, and below it, indented, what to type next; folded at the terminal's width. */
async function asText({ code, message, hint }: Told, { stderr }: World): Promise<string> {
  const { paragraph } = await import('../terminal/layout.ts')
  const columns = stderr.isTTY ? stderr.columns : undefined
  const line = (text: string, indent: number) =>
    `${paragraph(escapeControls(text.replaceAll('\n', ' ')), indent, columns)}\n`
  const sentence = line(code === 'cancelled' ? message : `momentum: ${message}`, 0)
  return hint === undefined ? sentence : sentence + line(hint, 2)
}

function asJson({
  code,
  message,
  hint = null,
}: {
  code: string
  message: string
  hint?: string | null | undefined
}): string {
  return `${escapeHarmful(JSON.stringify({ error: { code, message, hint } }))}\n`
}

/** Looks at the words themselves: they count also when they could not be parsed. */
function isJsonWanted(world: World): boolean {
  return optionWords(world).some((word) => /^--(json|fields)(=|$)/.test(word))
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
