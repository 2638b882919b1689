import type { Group } from '../../command.ts'

const date = ['--date <date>', 'today (unless told), yesterday, or a past date'] as const
const note = ['--note <text>', 'why'] as const

export const win: Group = {
  noun: 'win',
  summary: 'The Daily Win: one task a day',
  verbs: [
    {
      usage: 'pick [task]',
      summary: 'Commit to one task for the day',
      details:
        'On a terminal without a task: a list to search, most sensible first. Another pick makes way only with --replace, and an active one only with a --note.',
      examples: ['momentum win pick kettle', 'momentum win pick 5 --replace --note "It rains"'],
      options: [date, ['--replace', 'let another pick make way'], note],
      load: () => import('./pick.ts'),
    },
    {
      usage: 'done',
      summary: 'Finish the win and its task',
      details: 'On a terminal, it asks whether the definition of done holds.',
      examples: ['momentum win done'],
      options: [date],
      load: () => import('./done.ts'),
    },
    {
      usage: 'pause',
      summary: 'Put the win aside for now',
      examples: ['momentum win pause --note "Visitors came"'],
      options: [note, date],
      load: () => import('./pause.ts'),
    },
    {
      usage: 'block',
      summary: 'Say that the win cannot go on',
      examples: ['momentum win block --note "The part has not come"'],
      options: [note, date],
      load: () => import('./block.ts'),
    },
    {
      usage: 'resume',
      summary: 'Go on with a win that was paused or blocked',
      examples: ['momentum win resume'],
      options: [date],
      load: () => import('./resume.ts'),
    },
    {
      usage: 'drop',
      summary: 'Take the pick back',
      details: 'The day has no win then; the task goes back to the backlog, with the note.',
      examples: ['momentum win drop --note "Not today after all"'],
      options: [note, date],
      load: () => import('./drop.ts'),
    },
    {
      usage: 'show [date]',
      summary: 'Show the win of a day',
      examples: ['momentum win show yesterday'],
      load: () => import('./show.ts'),
    },
    {
      usage: 'history',
      summary: 'Show the days that were won, as a calendar',
      details: 'The last wins are listed below it; --json has all of them.',
      examples: ['momentum win history', 'momentum win history --changes'],
      options: [['--changes', 'show who changed which win, and when']],
      load: () => import('./history.ts'),
    },
    {
      usage: 'stats',
      summary: 'Show streaks, the share of days won, and who picked them',
      examples: ['momentum win stats'],
      load: () => import('./stats.ts'),
    },
  ],
}
