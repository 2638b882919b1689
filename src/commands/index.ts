import type { Group, Verb } from '../command.ts'
import { category } from './category/index.ts'
import { db } from './db/index.ts'
import { task } from './task/index.ts'
import { user } from './user/index.ts'
import { win } from './win/index.ts'

/** Every noun. */
export const groups: readonly Group[] = [user, category, task, win, db]

/** What `momentum` alone does. */
export const today: Verb = {
  usage: '',
  summary: 'A household’s tasks, and one Daily Win a day',
  details:
    'Alone, it shows today’s page: the win, the streak, what needs attention, what to type next.',
  examples: ['momentum', 'momentum task add "Descale the kettle"', 'momentum win pick kettle'],
  load: () => import('./today.ts'),
}

/** Every verb that needs no noun. */
export const ownVerbs: readonly Verb[] = [
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
  {
    usage: 'login <user>',
    summary: 'Act as this user on this computer from now on',
    details: 'A user with a password is asked for it, once in 30 days.',
    examples: ['momentum login alex'],
    options: [['--password-stdin', 'take the password from standard input']],
    load: () => import('./login.ts'),
  },
  {
    usage: 'logout',
    summary: 'Act as nobody in particular again',
    examples: ['momentum logout'],
    load: () => import('./logout.ts'),
  },
  {
    usage: 'whoami',
    summary: 'Show who acts',
    examples: ['momentum whoami'],
    load: () => import('./whoami.ts'),
  },
]
