import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { errorCode, MomentumError, usageError } from '../errors.ts'
import type { World } from '../world.ts'
import { findFolder } from './folders.ts'

/** A settings file; one that does not exist has no values. */
export type SettingsFile = {
  readonly path: string
  /** All of it; empty if there is no file. */
  readonly text: string
  /** Who may read it. */
  readonly mode: number
  readonly values: NodeJS.Dict<string>
  /** The names that are set, whether there are settings of these names or not. */
  readonly names: readonly string[]
  /** The numbers of the lines that set nothing and are neither empty nor comments. */
  readonly strayLines: readonly number[]
}

/**
 * Reads the file `.env` in the configuration folder.
 *
 * @throws MomentumError `usage` for a file that cannot be read or is not UTF-8 text
 */
export function readSettingsFile(world: World): SettingsFile {
  const config = findFolder(world, 'config')
  if (config === undefined) return emptyFile('')
  const path = join(config, '.env')
  try {
    const { bytes, mode } = readFile(path)
    const text = decode(bytes, path)
    return { path, text, mode, values: parseEnv(text), ...examine(text) }
  } catch (error) {
    if (isMissing(error, path)) return emptyFile(path)
    throw error instanceof MomentumError ? error : unreadableError(path, error)
  }
}

/** Finds a settings file whose name an editor changed, if the right one is missing: `.env.txt`. */
export function findMisnamed(path: string): string | undefined {
  const names = ['.env.txt', 'env.txt', 'env', '_env', '.env.env']
  return path === '' || existsSync(path)
    ? undefined
    : names.map((name) => join(dirname(path), name)).find(existsSync)
}

function emptyFile(path: string): SettingsFile {
  return { path, text: '', mode: 0, values: {}, names: [], strayLines: [] }
}

/** A link to nothing is not missing: it may lead to a disk that is not there now. */
function isMissing(error: unknown, path: string): boolean {
  const code = errorCode(error)
  if (code === 'ENOTDIR') return true
  return code === 'ENOENT' && lstatSync(path, { throwIfNoEntry: false }) === undefined
}

function unreadableError(path: string, cause: unknown): MomentumError {
  return usageError(
    `The settings in “${path}” cannot be read.`,
    'Check who may read the file, or move it away.',
    { cause },
  )
}

/**
 * Decodes UTF-8, with or without the mark that some editors put at the start of a file. Any other
 * encoding would change names and values, or hide the first line.
 */
function decode(bytes: Buffer, path: string): string {
  try {
    // The decoder skips the mark. A text with NUL is usually UTF-16.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text.replace(/\r\n?/g, '\n')
  } catch {
    // Some bytes are not UTF-8.
  }
  throw usageError(
    `The settings in “${path}” are not UTF-8 text.`,
    'In your editor, save the file as UTF-8.',
  )
}

// A setting as Node reads it, apart from two mistakes: a quotation mark that is closed in a later
// line hides the settings in between, and text after a value in quotes is ignored. A name has no
// character of a URL, which may contain a password, because warnings show names.
const setting =
  /^[ \t]*(?:export[ \t]+)?([^\s=#:/@'"`]+)[ \t]*=[ \t]*(?:(?:"[^"\n]*"|'[^'\n]*'|`[^`\n]*`)[ \t]*(?:#[^\n]*)?|[^"'`\s][^\n]*)?$/gm

function examine(text: string): Pick<SettingsFile, 'names' | 'strayLines'> {
  const names: string[] = []
  const rest = text.replace(setting, (all: string, name: string) => {
    names.push(name)
    return all.replace(/[^\n]/g, '')
  })
  const strayLines = rest
    .split('\n')
    .flatMap((line, index) => (/^\s*(#|$)/.test(line) ? [] : [index + 1]))
  return { names, strayLines }
}

/** The text of a file; a pipe or a device is an error, since reading it could take forever. */
export function readRegularFile(path: string): string {
  return readFile(path).bytes.toString('utf8')
}

function readFile(path: string): { readonly bytes: Buffer; readonly mode: number } {
  const file = statSync(path)
  if (!file.isFile()) throw new Error(`“${path}” is not a regular file.`)
  return { bytes: readFileSync(path), mode: file.mode }
}
