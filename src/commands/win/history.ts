import { defineCommand } from '../../command.ts'
import { listWins } from '../../db/wins.ts'
import type { Win } from '../../domain/win.ts'
import { plural } from '../../format.ts'
import { winFields, winJson } from '../../json.ts'
import { calendar } from '../../views/calendar.ts'
import { winTable } from '../../views/win.ts'

/** How many wins are listed below the calendar. */
const rows = 10

export default defineCommand<undefined, Win[]>({
  fields: winFields,
  input: () => undefined,
  async run(_, context) {
    return listWins(await context.db())
  },
  human(wins, style) {
    const { paint } = style
    if (wins.length === 0) {
      return `No Daily Win was picked yet.\n${paint.dim('Pick one: momentum win pick')}`
    }
    const days = new Map(wins.map((win) => [win.date, win.status]))
    const earlier = wins.length - rows
    const rest = earlier > 0 ? [paint.dim(`and ${plural(earlier, 'earlier win')}`)] : []
    return [calendar(days, style), '', winTable(wins.slice(0, rows), style), ...rest].join('\n')
  },
  json: (wins) => wins.map(winJson),
})
