import { defineGroup } from '../../command.ts'

export const away = defineGroup({
  noun: 'away',
  summary: 'When members are away',
  verbs: () => [
    {
      usage: 'add [user]',
      summary: 'Record when a member is away, or everybody',
      details:
        'Without a user, it records when you are away. While a member is away, their turns pass to the others of a rota. While everybody is away, routines with --when-away skip have no dates: tasks that are planned meanwhile move to the next date, also if you record the absence afterwards. On a terminal, you are asked for what is missing.',
      examples: [
        'momentum away add sam --from 2027-07-10 --until 2027-07-24',
        'momentum away add --everybody --from fri --until +10d --note "At the lake"',
      ],
      options: [
        ['--everybody', 'the whole household is away'],
        ['--from <date>', 'the first day'],
        ['--until <date>', 'the last day, at most ten years later'],
        ['--note <text>', 'where, or why'],
      ],
      writes: true,
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List absences, the latest first',
      examples: ['momentum away list'],
      options: [['--limit <n>', 'show at most n']],
      load: () => import('./list.ts'),
    },
    {
      usage: 'remove <id>',
      summary: 'Delete an absence',
      details:
        'If everybody was away, the tasks that moved because of it get their dates back. If somebody returns early, delete the absence and add a shorter one.',
      examples: ['momentum away remove 3'],
      writes: true,
      load: () => import('./remove.ts'),
    },
  ],
})
