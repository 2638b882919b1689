import { type AnyCommand, defineCommand } from '../../command.ts'
import { moveWin } from '../../db/win-moves.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json.ts'
import { winPage } from '../../views/win.ts'
import { parseDateOption } from './date.ts'
import { requireNote } from './note.ts'

/** `pause` and `block`: the same, but for the word. */
export function asideCommand(to: 'PAUSED' | 'BLOCKED', question: string): AnyCommand {
  return defineCommand<{ date: CalendarDate; note: string }, Win>({
    fields: winFields,
    input: async (args, context) => ({
      date: parseDateOption(args, context),
      note: await requireNote(args, context, question),
    }),
    async run({ date, note }, context) {
      return moveWin(await context.db(), date, { to, note }, context.instant)
    },
    human: winPage,
    json: winJson,
  })
}
