import type { Args, Context } from '../../../command.ts'
import { getWin, requireOpenWin } from '../../../db/wins/wins.ts'
import { parseNote } from '../../../domain/task.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import type { WinMove } from '../../../domain/win.ts'
import { usageError } from '../../../errors.ts'
import { parsed } from '../../shared/options.ts'
import { findDateOption } from './date-option.ts'

/** The day of a win that is paused, blocked or dropped, and why. */
export type Reason = { readonly date: CalendarDate; readonly note: string }

/**
 * The day, and the note that a rule asks for: `--note`, or the answer to the question.
 *
 * @throws MomentumError `usage` where the note is missing and nobody can be asked; `not_found` or
 * `refused` where there is nothing to ask about
 */
export async function requireReason(
  args: Args,
  context: Context,
  { to, question }: { readonly to: WinMove['to']; readonly question: string },
): Promise<Reason> {
  const note = parsed(args, 'note', parseNote)
  if (note !== undefined) return { date: await findDateOption(args, context), note }
  if (!context.interactive) {
    throw usageError('Missing --note: what is the reason?', 'Add --note "why".')
  }
  const date = await findDateOption(args, context)
  const db = await context.db()
  await requireOpenWin(db, await getWin(db, date, { to }), { to })
  const prompts = await context.ask()
  return { date, note: await prompts.text({ message: question, parse: parseNote }) }
}
