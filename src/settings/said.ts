import { join } from 'node:path'
import { writePrivateText } from '../db/sqlite/private-text.ts'
import type { CalendarDate } from '../domain/time.ts'
import { readRegularFile } from './settings-file.ts'

/** The reminders that were printed on a day, and the file that remembers them. */
export type Said = { readonly path: string; readonly things: ReadonlySet<string> }

/**
 * Reads which reminders were printed for a member or the household on a day: none if the file is
 * missing, damaged or of another day.
 *
 * @param stateFolder the folder for what this computer remembers
 * @param whom the UUIDs of the household and, if there is one, the member
 */
export function readSaid(stateFolder: string, whom: readonly string[], day: CalendarDate): Said {
  const path = join(stateFolder, 'reminders', `${whom.join('.')}.json`)
  return { path, things: new Set(readThings(path, day)) }
}

function readThings(path: string, day: CalendarDate): readonly string[] {
  try {
    const said: unknown = JSON.parse(readRegularFile(path))
    return isSaid(said) && said.date === day ? said.things : []
  } catch {
    // Printing a reminder twice is better than never printing it.
    return []
  }
}

function isSaid(value: unknown): value is { date: unknown; things: readonly string[] } {
  if (typeof value !== 'object' || value === null) return false
  if (!('date' in value) || !('things' in value) || !Array.isArray(value.things)) return false
  return value.things.every((thing) => typeof thing === 'string')
}

/** Remembers what was printed on a day, in a file that only its owner can read. */
export function writeSaid(path: string, date: CalendarDate, things: Iterable<string>): void {
  writePrivateText(path, `${JSON.stringify({ date, things: [...things] })}\n`)
}
