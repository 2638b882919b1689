import { expect, test } from 'vitest'
import { violatedColumn } from '../../src/db/error-codes.ts'
import { describeFault } from '../../src/db/faults.ts'
import { type Hint, MomentumError } from '../../src/errors.ts'

const fault = (code: unknown) => Object.assign(new Error('from below'), { code })

const faults: readonly (readonly [
  code: string,
  message: string,
  hint: Hint | string | undefined,
])[] = [
  [
    'SQLITE_BUSY',
    'Another program is writing to the database; it was not free for 10 seconds.',
    'Try again.',
  ],
  [
    'SQLITE_BUSY_RECOVERY',
    'Another program is writing to the database; it was not free for 10 seconds.',
    'Try again.',
  ],
  [
    'SQLITE_BUSY_SNAPSHOT',
    'Another program is writing to the database; it was not free for 10 seconds.',
    'Try again.',
  ],
  ['SQLITE_LOCKED', 'Another program is writing to the database.', 'Try again.'],
  [
    'SQLITE_READONLY',
    'The database can be read but not written; nothing was changed.',
    { lead: 'Check who may write the file and its folder', command: 'db path' },
  ],
  [
    'SQLITE_READONLY_DIRECTORY',
    'The database can be read but not written; nothing was changed.',
    { lead: 'Check who may write the file and its folder', command: 'db path' },
  ],
  ['SQLITE_FULL', 'The disk is full; nothing was changed.', 'Free some space, then try again.'],
  [
    'SQLITE_NOTADB',
    'The file is not a Momentum database; it was left as it is.',
    { lead: 'Name the right file with --db, or go back to a backup', command: 'db backups' },
  ],
  [
    'SQLITE_CORRUPT',
    'The database is damaged.',
    { lead: 'Go back to a backup', command: 'db backups' },
  ],
  [
    'SQLITE_CORRUPT_INDEX',
    'The database is damaged.',
    { lead: 'Go back to a backup', command: 'db backups' },
  ],
  [
    'SQLITE_CANTOPEN',
    'The database cannot be opened.',
    { lead: 'Check who may read the file and its folder', command: 'db path' },
  ],
  [
    'SQLITE_IOERR_FSYNC',
    'The disk reported an error; the last change may or may not be saved.',
    { lead: 'Look with', command: 'task list' },
  ],
  [
    'EIO',
    'The disk reported an error; the last change may or may not be saved.',
    { lead: 'Look with', command: 'task list' },
  ],
  [
    'SQLITE_PERM',
    'You may not use this database.',
    { lead: 'Check who may read it', command: 'db path' },
  ],
  ['SQLITE_NOLFS', 'The database failed (SQLITE_NOLFS).', undefined],
  [
    'EACCES',
    'You may not read or write the database there.',
    'Name a place of your own with --db.',
  ],
  [
    'ENOTDIR',
    'The database cannot be there: a part of its path is a file.',
    'Name another place with --db.',
  ],
  [
    'ELOOP',
    'The database cannot be there: its path goes round in a circle.',
    'Name another place with --db.',
  ],
  ['EROFS', 'The disk can only be read.', 'Name another place with --db.'],
  ['ENOSPC', 'The disk is full; nothing was changed.', 'Free some space, then try again.'],
  ['ENAMETOOLONG', 'The name of the database file is too long.', 'Give a shorter one with --db.'],
]

test.each(faults)('tells a person what %s means', (code, message, hint) => {
  const cause = fault(code)
  expect(describeFault(cause)).toEqual(new MomentumError('database', message, hint, { cause }))
})

const removed = [
  'conflict',
  'Something that this refers to was removed meanwhile; nothing was changed.',
  'Look, and run the command again.',
] as const

const upgraded = [
  'database',
  'The database was upgraded or taken back while this command ran, or is damaged.',
  { lead: 'Run the command again, or look closer', command: 'db check' },
] as const

const below = (message: string, more: object = {}) => Object.assign(new Error(message), more)

const sqlite = { code: 'SQLITE_ERROR' }

const races = [
  [
    'a row that was referred to and is gone',
    below('FOREIGN KEY constraint failed', { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }),
    removed,
  ],
  ['a row that was read and is gone', below('no result'), removed],
  ['a column that is gone', below('no such column: private', { code: 'SQLITE_ERROR' }), upgraded],
  ['a table that is gone', below('no such table: categories', { code: 'SQLITE_ERROR' }), upgraded],
  ['a letter of the schema that is another', below('unknown function: chir()', sqlite), upgraded],
  ['the same, in a trigger', below('no such function: tbim', sqlite), upgraded],
  ['the same, in a column', below('table users has no column named role', sqlite), upgraded],
  [
    'the same, in a table',
    below('foreign key mismatch - "tasks" referencing "users"', sqlite),
    upgraded,
  ],
  ['the same, in an index', below('parse error in "content!= \'tasks\'"', sqlite), upgraded],
  [
    'a value that breaks a rule',
    below('CHECK constraint failed: status', { code: 'SQLITE_CONSTRAINT_CHECK' }),
    [
      'database',
      'A value in the database breaks its own rules; nothing was changed.',
      { lead: 'Look closer', command: 'db check' },
    ],
  ],
  [
    'a file that is not there',
    below('ENOENT: no such file or directory', {
      code: 'ENOENT',
      syscall: 'mkdir',
      path: '/mnt/home',
    }),
    [
      'database',
      '“/mnt/home” cannot be used (ENOENT).',
      'Check the folders on the way to it, or name another place with --db.',
    ],
  ],
] as const

test.each(races)('tells a person of %s', (_, cause, [code, message, hint]) => {
  expect(describeFault(cause)).toEqual(new MomentumError(code, message, hint, { cause }))
})

const others = [
  ['a mistake in a query', fault('SQLITE_ERROR')],
  ['a value that is there twice', fault('SQLITE_CONSTRAINT_UNIQUE')],
  ['a value that is missing', fault('SQLITE_CONSTRAINT_NOTNULL')],
  ['a file error without a path', Object.assign(fault('EMFILE'), { syscall: 'open' })],
  ['an error without a code', new Error('from the program')],
  ['an error with a number', fault(5)],
  ['a sentence for a person', new MomentumError('usage', 'Which one?')],
  ['what is no error', 'SQLITE_BUSY'],
  ['nothing', undefined],
] as const

test.each(others)('has nothing to tell of %s', (_, error) => {
  expect(describeFault(error)).toEqual(undefined)
})

test('only a value that is there twice is a unique violation', () => {
  const message = 'UNIQUE constraint failed: users.name_key'
  const code = 'SQLITE_CONSTRAINT_UNIQUE'
  const errors = [
    Object.assign(new Error(message), { code }),
    Object.assign(new Error('UNIQUE constraint failed: categories.user_id, categories.name_key'), {
      code,
    }),
    Object.assign(new Error(message), { code: 'SQLITE_CONSTRAINT_CHECK' }),
    new Error(message),
    { code, message },
  ]
  expect(errors.map(violatedColumn)).toEqual([
    'name_key',
    'name_key',
    undefined,
    undefined,
    undefined,
  ])
})
