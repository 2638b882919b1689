import { defineCommand } from '../../command.ts'
import { listWonDates } from '../../db/wins/streaks.ts'
import { type WinStats, winStats } from '../../domain/streak.ts'
import { winStatsFields, winStatsJson } from '../../json.ts'
import { statsPage } from '../../views/win.ts'

export default defineCommand<undefined, WinStats>({
  fields: winStatsFields,
  input: () => undefined,
  async run(_, context) {
    return winStats(await listWonDates(await context.db()), context.today)
  },
  human: statsPage,
  json: winStatsJson,
})
