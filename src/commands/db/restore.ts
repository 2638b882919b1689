import { mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { requireFileOwner, requireOwner } from '../../access/ownership.ts'
import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { writeBackup } from '../../db/backup/backup.ts'
import { newBackupPath } from '../../db/backup/folder.ts'
import { countEverything, fillHousehold, replaceHousehold } from '../../db/copy/copy.ts'
import { writeDump } from '../../db/copy/dump.ts'
import {
  examine,
  findPresent,
  keepNumbersOf,
  type Present,
  type Restored,
  withReadyBackup,
} from '../../db/copy/restore.ts'
import { openDatabase } from '../../db/database.ts'
import type { FileLocation } from '../../db/location.ts'
import type { Server } from '../../db/postgres/url.ts'
import type { Db } from '../../db/schema.ts'
import { openSqlite } from '../../db/sqlite/connection.ts'
import { isSameFile, realPlace, statFile } from '../../db/sqlite/file.ts'
import { replaceFile } from '../../db/sqlite/replace.ts'
import { type Counts, proveSound } from '../../db/sqlite/sound.ts'
import { usageError } from '../../errors.ts'
import { restoredFields, restoredJson } from '../../json.ts'
import { age, plural } from '../../terminal/words.ts'

const deed = 'put an earlier state in its place'

type Confirm = ReturnType<Context['consent']>

export default defineCommand<string, Restored>({
  fields: restoredFields,
  input(args, context) {
    const [name = ''] = args.operands
    const backup = findBackup(name, context)
    const household = context.location()
    if ('server' in household || !isSameFile(backup, household.path)) return backup
    throw usageError('That is the household’s database itself.')
  },
  async run(backup, context) {
    const confirm = context.consent()
    const location = context.location()
    return 'server' in location
      ? restoreServer(location.server, backup, confirm, context)
      : restoreFile(location, backup, confirm, context)
  },
  human({ database, kept, users, tasks, daily_wins }, { paint }) {
    const what = `${plural(users, 'user')}, ${plural(tasks, 'task')} and ${plural(daily_wins, 'win')}`
    const done = `${paint.green('✓')} ${what} are back at ${database}.`
    return kept === null ? done : `${done}\n  What was there is kept: ${kept}`
  },
  json: restoredJson,
})

/** A path, or the name of one of the backups. */
function findBackup(name: string, context: Context): string {
  const named = context.locate(name)
  if ('server' in named) {
    throw usageError('A backup is a file; that is a server.', {
      lead: 'To take its household along',
      command: 'db copy --to <file> --db <url>',
    })
  }
  if (statFile(named.path) || name !== basename(name)) return named.path
  const among = join(context.backups(), name)
  return statFile(among) ? among : named.path
}

async function restoreFile(
  location: FileLocation,
  backup: string,
  confirm: Confirm,
  context: Context,
): Promise<Restored> {
  const { path } = location
  if (!location.explicit) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  return withReadyBackup(backup, realPlace(path), async ({ draft, counts }) => {
    const present = await examine(path)
    if (present.state !== 'missing') requireFileOwner(path, deed)
    await confirm(question(path, present, counts.get('tasks') ?? 0, context))
    await keepNumbersOf(path, present, draft)
    const kept = newBackupPath(context.backups(), 'before_restore', context.now)
    const isKept = await replaceFile(path, draft, kept)
    // Not how much it holds: others may write again already.
    await proveSound(path)
    return {
      database: path,
      restored_from: backup,
      kept: isKept ? kept : null,
      ...countsOf(counts),
    }
  })
}

async function restoreServer(
  server: Server,
  backup: string,
  confirm: Confirm,
  context: Context,
): Promise<Restored> {
  const db = context.closing(await openDatabase({ server }, context))
  await requireOwner({ server }, db, deed)
  const kept = newBackupPath(context.backups(), 'before_restore', context.now)
  return withReadyBackup(backup, kept, async ({ draft, counts }) => {
    const present = await findPresent(db)
    await confirm(question(server.url, present, counts.get('tasks') ?? 0, context))
    await replaceRows(context.closing(openSqlite(draft)), db, kept, context)
    return { database: server.url, restored_from: backup, kept, ...countsOf(counts) }
  })
}

async function replaceRows(source: Db, db: Db, kept: string, context: Context): Promise<void> {
  const keep = async (tx: Db) => {
    // A server may have all of it begin again.
    await writeBackup(kept, { force: true }, (draft) =>
      writeDump(draft, (file) => fillHousehold(tx, file, () => {})),
    )
  }
  const progress = context.progress('Restoring', await countEverything(source))
  try {
    await replaceHousehold(source, db, keep, progress.advance)
  } finally {
    progress.close()
  }
}

function question(place: string, present: Present, tasks: number, { now }: Context): string {
  const backup = `the backup, with ${plural(tasks, 'task')}`
  if (present.state === 'missing') return `Make ${place} from ${backup}?`
  if (present.state === 'damaged') {
    return `Put ${backup}, in the place of the damaged ${place}? That one is kept.`
  }
  const since = present.changed && age(present.changed, now)
  const changed = since === 'now' ? 'changed just now' : `last changed ${since} ago`
  const what = [plural(present.tasks, 'task'), ...(since === null ? [] : [changed])].join(', ')
  return `Replace the household at ${place} (${what}) by ${backup}? What is there now is kept.`
}

function countsOf(counts: Counts): Pick<Restored, 'users' | 'tasks' | 'daily_wins'> {
  const rows = (table: string) => counts.get(table) ?? 0
  return { users: rows('users'), tasks: rows('tasks'), daily_wins: rows('daily_wins') }
}
