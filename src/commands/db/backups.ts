import { basename, dirname } from 'node:path'
import { defineCommand } from '../../command.ts'
import { isDailyBeingMade } from '../../db/backup/daily.ts'
import type { Backup } from '../../db/backup/folder.ts'
import { listBackups } from '../../db/backup/list.ts'
import type { Location } from '../../db/location.ts'
import { requireDatabaseFile, statFile } from '../../db/sqlite/file.ts'
import { backupFields, backupJson } from '../../json/database.ts'
import { table } from '../../terminal/table.ts'
import { dayOf, size, timeOf } from '../../terminal/words.ts'
import { withHints } from '../../views/answer.ts'

type Output = {
  readonly backups: readonly Backup[]
  /** Whether there is a household to back up. */
  readonly hasHousehold: boolean
}

export default defineCommand<undefined, Output>({
  fields: backupFields,
  input: () => undefined,
  async run(_, { settings, now, notice }) {
    const folder = settings.backupsFolder()
    const backups = listBackups(folder)
    if (isDailyBeingMade(folder, now)) notice('Today’s backup is being made.')
    const location = settings.location()
    if (backups.length === 0) requireNamedFile(location)
    const hasHousehold = !('path' in location) || statFile(location.path) !== undefined
    return { backups, hasHousehold }
  },
  human({ backups, hasHousehold }, style) {
    const [newest] = backups
    if (newest === undefined) {
      const hint = hasHousehold
        ? { lead: 'Make one', command: 'db backup' }
        : { lead: 'First create the household', command: 'db init' }
      return withHints('No backups yet.', [hint], style)
    }
    const rows = backups.map(({ backup, created_at, size_bytes, complete }) => [
      `${dayOf(created_at, { ...style, dayStart: 0 })} ${timeOf(created_at, style)}`,
      size(size_bytes),
      complete ? basename(backup) : `${basename(backup)} (cut short)`,
    ])
    const columns = [
      { title: 'made' },
      { title: 'size', align: 'right', from: 72 },
      { title: 'name' },
    ] as const
    return [
      table(columns, rows, style),
      '',
      `In ${dirname(newest.backup)}`,
      style.hint({ lead: 'To restore one', command: 'db restore <name>' }),
    ].join('\n')
  },
  json: ({ backups }) => backups.map(backupJson),
})

/** Refuses a path without a household: there are no backups because the path has a typo. */
function requireNamedFile(location: Location): void {
  if (!('path' in location && location.explicit)) return
  if (!statFile(location.path)?.isFile()) requireDatabaseFile(location.path)
}
