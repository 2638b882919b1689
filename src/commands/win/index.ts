import { defineGroup } from '../../command.ts'
import { completionOptions } from '../task/index.ts'

const date = ['--date <date>', 'today (default), yesterday or a past date'] as const
const note = ['--note <text>', 'the reason (required; on a terminal, you are asked)'] as const

export const win = defineGroup({
  noun: 'win',
  letter: 'w',
  summary: 'The Daily Win: one task a day',
  everyday: ['pick', 'done'],
  verbs: () => [
    {
      usage: 'pick [task...]',
      summary: 'Commit to one task for the day',
      details:
        'Without a task, on a terminal, you choose one from a searchable list. To change the pick, use --replace; if it is active, add --note. A task of momentum add that has no definition of done needs one: you are asked for it, or give it with --definition-of-done.',
      examples: ['momentum win pick kettle', 'momentum win pick 5 --replace --note "It rains"'],
      options: [
        date,
        ['--replace', 'replace the pick of the day'],
        ['--note <text>', 'why the pick is replaced'],
        ['--definition-of-done <text>', 'how you can tell that the task is done'],
      ],
      writes: true,
      load: () => import('./pick.ts'),
    },
    {
      usage: 'done',
      summary: 'Finish the win and its task',
      details:
        'On a terminal, you are asked whether the definition of done is met. After midnight, --date yesterday finishes the win of the day before. With a task, momentum done means task done.',
      examples: ['momentum win done', 'momentum win done --date yesterday'],
      options: [date, ...completionOptions],
      writes: true,
      load: () => import('./done.ts'),
    },
    {
      usage: 'pause',
      summary: 'Pause the win',
      examples: ['momentum win pause --note "Visitors came"'],
      options: [note, date],
      writes: true,
      load: () => import('./pause.ts'),
    },
    {
      usage: 'block',
      summary: 'Mark the win as blocked',
      examples: ['momentum win block --note "The part has not arrived"'],
      options: [note, date],
      writes: true,
      load: () => import('./block.ts'),
    },
    {
      usage: 'resume',
      summary: 'Resume a paused or blocked win',
      examples: ['momentum win resume'],
      options: [date],
      writes: true,
      load: () => import('./resume.ts'),
    },
    {
      usage: 'drop',
      summary: 'Drop the pick',
      details: 'The day then has no win, and the task goes back to the backlog with the note.',
      examples: ['momentum win drop --note "Not today after all"'],
      options: [note, date],
      writes: true,
      load: () => import('./drop.ts'),
    },
    {
      usage: 'show [date]',
      summary: 'Show the win of a day',
      details: 'The date is today (default), yesterday or a past date.',
      examples: ['momentum win show', 'momentum win show yesterday'],
      load: () => import('./show.ts'),
    },
    {
      usage: 'history',
      summary: 'Show a calendar of the days you won',
      details:
        'Also lists the latest 10 wins; --json lists all of them. --year shows a whole year with its totals; with --json, it gives what became of each date.',
      examples: [
        'momentum win history',
        'momentum win history --year 2026',
        'momentum win history --changes',
      ],
      options: [
        ['--year <yyyy>', 'show the whole of this year, with its totals'],
        ['--changes', 'show who changed which win, and when'],
      ],
      load: () => import('./history.ts'),
    },
    {
      usage: 'stats',
      summary: 'Show streaks, the share of days won, and wins by member',
      examples: ['momentum win stats'],
      load: () => import('./stats.ts'),
    },
  ],
})
