import type { Db } from './db/schema.ts'
import { calendarDate, toInstant } from './domain/time.ts'
import { parseUserReference, type User } from './domain/user.ts'
import { MomentumError } from './errors.ts'
import type { Globals } from './globals.ts'
import { locateDatabase, readSetting } from './settings.ts'
import type { Context, World } from './world.ts'

/** A command's context, and how to end it. */
export type OpenContext = Context & { readonly close: () => Promise<void> }

/** How many rows of a list a person sees. */
const rowsOnAPage = 50

export function openContext(world: World, globals: Globals): OpenContext {
  const opened: Db[] = []
  const notice = (sentence: string) => void world.stderr.write(`${sentence}\n`)
  const closing = (db: Db) => {
    opened.push(db)
    return db
  }
  const location = () => locateDatabase(world, globals.db)

  const db = once(async () => {
    const { openDatabase } = await import('./db/database.ts')
    return closing(await openDatabase(location(), { now: world.now, notice }))
  })

  const user = once(async (): Promise<User | undefined> => {
    const named = globals.as ?? readSetting(world, 'MOMENTUM_USER')
    if (named === undefined) return undefined
    const reference = parseUserReference(named)
    const { getUser } = await import('./db/users.ts')
    return getUser(await db(), reference)
  })

  const ask = once(async () => {
    // Inquirer's colours are decided when it is loaded, from this variable.
    if (!globals.coloured) process.env.NO_COLOR = '1'
    const { openPrompts } = await import('./prompt.ts')
    return openPrompts(world.stdin, world.stderr)
  })

  const consent = () => {
    if (!globals.yes && !globals.interactive) {
      throw new MomentumError(
        'usage',
        'This cannot be undone, and nobody can be asked here.',
        'To go ahead: --yes',
      )
    }
    return async (message: string) => {
      const agreed = globals.yes || (await (await ask()).confirm({ message }))
      if (!agreed) throw new MomentumError('cancelled', 'Cancelled.')
    }
  }

  return {
    now: world.now,
    instant: toInstant(world.now),
    today: () => calendarDate(world.now, readSetting(world, 'MOMENTUM_TZ')),
    pageSize: globals.json || globals.quiet ? undefined : rowsOnAPage,
    columns: world.stderr.columns || 80,
    interactive: globals.interactive,
    notice,
    location,
    db,
    closing,
    user,
    ask,
    consent,
    newUuid: world.newUuid,
    close: async () => {
      for (const each of opened.splice(0)) await each.destroy()
    },
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}
