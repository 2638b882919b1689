import { basename, dirname } from 'node:path'
import { defineCommand } from '../../command.ts'
import { type Backup, listBackups } from '../../db/backup/folder.ts'
import { backupFields, backupJson } from '../../json.ts'
import { table } from '../../terminal/table.ts'
import { dayOf, size, timeOf } from '../../terminal/words.ts'

export default defineCommand<undefined, readonly Backup[]>({
  fields: backupFields,
  input: () => undefined,
  run: async (_, context) => listBackups(context.backups()),
  human(backups, style) {
    const [newest] = backups
    if (newest === undefined) return 'There are no backups yet. Make one: momentum db backup'
    const rows = backups.map(({ backup, created_at, size_bytes }) => [
      `${dayOf(created_at, style)} ${timeOf(created_at, style)}`,
      size(size_bytes),
      basename(backup),
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
      'To go back to one of them: momentum db restore <name>',
    ].join('\n')
  },
  json: (backups) => backups.map(backupJson),
})
