import type { Server } from './postgres/url.ts'
import { isSameFile } from './sqlite/file.ts'

/** Where a household is: in a file, or on a server that several computers share. */
export type Location = FileLocation | { readonly server: Server }

export type FileLocation = {
  /** The absolute path of the SQLite file. */
  readonly path: string
  /** Whether a person named this file. Only the default file is created without `db init`. */
  readonly explicit: boolean
}

/** How people and programs name a location: the path, or the URL without the password. */
export function placeOf(location: Location): string {
  return 'server' in location ? location.server.url : location.path
}

/** Whether two locations are the same, also when two paths lead to one file. */
export function isSamePlace(one: Location, other: Location): boolean {
  if (placeOf(one) === placeOf(other)) return true
  if (!('path' in one && 'path' in other)) return false
  return isSameFile(one.path, other.path)
}
