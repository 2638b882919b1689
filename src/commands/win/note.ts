import { type Args, option } from '../../command.ts'
import { parseNote } from '../../domain/task.ts'
import { MomentumError } from '../../errors.ts'
import type { Context } from '../../world.ts'

/**
 * The note that a rule asks for: `--note`, or the answer to the question.
 *
 * @throws MomentumError `usage` where it is missing and nobody can be asked
 */
export async function requireNote(args: Args, context: Context, message: string): Promise<string> {
  const note = option(args, 'note')
  if (note !== undefined) return parseNote(note)
  if (context.interactive) return (await context.ask()).text({ message, parse: parseNote })
  throw new MomentumError('usage', 'A note is needed that says why.', 'Add --note "why".')
}
