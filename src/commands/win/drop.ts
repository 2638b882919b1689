import { defineCommand } from '../../command.ts'
import { dropWin } from '../../db/wins/moves.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json/win.ts'
import { success } from '../../views/answer.ts'
import { type Reason, requireReason } from './shared/reason.ts'

export default defineCommand<Reason, Win>({
  fields: winFields,
  input: (args, context) =>
    requireReason(args, context, { to: 'BACKLOG', question: 'Why drop the pick?' }),
  async run({ date, note }, context) {
    return dropWin(await context.writer(), date, note, context.instant)
  },
  human({ date, task }, style) {
    const day = date === style.today ? 'Today' : date
    return success(`“${task.title}” is back in the backlog. ${day} has no win now.`, style)
  },
  json: winJson,
})
