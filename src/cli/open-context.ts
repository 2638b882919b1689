import type { ControlledTransaction } from 'kysely'
import { type Actor, openActor } from '../access/actor.ts'
import type { Context } from '../command.ts'
import type { DatabaseContext } from '../db/database.ts'
import type { Author } from '../db/journal.ts'
import type { Location } from '../db/location.ts'
import type { Db, Schema } from '../db/schema.ts'
import { shellWord } from '../domain/shell.ts'
import { toInstant } from '../domain/time.ts'
import type { User } from '../domain/user.ts'
import { cancelledError, type Hint, usageError } from '../errors.ts'
import { once } from '../once.ts'
import type { Settings } from '../settings/settings.ts'
import { loadPaint } from '../terminal/paint.ts'
import { openProgress } from '../terminal/progress.ts'
import type { World } from '../world.ts'
import { backUpChanged } from './daily-backup.ts'
import type { Globals } from './globals.ts'
import { completeHint } from './hint.ts'
import { messageText } from './message.ts'

/** A command's context, and how to end it. */
export type OpenContext = Context & {
  /** Whether the command opened the household to change it. */
  readonly hasWriter: () => boolean
  /** Tells the command that its answer is printed. */
  readonly tellPrinted: () => void
  /** Closes every database; a dry run is rolled back. */
  readonly close: () => Promise<void>
  /** Makes the day's backup if the command changed the household's file; fails no command. */
  readonly backUp: () => Promise<void>
}

/** How many rows of a list a person sees. */
const rowsOnAPage = 50

/** @param command its name, under which changes are recorded: `task add` */
export function openContext(
  world: World,
  globals: Globals,
  parsed: Settings,
  command: {
    readonly name: string
    readonly isLongWork: boolean
    readonly isDryRun: boolean
    readonly isUnattended: boolean
  },
): OpenContext {
  const { now } = world
  const { name, isLongWork, isDryRun, isUnattended } = command
  const { interactive } = globals
  const notice = openNotices(world)
  const settings = { ...parsed, location: once(() => locate(parsed, notice)) }
  const { startProgram } = world
  const { days } = parsed
  const surroundings = {
    now,
    days,
    isLongWork,
    isAsItIs: isUnattended || isDryRun,
    notice,
    startProgram,
  }
  const { household, ...databases } = openDatabases(settings, surroundings, isDryRun)
  const ask = once(() => openQuestions(world, globals))
  const actor = openActor({
    world,
    settings,
    household,
    ask: interactive ? ask : undefined,
    readsOnly: isUnattended,
  })
  const db = once(() => openForActor(household, actor, globals))
  let hasWriter = false
  const printedListeners: (() => void)[] = []
  return {
    hasWriter: () => hasWriter,
    now,
    isLongWork,
    isDryRun,
    instant: toInstant(now),
    today: settings.today,
    settings,
    pageSize: globals.json || globals.quiet ? undefined : rowsOnAPage,
    interactive,
    notice,
    completeHint: (hint) => completeHint(hint, world),
    progress: (label, total) =>
      openProgress(label, total, globals.quiet || globals.isDumb ? undefined : world.stderr),
    db,
    async writer() {
      const opened = await db()
      const author = authorOf(await actor.provenUser(), name, settings.zone(), now)
      hasWriter = !isDryRun
      return { db: opened, author }
    },
    actor,
    readInput: (most, hint) => readInput(world, most, hint),
    async openEditor(file, text) {
      const { openEditor } = await import('./editor.ts')
      return openEditor(file, text, settings, world)
    },
    async openPage(path) {
      const { openPage } = await import('./browser.ts')
      return openPage(path, settings, world)
    },
    whenPrinted: (listener) => void printedListeners.push(listener),
    tellPrinted: () => {
      for (const listener of printedListeners) listener()
    },
    ask,
    consent: () => (isDryRun ? async () => {} : requireConsent(globals, ask)),
    newUuid: world.newUuid,
    program: world.program,
    ...databases,
  }
}

function openNotices(world: World): Context['notice'] {
  return (sentence, hint) => {
    world.stderr.write(messageText(sentence, hint && completeHint(hint, world), world))
  }
}

/** Finds the household, and warns of passwords that others can read or that are ignored. */
function locate(settings: Settings, notice: Context['notice']): Location {
  const location = settings.location()
  const ignored = settings.ignoredFile()
  if (ignored !== undefined) notice(ignored.sentence, ignored.hint)
  const file = settings.exposedFile()
  if (file === undefined) return location
  notice(`Other accounts on this computer can read the password in “${file}”.`, {
    lead: 'Type',
    otherCommand: `chmod 600 ${shellWord(file)}`,
  })
  return location
}

/** Opens the household's database when it is needed, and closes every database that was opened. */
function openDatabases(
  settings: Settings,
  surroundings: DatabaseContext & Pick<World, 'startProgram'>,
  isDryRun: boolean,
) {
  const opened: Db[] = []
  const closing = (db: Db) => {
    opened.push(db)
    return db
  }
  let household: Db | undefined
  let trial: ControlledTransaction<Schema> | undefined
  const begin = async (db: Db) => {
    trial = await db.startTransaction().execute()
    return trial
  }
  return {
    household: once(async () => {
      const { openDatabase } = await import('../db/database.ts')
      household = closing(await openDatabase(settings.location(), surroundings))
      return isDryRun ? begin(household) : household
    }),
    closing,
    async close() {
      await trial?.rollback().execute()
      for (const db of opened.splice(0)) await db.destroy()
    },
    async backUp() {
      if (household) await backUpChanged(household, settings, surroundings)
    },
  }
}

/** Opens the household. A member who is named has to exist and be allowed, whatever the command. */
async function openForActor(household: () => Promise<Db>, actor: Actor, { as }: Globals) {
  const db = await household()
  if (as !== undefined) await actor.user()
  return db
}

async function readInput(world: World, most: number, hint: Hint): Promise<Uint8Array> {
  if (world.isInputTerminal()) throw usageError('Nothing is piped in for “-” to read.', hint)
  const { readPiped } = await import('../terminal/piped.ts')
  const tooLong = () => usageError(`Too much is piped in: at most ${most} MiB.`)
  return readPiped(world.stdin, most * 2 ** 20, tooLong)
}

async function openQuestions(world: World, { colors, isDumb }: Globals) {
  if (isDumb) return (await import('../terminal/plain-prompt.ts')).openPlainPrompts(world)
  const { openPrompts } = await import('../terminal/prompt.ts')
  return openPrompts(world, await loadPaint(colors))
}

function authorOf(
  user: User | undefined,
  command: string,
  zone: string | undefined,
  now: Date,
): Author {
  return {
    command,
    made_by_user_id: user?.id ?? null,
    made_by: user?.name ?? null,
    zone,
    created_at: toInstant(now),
  }
}

function requireConsent(
  { yes, interactive }: Globals,
  ask: Context['ask'],
): ReturnType<Context['consent']> {
  if (!yes && !interactive) {
    throw usageError(
      'This needs confirmation, but there is no terminal to ask on.',
      'To go ahead, add --yes.',
    )
  }
  return async (message, declined = 'Cancelled.') => {
    const isAgreed = yes || (await (await ask()).confirm({ message }))
    if (!isAgreed) throw cancelledError(declined)
  }
}
