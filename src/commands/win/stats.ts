import { defineCommand } from '../../command.ts'
import { findBeginning } from '../../db/household/beginning.ts'
import { findWinStats } from '../../db/wins/stats.ts'
import { listLeftOver } from '../../db/wins/wins.ts'
import { addDays, calendarDate } from '../../domain/time.ts'
import { winStatsFields, winStatsJson } from '../../json/win.ts'
import { type StatsPage, statsPage } from '../../views/win.ts'

export default defineCommand<undefined, StatsPage>({
  fields: winStatsFields,
  input: () => undefined,
  async run(_, context) {
    const db = await context.db()
    const began = await findBeginning(db)
    const date = began === undefined ? context.today : calendarDate(began, context.settings.days)
    const stats = await findWinStats(db, context.today, date)
    const [open] = stats.wins === 0 ? await listLeftOver(db, addDays(context.today, 1), 1) : []
    return { stats, open }
  },
  human: statsPage,
  json: ({ stats }) => winStatsJson(stats),
})
