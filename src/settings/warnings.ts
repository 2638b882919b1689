import { didYouMean, nearest } from '../domain/near.ts'
import type { World } from '../world.ts'
import type { SettingsFile } from './settings-file.ts'

/** Something that looks like a setting, and is none. */
export type Doubt = {
  readonly sentence: string
  /** What to do. */
  readonly hint: string
  /** Whether it may have been meant to say where the household is. */
  readonly mayNameHousehold: boolean
}

/** The settings as they are written in the environment, and in the settings file. */
const settingNames = ['MOMENTUM_DB', 'MOMENTUM_USER', 'MOMENTUM_TZ', 'MOMENTUM_BACKUPS'] as const
export type SettingName = (typeof settingNames)[number]

/** What people call a setting who know the names of other programs. */
const otherNames: Readonly<Record<string, SettingName>> = {
  // Momentum reads it from the environment alone.
  DATABASE_URL: 'MOMENTUM_DB',
  MOMENTUM_DATABASE: 'MOMENTUM_DB',
  MOMENTUM_DATABASE_URL: 'MOMENTUM_DB',
  MOMENTUM_TIMEZONE: 'MOMENTUM_TZ',
}

/** Lists what the environment and the settings file set in vain. */
export function listDoubts({ env }: World, file: SettingsFile): readonly Doubt[] {
  // The environment has names of many programs; the file is Momentum's own.
  const own = Object.keys(env).filter((name) => /^momentum_/i.test(name))
  return [
    ...own
      .filter(isUnknown)
      .map((name) => doubtOf(name, `The environment sets ${name}, which is not a setting.`)),
    ...file.names
      .filter(isUnknown)
      .map((name) => doubtOf(name, `“${file.path}” sets ${name}, which is not a setting.`)),
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

function doubtOf(name: string, sentence: string): Doubt {
  const word = otherNames[name.toUpperCase()] ?? name
  const question = didYouMean(word, settingNames)
  return {
    sentence,
    hint: question ?? `The settings are ${settingNames.join(', ')}.`,
    mayNameHousehold: nearest(word, settingNames).includes('MOMENTUM_DB'),
  }
}
