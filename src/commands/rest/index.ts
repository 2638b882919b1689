import { defineGroup } from '../../command.ts'

export const rest = defineGroup({
  noun: 'rest',
  summary: 'Rest days, on which the household owes no Daily Win',
  verbs: () => [
    {
      usage: 'add <days...>',
      summary: 'Set rest days',
      details:
        'The days are a date, two dates with two dots between them, at most a year, or a weekday, which means every such day from today on. A rest day breaks no streak and adds nothing to it, unless it is won. A day can still become a rest day up to two days afterwards, but only two such days in any 30.',
      examples: [
        'momentum rest add 2026-12-24..2026-12-26 --note Christmas',
        'momentum rest add sunday',
        'momentum rest add yesterday',
      ],
      options: [['--note <text>', 'the reason']],
      writes: true,
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List rest days',
      examples: ['momentum rest list'],
      load: () => import('./list.ts'),
    },
    {
      usage: 'remove <id>',
      summary: 'End rest days, or delete them',
      details:
        'If some of the days have passed, these stay rest days, so that no streak breaks, and the others end. Days that are all to come, or have all passed, are deleted.',
      examples: ['momentum rest remove 3'],
      writes: true,
      load: () => import('./remove.ts'),
    },
  ],
})
