import { defineCommand } from '../../command.ts'
import { findBeginning } from '../../db/household/beginning.ts'
import { listWonDates } from '../../db/wins/streaks.ts'
import { type WinStats, winStats } from '../../domain/streak.ts'
import { calendarDate } from '../../domain/time.ts'
import { winStatsFields, winStatsJson } from '../../json.ts'
import { statsPage } from '../../views/win.ts'

export default defineCommand<undefined, WinStats>({
  fields: winStatsFields,
  input: () => undefined,
  async run(_, context) {
    const db = await context.db()
    const began = await findBeginning(db)
    const date =
      began === undefined ? context.today : calendarDate(began, context.settings.timeZone)
    return winStats(await listWonDates(db), context.today, date)
  },
  human: statsPage,
  json: winStatsJson,
})
