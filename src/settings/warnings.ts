import { didYouMean, nearest } from '../domain/near.ts'
import { type SettingName, settingNames } from '../domain/setting.ts'
import type { World } from '../world.ts'
import type { SettingsFile } from './settings-file.ts'

/** A name or a line that sets nothing, although it looks as if it should. */
export type SettingsWarning = {
  readonly sentence: string
  /** What to do. */
  readonly hint: string
  /** Whether it may be meant to say where the household is. */
  readonly mayNameHousehold: boolean
}

/** What people who know other programs call a setting. */
const otherNames: Readonly<Record<string, SettingName>> = {
  // Momentum reads it only from the environment.
  DATABASE_URL: 'MOMENTUM_DB',
  MOMENTUM_DATABASE: 'MOMENTUM_DB',
  MOMENTUM_DATABASE_URL: 'MOMENTUM_DB',
  MOMENTUM_TIMEZONE: 'MOMENTUM_TZ',
}

/** Lists what the environment and the settings file set to no effect. */
export function listWarnings({ env }: World, file: SettingsFile): readonly SettingsWarning[] {
  // The environment has the names of many programs; the file is Momentum's own.
  const own = Object.keys(env).filter((name) => /^momentum_/i.test(name))
  return [
    ...own
      .filter(isUnknown)
      .map((name) => warningOf(name, `The environment sets ${name}, which is not a setting.`)),
    ...file.names
      .filter(isUnknown)
      .map((name) => warningOf(name, `“${file.path}” sets ${name}, which is not a setting.`)),
    ...settingNames
      .filter((known) => file.names.filter((name) => name === known).length > 1)
      .map((name) => ({
        sentence: `“${file.path}” sets ${name} more than once. The last line counts.`,
        hint: 'Delete the other lines.',
        mayNameHousehold: false,
      })),
    ...file.strayLines.map((line) => ({
      sentence: `Line ${line} of “${file.path}” is not a setting.`,
      hint: 'Write a setting as NAME=value, such as MOMENTUM_DB=~/household.db',
      mayNameHousehold: true,
    })),
  ]
}

function isUnknown(name: string): boolean {
  return !settingNames.some((known) => known === name)
}

function warningOf(name: string, sentence: string): SettingsWarning {
  const word = otherNames[name.toUpperCase()] ?? name
  const question = didYouMean(word, settingNames)
  return {
    sentence,
    hint: question ?? `The settings are ${settingNames.join(', ')}.`,
    mayNameHousehold: nearest(word, settingNames).includes('MOMENTUM_DB'),
  }
}
