import { defineCommand } from '../../command.ts'
import { openAsItIs } from '../../db/database.ts'
import { type DatabaseStatus, getStatus } from '../../db/status.ts'
import { details, size } from '../../format.ts'
import { statusFields, statusJson } from '../../json.ts'

export default defineCommand<undefined, DatabaseStatus>({
  fields: statusFields,
  input: () => undefined,
  async run(_, context) {
    const location = context.location()
    return getStatus(context.closing(openAsItIs(location)), null, location.path)
  },
  human: (status, style) =>
    details(
      [
        ['Database', status.database],
        ['Kind', 'SQLite'],
        ['Schema', `${status.schema_version} of ${status.latest_version}`],
        ['Pending', status.pending.join(', ')],
        ['Size', size(status.size_bytes)],
        ['Users', text(status.users)],
        ['Tasks', text(status.tasks)],
        ['Daily Wins', text(status.daily_wins)],
      ],
      style,
    ),
  json: statusJson,
})

function text(count: number | null): string {
  return count === null ? '–' : String(count)
}
