import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from '../db/location.ts'
import { publishDraft, withDraftSync } from '../db/sqlite/draft.ts'
import type { UserId } from '../domain/user.ts'
import { readRegularFile, type Settings } from '../settings/settings.ts'

/** A member who is logged in to a household on this computer; one with a password has a token. */
export type Login = { readonly user: UserId; readonly token: string | null }

/** Reads who is logged in to the household. */
export function readLogin(settings: Settings): Login | undefined {
  return readLogins(settings)[placeOf(settings.location())]
}

/** Writes down who is logged in, undefined for nobody, in a file that only its owner can read. */
export function writeLogin(settings: Settings, login: Login | undefined): void {
  const database = placeOf(settings.location())
  const { [database]: _, ...others } = readLogins(settings)
  const logins = login === undefined ? others : { ...others, [database]: login }
  const path = fileOf(settings)
  mkdirSync(settings.stateFolder(), { recursive: true, mode: 0o700 })
  withDraftSync(path, (draft) => {
    writeFileSync(draft, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    publishDraft(draft, path, { replace: true })
  })
}

/** A file that is missing or damaged says that nobody is logged in. */
function readLogins(settings: Settings): Readonly<Record<string, Login>> {
  try {
    const logins: unknown = JSON.parse(readRegularFile(fileOf(settings)))
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

function fileOf({ stateFolder }: Settings): string {
  return join(stateFolder(), 'login.json')
}
