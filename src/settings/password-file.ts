import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Server } from '../db/postgres/url.ts'
import type { World } from '../world.ts'

/**
 * The password that a server's own programs would take where the URL has none: PGPASSWORD, else the
 * first line of `~/.pgpass` that fits: `host:port:database:user:password`, in which * stands for all.
 */
export function findServerPassword(world: World, server: Server): string | undefined {
  if (world.env.PGPASSWORD) return world.env.PGPASSWORD
  const wanted = [server.host, String(server.port), server.database, server.user]
  const fitting = readLines(world).find((fields) =>
    wanted.every((value, at) => fields[at] === '*' || fields[at] === value),
  )
  return fitting?.[wanted.length] || undefined
}

/** The fields of each line, in which a backslash stands before a colon or a backslash. */
function readLines(world: World): string[][] {
  return readPrivateFile(world)
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) =>
      Array.from(line.matchAll(/(?:^|:)((?:\\.|[^:\\])*)/g), ([, field = '']) =>
        field.replace(/\\(.)/g, '$1'),
      ),
    )
}

/** A file that others can read counts for nothing, as for PostgreSQL's own programs. */
function readPrivateFile(world: World): string {
  try {
    const path = world.env.PGPASSFILE || defaultPath(world)
    const { mode } = statSync(path)
    const isPrivate = world.platform === 'win32' || (mode & 0o077) === 0
    return isPrivate ? readFileSync(path, 'utf8') : ''
  } catch {
    // The server says whether it wants one.
    return ''
  }
}

function defaultPath({ env, homedir, platform }: World): string {
  return platform === 'win32'
    ? join(env.APPDATA ?? '', 'postgresql', 'pgpass.conf')
    : join(homedir(), '.pgpass')
}
