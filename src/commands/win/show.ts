import { defineCommand } from '../../command.ts'
import { findWin } from '../../db/wins/wins.ts'
import { parsePastDate } from '../../domain/date.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json.ts'
import { withHints } from '../../views/answer.ts'
import { winPage } from '../../views/win.ts'
import { parsedOperand } from '../shared/options.ts'

export default defineCommand<CalendarDate, { date: CalendarDate; win: Win | undefined }>({
  fields: winFields,
  input(args, context) {
    const today = context.today
    return parsedOperand(args, 0, (date) => parsePastDate(date, today)) ?? today
  },
  async run(date, context) {
    return { date, win: await findWin(await context.db(), date) }
  },
  human({ date, win }, style) {
    if (win) return winPage(win, style)
    const command = date === style.today ? 'win pick' : `win pick --date ${date}`
    return withHints(`${date} has no win.`, [{ lead: 'Pick one', command }], style)
  },
  json: ({ win }) => (win ? winJson(win) : null),
})
