import type { Group, OptionEntry, Verb } from '../command.ts'
import { away } from './away/index.ts'
import { category } from './category/index.ts'
import { config } from './config/index.ts'
import { db } from './db/index.ts'
import { rest } from './rest/index.ts'
import { routine } from './routine/index.ts'
import { filterOptions, repetitionOptions, task, taskOptions } from './task/index.ts'
import { user } from './user/index.ts'
import { win } from './win/index.ts'

/** The nouns, each with its verbs. */
export const groups: readonly Group[] = [user, category, task, routine, away, win, rest, config, db]

/** The page that `momentum` alone shows. */
export const today: Verb = {
  usage: '',
  summary: 'A household’s tasks, and one Daily Win a day',
  details:
    'Without a command, Momentum shows today’s page: the win, the streak, what is yours, due, in progress, blocked, unassigned or due soon, who is away, and what to type next. The program is also called mo, and the beginning of a word is enough if no other word begins with it: mo t l lists tasks.',
  examples: ['momentum', 'momentum task add "Descale the kettle"', 'momentum win pick kettle'],
  load: () => import('./today.ts'),
}

/** The options of a command whose answer can go to a file. */
const outOptions: readonly OptionEntry[] = [
  ['--out <file>', 'write to this file instead of printing'],
  ['--force', 'replace a file that already exists'],
]

