import { readLogin, writeLogin } from '../access/login.ts'
import type { Context } from '../command.ts'
import { folderBeside, hasDaily } from '../db/backup/folder.ts'
import type { Author } from '../db/journal.ts'
import type { Db } from '../db/schema.ts'
import { startOfDay, toInstant } from '../domain/time.ts'
import { parseUserReference, type User } from '../domain/user.ts'
import { cancelledError, MomentumError, usageError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import { escapeControls } from '../terminal/escapes.ts'
import { loadPaint } from '../terminal/paint.ts'
import { openProgress } from '../terminal/progress.ts'
import type { World } from '../world.ts'
import type { Globals } from './globals.ts'
import { writeHint } from './hint.ts'

/** A command's context, and how to end it. */
export type OpenContext = Context & {
  readonly close: () => Promise<void>
  /** Makes the day's backup if the household's file was changed; told after the answer, it fails nothing. */
  readonly backUp: () => Promise<void>
}

/** How many rows of a list a person sees. */
const rowsOnAPage = 50

/** @param command what changes are put down to: `task add` */
export function openContext(
  world: World,
  globals: Globals,
  settings: Settings,
  command: string,
): OpenContext {
  const opened: Db[] = []
  const notice: Context['notice'] = (sentence, hint) => {
    const next = hint === undefined ? '' : `\n  ${writeHint(hint, world)}`
    world.stderr.write(`${escapeControls(`${sentence}${next}`)}\n`)
  }
  const closing = (db: Db) => {
    opened.push(db)
    return db
  }
  const { location } = settings
  let household: Db | undefined

  const open = once(async () => {
    const { openDatabase } = await import('../db/database.ts')
    household = closing(await openDatabase(location(), { now: world.now, notice }))
    return household
  })
  const db = once(async () => {
    const opened = await open()
    // Whoever is named has to be there and allowed, also where it makes no difference who acts.
    if (globals.as !== undefined) await user()
    return opened
  })

  const user = once(async (): Promise<User | undefined> => {
    const found = await actor()
    if (found) await authorize(found)
    return found
  })

  /** Who is said to act, whether allowed to or not. */
  const actor = once(async (): Promise<User | undefined> => {
    const reference = settings.user === undefined ? undefined : parseUserReference(settings.user)
    const { findUser, getUser } = await import('../db/users/users.ts')
    if (reference) return getUser(await open(), reference)
    const login = remembered()
    return login && findUser(await open(), login.user)
  })

  /** Nobody is asked, or refused, for the sake of it: who did not prove it goes unnamed. */
  async function author(): Promise<Author> {
    const found = await actor().catch((error: unknown) => {
      if (error instanceof MomentumError && error.code === 'not_found') return undefined
      throw error
    })
    const proved = found && (await isAuthorized(found)) ? found : undefined
    return {
      command,
      made_by_user_id: proved?.id ?? null,
      made_by: proved?.name ?? null,
      created_at: toInstant(world.now),
    }
  }

  const remembered = () => readLogin(settings)

  /** Whose password was given while this command ran. */
  const authorized = new Set<number>()

  /** Whether there is no password, or it was given: just now, or for a session of this computer. */
  async function isAuthorized(its: User): Promise<boolean> {
    if (!its.has_password || authorized.has(its.id)) return true
    const login = remembered()
    const token = login?.user === its.id ? login.token : null
    const { isSession } = await import('../db/users/sessions.ts')
    if (token === null || !(await isSession(await open(), its.id, token, toInstant(world.now)))) {
      return false
    }
    authorized.add(its.id)
    return true
  }

  /** A password that was not given is asked, once. */
  async function authorize(its: User): Promise<void> {
    if (await isAuthorized(its)) return
    if (!globals.interactive) {
      const { passwordNeededError } = await import('../db/users/users.ts')
      throw passwordNeededError(its)
    }
    const { askPassword } = await import('../access/password.ts')
    await askPassword(await open(), its, await ask(), world.clock)
    authorized.add(its.id)
  }

  const ask = once(async () => {
    const { openPrompts } = await import('../terminal/prompt.ts')
    return openPrompts(world, await loadPaint(globals.colors))
  })

  const consent = () => {
    if (!globals.yes && !globals.interactive) {
      throw usageError(
        'This has to be confirmed, and nobody can be asked here.',
        'To go ahead: --yes',
      )
    }
    return async (message: string, declined = 'Cancelled.') => {
      const agreed = globals.yes || (await (await ask()).confirm({ message }))
      if (!agreed) throw cancelledError(declined)
    }
  }

  return {
    now: world.now,
    clock: world.clock,
    instant: toInstant(world.now),
    today: () => settings.today,
    beginningOf: (date) => startOfDay(date, settings.timeZone),
    pageSize: globals.json || globals.quiet ? undefined : rowsOnAPage,
    columns: world.stderr.columns || 80,
    interactive: globals.interactive,
    notice,
    location,
    locate: settings.locate,
    backups: settings.backupsFolder,
    progress: (label, total) =>
      globals.quiet ? openProgress(label, total) : openProgress(label, total, world.stderr),
    db,
    writer: async () => ({ db: await db(), author: await author() }),
    closing,
    user,
    viewer: async () => (await user())?.id ?? null,
    authorize,
    remember: (login) => writeLogin(settings, login),
    remembered,
    readSecret: async () => (await import('../access/password.ts')).readSecret(world.stdin),
    ask,
    consent,
    newUuid: world.newUuid,
    newToken: world.newToken,
    close: async () => {
      for (const each of opened.splice(0)) await each.destroy()
    },
    backUp: async () => {
      if (!settings.dailyBackups || household === undefined) return
      const { hasWritten } = await import('../db/sqlite/connection.ts')
      const place = location()
      if ('server' in place || !hasWritten(household)) return
      await backUpDay(place.path, { now: world.now, notice })
    },
  }
}

/** Whatever becomes of it, the command has done its work. */
async function backUpDay(
  path: string,
  { now, notice }: Pick<Context, 'now' | 'notice'>,
): Promise<void> {
  try {
    if (hasDaily(folderBeside(path), now)) return
    const { backUpDaily } = await import('../db/backup/daily.ts')
    await backUpDaily(path, now)
  } catch (error) {
    const { describeFault } = await import('../db/faults.ts')
    const { message } = describeFault(error) ?? (error as Error)
    // What else the sentence says is meant for a command that failed.
    notice(`The day’s backup was not made: ${message.replace(/;.*|\.$/s, '')}.`)
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}
