import { defineCommand } from '../../command.ts'
import { createDatabase, openDatabase } from '../../db/database.ts'
import { placeOf } from '../../db/location.ts'
import type { DatabaseStatus } from '../../db/status.ts'
import { statusFields, statusJson } from '../../json/database.ts'
import { success } from '../../views/answer.ts'
import { getVisibleStatus } from './shared/visible-status.ts'

export default defineCommand<undefined, { status: DatabaseStatus; made: boolean }>({
  fields: statusFields,
  input: () => undefined,
  saves: () => true,
  async run(_, context) {
    const location = context.settings.location()
    const made = await createDatabase(location)
    const db = context.closing(await openDatabase(location, context))
    return { status: await getVisibleStatus(db, placeOf(location), context), made }
  },
  human: ({ status, made }, style) =>
    made
      ? success(`Created the household’s database: ${status.database}`, style)
      : `Already exists: ${status.database}`,
  json: ({ status }) => statusJson(status),
})
