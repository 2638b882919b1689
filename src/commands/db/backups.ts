import { basename, dirname } from 'node:path'
import { defineCommand } from '../../command.ts'
import { type Backup, listBackups } from '../../db/backups.ts'
import { type Style, size, table } from '../../format.ts'
import { backupFields, backupJson } from '../../json.ts'

export default defineCommand<undefined, readonly Backup[]>({
  fields: backupFields,
  input: () => undefined,
  run: async (_, context) => listBackups(context.backups()),
  human(backups, style) {
    const [newest] = backups
    if (newest === undefined) return 'There are no backups yet. Make one: momentum db backup'
    const rows = backups.map(({ backup, created_at, size_bytes }) => [
      moment(created_at, style),
      size(size_bytes),
      basename(backup),
    ])
    const columns = [
      { title: 'Made' },
      { title: 'Size', align: 'right', from: 72 },
      { title: 'Name' },
    ] as const
    return [
      table(columns, rows, style),
      '',
      `In ${dirname(newest.backup)}`,
      '  → momentum db restore <name>  to go back to one of them',
    ].join('\n')
  },
  json: (backups) => backups.map(backupJson),
})

/** The day and the time in the household's zone. */
function moment(instant: string, { zone }: Style): string {
  return new Date(instant).toLocaleString('sv-SE', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    dateStyle: 'short',
    timeStyle: 'short',
  })
}
