import {
  conflictError,
  databaseError,
  errorCode,
  type Hint,
  type MomentumError,
} from '../errors.ts'
import { checkHint, restoreHint } from './hints.ts'

type Sentence = readonly [message: string, hint?: Hint | string]

const diskFull: Sentence = [
  'The disk is full; nothing was changed.',
  'Free some space, then try again.',
]
const diskError: Sentence = [
  'The disk reported an error; the last change may or may not be saved.',
  { lead: 'See what was saved', command: 'task list' },
]

/** What an error means, by the beginning of its code. */
const sentences: readonly (readonly [start: string, ...Sentence])[] = [
  [
    'SQLITE_BUSY',
    'Another program is writing to the database; it stayed locked for 10 seconds.',
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
    { lead: 'Check who may write to its file and folder', command: 'db path' },
  ],
  ['SQLITE_FULL', ...diskFull],
  [
    'SQLITE_NOTADB',
    'The file is not a Momentum database; it was not changed.',
    {
      lead: 'Give your household’s file with --db, or choose a backup to restore',
      command: 'db backups',
    },
  ],
  ['SQLITE_CORRUPT', 'The database is damaged.', restoreHint],
  [
    'SQLITE_CANTOPEN',
    'The database cannot be opened.',
    { lead: 'Check who may read its file and folder', command: 'db path' },
  ],
  ['SQLITE_IOERR', ...diskError],
  ['EIO', ...diskError],
  [
    'SQLITE_PERM',
    'You do not have permission to use this database.',
    { lead: 'Check who may read it', command: 'db path' },
  ],
  [
    'EACCES',
    'You do not have permission to read or write the database there.',
    'Choose a place of your own with --db.',
  ],
  [
    'ENOTDIR',
    'The database cannot be there: a part of its path is a file.',
    'Choose another place with --db.',
  ],
  [
    'ELOOP',
    'The database cannot be there: the links in its path lead in a circle.',
    'Choose another place with --db.',
  ],
  ['EROFS', 'The disk is read-only.', 'Choose another place with --db.'],
  ['ENOSPC', ...diskFull],
  ['ENAMETOOLONG', 'The name of the database file is too long.', 'Give a shorter one with --db.'],
]

/** Describes an error of a driver or of the file system to a person; undefined for any other. */
export function describeFault(error: unknown): MomentumError | undefined {
  const code = errorCode(error)
  const found = sentences.find(([start]) => code?.startsWith(start))
  if (found) return databaseError(found[1], found[2], { cause: error })
  return describeRace(error) ?? describeOther(error, code)
}

/** Describes an error that a change of another program caused meanwhile. */
function describeRace(error: unknown): MomentumError | undefined {
  const message = error instanceof Error ? error.message : ''
  if (errorCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY' || message === 'no result') {
    return conflictError(
      'Something that this refers to was deleted meanwhile; nothing was changed.',
      'Check what has changed, then run the command again.',
      { cause: error },
    )
  }
  if (!isSchemaError(error, message)) return undefined
  return databaseError(
    'The database was upgraded or downgraded while this command ran, or is damaged.',
    { lead: 'Run the command again, or check the database', command: 'db check' },
    { cause: error },
  )
}

/** Whether a part of the schema is missing or changed. */
function isSchemaError(error: unknown, message: string): boolean {
  if (errorCode(error) === 'SQLITE_ERROR') return schemaErrors.test(message)
  return errorCode(error) === '42P01' || errorCode(error) === '42703'
}

// The statements of the program are tested, so they fail like this only with another schema.
const schemaErrors =
  /^(no such |table \w+ has no column|unknown function|foreign key mismatch|parse error in|error in (table|index|trigger))/

function describeOther(error: unknown, code: string | undefined): MomentumError | undefined {
  if (code === 'SQLITE_CONSTRAINT_CHECK') {
    return databaseError(
      'A value in the database breaks the database’s own rules; nothing was changed.',
      checkHint,
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
    'Check the folders in its path, or choose another place with --db.',
    { cause: error },
  )
}