/** The verbs without a noun. */
export const ownVerbs: readonly Verb[] = [
  {
    usage: 'today',
    summary: 'Show today’s page',
    examples: ['momentum today'],
    load: () => import('./today.ts'),
  },
  {
    usage: 'add [words...]',
    summary: 'Add a task in a few words',
    details:
      'The words are the title and need no quotes. These words set other fields: @member, +domain or +category, and pri:, effort: or due: with a value. The words after = are the definition of done. A task that ends with every … or after … repeats. The defaults are other, small and “As the title says”. A backslash before a word, in quotes, keeps it in the title.',
    examples: [
      'momentum add Pay the rent due:fri @sam',
      'momentum add Take out the bins every tue +chores pri:high = Bins at the curb',
    ],
    get options() {
      const note = ['--note <text>', 'a note on the task'] as const
      return [...taskOptions({ areNew: true }), ...repetitionOptions, note]
    },
    writes: true,
    load: () => import('./add.ts'),
  },
  {
    usage: 'week',
    summary: 'Show the next seven days, and who does what',
    details:
      'Shows for each day, from today on: what is due, by member; the dates of routines (↻) and whose turn it is, if that is known; tasks that are hidden until that day; who is away; and rest days. Overdue tasks are shown today. It shows at most 100 overdue tasks, 1,000 due tasks, 1,000 hidden tasks and 1,000 dates of routines.',
    examples: ['momentum week'],
    load: () => import('./week.ts'),
  },
  {
    usage: 'remind',
    summary: 'Print today’s reminders, if there are any',
    details:
      'For cron, email and notifications. It lists overdue tasks, tasks due today and turns, and says if today’s Daily Win still has to be picked or finished. The first line sums up the rest. If there are no reminders, it prints nothing. The reminders are for you if you are logged in, otherwise for the whole household. Unassigned tasks are in everybody’s reminders, private tasks only in their owner’s own. Members who are away are not reminded of turns. It never asks a question, and neither creates nor upgrades a household.',
    examples: [
      'momentum remind',
      'momentum remind --for sam --soon 3d',
      'momentum remind --unit cron',
    ],
    options: [
      ['--for <user>', 'reminders for this member, with only the tasks that you can see'],
      ['--soon <span>', 'include what is due within this time after today: 1d, 2w'],
      ['--once', 'print each reminder only once a day'],
      [
        '--unit <unit>',
        'print the configuration that runs this every day: systemd, launchd or cron',
      ],
    ],
    load: () => import('./remind.ts'),
  },
  {
    usage: 'calendar',
    summary: 'Print a calendar that others can subscribe to',
    details:
      'The calendar is iCalendar text, which the calendars of Apple, Google, Thunderbird and Nextcloud read. Its events are all-day: the due dates of open tasks, and the coming dates of routines with whose turn it is, if that is known. The same household gives the same text. Your private tasks are included if you are logged in; --public leaves them out of a calendar for others. Unassigned tasks are in everybody’s calendar. Momentum only writes the file: a synced folder or a web server publishes it.',
    examples: [
      'momentum calendar --public --out ~/Public/household.ics --force',
      'momentum calendar --for sam --days 30',
    ],
    options: [
      ['--for <user>', 'the calendar of this member, with only the tasks that you can see'],
      ['--days <n>', 'number of days, with today (default 90)'],
      ['--todo', 'add the open tasks themselves, for programs that show tasks'],
      ['--public', 'leave out your private tasks, for a calendar that others read'],
      ...outOptions,
    ],
    isRare: true,
    load: () => import('./calendar.ts'),
  },
  {
    usage: 'sheet',
    summary: 'Print a week for the fridge',
    details:
      'One page to print and to tick by hand. For each day, it shows what each member has to do, what is unassigned, and what was done: tasks that are due, and dates of routines (↻) with whose turn it is. It also shows the Daily Wins, rest days, and who is away. Overdue tasks are under today, or under Monday on next week’s sheet. To print it, use --open, or open the HTML in a browser. Text is for a terminal or a line printer, md (Markdown) for notes. Private tasks are only on the sheet that their owner prints with --for.',
    examples: [
      'momentum sheet --open',
      'momentum sheet --week "next week" --for sam --out sheet.html --force',
      'momentum sheet --week 2026-W48 --format text',
    ],
    options: [
      ['--week <date>', 'a date in the week, or its number: 2026-W48 (default this week)'],
      ['--for <user>', 'the sheet of this member, with unassigned tasks'],
      ['--format <format>', 'html, text or md (default html; text at a terminal)'],
      ['--paper <paper>', 'a4 or letter, for html (default a4)'],
      ...outOptions,
      ['--open', 'open it in the browser'],
    ],
    isRare: true,
    load: () => import('./sheet.ts'),
  },
  {
    usage: 'load',
    summary: 'Show what the household did, and who did it',
    details:
      'Each task counts by its effort: tiny 1 point, small 4, medium 16, complex 64. A point is about five minutes. A task counts for the member who did it, else for its owner; private tasks do not count. --by user shows the points of each member who did something; --json shows those of all members, with a fair share for the days on which they were there. --chart draws bars, and a mark at the fair share of each member.',
    examples: [
      'momentum load',
      'momentum load --weeks 12',
      'momentum load --chart',
      'momentum load --from 2026-11-01 --until 2026-11-30 --by domain',
    ],
    options: [
      ['--weeks <n>', 'the last n weeks (default 4)'],
      ['--from <date>', 'the first day'],
      ['--until <date>', 'the last day (default today)'],
      ['--by <part>', 'show the points by user, domain or routine'],
      ['--chart', 'draw bars (by user unless --by says otherwise)'],
    ],
    load: () => import('./load.ts'),
  },
  {
    usage: 'report',
    summary: 'Write a page with pictures of what the household did',
    details:
      'The page shows a year of Daily Wins, streaks, what each member did next to a fair share, open tasks week by week, how punctual routines are, and what was done by whom. It covers the last 12 weeks unless you choose other days; Daily Wins are shown for whole years. You can print the page or send it: it is one file that loads nothing. Private tasks are left out unless you ask for a report --for yourself. At a terminal, use --open or --out; elsewhere, the page is printed to standard output.',
    examples: [
      'momentum report --open',
      'momentum report --month 2026-10 --out october.html',
      'momentum report --format svg --picture burndown --out burndown.svg',
    ],
    options: [
      ['--month <yyyy-mm>', 'cover this month, such as 2026-10'],
      ['--year <yyyy>', 'cover this year, such as 2026'],
      ['--weeks <n>', 'cover the last n weeks, including this one (default 12)'],
      ['--for <user>', 'the report of this member: their routines, open tasks and what they did'],
      ...outOptions,
      ['--open', 'open it in the browser'],
      ['--format <format>', 'html, or svg for one picture (default html)'],
      ['--picture <picture>', 'the picture: wins, load or burndown'],
    ],
    isRare: true,
    load: () => import('./report.ts'),
  },
  {
    usage: 'import <file>',
    summary: 'Import tasks and routines from a file of another program',
    details:
      'Reads jsonl and csv of momentum export, tasks as momentum task list --json prints them, and files of Taskwarrior, todo.txt, Todoist, iCalendar, Donetick and Grocy; - reads what is piped in. If any record makes no sense, nothing is imported. A second import adds nothing twice: it changes what the file has changed, and keeps what was changed here. Everything can be undone at once.',
    examples: [
      'momentum import tasks.json --dry-run',
      'momentum import todo.txt --from todotxt --domain chores',
      'momentum import chores.json --map-owner kai=sam,lee=alex',
    ],
    options: [
      ['--from <format>', 'its format, if its beginning does not show it'],
      ['--skip-bad', 'leave out records that make no sense'],
      ['--overwrite', 'replace what was changed here'],
      ['--domain <domain>', 'the domain of tasks without one (default other)'],
      ['--effort <effort>', 'the effort of tasks without one (default small)'],
      [
        '--definition-of-done <text>',
        'what tasks without one get (default “As the title says (imported)”)',
      ],
      ['--map-owner <pairs>', 'which members are meant: theirs=member, with commas', 'list'],
      ['--private', 'make everything private to you'],
    ],
    writes: true,
    isRare: true,
    load: () => import('./import.ts'),
  },
  {
    usage: 'export',
    summary: 'Export the household for another program',
    details:
      'jsonl holds everything but the history and passwords, and can be imported into another household. csv, taskwarrior, todotxt and ical hold tasks. Without options that choose tasks, all of them are exported, whatever their status. Private tasks are exported only for their owner.',
    examples: [
      'momentum export --out household.jsonl',
      'momentum export --to csv --status done --out done.csv',
      'momentum export --to taskwarrior --out tasks.json',
    ],
    get options() {
      const to = [
        '--to <format>',
        'jsonl, csv, taskwarrior, todotxt or ical (default jsonl)',
      ] as const
      return [to, ...outOptions, ...filterOptions]
    },
    isRare: true,
    load: () => import('./export.ts'),
  },
  {
    usage: 'undo [n]',
    summary: 'Undo the last command, or the last n',
    details:
      'Undoes whole commands, latest first: yours if you are logged in, otherwise anyone’s. Changes of members, categories, tasks, notes, routines, absences, wins and rest days can be undone. A password change, db restore and db seed --demo cannot be undone: undo stops at them, and --before undoes the command before them. A command is not undone if that would overwrite a later change.',
    examples: ['momentum undo', 'momentum undo 3', 'momentum undo --list'],
    options: [
      ['--list', 'list what can be undone'],
      ['--before', 'skip what cannot be undone, and undo what came before it'],
    ],
    writes: true,
    load: () => import('./undo.ts'),
  },
  {
    usage: 'redo [n]',
    summary: 'Redo the last command that was undone, or the last n',
    examples: ['momentum redo', 'momentum redo --list'],
    options: [['--list', 'list what can be redone']],
    writes: true,
    load: () => import('./redo.ts'),
  },
  {
    usage: 'login <user>',
    summary: 'Log in as a member on this computer',
    details: 'If the member has a password, you are asked for it once every 30 days.',
    examples: ['momentum login alex'],
    options: [['--password-stdin', 'read the password from standard input']],
    load: () => import('./login.ts'),
  },
  {
    usage: 'logout',
    summary: 'Log out',
    examples: ['momentum logout'],
    load: () => import('./logout.ts'),
  },
  {
    usage: 'whoami',
    summary: 'Show who you act as',
    examples: ['momentum whoami'],
    load: () => import('./whoami.ts'),
  },
  {
    usage: 'completion <shell>',
    summary: 'Print a script with which a shell completes commands',
    details:
      'The shell is bash, zsh, fish or powershell. The script completes commands, options and values, for momentum and for mo: tasks by number or part of the title, members, categories, routines and dates. It reads the household, and never changes it.',
    examples: ['momentum completion bash', 'momentum completion fish'],
    load: () => import('./completion.ts'),
  },
]
