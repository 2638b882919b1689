import {
  conflictError,
  databaseError,
  errorCode,
  type Hint,
  type MomentumError,
} from '../errors.ts'

const sentences: readonly (readonly [code: string, message: string, hint?: Hint | string])[] = [
  [
    'SQLITE_BUSY',
    'Another program is writing to the database; it was not free for 10 seconds.',
    'Try again.',
  ],
  [
    '40',
    'Other programs kept writing to the same rows; nothing was changed.',
    'Try again in a moment.',
  ],
  ['SQLITE_LOCKED', 'Another program is writing to the database.', 'Try again.'],
  [
    'SQLITE_READONLY',
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
    'SQLITE_CANTOPEN',
    'The database cannot be opened.',
    { lead: 'Check who may read the file and its folder', command: 'db path' },
  ],
  [
    'SQLITE_IOERR',
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

/** What a person should know of an error that came from below the database, if it did. */
export function describeFault(error: unknown): MomentumError | undefined {
  const code = errorCode(error)
  const found = sentences.find(([start]) => code?.startsWith(start))
  if (found) return databaseError(found[1], found[2], { cause: error })
  return describeRace(error) ?? describeRest(error, code)
}

/** What another program took away while this one was at work. */
function describeRace(error: unknown): MomentumError | undefined {
  const message = error instanceof Error ? error.message : ''
  if (errorCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY' || message === 'no result') {
    return conflictError(
      'Something that this refers to was removed meanwhile; nothing was changed.',
      'Look, and run the command again.',
      { cause: error },
    )
  }
  if (!isMissing(error, message)) return undefined
  return databaseError(
    'The database was upgraded or taken back while this command ran, or is damaged.',
    { lead: 'Run the command again, or look closer', command: 'db check' },
    { cause: error },
  )
}

/** Whether a part of the schema is not there, or not what it was. */
function isMissing(error: unknown, message: string): boolean {
  if (errorCode(error) === 'SQLITE_ERROR') return schemaErrors.test(message)
  return errorCode(error) === '42P01' || errorCode(error) === '42703'
}

// The program’s own statements are tested: only a schema that is not the steps’ is at odds with them.
const schemaErrors =
  /^(no such |table \w+ has no column|unknown function|foreign key mismatch|parse error in|error in (table|index|trigger))/

function describeRest(error: unknown, code: string | undefined): MomentumError | undefined {
  if (code === 'SQLITE_CONSTRAINT_CHECK') {
    return databaseError(
      'A value in the database breaks its own rules; nothing was changed.',
      { lead: 'Look closer', command: 'db check' },
      { cause: error },
    )
  }
  if (code?.startsWith('SQLITE_') && code !== 'SQLITE_ERROR' && !code.includes('CONSTRAINT')) {
    return databaseError(`The database failed (${code}).`, undefined, {
      cause: error,
    })
  }
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined
  return databaseError(
    `“${error.path}” cannot be used (${code}).`,
    'Check the folders on the way to it, or name another place with --db.',
    { cause: error },
  )
}
