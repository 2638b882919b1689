import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { backUpFile, writeBackup } from '../../db/backup/backup.ts'
import { type Backup, newBackupPath } from '../../db/backup/folder.ts'
import { requireBackupTarget } from '../../db/backup/target.ts'
import { writeDump } from '../../db/copy/dump.ts'
import { openDatabase } from '../../db/database.ts'
import type { Location } from '../../db/location.ts'
import { statFile } from '../../db/sqlite/file.ts'
import type { Counts } from '../../db/sqlite/sound.ts'
import { usageError } from '../../errors.ts'
import { backupFields, backupJson } from '../../json.ts'
import { plural, size } from '../../terminal/words.ts'
import { success } from '../../views/answer.ts'
import { flag } from '../shared/options.ts'
import { copyRows } from './shared/copy-rows.ts'

type Input = { readonly target: string | undefined; readonly force: boolean }
type Made = Backup & { readonly tasks: number }

export default defineCommand<Input, Made>({
  fields: backupFields,
  input(args, context) {
    const [name] = args.operands
    const force = flag(args, 'force')
    if (name === undefined) return { target: undefined, force }
    const target = parseTarget(name, context)
    requireBackupTarget(target, context.settings.location(), force)
    return { target, force }
  },
  async run({ target, force }, context) {
    const location = context.settings.location()
    const backup = target ?? newBackupPath(context.settings.backupsFolder(), 'by_hand', context.now)
    const counts =
      'server' in location
        ? await dumpServer(location, backup, force, context)
        : await backUpFile(location.path, backup, { force })
    return {
      backup,
      kind: 'by_hand',
      created_at: context.instant,
      size_bytes: statFile(backup)?.size ?? 0,
      tasks: counts.get('tasks') ?? 0,
    }
  },
  human: ({ backup, tasks, size_bytes }, style) =>
    success(`Backed up ${plural(tasks, 'task')} (${size(size_bytes)}): ${backup}`, style),
  json: backupJson,
})

function parseTarget(name: string, context: Context): string {
  const target = context.settings.locate(name)
  if ('path' in target) return target.path
  throw usageError(`A backup is a file, but ${target.server.url} is a server.`, {
    lead: 'To copy the household there',
    command: 'db copy --to <url>',
  })
}

async function dumpServer(
  location: Location,
  backup: string,
  force: boolean,
  context: Context,
): Promise<Counts> {
  const db = context.closing(await openDatabase(location, context))
  return writeBackup(backup, { force }, (draft) =>
    writeDump(draft, (file) => copyRows(db, file, context)),
  )
}
