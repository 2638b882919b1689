import { defineCommand } from '../../command.ts'
import type { CopiedTable } from '../../db/copy/copy.ts'
import { copyTo, takeSnapshot } from '../../db/copy/place.ts'
import { isSamePlace, type Location, placeOf } from '../../db/location.ts'
import type { Db } from '../../db/schema.ts'
import { findNonFile } from '../../db/sqlite/file.ts'
import { databaseError, usageError } from '../../errors.ts'
import { copiedTableFields, copiedTableJson } from '../../json/database.ts'
import { allTasks, householdRows, success } from '../../views/answer.ts'
import { parsed } from '../shared/options.ts'
import { copyRows } from './shared/copy-rows.ts'

type Copy = { readonly place: string; readonly tables: readonly CopiedTable[] }

export default defineCommand<Location, Copy>({
  fields: copiedTableFields,
  isLongWork: true,
  input(args, context) {
    const target = parsed(args, 'to', context.settings.locate)
    if (target === undefined) {
      throw usageError('Missing --to: where should the copy go?', {
        lead: 'For example',
        command: 'db copy --to ~/household.db',
      })
    }
    if (isSamePlace(context.settings.location(), target)) {
      throw usageError(`The household is already at ${placeOf(target)}.`)
    }
    const nonFile = 'path' in target ? findNonFile(target.path) : undefined
    if (nonFile) throw databaseError(nonFile.problem, nonFile.hint)
    return target
  },
  saves: () => true,
  async run(target, context) {
    const household = await context.db()
    const snapshot = takeSnapshot(context.settings.location())
    const source = snapshot ? context.closing(snapshot) : household
    const copy = (from: Db, to: Db) => copyRows(from, to, context)
    return { place: placeOf(target), tables: await copyTo(source, target, context, copy) }
  },
  human({ place, tables }, style) {
    const rows = (name: string) => tables.find(({ table }) => table === name)?.rows ?? 0
    const what = householdRows({
      users: rows('users'),
      tasks: allTasks(rows('tasks')),
      routines: rows('routines'),
      daily_wins: rows('daily_wins'),
    })
    const copied = success(`Copied and verified ${what}: ${place}`, style)
    return `${copied}\n  To use the copy from now on, set MOMENTUM_DB. The original household was not changed.`
  },
  json: ({ tables }) => tables.map(copiedTableJson),
})
