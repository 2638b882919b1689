import { lstatSync } from 'node:fs'
import { basename } from 'node:path'
import { shellWord } from '../../domain/shell.ts'
import { databaseError, type Hint } from '../../errors.ts'
import { type Backup, folderBeside } from './folder.ts'
import { listBackups } from './list.ts'

/**
 * Refuses a household's file that is missing while its backups exist: it was probably moved or
 * deleted by mistake, and an empty one in its place would hide that.
 *
 * @throws MomentumError `database`
 */
export function requireNotLost(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) return
  const folder = folderBeside(path)
  const backups = listBackups(folder)
  if (backups.length === 0) return
  throw databaseError(
    `“${path}” is missing, but its backups still exist. No new household was created.`,
    restoreHint(folder, backups),
  )
}

function restoreHint(folder: string, backups: readonly Backup[]): Hint {
  const newest = backups.find(({ complete }) => complete)
  const anew = `To start a new household, move “${folder}” away.`
  if (newest === undefined)
    return { lead: `${anew} To see the backups`, command: 'db backups', forActor: false }
  return {
    lead: `${anew} To restore the newest backup`,
    command: `db restore ${shellWord(basename(newest.backup))}`,
    forActor: false,
  }
}
