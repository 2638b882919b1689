import { type ErrorCode, type Hint, hintText, MomentumError } from '../errors.ts'
import { escapeControls } from '../terminal/escapes.ts'
import type { World } from '../world.ts'
import { escapeHarmful } from './print-json.ts'
import { optionValue, optionWords } from './typed.ts'

/** The exit code of each `error.code`. */
export const exitCodes = {
  fault: 1,
  failed: 1,
  usage: 2,
  not_found: 3,
  ambiguous: 3,
  refused: 4,
  conflict: 4,
  database: 5,
  not_allowed: 6,
  cancelled: 130,
} as const satisfies Record<ErrorCode | 'fault', number>

/** What is reported about an error. A bug of the program has the code `fault`. */
type ErrorReport = {
  readonly code: keyof typeof exitCodes
  readonly message: string
  readonly hint?: Hint | undefined
}

/** Reports an error on stderr. @returns the exit code */
export async function report(error: unknown, world: World): Promise<number> {
  const known = error instanceof MomentumError ? error : await describe(error, world)
  const full: ErrorReport = known ?? {
    code: 'fault',
    message: `Something went wrong inside Momentum: ${textOf(error)}`,
    hint: { lead: 'Please report this, with the output of --debug.' },
  }
  const { completeHint } = await import('./hint.ts')
  const { withoutPasswords } = await import('../db/postgres/url.ts')
  const shown = (text: string) => withoutPasswords(text, typedWords(world))
  const written = {
    code: full.code,
    message: shown(full.message),
    hint: full.hint && completeHint({ ...full.hint, lead: shown(full.hint.lead) }, world),
  }
  world.stderr.write(isJsonWanted(world) ? asJson(written) : await asText(written, world))
  if (optionWords(world).includes('--debug') && error instanceof Error)
    world.stderr.write(`${escapeControls(shown(error.stack ?? ''))}\n`)
  return exitCodes[full.code]
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
    // Without a household there is no file whose damage could explain the error.
    return undefined
  }
}

/** Returns what people typed or set, in which a URL may hold a password. */
function typedWords({ argv, env }: World): readonly string[] {
  const names = [
    'MOMENTUM_DB',
    'DATABASE_URL',
    'MOMENTUM_USER',
    'MOMENTUM_TZ',
    'MOMENTUM_DAY_START',
  ]
  return [...argv, ...names.flatMap((name) => env[name] ?? [])]
}

/** A report without passwords, whose hint has the whole command to type. */
type WrittenReport = {
  readonly code: string
  readonly message: string
  readonly hint: Hint | undefined
}

async function asText({ code, message, hint }: WrittenReport, world: World): Promise<string> {
  const { messageText } = await import('./message.ts')
  return messageText(code === 'cancelled' ? message : `momentum: ${message}`, hint, world)
}

function asJson({ code, message, hint }: WrittenReport): string {
  const error = { code, message, hint: hint ? hintText(hint) : null }
  return `${escapeHarmful(JSON.stringify({ error }))}\n`
}

/** Reads the words themselves, because an error may come from parsing them. */
function isJsonWanted(world: World): boolean {
  return optionWords(world).some((word) => /^--(json|fields)(=|$)/.test(word))
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
