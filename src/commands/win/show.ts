import { defineCommand } from '../../command.ts'
import { findRest } from '../../db/wins/rest.ts'
import { findWin, listLeftOver } from '../../db/wins/wins.ts'
import { isRestDay } from '../../domain/rest.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { type Win, winMoveHint } from '../../domain/win.ts'
import { winFields, winJson } from '../../json/win.ts'
import { withHints } from '../../views/answer.ts'
import { winName, winPage } from '../../views/win.ts'
import { findDate } from './shared/date-option.ts'

type Output = {
  readonly date: CalendarDate
  readonly win: Win | undefined
  /** The latest earlier win that is still open, if the date has none. */
  readonly leftOver: Win | undefined
  /** Whether it is a rest day, which only a person is told. */
  readonly isRestDay: boolean
}

export default defineCommand<CalendarDate, Output>({
  fields: winFields,
  async input({ operands: [date] }, context) {
    return date === undefined ? context.today : findDate(date, context)
  },
  async run(date, context) {
    const db = await context.db()
    const win = await findWin(db, date)
    const leftOver = win ? undefined : (await listLeftOver(db, date, 1))[0]
    const isForPerson = context.pageSize !== undefined
    return {
      date,
      win,
      leftOver,
      isRestDay: isForPerson && isRestDay(await findRest(db, date), date),
    }
  },
  human({ date, win, leftOver, isRestDay }, style) {
    if (win) return isRestDay ? `Rest day.\n${winPage(win, style)}` : winPage(win, style)
    const command = date === style.today ? 'win pick' : `win pick --date ${date}`
    const noWin = `${isRestDay ? 'Rest day: ' : ''}${date} has no win.`
    if (!leftOver) {
      const lead = isRestDay ? 'To pick one all the same' : 'Pick one'
      return withHints(noWin, [{ lead, command }], style)
    }
    const open = `“${leftOver.task.title}” (${winName(leftOver.date, style.today)}) is still open.`
    const hints = [
      winMoveHint(leftOver.date, { to: 'DONE' }),
      { lead: 'To pick another task', command },
    ]
    return withHints(`${noWin} ${open}`, hints, style)
  },
  json: ({ win }) => (win ? winJson(win) : null),
})
