import { defineGroup, type OptionEntry } from '../../command.ts'

const note = ['--note <text>', 'the reason'] as const

/** Who did a task, and when. */
export const completionOptions: readonly OptionEntry[] = [
  ['--on <date>', 'the day on which it was done (default today)'],
  ['--by <user>', 'the member who did it (default you, else its owner)'],
]

/** What `add` and `edit` can say of a task; only a new one has defaults. */
export function taskOptions({ areNew }: { readonly areNew: boolean }) {
  const byDefault = (value: string) => (areNew ? ` (default ${value})` : '')
  return [
    ['--domain <domain>', 'chores, bills, food, repairs or other'],
    ['--effort <effort>', 'tiny, small, medium or complex'],
    ['--definition-of-done <text>', 'how you can tell that it is done'],
    ['--description <text>', 'extra details'],
    ['--materials <text>', 'the materials it needs'],
    ['--owner <user>', `the member who does it${byDefault('none')}`],
    ['--category <category>', `the category it belongs to${byDefault('none')}`],
    ['--priority <priority>', `low, medium, high or urgent${byDefault('medium')}`],
    ['--due <date>', 'due date: 25 dec, tomorrow, friday, +3d, eom'],
    ['--starts <date>', `hidden before this date${byDefault('shown at once')}`],
    ['--private', `visible only to its owner${areNew ? ' (default owner: you)' : ''}`],
    ['--no-private', `visible to everyone${areNew ? ' (default)' : ''}`],
  ] as const
}

/** How a routine repeats. */
export const repetitionOptions: readonly OptionEntry[] = [
  ['--every <rule>', 'repeat it on the calendar: day, tue, 2 weeks on mon,thu, month on 15'],
  ['--after <distance>', 'repeat it this long after it was done: 10d, 4 weeks on sun'],
]

/** The options for the tasks of a routine, whose dates follow from its rule. */
export function templateOptions(of: { readonly areNew: boolean }): readonly OptionEntry[] {
  return taskOptions(of).filter(
    ([flags]) => flags !== '--due <date>' && flags !== '--starts <date>',
  )
}

/** The options that say which tasks are meant, of commands for many. */
export const filterOptions: readonly OptionEntry[] = [
  ['--status <statuses>', 'backlog, active, paused, blocked, done or abandoned', 'list'],
  ['--domain <domains>', 'chores, bills, food, repairs or other', 'list'],
  ['--effort <efforts>', 'tiny, small, medium or complex', 'list'],
  ['--priority <priorities>', 'low, medium, high or urgent', 'list'],
  ['--owner <users>', 'tasks of these members; none for unassigned tasks', 'list'],
  ['--mine', 'your tasks'],
  ['--category <categories>', 'in these categories; none for tasks without one', 'list'],
  ['--not-status <statuses>', 'without these statuses', 'list'],
  ['--not-domain <domains>', 'without these domains', 'list'],
  ['--not-effort <efforts>', 'without these efforts', 'list'],
  ['--not-priority <priorities>', 'without these priorities', 'list'],
  ['--not-owner <users>', 'without tasks of these members; none for unassigned', 'list'],
  ['--not-category <categories>', 'without these categories; none for those without', 'list'],
  ['--due <dates>', 'due on a date, or from..until, ..until, from.. or none'],
  ['--due-before <date>', 'due before this date'],
  ['--due-after <date>', 'due after this date'],
  ['--overdue', 'due before today'],
  ['--unreviewed', 'only tasks that nobody has given a definition of done'],
  ['--done-since <date>', 'done on this date or later'],
  ['--created-since <date>', 'added on this date or later'],
  ['--stale <time>', 'not changed for this long: 30d, 8w, 3m'],
  ['--search <text>', 'with this in the title, description, definition of done or materials'],
]

