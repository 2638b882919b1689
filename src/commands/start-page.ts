import type { Verb } from '../command.ts'

/** What `momentum` alone does. */
export const today: Verb = {
  usage: '',
  summary: 'A household’s tasks, and one Daily Win a day',
  details:
    'Alone, it shows today’s page: the win, the streak, what needs attention, what to type next.',
  examples: ['momentum', 'momentum task add "Descale the kettle"', 'momentum win pick kettle'],
  load: () => import('./today.ts'),
}
