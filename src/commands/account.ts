import type { Verb } from '../command.ts'

/** Who acts on this computer. */
export const account: readonly Verb[] = [
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
