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
      details: 'A copy is put beside the database first.',
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
      details: 'Connection, integrity, references, schema, and a write that is taken back.',
      examples: ['momentum db check'],
      load: () => import('./check.ts'),
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
      options: [['--before <date>', 'up to this day (UTC), without it']],
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
