import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { backUpFile, bytesOfWork, writeBackup } from '../../db/backup/backup.ts'
import { backUpDaily, type Daily, makeDaily } from '../../db/backup/daily.ts'
import { type Backup, newBackupPath } from '../../db/backup/folder.ts'
import { getBackup } from '../../db/backup/list.ts'
import { writeDump } from '../../db/copy/dump.ts'
import { openAnySchema, openToCopy } from '../../db/database.ts'
import type { Server } from '../../db/postgres/url.ts'
import { statFile } from '../../db/sqlite/file.ts'
import type { Counts } from '../../db/sqlite/sound.ts'
import { requireFreeTarget, requireTarget } from '../../db/sqlite/target.ts'
import { conflictError, usageError } from '../../errors.ts'
import { backupFields, backupJson } from '../../json/database.ts'
import { size } from '../../terminal/words.ts'
import { allTasks, success } from '../../views/answer.ts'
import { flag } from '../shared/options.ts'
import { withFileProgress } from '../shared/progress.ts'
import { copyRows } from './shared/copy-rows.ts'

/** Where the backup goes, if a person said, and whether it may replace a file. */
type Input = { readonly target: string | undefined; readonly force: boolean } | 'daily'

type Output = {
  readonly backup: Backup
  readonly made: Daily['made']
  /** How many tasks were backed up, if one was made. */
  readonly tasks: number
}

export default defineCommand<Input, Output>({
  fields: backupFields,
  isLongWork: true,
  input(args, context) {
    const [name] = args.operands
    const force = flag(args, 'force')
    if (flag(args, 'daily')) return requireNothingElse(name, force)
    if (name === undefined) return { target: undefined, force }
    const target = parseTarget(name, context)
    const require = force ? requireTarget : requireFreeTarget
    require(target, context.settings.location())
    return { target, force }
  },
  saves: () => true,
  async run(input, context) {
    await requireHousehold(context)
    if (input === 'daily') {
      const daily = await makeToday(context)
      const tasks = daily.made === 'now' ? tasksIn(daily.counts) : 0
      return { backup: getBackup(daily.backup), made: daily.made, tasks }
    }
    const { target, force } = input
    const path = target ?? newBackupPath(context.settings.backupsFolder(), 'by_hand', context.now)
    const counts = await makeByHand(path, force, context)
    const size_bytes = statFile(path)?.size ?? 0
    return {
      backup: {
        backup: path,
        kind: 'by_hand',
        created_at: context.instant,
        size_bytes,
        complete: true,
      },
      made: 'now',
      tasks: tasksIn(counts),
    }
  },
  human({ backup: { backup, size_bytes }, made, tasks }, style) {
    if (made !== 'now') return `${reasons[made]}: ${backup}`
    return success(`Backed up ${allTasks(tasks)}, ${size(size_bytes)}: ${backup}`, style)
  },
  json: ({ backup }) => backupJson(backup),
})

/** Requires something to back up, before a folder for backups is made. */
async function requireHousehold({ settings }: Context): Promise<void> {
  const location = settings.location()
  if ('path' in location) await (await openAnySchema(location)).destroy()
}

const reasons = {
  before: 'Today’s backup already exists',
  unchanged: 'Nothing has changed since the newest backup',
} as const

function tasksIn(counts: Counts): number {
  return counts.get('tasks') ?? 0
}

function requireNothingElse(name: string | undefined, force: boolean): 'daily' {
  if (name === undefined && !force) return 'daily'
  throw usageError(
    '--daily makes a backup in the folder of the backups: it takes neither a file nor --force.',
    { lead: 'Type', command: 'db backup --daily' },
  )
}

function parseTarget(name: string, context: Context): string {
  const target = context.settings.locate(name)
  if ('path' in target) return target.path
  throw usageError(`A backup is a file, but ${target.server.url} is a server.`, {
    lead: 'To copy the household there',
    command: 'db copy --to <url>',
  })
}

async function makeToday(context: Context): Promise<Daily> {
  const location = context.settings.location()
  const daily =
    'server' in location
      ? await makeDaily(context.settings.backupsFolder(), context.now, async (backup) => {
          const counts = await dumpServer(location.server, backup, false, context)
          return { made: 'now', backup, counts }
        })
      : await backUpDaily(location.path, context.now)
  if (daily !== undefined) return daily
  throw conflictError('Another program is making today’s backup.', {
    lead: 'See whether it is done',
    command: 'db backups',
  })
}

async function makeByHand(backup: string, force: boolean, context: Context): Promise<Counts> {
  const location = context.settings.location()
  if ('server' in location) return dumpServer(location.server, backup, force, context)
  const total = bytesOfWork(location.path, backup)
  return withFileProgress(context, 'Backing up', total, (advance) =>
    backUpFile(location.path, backup, { force, advance }),
  )
}

async function dumpServer(
  server: Server,
  backup: string,
  force: boolean,
  context: Context,
): Promise<Counts> {
  const db = context.closing(await openToCopy(server))
  return writeBackup(backup, { force }, (draft) =>
    writeDump(draft, db, (file) => copyRows(db, file, context)),
  )
}
