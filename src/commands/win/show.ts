import { defineCommand } from '../../command.ts'
import { findWin, listLeftOver } from '../../db/wins/wins.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { type Win, winMoveHint } from '../../domain/win.ts'
import { winFields, winJson } from '../../json.ts'
import { withHints } from '../../views/answer.ts'
import { winName, winPage } from '../../views/win.ts'
import { findDate } from './shared/date-option.ts'

type Output = {
  readonly date: CalendarDate
  readonly win: Win | undefined
  /** The latest earlier win that is still open, if the date has none. */
  readonly leftOver: Win | undefined
}

export default defineCommand<CalendarDate, Output>({
  fields: winFields,
  async input({ operands: [date] }, context) {
    return date === undefined ? context.today : findDate(date, context)
  },
  async run(date, context) {
    const db = await context.db()
    const win = await findWin(db, date)
    return { date, win, leftOver: win ? undefined : (await listLeftOver(db, date, 1))[0] }
  },
  human({ date, win, leftOver }, style) {
    if (win) return winPage(win, style)
    const command = date === style.today ? 'win pick' : `win pick --date ${date}`
    if (!leftOver) return withHints(`${date} has no win.`, [{ lead: 'Pick one', command }], style)
    const open = `“${leftOver.task.title}” (${winName(leftOver.date, style.today)}) is still open.`
    const hints = [
      winMoveHint(leftOver.date, { to: 'DONE' }),
      { lead: 'To pick another task', command },
    ]
    return withHints(`${date} has no win. ${open}`, hints, style)
  },
  json: ({ win }) => (win ? winJson(win) : null),
})
