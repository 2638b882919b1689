import { defineCommand } from '../../command.ts'
import { openAnySchema } from '../../db/database.ts'
import { placeOf } from '../../db/location.ts'
import type { DatabaseStatus } from '../../db/status.ts'
import { statusFields, statusJson } from '../../json.ts'
import { details } from '../../terminal/layout.ts'
import { size } from '../../terminal/words.ts'
import { getVisibleStatus } from './shared/visible-status.ts'

export default defineCommand<undefined, DatabaseStatus>({
  fields: statusFields,
  input: () => undefined,
  async run(_, context) {
    const location = context.settings.location()
    const db = context.closing(await openAnySchema(location))
    return getVisibleStatus(db, placeOf(location), context)
  },
  human: (status, style) =>
    details(
      [
        ['Database', status.database],
        ['Kind', status.dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'],
        ['Schema', `${status.schema_version} of ${status.latest_version}`],
        ['Pending', status.pending.join(', ')],
        ['Size', size(status.size_bytes)],
        ['Members', text(status.users)],
        ['Tasks', text(status.tasks)],
        ['Routines', text(status.routines)],
        ['Daily Wins', text(status.daily_wins)],
      ],
      style,
    ),
  json: statusJson,
})

function text(count: number | null): string {
  return count === null ? '–' : String(count)
}
