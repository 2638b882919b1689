import { defineCommand } from '../../command.ts'
import type { CopiedTable } from '../../db/copy/copy.ts'
import { copyTo } from '../../db/copy/place.ts'
import { isSamePlace, type Location, placeOf } from '../../db/location.ts'
import type { Db } from '../../db/schema.ts'
import { usageError } from '../../errors.ts'
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

    if (!isSamePlace(context.location(), target)) return target
    throw usageError('That is where the household is already.')
  },
  async run(target, context) {
    const source = await context.db()
    const copy = (from: Db, to: Db) => copyRows(from, to, context)
    return { place: placeOf(target), tables: await copyTo(source, target, context, copy) }
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
