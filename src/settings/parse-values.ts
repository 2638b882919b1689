import type { SettingName } from '../domain/setting.ts'
import { usageError } from '../errors.ts'

/** The latest time at which a day may begin, in minutes. */
const latestStart = 12 * 60

/**
 * When a day begins, in minutes after midnight, from `HH:MM`.
 *
 * @throws MomentumError `usage`
 */
export function parseDayStart(text: string): number {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? []
  const start = Number(hours) * 60 + Number(minutes)
  if (start <= latestStart) return start
  throw usageError(
    `MOMENTUM_DAY_START must be a time from 00:00 to 12:00, not “${text}”.`,
    'Write it as 03:00, for example.',
  )
}

/** @throws MomentumError `usage` for anything but `on` or `off` */
export function parseSwitch(name: SettingName, text: string): boolean {
  const word = text.trim().toLowerCase()
  if (word === 'on' || word === 'off') return word === 'on'
  throw usageError(`${name} must be on or off, not “${word}”.`)
}
