import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Server } from '../db/postgres/url.ts'
import { shellWord } from '../domain/shell.ts'
import type { Hint } from '../errors.ts'
import type { World } from '../world.ts'

/**
 * Finds the password for a URL without one, as PostgreSQL's own programs do: PGPASSWORD, else the
 * first line of `~/.pgpass` that matches. A line is `host:port:database:user:password`; * matches
 * everything.
 */
export function findServerPassword(world: World, server: Server): string | undefined {
  if (world.env.PGPASSWORD) return world.env.PGPASSWORD
  const expected = [server.host, String(server.port), server.database, server.user]
  const matching = readLines(world).find((fields) =>
    expected.every((value, at) => fields[at] === '*' || fields[at] === value),
  )
  return matching?.[expected.length] || undefined
}

/** Returns the fields of each line; a backslash escapes a colon or a backslash. */
function readLines(world: World): string[][] {
  return readPrivateFile(world)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) =>
      Array.from(line.matchAll(/(?:^|:)((?:\\.|[^:\\])*)/g), ([, field = '']) =>
        field.replace(/\\(.)/g, '$1'),
      ),
    )
}

/** A password file that is not used, and what to do about it. */
export type IgnoredFile = { readonly sentence: string; readonly hint: Hint }

/** Finds why the password file is not used, if it is there. */
export function findIgnoredFile(world: World): IgnoredFile | undefined {
  const path = pathOf(world)
  const ignored = `The passwords in “${path}” are ignored`
  try {
    if (!statSync(path).isFile()) return undefined
    if (!isPrivate(path, world)) {
      const hint = { lead: 'Type', otherCommand: `chmod 600 ${shellWord(path)}` }
      return { sentence: `${ignored}: other accounts on this computer can read them.`, hint }
    }
    if (!/[\0\ufffd]/.test(readFileSync(path, 'utf8'))) return undefined
    const lead = 'In your editor, save the file again with the encoding UTF-8.'
    return { sentence: `${ignored}: the file is not UTF-8 text.`, hint: { lead } }
  } catch {
    return undefined
  }
}

/** Ignores a file that others can read, as PostgreSQL's own programs do. */
function readPrivateFile(world: World): string {
  try {
    const path = pathOf(world)
    return isPrivate(path, world) ? readFileSync(path, 'utf8') : ''
  } catch {
    // The server reports an error if it needs a password.
    return ''
  }
}

function isPrivate(path: string, { platform }: World): boolean {
  return (statSync(path).mode & 0o077) === 0 || platform === 'win32'
}

function pathOf({ env, homedir, platform }: World): string {
  if (env.PGPASSFILE) return env.PGPASSFILE
  return platform === 'win32'
    ? join(env.APPDATA ?? '', 'postgresql', 'pgpass.conf')
    : join(homedir(), '.pgpass')
}
