import type { Server } from './postgres/url.ts'

/** Where a household's data is: in a file, or on a server that many computers share. */
export type Location = FileLocation | { readonly server: Server }

export type FileLocation = {
  /** The absolute path of the SQLite file. */
  readonly path: string
  /** Named by a person, rather than the default: such a file is never created by the way. */
  readonly explicit: boolean
}

/** What people and programs call it: the path, or the URL without the password. */
export function placeOf(location: Location): string {
  return 'server' in location ? location.server.url : location.path
}
