import { defineCommand } from '../../command.ts'
import { listRestDays } from '../../db/wins/rest-days.ts'
import type { RestPeriod } from '../../domain/rest.ts'
import { restFields, restJson } from '../../json/win.ts'
import { withHints } from '../../views/answer.ts'
import { restTable } from '../../views/rest.ts'

export default defineCommand<undefined, RestPeriod[]>({
  fields: restFields,
  input: () => undefined,
  run: async (_, context) => listRestDays(await context.db()),
  human: (all, style) =>
    all.length === 0
      ? withHints('No rest days yet.', [{ lead: 'Set some', command: 'rest add sunday' }], style)
      : restTable(all, style),
  json: (all) => all.map(restJson),
})
