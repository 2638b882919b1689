import { parse } from 'node:path'
import { shellWord } from '../../domain/shell.ts'
import type { Found } from './proof.ts'

/**
 * What programs that synchronize folders add to the name of the file that lost a conflict. Dropbox,
 * Nextcloud, Syncthing, Resilio, Seafile, Synology and others add a word for a conflict in the
 * language of the computer; iCloud and Google Drive a number; OneDrive the computer's name.
 */
const marks: readonly RegExp[] = [
  /conflict|konflikt|conflit|conflito|conflicto|conflitto|ristiriita|конфликт|競合|冲突|衝突/i,
  /^ \d+$/,
  /^ ?\(\d+\)$/,
  /^-(DESKTOP|LAPTOP|PC|MACBOOK)[A-Z0-9-]*$/i,
]

/** Lists the names in a folder that such a program gives to other versions of a file. */
export function listConflicts(name: string, names: readonly string[]): string[] {
  const { name: stem, ext } = parse(name)
  return names.filter((each) => {
    const mark = markIn(each, stem, ext) ?? markIn(each, name, '')
    return mark !== undefined && marks.some((pattern) => pattern.test(mark))
  })
}

/** What a name has between a beginning and an end. */
function markIn(name: string, start: string, end: string): string | undefined {
  const isLonger = name.length > start.length + end.length
  if (!isLonger || !name.startsWith(start) || !name.endsWith(end)) return undefined
  return name.slice(start.length, name.length - end.length)
}

/** Adds the other versions of a file to what was found out about its place. */
export function judgeConflicts(place: Found, paths: readonly string[]): Found {
  const [first] = paths
  if (first === undefined) return place
  const detail = typeof place === 'string' ? place : place.detail
  const what =
    paths.length === 1
      ? 'there is a conflicting copy'
      : `there are ${paths.length} conflicting copies`
  const names = paths.map((path) => `“${parse(path).base}”`).join(', ')
  return {
    detail: `${detail}; ${what} next to it: ${names}`,
    hint: {
      lead: 'See its tasks, add those that yours lacks, then move it away',
      command: `task list --all --sort updated_at:desc --db ${shellWord(first)}`,
    },
  }
}
