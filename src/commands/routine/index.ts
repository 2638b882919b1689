import type { Group } from '../../command.ts'
import { templateOptions } from '../task/index.ts'

export const routine: Group = {
  noun: 'routine',
  summary: 'Work that repeats',
  verbs: [
    {
      usage: 'add [title]',
      summary: 'Add a routine, which makes a task each time',
      details:
        '--every counts on the calendar from the start date: day, 2 weeks on mon,thu, weekdays, month on 15, month on last fri, year on 3 oct. --after counts from when it was last done: 10d, 4 weeks on sun. A routine has one open task; when that is done, the next one is added.',
      examples: [
        'momentum routine add "Take out the bins" --every tue --domain chores --effort tiny --definition-of-done "At the kerb"',
        'momentum routine add "Water the plants" --after 10d --season apr-oct --owner sam --domain chores --effort tiny --definition-of-done "Soil is moist"',
      ],
      options: [
        ['--every <rule>', 'how often it comes, on the calendar'],
        ['--after <distance>', 'how long after it was done it comes again'],
        ['--start <date>', 'the first day on which it may come (default today)'],
        ['--until <date>', 'the last day on which it may come'],
        ['--times <n>', 'how often it is done before it ends'],
        ['--season <season>', 'the part of the year in which it comes: apr-oct, 15 apr-3 oct'],
        [
          '--lead <days>',
          'how many days before its date a task is shown (default 0, 1 or 7, as often as it comes)',
        ],
        ['--when-away <word>', 'while everybody is away: skip or keep (default keep for bills)'],
        ...templateOptions,
      ],
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List routines',
      examples: ['momentum routine list'],
      options: [['--all', 'include routines that ended']],
      load: () => import('./list.ts'),
    },
    {
      usage: 'show <routine>',
      summary: 'Show a routine, by number or part of its title',
      examples: ['momentum routine show bins'],
      load: () => import('./show.ts'),
    },
  ],
}
