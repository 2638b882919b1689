import { describe, expect, test } from 'vitest'
import { violatedColumn } from '../../src/db/error-codes.ts'
import { describeFault, describeProblem } from '../../src/db/faults.ts'
import { type Hint, MomentumError } from '../../src/errors.ts'

const fault = (code: unknown) => Object.assign(new Error('from below'), { code })

const faults: readonly (readonly [
  code: string,
  message: string,
  hint: Hint | string | undefined,
])[] = [
  [
    'SQLITE_BUSY',
    'Another program is writing to the database; it stayed locked for 10 seconds.',
    'Try again.',
  ],
  [
    'SQLITE_BUSY_RECOVERY',
    'Another program is writing to the database; it stayed locked for 10 seconds.',
    'Try again.',
  ],
  [
    'SQLITE_BUSY_SNAPSHOT',
    'Another program is writing to the database; it stayed locked for 10 seconds.',
    'Try again.',
  ],
  ['SQLITE_LOCKED', 'Another program is writing to the database.', 'Try again.'],
  [
    'SQLITE_READONLY',
    'The database can be read but not written; nothing was changed.',
    { lead: 'Check who may write to its file and folder', command: 'db path' },
  ],
  [
    'SQLITE_READONLY_DIRECTORY',
    'The database can be read but not written; nothing was changed.',
    { lead: 'Check who may write to its file and folder', command: 'db path' },
  ],
  ['SQLITE_FULL', 'The disk is full; nothing was changed.', 'Free some space, then try again.'],
  [
    'SQLITE_NOTADB',
    'The file is not a Momentum database; it was not changed.',
    {
      lead: 'Give your household’s file with --db, or choose a backup to restore',
      command: 'db backups',
    },
  ],
  [
    'SQLITE_CORRUPT',
    'The database is damaged.',
    { lead: 'Choose a backup to restore', command: 'db backups' },
  ],
  [
    'SQLITE_CORRUPT_INDEX',
    'The database is damaged.',
    { lead: 'Choose a backup to restore', command: 'db backups' },
  ],
  [
    'SQLITE_CANTOPEN',
    'The database cannot be opened.',
    { lead: 'Check who may read its file and folder', command: 'db path' },
  ],
  [
    'SQLITE_IOERR_FSYNC',
    'The disk reported an error; the last change may or may not be saved.',
    { lead: 'See what was saved', command: 'task list' },
  ],
  [
    'EIO',
    'The disk reported an error; the last change may or may not be saved.',
    { lead: 'See what was saved', command: 'task list' },
  ],
  [
    'SQLITE_PERM',
    'You do not have permission to use this database.',
    { lead: 'Check who may read it', command: 'db path' },
  ],
  ['SQLITE_NOLFS', 'The database failed (SQLITE_NOLFS).', undefined],
  [
    'EACCES',
    'You do not have permission to read or write the database.',
    'Choose a place of your own with --db.',
  ],
  ['ENOTDIR', 'Part of the path is a file, not a folder.', 'Choose another place with --db.'],
  ['ELOOP', 'The links in the path form a loop.', 'Choose another place with --db.'],
  ['EROFS', 'The disk is read-only.', 'Choose another place with --db.'],
  ['ENOSPC', 'The disk is full; nothing was changed.', 'Free some space, then try again.'],
  ['ENAMETOOLONG', 'The name of the database file is too long.', 'Give a shorter one with --db.'],
]

test.each(faults)('tells a person what %s means', (code, message, hint) => {
  const cause = fault(code)
  expect(describeFault(cause)).toEqual(new MomentumError('database', message, hint, { cause }))
})

const removed = [
  'conflict',
  'Something this command refers to was deleted while it ran; nothing was changed.',
  'Check what has changed, then run the command again.',
] as const

const upgraded = [
  'database',
  'The database was upgraded or downgraded while this command ran, or is damaged.',
  { lead: 'Run the command again, or check the database', command: 'db check' },
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
      'A value in the database breaks the database’s own rules; nothing was changed.',
      { lead: 'See what is wrong', command: 'db check' },
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
      'The folder “/mnt/home” cannot be created: the system does not allow folders there.',
      'Check the folders in its path.',
    ],
  ],
] as const

test.each(races)('tells a person of %s', (_, cause, [code, message, hint]) => {
  expect(describeFault(cause)).toEqual(new MomentumError(code, message, hint, { cause }))
})

