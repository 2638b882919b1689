import { parseEnv } from 'node:util'
import { withoutPasswords } from '../db/postgres/url.ts'
import { writePrivateText } from '../db/sqlite/private-text.ts'
import { type SettingName, type SettingValue, settingNames } from '../domain/setting.ts'
import { calendarDate } from '../domain/time.ts'
import { parseUserReference } from '../domain/user.ts'
import { MomentumError, usageError } from '../errors.ts'
import type { World } from '../world.ts'
import { missingHomeError } from './folders.ts'
import { locateDatabase, locateNamed } from './locate.ts'
import { findEditor, findPager } from './own-programs.ts'
import { parseDayStart, parseSwitch } from './parse-values.ts'
import type { SettingsFile } from './settings-file.ts'

/** A setting after it was changed. */
export type SavedSetting = {
  readonly setting: SettingValue
  /** The path of the settings file. */
  readonly path: string
  /** Whether the file said something else before. */
  readonly isChanged: boolean
}

/** How each setting is read. */
const parsers: Readonly<Record<SettingName, (world: World, text: string) => unknown>> = {
  MOMENTUM_DB: locateNamed,
  MOMENTUM_USER: (_, text) => parseUserReference(text),
  MOMENTUM_TZ: ({ now }, zone) => calendarDate(now, { zone }),
  MOMENTUM_DAY_START: (_, text) => parseDayStart(text),
  MOMENTUM_BACKUPS: (_, text) => parseSwitch('MOMENTUM_BACKUPS', text),
  // Only running a shell line shows whether it works.
  MOMENTUM_PAGER: (_, text) => text,
  MOMENTUM_EDITOR: (_, text) => text,
}

/** Every setting as it counts for the next command. */
export function listSettingValues(world: World, file: SettingsFile): readonly SettingValue[] {
  return settingNames.map((name) => settingOf(name, world, file))
}

function settingOf(name: SettingName, world: World, file: SettingsFile): SettingValue {
  const { value, source } = findValue(name, world, file)
  return {
    name,
    value: value && withoutPasswords(value, [value]),
    source,
    fault: value && source !== 'default' ? findFault(name, world, value) : null,
  }
}

function findValue(
  name: SettingName,
  world: World,
  file: SettingsFile,
): Pick<SettingValue, 'value' | 'source'> {
  if (name === 'MOMENTUM_PAGER') return findPager(world, file.values)
  if (name === 'MOMENTUM_EDITOR') return findEditor(world, file.values)
  if (world.env[name]) return { value: world.env[name], source: 'environment' }
  if (file.values[name]) return { value: file.values[name], source: 'file' }
  const found = name === 'MOMENTUM_DB' ? locateDatabase(world, undefined) : undefined
  // Another program's variable names the server.
  if (found && 'server' in found) {
    return { value: world.env.DATABASE_URL ?? null, source: 'environment' }
  }
  return { value: found?.path ?? defaults[name]?.() ?? null, source: 'default' }
}

const defaults: { readonly [Name in SettingName]?: () => string } = {
  MOMENTUM_TZ: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  MOMENTUM_DAY_START: () => '00:00',
  MOMENTUM_BACKUPS: () => 'on',
}

function findFault(name: SettingName, world: World, value: string): string | null {
  try {
    parsers[name](world, value)
    return null
  } catch (error) {
    if (error instanceof MomentumError) return error.message
    throw error
  }
}

/** As {@link Settings.save}. */
export function saveSetting(
  world: World,
  file: SettingsFile,
  name: SettingName,
  value: string | undefined,
): SavedSetting {
  const { path } = file
  if (path === '') throw missingHomeError('config')
  if (value !== undefined) parsers[name](world, value)
  const isChanged = file.values[name] !== value
  if (isChanged) {
    const text = value === undefined ? withoutLines(file.text, name) : withLine(file, name, value)
    requireOnlyChange(file, text, name, value)
    writePrivateText(path, text)
  }
  const changed = { ...file, values: { ...file.values, [name]: value } }
  return { setting: settingOf(name, world, changed), path, isChanged }
}

/** The ways to write a value, the plainest first. */
function writings(value: string): readonly string[] {
  return [value, `"${value}"`, `'${value}'`, `\`${value}\``]
}

/** Puts a value where the last one of its name is, or at the end. */
function withLine({ text }: SettingsFile, name: SettingName, value: string): string {
  const written = writings(value).find((each) => parseEnv(`${name}=${each}`)[name] === value)
  const line = `${name}=${written ?? value}`
  const lines = text.split('\n')
  const at = lines.findLastIndex((each) => sets(each, name))
  if (at >= 0) {
    const kept = lines.flatMap((each, index) => (sets(each, name) && index !== at ? [] : [each]))
    return kept.map((each) => (sets(each, name) ? line : each)).join('\n')
  }
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${before}${line}\n`
}

function withoutLines(text: string, name: SettingName): string {
  return text
    .split('\n')
    .filter((line) => !sets(line, name))
    .join('\n')
}

function sets(line: string, name: SettingName): boolean {
  return new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(line)
}

/** Makes sure that nothing else changes: a value may go on over several lines. */
function requireOnlyChange(
  { path, values: before }: SettingsFile,
  text: string,
  name: SettingName,
  value: string | undefined,
): void {
  const after = parseEnv(text)
  const names = new Set([...Object.keys(before), ...Object.keys(after), name])
  const isKept = [...names].every((each) => after[each] === (each === name ? value : before[each]))
  if (isKept) return
  throw usageError(
    `${name} cannot be changed in “${path}” without changing other lines.`,
    'Open the file in an editor.',
  )
}