export const task = defineGroup({
  noun: 'task',
  letter: 't',
  summary: 'The tasks of the household',
  everyday: ['list', 'show', 'edit', 'start', 'done', 'remove', 'note'],
  verbs: () => [
    {
      usage: 'add [title]',
      summary: 'Add a task',
      details:
        'A task needs a title, a domain, an effort and a definition of done. On a terminal, you are asked for the title, and Enter takes what is proposed for the rest; any other key changes it. With --every or --after, the task repeats: Momentum adds a routine. For more options, use routine add.',
      examples: [
        'momentum task add "Descale the kettle"',
        'momentum task add "Pay rent" --domain bills --effort tiny --definition-of-done "Sent"',
      ],
      options: [...taskOptions({ areNew: true }), ...repetitionOptions],
      writes: true,
      load: () => import('./add.ts'),
    },
    {
      usage: 'list [words...]',
      summary: 'List tasks, open ones by default',
      details:
        'Words are searched for and need no quotes. Separate several values with commas, or repeat the option. Overdue tasks come first, then those that are due, then by priority and age. Sort by id, title, domain, effort, owner, category, priority, due, status, done, created or updated.',
      examples: [
        'momentum task list --mine --sort effort,due',
        'momentum task list bins --all',
        'momentum task list --status paused,blocked --owner none,sam',
        'momentum task list --due today..eow --not-category garden',
        'momentum task list --upcoming',
      ],
      options: [
        ...filterOptions,
        ['--upcoming', 'only tasks that are hidden until a later date'],
        ['--all', 'include done and abandoned tasks'],
        [
          '--sort <fields>',
          'sort by these, such as due; :desc reverses (with --json, default id)',
          'list',
        ],
        ['--limit <n>', 'show at most n (default 50; with --json, all)'],
        ['--offset <n>', 'skip the first n (default 0)'],
      ],
      load: () => import('./list.ts'),
    },
    {
      usage: 'show <task...>',
      summary: 'Show a task, by number, UUID or part of its title',
      examples: ['momentum task show kettle'],
      load: () => import('./show.ts'),
    },
    {
      usage: 'edit <task...>',
      summary: 'Edit tasks',
      details:
        'Each of the tasks gets what the options say. The word none clears an optional value. With one task and no options, on a terminal, you are asked about each field. --editor uses the editor that MOMENTUM_EDITOR, VISUAL or EDITOR names.',
      examples: [
        'momentum task edit 3 --title "Descale the kettle" --effort small',
        'momentum task edit 3 5-8 --owner sam',
        'momentum task edit 3 --editor',
        'momentum task edit 3 --completed-on yesterday --completed-by sam',
      ],
      options: [
        ['--title <text>', 'the new title'],
        ...taskOptions({ areNew: false }),
        ['--editor', 'edit the description and the definition of done of one task in your editor'],
        ['--completed-on <date>', 'of a finished task: correct the day on which it was done'],
        ['--completed-by <user>', 'of a finished task: correct who did it'],
      ],
      writes: true,
      load: () => import('./edit.ts'),
    },
    {
      usage: 'status <task> [status]',
      summary: 'Print or change the status of a task',
      examples: ['momentum task status 3', 'momentum task status 3 paused --note "No parts yet"'],
      options: [note],
      writes: true,
      load: () => import('./status.ts'),
    },
    {
      usage: 'start <task...>',
      summary: 'Start tasks, or resume them',
      examples: ['momentum task start 3'],
      writes: true,
      load: () => import('./start.ts'),
    },
    {
      usage: 'pause <task...>',
      summary: 'Pause tasks',
      examples: ['momentum task pause 3 --note "Too cold outside"'],
      options: [note],
      writes: true,
      load: () => import('./pause.ts'),
    },
    {
      usage: 'block <task...>',
      summary: 'Mark tasks as blocked',
      examples: ['momentum task block 3 --note "Waiting for the plumber"'],
      options: [note],
      writes: true,
      load: () => import('./block.ts'),
    },
    {
      usage: 'done <task...>',
      summary: 'Finish tasks',
      details:
        'Either all of them are finished or none. Finishing the task of the Daily Win wins the day. When a task of a routine is done, the next one is added.',
      examples: ['momentum task done 3 5', 'momentum task done bins --on yesterday --by sam'],
      options: [...completionOptions, ['--early', 'finish a task of a routine before its time']],
      writes: true,
      load: () => import('./done.ts'),
    },
    {
      usage: 'abandon <task...>',
      summary: 'Abandon tasks',
      examples: ['momentum task abandon 3 --note "We moved out"'],
      options: [note],
      writes: true,
      load: () => import('./abandon.ts'),
    },
    {
      usage: 'reopen <task...>',
      summary: 'Put tasks back in the backlog',
      examples: ['momentum task reopen 3'],
      writes: true,
      load: () => import('./reopen.ts'),
    },
    {
      usage: 'toggle <task...>',
      summary: 'Finish a task, or reopen it if it is done',
      examples: ['momentum task toggle 3'],
      writes: true,
      load: () => import('./toggle.ts'),
    },
    {
      usage: 'skip <task...>',
      summary: 'Skip this time of tasks that repeat',
      details:
        'Each task gets the next date of its routine that is not before today. A skipped time counts neither for anyone nor against anyone. From its day on, --missed records that it should have been done.',
      examples: ['momentum task skip bins', 'momentum task skip 3 --missed --note "Bin was full"'],
      options: [
        ['--missed', 'record it as missed'],
        ['--note <text>', 'the reason, for the history of the routine'],
      ],
      writes: true,
      load: () => import('./skip.ts'),
    },
    {
      usage: 'take <task...>',
      summary: 'Take over open tasks, even those of another member',
      examples: ['momentum task take 3', 'momentum task take 3 5'],
      writes: true,
      load: () => import('./take.ts'),
    },
    {
      usage: 'assign <task...>',
      summary: 'Assign tasks to a member',
      details:
        'Without --to, the last word names the member. The word none instead of a member unassigns the tasks.',
      examples: [
        'momentum task assign 3 sam',
        'momentum task assign 3 5 --to sam',
        'momentum task assign 3 none',
      ],
      options: [['--to <user>', 'the member who gets them']],
      writes: true,
      load: () => import('./assign.ts'),
    },
    {
      usage: 'remove <task...>',
      summary: 'Delete tasks',
      details: 'A task that was ever a Daily Win cannot be deleted. Abandon it instead.',
      examples: ['momentum task remove 3'],
      writes: true,
      load: () => import('./remove.ts'),
    },
    {
      usage: 'note [task] [words...]',
      summary: 'Add a note to a task, or delete one',
      details:
        'The words need no quotes. A note has a date and an author; task show shows the notes on a task, with their numbers. Only members who can see a task can see its notes.',
      examples: [
        'momentum task note 3 The plumber comes on Friday',
        'momentum task note --remove 7',
      ],
      options: [['--remove <id>', 'delete the note of this number']],
      writes: true,
      load: () => import('./note.ts'),
    },
    {
      usage: 'burndown',
      summary: 'Show how many tasks were open, week by week',
      details:
        'For each week from Monday to Sunday, shows how many tasks were done, and how many were open at its end, by status. The current week is counted until now. Hidden tasks count as open; private tasks count only for their owner. The past comes from the history. Where history was deleted, a task counts as in the backlog from the day it was added until it was done.',
      examples: ['momentum task burndown', 'momentum task burndown --weeks 52'],
      options: [['--weeks <n>', 'number of weeks, including this one (default 12)']],
      isRare: true,
      load: () => import('./burndown.ts'),
    },
    {
      usage: 'history <task...>',
      summary: 'Show who changed what in a task, and when',
      details: 'To see the history of a deleted task, use its number.',
      examples: ['momentum task history 3'],
      load: () => import('./history.ts'),
    },
  ],
})