test.each([
  ['ENOSPC', fault('ENOSPC'), 'The disk is full.'],
  ['SQLITE_READONLY', fault('SQLITE_READONLY'), 'The database can be read but not written.'],
  [
    'SQLITE_BUSY',
    fault('SQLITE_BUSY'),
    'Another program is writing to the database; it stayed locked for 10 seconds.',
  ],
  [
    'a sentence of the program’s own',
    new MomentumError('database', 'It is damaged.'),
    'It is damaged.',
  ],
  ['what is no error', 'EIO', 'EIO'],
])('says the problem of %s without what became of a command', (_, error, problem) => {
  expect(describeProblem(error)).toEqual(problem)
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

describe('an error about a file names it', () => {
  const draft = '/x/login.json.00000000-0000-4000-8000-000000000001.new'
  const files: readonly (readonly [
    call: string,
    code: string,
    path: string,
    message: string,
    hint: Hint | string,
  ])[] = [
    [
      'mkdir',
      'EACCES',
      '/root/x',
      'The folder “/root/x” cannot be created: permission denied.',
      { lead: 'See who may use it', otherCommand: "ls -ld '/root'" },
    ],
    [
      'open',
      'EACCES',
      '/x/it’s.db',
      '“/x/it’s.db” cannot be opened: permission denied.',
      { lead: 'See who may use it', otherCommand: "ls -ld '/x/it’s.db'" },
    ],
    [
      'open',
      'EPERM',
      draft,
      '“/x/login.json” cannot be written: permission denied.',
      { lead: 'See who may use it', otherCommand: "ls -ld '/x'" },
    ],
    [
      'open',
      'EROFS',
      draft,
      '“/x/login.json” cannot be written: the disk is read-only.',
      'Check how the disk is mounted.',
    ],
    [
      'write',
      'ENOSPC',
      '/x/login.json',
      '“/x/login.json” cannot be written: the disk is full.',
      'Free some space, then try again.',
    ],
    [
      'scandir',
      'EACCES',
      '/x/b',
      'The folder “/x/b” cannot be read: permission denied.',
      { lead: 'See who may use it', otherCommand: "ls -ld '/x/b'" },
    ],
    [
      'unlink',
      'EPERM',
      '/x/b',
      '“/x/b” cannot be deleted: permission denied.',
      { lead: 'See who may use it', otherCommand: "ls -ld '/x/b'" },
    ],
    [
      'stat',
      'ENAMETOOLONG',
      '/x/b',
      '“/x/b” cannot be read: its name is too long.',
      'Choose a shorter name.',
    ],
    [
      'write',
      'EDQUOT',
      '/x/b',
      '“/x/b” cannot be written: your disk quota is used up.',
      'Free some space, then try again.',
    ],
    [
      'stat',
      'ENOENT',
      '/x/b',
      '“/x/b” cannot be read: it is missing.',
      'Check the folders in its path.',
    ],
    ['stat', 'ESTALE', '/x/b', '“/x/b” cannot be read: ESTALE.', 'Check the folders in its path.'],
  ]

  test.each(files)('%s, %s: %s', (syscall, code, path, message, hint) => {
    const cause = Object.assign(new Error(`${code}: …`), { code, syscall, path })
    expect(describeFault(cause)).toEqual(new MomentumError('database', message, hint, { cause }))
  })

  test.each([
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EROFS', 'the disk is read-only'],
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'your disk quota is used up'],
    ['EFBIG', 'the file would be too large'],
    ['ENOTDIR', 'part of its path is a file, not a folder'],
    ['EEXIST', 'something else has this name'],
    ['EISDIR', 'it is a folder'],
    ['ELOOP', 'the links in its path form a loop'],
    ['ENAMETOOLONG', 'its name is too long'],
    ['EIO', 'the disk reported an error'],
    ['EMFILE', 'too many files are open'],
    ['ENFILE', 'too many files are open'],
    ['EBUSY', 'another program is using it'],
  ])('%s: %s', (code, why) => {
    const cause = Object.assign(new Error(code), { code, syscall: 'write', path: '/x/b' })
    expect(describeFault(cause)?.message).toEqual(`“/x/b” cannot be written: ${why}.`)
  })

  test.each([
    ['mkdir', 'The folder “/x/b” cannot be created'],
    ['scandir', 'The folder “/x/b” cannot be read'],
    ['open', '“/x/b” cannot be opened'],
    ['unlink', '“/x/b” cannot be deleted'],
    ['rm', '“/x/b” cannot be deleted'],
    ...['stat', 'lstat', 'statfs', 'realpath', 'readlink', 'read', 'access'].map((call) => [
      call,
      '“/x/b” cannot be read',
    ]),
    ...['write', 'ftruncate', 'link', 'fsync'].map((call) => [call, '“/x/b” cannot be written']),
  ])('that %s fails: %s', (syscall, what) => {
    const cause = Object.assign(new Error('EIO'), { code: 'EIO', syscall, path: '/x/b' })
    expect(describeFault(cause)?.message).toEqual(`${what}: the disk reported an error.`)
  })

  test('a database that SQLite cannot open or write', () => {
    const errors = ['SQLITE_CANTOPEN', 'SQLITE_FULL'].map((code) =>
      Object.assign(fault(code), { path: '/x/home.db' }),
    )
    expect(errors.map((error) => describeFault(error))).toEqual([
      new MomentumError('database', '“/x/home.db” cannot be opened.', {
        lead: 'See who may use it and its folder',
        otherCommand: "ls -ld '/x/home.db' '/x'",
      }),
      new MomentumError(
        'database',
        '“/x/home.db” cannot be written: the disk is full.',
        'Free some space, then try again.',
      ),
    ])
  })

  test('a rename by its new name', () => {
    const dest = '/x/login.json'
    const about = { code: 'EACCES', syscall: 'rename', path: draft, dest }
    const cause = Object.assign(new Error('EACCES'), about)
    expect(describeFault(cause)?.message).toEqual(
      '“/x/login.json” cannot be written: permission denied.',
    )
  })
})
