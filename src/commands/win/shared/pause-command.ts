import { type AnyCommand, defineCommand } from '../../../command.ts'
import { moveWin } from '../../../db/wins/moves.ts'
import type { Win } from '../../../domain/win.ts'
import { winFields, winJson } from '../../../json/win.ts'
import { winPage } from '../../../views/win.ts'
import { type Reason, requireReason } from './reason.ts'

/** Makes `pause` and `block`. */
export function pauseCommand(to: 'PAUSED' | 'BLOCKED', question: string): AnyCommand {
  return defineCommand<Reason, Win>({
    fields: winFields,
    input: (args, context) => requireReason(args, context, { to, question }),
    async run({ date, note }, context) {
      return moveWin(await context.writer(), date, { to, note }, context.instant)
    },
    human: winPage,
    json: winJson,
  })
}
