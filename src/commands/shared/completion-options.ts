import type { OptionEntry } from '../../command.ts'

/** Who did a task, and when. */
export const completionOptions: readonly OptionEntry[] = [
  ['--on <date>', 'the day on which it was done (default today)'],
  ['--by <user>', 'the member who did it (default you, else its owner)'],
]
