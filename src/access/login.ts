import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishDraft, withDraftSync } from '../db/sqlite/draft.ts'
import type { UserId } from '../domain/user.ts'
import { folder, readRegularFile } from '../settings/settings.ts'
import type { World } from '../world.ts'

/** Who is logged in to a household on this computer; the token is there for a user with a password. */
export type Login = { readonly user: UserId; readonly token: string | null }

/** Who is logged in to the database at this place. */
export function readLogin(world: World, database: string): Login | undefined {
  return readLogins(world)[database]
}

/** Remembers who is logged in, in a file that only its owner can read; undefined forgets. */
export function writeLogin(world: World, database: string, login: Login | undefined): void {
  const { [database]: _, ...others } = readLogins(world)
  const logins = login === undefined ? others : { ...others, [database]: login }
  const path = fileOf(world)
  mkdirSync(folder(world, 'state'), { recursive: true, mode: 0o700 })
  withDraftSync(path, (draft) => {
    writeFileSync(draft, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    publishDraft(draft, path, { replace: true })
  })
}

/** A file that is missing or damaged remembers nobody. */
function readLogins(world: World): Readonly<Record<string, Login>> {
  try {
    const logins: unknown = JSON.parse(readRegularFile(fileOf(world)))
    const entries = Object.entries(logins ?? {}).filter(([, login]) => isLogin(login))
    return Object.fromEntries(entries)
  } catch {
    return {}
  }
}

function isLogin(value: unknown): value is Login {
  if (typeof value !== 'object' || value === null) return false
  if (!('user' in value) || !('token' in value)) return false
  return (
    Number.isSafeInteger(value.user) && (value.token === null || typeof value.token === 'string')
  )
}

function fileOf(world: World): string {
  return join(folder(world, 'state'), 'login.json')
}
