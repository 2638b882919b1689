import type { Server } from './postgres/url.ts'
import { isSameFile } from './sqlite/file.ts'

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

/** Whether two places are one, also where a file is named in two ways. */
export function isSamePlace(one: Location, other: Location): boolean {
  if (placeOf(one) === placeOf(other)) return true
  if (!('path' in one && 'path' in other)) return false
  return isSameFile(one.path, other.path)
}
