import { findDaily, folderBeside } from '../db/backup/folder.ts'
import type { Db } from '../db/schema.ts'
import type { Settings } from '../settings/settings.ts'

type Surroundings = { readonly now: Date; readonly notice: (sentence: string) => void }

/** Makes today's backup of a file that this command changed, unless one exists. */
export async function backUpChanged(
  household: Db,
  settings: Settings,
  surroundings: Surroundings,
): Promise<void> {
  const location = settings.location()
  if (!settings.dailyBackups || 'server' in location) return
  const { hasWritten } = await import('../db/sqlite/connection.ts')
  if (hasWritten(household)) await backUpToday(location.path, surroundings)
}

/** The command did its work already, so a backup that fails is only worth a notice. */
async function backUpToday(path: string, { now, notice }: Surroundings): Promise<void> {
  try {
    if (findDaily(folderBeside(path), now) !== undefined) return
    const { backUpDaily } = await import('../db/backup/daily.ts')
    await backUpDaily(path, now)
  } catch (error) {
    const { describeProblem } = await import('../db/faults.ts')
    notice(`Today’s backup was not made: ${describeProblem(error)}`)
  }
}
