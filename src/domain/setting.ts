import { usageError } from '../errors.ts'
import { nearest } from './near.ts'

/** The names of the settings, in the environment and in the settings file. */
export const settingNames = [
  'MOMENTUM_DB',
  'MOMENTUM_USER',
  'MOMENTUM_TZ',
  'MOMENTUM_DAY_START',
  'MOMENTUM_BACKUPS',
  'MOMENTUM_PAGER',
  'MOMENTUM_EDITOR',
] as const
export type SettingName = (typeof settingNames)[number]

/** A setting, and where its value comes from. */
export type SettingValue = {
  readonly name: SettingName
  /** Without a password; null if not set and without a default. An empty pager means no pager. */
  readonly value: string | null
  readonly source: 'environment' | 'file' | 'default'
  /** What is wrong with the value, in a sentence. */
  readonly fault: string | null
}

/**
 * The setting that a person names, in full or without `MOMENTUM_`: `tz`, `day-start`.
 *
 * @throws MomentumError `usage` for an unknown name
 */
export function parseSettingName(text: string): SettingName {
  const word = text.trim().toUpperCase().replaceAll('-', '_')
  const known = settingNames.find((name) => name === word || name === `MOMENTUM_${word}`)
  if (known !== undefined) return known
  // In full, the beginning that all names share would make any short word look like one of them.
  const [near] = nearest(word, settingNames, (name) => name.replace(/^MOMENTUM_/, ''))
  throw usageError(
    `There is no setting “${text}”.`,
    near === undefined ? `The settings are ${settingNames.join(', ')}.` : `Did you mean ${near}?`,
  )
}
