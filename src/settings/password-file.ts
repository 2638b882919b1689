import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Server } from '../db/postgres/url.ts'
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

/** Ignores a file that others can read, as PostgreSQL's own programs do. */
function readPrivateFile(world: World): string {
  try {
    const path = world.env.PGPASSFILE || defaultPath(world)
    const { mode } = statSync(path)
    const isPrivate = world.platform === 'win32' || (mode & 0o077) === 0
    return isPrivate ? readFileSync(path, 'utf8') : ''
  } catch {
    // The server reports an error if it needs a password.
    return ''
  }
}

function defaultPath({ env, homedir, platform }: World): string {
  return platform === 'win32'
    ? join(env.APPDATA ?? '', 'postgresql', 'pgpass.conf')
    : join(homedir(), '.pgpass')
}
