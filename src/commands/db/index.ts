import type { Group } from '../../command.ts'

export const db: Group = {
  noun: 'db',
  summary: 'The database itself',
  verbs: [
    {
      usage: 'init',
      summary: 'Make a household’s database',
      details: 'It may be repeated: one that is there already is left as it is.',
      examples: ['momentum db init --db ~/family/household.db'],
      load: () => import('./init.ts'),
    },
    {
      usage: 'seed',
      summary: 'Add two users and two tasks to begin with',
      details: 'It may be repeated. With --demo, an empty household is filled with a made-up life.',
      examples: ['momentum db seed', 'momentum db seed --demo --tasks 200 --days 90 --db demo.db'],
      options: [
        ['--demo', 'a lively household to look at'],
        ['--tasks <n>', 'with so many tasks (60)'],
        ['--days <n>', 'with wins on most of so many days (90)'],
      ],
      load: () => import('./seed.ts'),
    },
    {
      usage: 'status',
      summary: 'Show where the database is and what it holds',
      examples: ['momentum db status --json'],
      load: () => import('./status.ts'),
    },
    {
      usage: 'migrate',
      summary: 'Bring the schema to this program’s, or to another step',
      details: 'A backup of a file is made first.',
      examples: ['momentum db migrate --list', 'momentum db migrate --to 0001_household'],
      options: [
        ['--to <name>', 'to the state after this step'],
        ['--down', 'one step back'],
        ['--list', 'only list the steps'],
      ],
      load: () => import('./migrate.ts'),
    },
    {
      usage: 'check',
      summary: 'Prove that the database works',
      details:
        'Connection, integrity, references, schema, and a write that is taken back; of a file, what lies beside it, who may read it, where it is and how many names it has. A ✗ is a failure, with exit code 5. A ! works, but should be seen to.',
      examples: ['momentum db check'],
      load: () => import('./check.ts'),
    },
    {
      usage: 'backup [file]',
      summary: 'Make a backup',
      details:
        'Everything as of this moment, while others go on, in one file that is read back before it gets its name. Of a server, too. Without a file it goes where db backups lists it.',
      examples: ['momentum db backup', 'momentum db backup /media/stick/household.db'],
      options: [['--force', 'replace a file that is there already']],
      load: () => import('./backup.ts'),
    },
    {
      usage: 'backups',
      summary: 'List the backups, the newest first',
      details:
        'Momentum makes one itself on each day on which something changed in a file (the last 7 are kept, and the first of each of the last 9 weeks), before each change of the schema and before each restore.',
      examples: ['momentum db backups'],
      load: () => import('./backups.ts'),
    },
    {
      usage: 'restore <file>',
      summary: 'Go back to a backup',
      details:
        'The backup is proved first and is not changed; what is there now is kept among the backups. A name without a folder is one of db backups. Sessions come back, too: who logged in since has to do so again.',
      examples: ['momentum db restore 20261124T141929123Z.daily.db'],
      load: () => import('./restore.ts'),
    },
    {
      usage: 'copy',
      summary: 'Copy the whole household to another place',
      details:
        'From a file to a server, back, or to another file or schema: every row with its number. What is read back there has to be the same, or nothing is kept. A place that holds anything is refused.',
      examples: [
        'momentum db copy --to ~/household.db',
        'momentum db copy --to "postgres://alex@db.example.org/home?schema=smiths"',
      ],
      options: [['--to <file|url>', 'where to']],
      load: () => import('./copy.ts'),
    },
    {
      usage: 'forget',
      summary: 'Forget what was changed before a date',
      details:
        'The history keeps what was removed, so that it can be taken back. This deletes it for good; the household itself stays as it is.',
      examples: ['momentum db forget --before 2026-01-01', 'momentum db forget --before tomorrow'],
      options: [['--before <date>', 'all days before this one']],
      load: () => import('./forget.ts'),
    },
    {
      usage: 'path',
      summary: 'Print where the database is',
      examples: ['momentum db path'],
      load: () => import('./path.ts'),
    },
  ],
}
