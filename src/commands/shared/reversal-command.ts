import { type AnyCommand, defineCommand } from '../../command.ts'
import {
  listAffectedUsers,
  listReversals,
  type Reversal,
  reverseCommands,
} from '../../db/history/undo.ts'
import { parseCount } from '../../domain/count.ts'
import type { Direction } from '../../domain/journal.ts'
import { notFoundError, usageError } from '../../errors.ts'
import { recordedCommandFields, recordedCommandJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { nothingToReverse, reversalTable, reversed, reversedLines } from '../../views/journal.ts'
import { flag } from './options.ts'

type Input = { readonly list: true } | { readonly list: false; readonly count: number }
type Output = { readonly listed: boolean; readonly reversals: readonly Reversal[] }

/** Makes `undo` and `redo`. */
export function reversalCommand(direction: Direction): AnyCommand {
  return defineCommand<Input, Output>({
    fields: recordedCommandFields,
    input(args) {
      const [count] = args.operands
      if (!flag(args, 'list')) return { list: false, count: parseCount('n', count ?? '1', 1) }
      if (count === undefined) return { list: true }
      throw usageError('Use --list or a number, not both.', {
        lead: `To ${direction}`,
        command: `${direction} ${count}`,
      })
    },
    async run(input, context) {
      const db = await context.db()
      const viewer = await context.actor.viewer()
      if (input.list) {
        return {
          listed: true,
          reversals: await listReversals(db, viewer, direction, context.pageSize),
        }
      }
      const reversals = await listReversals(db, viewer, direction, input.count)
      requireEnough(reversals, input.count, direction)
      const agreed = await listAffectedUsers(db, viewer, reversals)
      for (const user of agreed) await context.actor.authorize(user)
      const ids = agreed.map(({ id }) => id)
      await reverseCommands(
        await context.writer(),
        viewer,
        direction,
        reversals,
        (user) => !user.has_password || ids.includes(user.id),
      )
      return { listed: false, reversals }
    },
    human: ({ listed, reversals }, style) =>
      listed
        ? reversalTable(reversals, direction, style)
        : reversedLines(reversals, direction, style),
    json: ({ reversals }) => reversals.map(recordedCommandJson),
  })
}

function requireEnough({ length }: readonly Reversal[], count: number, direction: Direction): void {
  if (length === count) return
  if (length === 0) throw notFoundError(nothingToReverse(direction))
  throw notFoundError(`Only ${plural(length, 'command')} can be ${reversed[direction]}.`, {
    lead: 'See',
    command: `${direction} --list`,
  })
}
