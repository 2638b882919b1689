import type { Group } from '../../command.ts'

const fields = [
  ['--domain <domain>', 'chores, bills, food, repairs or other'],
  ['--effort <effort>', 'tiny, small, medium or complex'],
  ['--definition-of-done <text>', 'how you know that it is done'],
  ['--description <text>', 'what else there is to say'],
  ['--materials <text>', 'what is needed for it'],
  ['--owner <user>', 'who takes it'],
  ['--category <category>', 'which group it belongs to'],
  ['--priority <priority>', 'low, medium, high or urgent'],
  ['--due <date>', 'until when: a date, tomorrow, friday, +3d, +2w, +1m'],
  ['--private', 'for its owner alone'],
  ['--no-private', 'for everybody'],
] as const

const note = ['--note <text>', 'why'] as const

export const task: Group = {
  noun: 'task',
  summary: 'What is to be done',
  verbs: [
    {
      usage: 'add [title]',
      summary: 'Add a task',
      details:
        'Title, domain, effort and definition of done are needed; on a terminal, what is missing is asked.',
      examples: [
        'momentum task add "Descale the kettle"',
        'momentum task add "Pay rent" --domain bills --effort tiny --definition-of-done "Sent"',
      ],
      options: fields,
      load: () => import('./add.ts'),
    },
    {
      usage: 'list',
      summary: 'List tasks, open ones unless told otherwise',
      details:
        'Several values are separated by commas. Sort by id, title, domain, effort, owner, category, priority, due_date, status, completed_at, created_at or updated_at.',
      examples: ['momentum task list --mine --sort due_date,priority:desc'],
      options: [
        ['--status <statuses>', 'backlog, active, paused, blocked, done, abandoned'],
        ['--domain <domains>', 'chores, bills, food, repairs, other'],
        ['--effort <efforts>', 'tiny, small, medium, complex'],
        ['--priority <priorities>', 'low, medium, high, urgent'],
        ['--owner <user>', 'whose they are; none for nobody’s'],
        ['--mine', 'yours'],
        ['--category <category>', 'of this category; none for those without'],
        ['--due-before <date>', 'due on an earlier day'],
        ['--overdue', 'due before today'],
        ['--search <text>', 'with this in the title, description, definition of done or materials'],
        ['--all', 'finished and abandoned ones, too'],
        ['--sort <fields>', 'in this order; add :desc to turn it round'],
        ['--limit <n>', 'at most so many'],
        ['--offset <n>', 'after the first so many'],
      ],
      load: () => import('./list.ts'),
    },
    {
      usage: 'show <task>',
      summary: 'Show a task, by number, uuid or a part of its title',
      examples: ['momentum task show kettle'],
      load: () => import('./show.ts'),
    },
    {
      usage: 'edit <task>',
      summary: 'Change what is said of a task',
      details:
        'The word none takes an optional value away. On a terminal without options, every field is asked, with what is there to keep or change.',
      examples: ['momentum task edit 3 --title "Descale the kettle" --effort small'],
      options: [['--title <text>', 'what it is called'], ...fields],
      load: () => import('./edit.ts'),
    },
    {
      usage: 'status <task> [status]',
      summary: 'Print the status of a task, or change it',
      examples: ['momentum task status 3 paused --note "Waiting for the part"'],
      options: [note],
      load: () => import('./status.ts'),
    },
    {
      usage: 'start <task...>',
      summary: 'Begin tasks, or go on with them',
      examples: ['momentum task start 3'],
      load: () => import('./start.ts'),
    },
    {
      usage: 'pause <task...>',
      summary: 'Put tasks aside',
      examples: ['momentum task pause 3 --note "Too cold outside"'],
      options: [note],
      load: () => import('./pause.ts'),
    },
    {
      usage: 'block <task...>',
      summary: 'Say that tasks cannot go on',
      examples: ['momentum task block 3 --note "Waiting for the plumber"'],
      options: [note],
      load: () => import('./block.ts'),
    },
    {
      usage: 'done <task...>',
      summary: 'Finish tasks',
      details: 'All of them or none. A task that is the Daily Win wins its day.',
      examples: ['momentum task done 3 5'],
      load: () => import('./done.ts'),
    },
    {
      usage: 'abandon <task...>',
      summary: 'Give tasks up',
      examples: ['momentum task abandon 3 --note "We moved out"'],
      options: [note],
      load: () => import('./abandon.ts'),
    },
    {
      usage: 'reopen <task...>',
      summary: 'Put tasks back into the backlog',
      examples: ['momentum task reopen 3'],
      load: () => import('./reopen.ts'),
    },
    {
      usage: 'toggle <task>',
      summary: 'Finish a task, or reopen it when it is done',
      examples: ['momentum task toggle 3'],
      load: () => import('./toggle.ts'),
    },
    {
      usage: 'assign <task> <user>',
      summary: 'Give a task to a user, or to none',
      examples: ['momentum task assign 3 sam'],
      load: () => import('./assign.ts'),
    },
    {
      usage: 'remove <task>',
      summary: 'Delete a task',
      details: 'A task that was ever a Daily Win stays; abandon it instead.',
      examples: ['momentum task remove 3'],
      load: () => import('./remove.ts'),
    },
    {
      usage: 'history <task>',
      summary: 'Show who changed what in a task, and when',
      details: 'Also of a task that was removed, by its number.',
      examples: ['momentum task history 3'],
      load: () => import('./history.ts'),
    },
  ],
}
