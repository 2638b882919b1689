import { existsSync, readFileSync } from 'node:fs'
import { isServerUrl } from '../../../src/db/postgres/url.ts'
import { tableNames } from '../../../src/domain/journal.ts'
import type { Household } from './household.ts'

/** All that a household holds, to be compared with what it holds later. */
export async function readContents(home: Household) {
  return {
    users: await home.json('user', 'list', '--all'),
    tasks: await home.json('task', 'list', '--all'),
    upcoming: await home.json('task', 'list', '--upcoming'),
    routines: await home.json('routine', 'list', '--all'),
    wins: await home.json('win', 'history'),
  }
}

/** Adds a small chore that is done when “It is done”, unless the options say otherwise. */
export function addTask(home: Household, title: string, ...options: readonly string[]) {
  const essentials = [
    ['--domain', 'chores'],
    ['--effort', 'small'],
    ['--definition-of-done', 'It is done'],
  ] as const
  const missing = essentials.filter(([name]) => !options.includes(name)).flat()
  return home.json('task', 'add', title, ...missing, ...options)
}

const tables = [...tableNames, 'sessions']

/** All that is stored, as text: the bytes of a file, the rows on a server. */
export async function dumpDatabase(home: Household): Promise<string> {
  if (!isServerUrl(home.database)) {
    return existsSync(home.database) ? readFileSync(home.database, 'latin1') : ''
  }
  // With what tells also a row that was written and came out the same.
  const rows = tables.map((table) =>
    home.query(`select ctid::text, xmin::text, * from ${table} order by id`),
  )
  return JSON.stringify(await Promise.all(rows))
}
