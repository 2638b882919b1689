import type { Verb } from '../command.ts'

/** What leads back, and forth again. */
export const undoing: readonly Verb[] = [
  {
    usage: 'undo [n]',
    summary: 'Take back the last command, or the last n',
    details:
      'Whole commands, the last first: yours when it is known who acts, else anybody’s. What would overwrite a later change is refused.',
    examples: ['momentum undo', 'momentum undo 3', 'momentum undo --list'],
    options: [['--list', 'list what can be taken back']],
    load: () => import('./undo.ts'),
  },
  {
    usage: 'redo [n]',
    summary: 'Do again what was taken back last',
    examples: ['momentum redo'],
    options: [['--list', 'list what can be done again']],
    load: () => import('./redo.ts'),
  },
]
