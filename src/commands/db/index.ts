import { defineGroup } from '../../command.ts'

export const db = defineGroup({
  noun: 'db',
  summary: 'The database, its backups and its history',
  verbs: () => [
    {
      usage: 'init',
      summary: 'Create the household’s database',
      details: 'A database that already exists is not changed.',
      examples: ['momentum db init', 'momentum db init --db ~/family/household.db'],
      load: () => import('./init.ts'),
    },
    {
      usage: 'seed',
      summary: 'Add two members and two tasks to start with',
      details:
        'Existing members and tasks are not added again. With --demo, an empty household is filled with made-up members, tasks, routines and wins.',
      examples: ['momentum db seed', 'momentum db seed --demo --tasks 200 --days 90 --db demo.db'],
      options: [
        ['--demo', 'fill an empty household with made-up data'],
        ['--tasks <n>', 'number of tasks that do not repeat (default 60)'],
        ['--routines <n>', 'number of routines, with tasks of their own (default 8)'],
        ['--days <n>', 'number of days, most of them with a win (default 90)'],
      ],
      load: () => import('./seed.ts'),
    },
    {
      usage: 'status',
      summary: 'Show where the database is and what it holds',
      examples: ['momentum db status', 'momentum db status --json'],
      load: () => import('./status.ts'),
    },
    {
      usage: 'migrate',
      summary: 'Upgrade the schema, or move it to another step',
      details: 'A file is backed up first. Downgrading deletes what the earlier step cannot hold.',
      examples: [
        'momentum db migrate',
        'momentum db migrate --list',
        'momentum db migrate --to 0001_household',
      ],
      options: [
        ['--to <name>', 'move to this step (default: the latest)'],
        ['--down', 'downgrade by one step'],
        ['--list', 'only list the steps'],
      ],
      load: () => import('./migrate.ts'),
    },
    {
      usage: 'check',
      summary: 'Check the database',
      details:
        'The check covers the connection, the integrity, the references, the schema, the search index and its texts, the counts of tasks, the next numbers, the history, and a write that is rolled back; for a file, also the files beside it, its permissions, its location and its hard links. ✗ marks a failure (exit code 5); ! marks something that works but needs attention. With --repair, the search index, its texts, the counts and the next numbers are rebuilt if they are wrong, and commands that were left open are closed. Nothing that anyone typed is changed. Only the owner of the database can repair it.',
      examples: ['momentum db check', 'momentum db check --repair'],
      options: [['--repair', 'rebuild the search index, counts and numbers if they are wrong']],
      load: () => import('./check.ts'),
    },
    {
      usage: 'backup [file]',
      summary: 'Make a backup',
      details:
        'The backup is one file with everything as of this moment. It is written under a temporary name, read back, and only then renamed. Others can keep working meanwhile, and a server can be backed up too. Without a file, the backup goes to the folder that db backups shows. A file whose name ends in .gz is compressed; any other is a SQLite database that other programs can open. With --daily, the backup is the one that Momentum otherwise makes by itself: one a day, and old ones are deleted.',
      examples: [
        'momentum db backup',
        'momentum db backup /media/stick/household.db.gz',
        'momentum db backup --daily',
      ],
      options: [
        ['--force', 'replace a file that already exists'],
        ['--daily', 'make today’s backup, unless there is one'],
      ],
      load: () => import('./backup.ts'),
    },
    {
      usage: 'backups',
      summary: 'List backups, newest first',
      details:
        'Momentum makes backups of a file by itself: once on each day that something changes, before each change of the schema, and before each restore. It keeps the last 7 daily backups, and the first one of each of the last 9 weeks.',
      examples: ['momentum db backups'],
      load: () => import('./backups.ts'),
    },
    {
      usage: 'restore <file>',
      summary: 'Restore a backup',
      details:
        'The backup is checked first and is not changed. The current state is kept among the backups. You can also give just the name of a backup that db backups lists. Passwords and sessions are restored too: members with a password who logged in after the backup must log in again.',
      examples: ['momentum db restore 20261124T141929123Z.daily.db.gz'],
      load: () => import('./restore.ts'),
    },
    {
      usage: 'copy',
      summary: 'Copy the household to another file or server',
      details:
        'Every row keeps its number. The copy is read back and compared; if it differs, nothing is kept. The destination must be empty.',
      examples: [
        'momentum db copy --to ~/household.db',
        'momentum db copy --to "postgres://alex@db.example.org/home?schema=smiths"',
      ],
      options: [['--to <file|url>', 'where the copy goes (required)']],
      load: () => import('./copy.ts'),
    },
    {
      usage: 'forget',
      summary: 'Delete the history before a date',
      details:
        'The history keeps what was deleted, so that it can be undone. This deletes that history permanently. The household itself does not change. A file gets smaller; a server reuses the room.',
      examples: ['momentum db forget --before 2026-01-01', 'momentum db forget --before tomorrow'],
      options: [['--before <date>', 'delete the history before this date (required)']],
      writes: true,
      load: () => import('./forget.ts'),
    },
    {
      usage: 'path',
      summary: 'Print where the database is',
      examples: ['momentum db path'],
      load: () => import('./path.ts'),
    },
  ],
})
