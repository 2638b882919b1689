import { defineCommand } from '../../command.ts'
import { openAnySchema } from '../../db/database.ts'
import { placeOf } from '../../db/location.ts'
import type { DatabaseStatus } from '../../db/status.ts'
import { statusFields, statusJson } from '../../json/database.ts'
import { details } from '../../terminal/layout.ts'
import type { Style } from '../../terminal/paint.ts'
import { clockText, size } from '../../terminal/words.ts'
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
        ['Today', todayText(style)],
      ],
      style,
    ),
  json: statusJson,
})

/** "2026-11-22 in Europe/Berlin; days begin at 03:00" */
function todayText({ today, zone, dayStart = 0 }: Style): string {
  const place = zone === undefined ? '' : ` in ${zone}`
  return `${today}${place}${dayStart === 0 ? '' : `; days begin at ${clockText(dayStart)}`}`
}

function text(count: number | null): string {
  return count === null ? '–' : String(count)
}
