import { statSync } from 'node:fs'
import { defineCommand } from '../../command.ts'
import type { CopiedTable } from '../../db/copy/copy.ts'
import { createDatabase, openDatabase } from '../../db/database.ts'
import { type Location, placeOf } from '../../db/location.ts'
import { isSameFile } from '../../db/sqlite/file.ts'
import { conflictError, usageError } from '../../errors.ts'
import { copiedTableFields, copiedTableJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { parsed } from '../shared/options.ts'
import { copyRows } from './shared/copy-rows.ts'

type Copy = { readonly place: string; readonly tables: readonly CopiedTable[] }

export default defineCommand<Location, Copy>({
  fields: copiedTableFields,
  input(args, context) {
    const target = parsed(args, 'to', context.locate)
    if (target === undefined) {
      throw usageError('It is not said where to.', {
        lead: 'To a file, or to postgres://user:password@host/database',
        command: 'db copy --to ~/household.db',
      })
    }

    if (!isSame(context.location(), target)) return target
    throw usageError('That is where the household is already.')
  },
  async run(target, context) {
    const source = await context.db()
    const place = placeOf(target)
    if ('path' in target && !isThere(target.path)) {
      let tables: readonly CopiedTable[] = []
      const made = await createDatabase(target, async (draft) => {
        tables = await copyRows(source, draft, context)
      })
      if (made) return { place, tables }
      throw conflictError(`Somebody else just made “${place}”; it was left alone.`)
    }
    if ('server' in target) await createDatabase(target)
    const db = context.closing(await openDatabase(target, context))
    return { place, tables: await copyRows(source, db, context) }
  },
  human({ place, tables }, { paint }) {
    const [users = 0, , tasks = 0, wins = 0] = tables.map(({ rows }) => rows)
    return [
      `${paint.green('✓')} ${plural(users, 'user')}, ${plural(tasks, 'task')} and ${plural(wins, 'win')} are at ${place}, read back and the same.`,
      `  To live there from now on, set MOMENTUM_DB; the household here stays as it is.`,
    ].join('\n')
  },
  json: ({ tables }) => tables.map(copiedTableJson),
})

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/** Also by another name of the same file. */
function isSame(one: Location, other: Location): boolean {
  if (placeOf(one) === placeOf(other)) return true
  if (!('path' in one && 'path' in other)) return false
  return isSameFile(one.path, other.path)
}
