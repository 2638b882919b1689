import { defineCommand } from '../../command.ts'
import { moveWin } from '../../db/wins/moves.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json/win.ts'
import { winPage } from '../../views/win.ts'
import { findDateOption } from './shared/date-option.ts'

export default defineCommand<CalendarDate, Win>({
  fields: winFields,
  input: findDateOption,
  async run(date, context) {
    return moveWin(await context.writer(), date, { to: 'ACTIVE' }, context.instant)
  },
  human: winPage,
  json: winJson,
})
