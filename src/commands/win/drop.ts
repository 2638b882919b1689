import { defineCommand } from '../../command.ts'
import { dropWin } from '../../db/wins/moves.ts'
import type { Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json.ts'
import { type Reason, requireReason } from './shared/note.ts'

export default defineCommand<Reason, Win>({
  fields: winFields,
  input: (args, context) => requireReason(args, context, 'Why is the pick taken back?'),
  async run({ date, note }, context) {
    return dropWin(await context.writer(), date, note, context.instant)
  },
  human: ({ date, task }, { paint }) =>
    `${paint.green('✓')} ${task.title} is back in the backlog; ${date} has no win.`,
  json: winJson,
})
