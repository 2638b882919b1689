import { basename, dirname } from 'node:path'
import { defineCommand } from '../../command.ts'
import { isDailyBeingMade } from '../../db/backup/daily.ts'
import type { Backup } from '../../db/backup/folder.ts'
import { listBackups } from '../../db/backup/list.ts'
import { backupFields, backupJson } from '../../json.ts'
import { table } from '../../terminal/table.ts'
import { dayOf, size, timeOf } from '../../terminal/words.ts'
import { withHints } from '../../views/answer.ts'

export default defineCommand<undefined, readonly Backup[]>({
  fields: backupFields,
  input: () => undefined,
  async run(_, { settings, now, notice }) {
    const folder = settings.backupsFolder()
    const backups = listBackups(folder)
    if (isDailyBeingMade(folder, now)) notice('Today’s backup is being made.')
    return backups
  },
  human(backups, style) {
    const [newest] = backups
    if (newest === undefined) {
      return withHints('No backups yet.', [{ lead: 'Make one', command: 'db backup' }], style)
    }
    const rows = backups.map(({ backup, created_at, size_bytes, complete }) => [
      `${dayOf(created_at, style)} ${timeOf(created_at, style)}`,
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
  json: (backups) => backups.map(backupJson),
})
