import type { OptionEntry } from '../../command.ts'

/** The options of a command whose answer can go to a file. */
export const outOptions: readonly OptionEntry[] = [
  ['--out <file>', 'write to this file instead of printing'],
  ['--force', 'replace a file that already exists'],
]
