import { basename, join } from 'node:path'
import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import {
  type CurrentState,
  type Restoration,
  type Restored,
  requireBackup,
  restoreFile,
  restoreServer,
} from '../../db/copy/restore.ts'
import { openDatabase } from '../../db/database.ts'
import { type Location, placeOf } from '../../db/location.ts'
import type { Server } from '../../db/postgres/url.ts'
import { isSameFile, statFile } from '../../db/sqlite/file.ts'
import { usageError } from '../../errors.ts'
import { restoredFields, restoredJson } from '../../json/database.ts'
import { age, plural } from '../../terminal/words.ts'
import { allTasks, householdRows, success } from '../../views/answer.ts'
import { withFileProgress, withProgress } from '../shared/progress.ts'

const action = 'restore a backup'

export default defineCommand<string, Restored>({
  fields: restoredFields,
  isLongWork: true,
  input(args, context) {
    const [name = ''] = args.operands
    const backup = findBackup(name, context)
    const household = context.settings.location()
    if ('server' in household || !isSameFile(backup, household.path)) {
      // Refuses before anyone is asked to confirm.
      requireBackup(backup)
      return backup
    }
    throw usageError(`“${backup}” is the household’s database itself.`)
  },
  saves: () => true,
  async run(backup, context) {
    const location = context.settings.location()
    const confirm = confirmation(location, context)
    const restoration: Restoration = {
      backup,
      backups: context.settings.backupsFolder(),
      now: context.now,
      zone: context.settings.zone(),
      confirm,
      watch: (label, bytes, work) => withFileProgress(context, label, bytes, work),
    }
    return 'server' in location
      ? restoreOnServer(location.server, restoration, context)
      : restoreFile(location, restoration)
  },
  human({ database, kept, tasks, ...counts }, style) {
    const what = householdRows({ ...counts, tasks: allTasks(tasks) })
    const restored = success(`Restored ${what}: ${database}`, style)
    return kept === null ? restored : `${restored}\n  The previous state is kept in ${kept}`
  },
  json: restoredJson,
})

/** A path, or the name of one of the backups. */
function findBackup(name: string, context: Context): string {
  const named = context.settings.locate(name)
  if ('server' in named) {
    throw usageError(`A backup is a file, but ${named.server.url} is a server.`, {
      lead: 'To copy its household',
      command: 'db copy --to <file> --db <url>',
    })
  }
  if (statFile(named.path) || name !== basename(name)) return named.path
  const among = join(context.settings.backupsFolder(), name)
  return statFile(among) ? among : named.path
}

/** Refuses anyone who does not own the household, then asks. */
function confirmation(location: Location, context: Context): Restoration['confirm'] {
  const confirm = context.consent()
  return async (current, counts) => {
    if ('path' in location && current.state !== 'missing') await context.actor.requireOwner(action)
    await confirm(question(placeOf(location), current, counts.get('tasks') ?? 0, context))
  }
}

async function restoreOnServer(
  server: Server,
  restoration: Restoration,
  context: Context,
): Promise<Restored> {
  const db = context.closing(await openDatabase({ server }, context))
  await context.actor.requireOwner(action, db)
  return restoreServer(db, server, restoration, (total, work) =>
    withProgress(context, 'Restoring', total, work),
  )
}

function question(place: string, current: CurrentState, tasks: number, { now }: Context): string {
  const backup = `the backup (${plural(tasks, 'task')}, including private ones)`
  if (current.state === 'missing') return `Create ${place} from ${backup}?`
  if (current.state === 'damaged') {
    return `Replace the damaged ${place} with ${backup}? The damaged file is kept.`
  }
  const since = current.changed && age(current.changed, now)
  const changed = since === 'now' ? 'changed just now' : `last changed ${since} ago`
  const what = [plural(current.tasks, 'task'), ...(since === null ? [] : [changed])].join(', ')
  return `Replace the household at ${place} (${what}) with ${backup}? The current state is kept.`
}
