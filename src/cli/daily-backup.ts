import { findDaily, folderBeside } from '../db/backup/folder.ts'
import type { Db } from '../db/schema.ts'
import { statFile } from '../db/sqlite/file.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../world.ts'

type BackupContext = Pick<World, 'now' | 'startProgram'> & {
  readonly notice: (sentence: string) => void
}

/** Sees to today's backup of a file that this command changed, unless there is one. */
export async function backUpChanged(
  household: Db,
  settings: Settings,
  context: BackupContext,
): Promise<void> {
  const location = settings.location()
  if (!settings.dailyBackups || 'server' in location) return
  const { hasWritten } = await import('../db/sqlite/connection.ts')
  if (hasWritten(household)) await backUpToday(location.path, context)
}

/** The command did its work already, so a backup that fails is only worth a notice. */
async function backUpToday(path: string, { now, notice, startProgram }: BackupContext) {
  try {
    if (findDaily(folderBeside(path), now) !== undefined) return
    const { backUpDaily, handOverDaily } = await import('../db/backup/daily.ts')
    const words = ['db', 'backup', '--daily', '--quiet', '--db', path]
    if (isLarge(path) && handOverDaily(path, now, () => startProgram(words))) return
    await backUpDaily(path, now)
  } catch (error) {
    const { describeProblem } = await import('../db/faults.ts')
    notice(`Today’s backup was not made: ${describeProblem(error)}`)
  }
}

/**
 * Whether a backup takes so long that nobody should wait for it. One of a smaller file takes no
 * longer than to start another program.
 */
function isLarge(path: string): boolean {
  return (statFile(path)?.size ?? 0) > 1_000_000
}
