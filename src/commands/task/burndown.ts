import { defineCommand } from '../../command.ts'
import { findBurndown } from '../../db/household/burndown.ts'
import { readAtOneMoment } from '../../db/transaction.ts'
import { type Burndown, weeksUntil } from '../../domain/burndown.ts'
import { burndownFields, burndownWeekJson } from '../../json/burndown.ts'
import { burndownPage } from '../../views/burndown.ts'
import { parsedWeeks } from '../shared/weeks.ts'

export default defineCommand<{ readonly weeks: number }, Burndown>({
  fields: burndownFields,
  // There may be many tasks, and a long history.
  isLongWork: true,
  input: (args) => ({ weeks: parsedWeeks(args) ?? 12 }),
  async run({ weeks }, context) {
    const { today, settings } = context
    const viewer = await context.actor.viewer()
    return readAtOneMoment(await context.db(), (db) =>
      findBurndown(db, viewer, { ...settings.days, today, weeks: weeksUntil(today, weeks) }),
    )
  },
  human: burndownPage,
  json: (burndown) => burndown.map(burndownWeekJson),
})
