import { defineCommand } from '../../command.ts'
import { findWin } from '../../db/wins/wins.ts'
import { type CalendarDate, parsePastDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json.ts'
import { winPage } from '../../views/win.ts'

export default defineCommand<CalendarDate, { date: CalendarDate; win: Win | undefined }>({
  fields: winFields,
  input({ operands: [date] }, context) {
    return date === undefined ? context.today() : parsePastDate(date, context.today())
  },
  async run(date, context) {
    return { date, win: await findWin(await context.db(), date) }
  },
  human({ date, win }, style) {
    if (win) return winPage(win, style)
    const pick = date === style.today ? '' : ` --date ${date}`
    return `There is no Daily Win on ${date}.\n${style.paint.dim(`Pick one: momentum win pick${pick}`)}`
  },
  json: ({ win }) => (win ? winJson(win) : null),
})
