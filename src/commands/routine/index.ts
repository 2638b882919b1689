import { defineGroup, type OptionEntry } from '../../command.ts'
import { repetitionOptions, templateOptions } from '../task/index.ts'

const turnOptions: readonly OptionEntry[] = [
  [
    '--turns <turns>',
    'whose turn it is: none, fixed (its owner’s), rotate, or least (who has had the least to do)',
  ],
  ['--among <users>', 'who takes turns, in their order: alex,sam (alone, it means --turns rotate)'],
]

/** When a routine begins and ends, and in which part of the year it repeats. */
const limitOptions: readonly OptionEntry[] = [
  ['--start <date>', 'the first possible date (default today)'],
  ['--until <date>', 'the last possible date'],
  ['--times <n>', 'end it after it was done n times'],
  ['--season <season>', 'the part of the year in which it repeats: apr-oct, 15 apr-3 oct'],
]

export const routine = defineGroup({
  noun: 'routine',
  letter: 'r',
  summary: 'Work that repeats',
  verbs: () => [
    {
      usage: 'add [title]',
      summary: 'Add a routine: work that repeats',
      details:
        '--every counts on the calendar from the start date: day, 2 weeks on mon,thu, weekdays, month on 15, month on last fri, year on 3 oct. --after counts from the day on which it was last done: 10d, 4 weeks on sun. A routine has one open task; when that is done, the next one is added. With --turns rotate, it goes to the member who did it longest ago; whoever is away is left out. On a terminal, you are asked for what is missing.',
      examples: [
        'momentum routine add "Take out the bins" --every tue --domain chores --effort tiny --definition-of-done "At the curb"',
        'momentum routine add Dishes --every day --among alex,sam --domain chores --effort small --definition-of-done "The sink is empty"',
        'momentum routine add "Water the plants" --after 10d --season apr-oct --owner sam --domain chores --effort tiny --definition-of-done "Soil is moist"',
      ],
      options: [
        ...repetitionOptions,
        ...limitOptions,
        [
          '--lead <n>',
          'show each task n days before its date (default 0, 1 or 7, depending on the rule)',
        ],
        [
          '--when-away <skip|keep>',
          'dates on which everybody is away: skip or keep (default skip; keep for bills)',
        ],
        ...turnOptions,
        ...templateOptions({ areNew: true }),
      ],
      writes: true,
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
    {
      usage: 'next [routine]',
      summary: 'List the next dates of one routine, or of all',
      details:
        'Without a routine and options, each routine is listed once, so that a daily routine leaves room for the others. The first date of each routine is the due date of its open task. The others assume that each task is done on its date. A paused routine continues when its pause ends.',
      examples: ['momentum routine next', 'momentum routine next bins --before +3m'],
      options: [
        [
          '--count <n>',
          'show at most n, up to 10000 (default 10 of one routine, or all with --before)',
        ],
        ['--before <date>', 'before this date'],
      ],
      load: () => import('./next.ts'),
    },
    {
      usage: 'preview <rule>',
      summary: 'List the dates of a rule, without adding a routine',
      details:
        'You need no household for this. With --after, each date is counted from the one before.',
      examples: [
        'momentum routine preview "2 weeks on mon,thu"',
        'momentum routine preview "10 days" --after --start 2027-04-01',
      ],
      options: [
        ['--after', 'count from when it was last done, as --after in routine add does'],
        ['--count <n>', 'show at most n, up to 10000 (default 10)'],
        ...limitOptions,
      ],
      load: () => import('./preview.ts'),
    },
    {
      usage: 'edit <routine>',
      summary: 'Edit a routine and its open task',
      details:
        'Its open task changes with it, except for fields that were edited in that task alone. A new rule begins today, unless --start says otherwise. The word none clears an optional value. Without options, on a terminal, you are asked about each field.',
      examples: [
        'momentum routine edit bins --every "2 weeks on tue" --start 2026-12-01',
        'momentum routine edit 3 --season none --owner sam',
        'momentum routine edit dishes --turns least --among alex,sam,kim',
      ],
      options: [
        ['--title <text>', 'the new title'],
        ...repetitionOptions,
        ['--start <date>', 'the first possible date'],
        ['--until <date>', 'the last possible date'],
        ['--times <n>', 'end it after it was done n times'],
        ['--season <season>', 'the part of the year in which it repeats: apr-oct, 15 apr-3 oct'],
        ['--lead <n>', 'show each task n days before its date'],
        ['--when-away <skip|keep>', 'dates on which everybody is away: skip or keep'],
        ...turnOptions,
        ...templateOptions({ areNew: false }),
      ],
      writes: true,
      load: () => import('./edit.ts'),
    },
    {
      usage: 'pause <routine>',
      summary: 'Pause a routine and its open task',
      details:
        'With --until, it resumes by itself on that day, and its task is hidden until then. If it is already paused, this changes the note or the day; --until none clears the day.',
      examples: [
        'momentum routine pause bins --note "The collectors are on strike"',
        'momentum routine pause "water the lawn" --until 2027-04-01',
      ],
      options: [
        ['--until <date>', 'the day on which it resumes by itself'],
        ['--note <text>', 'the reason'],
      ],
      writes: true,
      load: () => import('./pause.ts'),
    },
    {
      usage: 'resume <routine>',
      summary: 'Resume a paused routine, at its next date',
      examples: ['momentum routine resume bins'],
      writes: true,
      load: () => import('./resume.ts'),
    },
    {
      usage: 'end <routine>',
      summary: 'End a routine, and abandon its open task',
      details: 'What was done stays in its history.',
      examples: ['momentum routine end bins --note "We moved out"'],
      options: [['--note <text>', 'the reason']],
      writes: true,
      load: () => import('./end.ts'),
    },
    {
      usage: 'remove <routine>',
      summary: 'Delete a routine that was never done, and its task',
      details: 'A routine that was done cannot be deleted. End it instead.',
      examples: ['momentum routine remove 3'],
      writes: true,
      load: () => import('./remove.ts'),
    },
    {
      usage: 'history <routine>',
      summary: 'Show when a routine was done, how late and by whom, or was skipped or missed',
      examples: ['momentum routine history bins'],
      options: [['--limit <n>', 'show at most n (default 10; with --json, all)']],
      load: () => import('./history.ts'),
    },
  ],
})
