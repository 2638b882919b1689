import { defineCommand } from '../../command.ts'
import { dropWin } from '../../db/win-moves.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json.ts'
import { parseDateOption } from './date.ts'
import { requireNote } from './note.ts'

export default defineCommand<{ date: CalendarDate; note: string }, Win>({
  fields: winFields,
  input: async (args, context) => ({
    date: parseDateOption(args, context),
    note: await requireNote(args, context, 'Why is the pick taken back?'),
  }),
  async run({ date, note }, context) {
    return dropWin(await context.db(), date, note, context.instant)
  },
  human: ({ date, task }) => `${task.title} is back in the backlog; ${date} has no win.`,
  json: winJson,
})
