import {
  conflictError,
  databaseError,
  errorCode,
  type Hint,
  type MomentumError,
} from '../errors.ts'
import { checkHint, repairHint, restoreHint } from './hints.ts'
import { findFileFault } from './sqlite/file-faults.ts'

/** What an error means. */
type Fault = {
  /** A sentence without its period. */
  readonly problem: string
  /** What became of the command's changes: the sentence goes on with it. */
  readonly outcome?: string
  readonly hint?: Hint | string
  /** Whether another program caused it; else it is the database's. */
  readonly isConflict?: true
}

const unchanged = 'nothing was changed'

const diskFull: Fault = {
  problem: 'The disk is full',
  outcome: unchanged,
  hint: 'Free some space, then try again.',
}
const diskError: Fault = {
  problem: 'The disk reported an error',
  outcome: 'the last change may or may not be saved',
  hint: { lead: 'See what was saved', command: 'task list' },
}

/** What an error means, by the beginning of its code. */
const faults: readonly (readonly [start: string, fault: Fault])[] = [
  [
    'SQLITE_BUSY',
    {
      problem: 'Another program is writing to the database; it stayed locked for 10 seconds',
      hint: 'Try again.',
    },
  ],
  [
    'SQLITE_LOCKED',
    {
      problem: 'Another program is writing to the database',
      hint: 'Try again.',
    },
  ],
  [
    'SQLITE_READONLY',
    {
      problem: 'The database can be read but not written',
      outcome: unchanged,
      hint: { lead: 'Check who may write to its file and folder', command: 'db path' },
    },
  ],
  ['SQLITE_FULL', diskFull],
  [
    'SQLITE_NOTADB',
    {
      problem: 'The file is not a Momentum database',
      outcome: 'it was not changed',
      hint: {
        lead: 'Give your household’s file with --db, or choose a backup to restore',
        command: 'db backups',
      },
    },
  ],
  [
    'SQLITE_CORRUPT_VTAB',
    {
      problem: 'The search index is damaged',
      outcome: unchanged,
      hint: repairHint,
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      problem: 'The database is damaged',
      hint: restoreHint,
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      problem: 'The database cannot be opened',
      hint: { lead: 'Check who may read its file and folder', command: 'db path' },
    },
  ],
  ['SQLITE_IOERR', diskError],
  ['EIO', diskError],
  [
    'SQLITE_PERM',
    {
      problem: 'You do not have permission to use this database',
      hint: { lead: 'Check who may read it', command: 'db path' },
    },
  ],
  [
    'EACCES',
    {
      problem: 'You do not have permission to read or write the database',
      hint: 'Choose a place of your own with --db.',
    },
  ],
  [
    'ENOTDIR',
    {
      problem: 'Part of the path is a file, not a folder',
      hint: 'Choose another place with --db.',
    },
  ],
  [
    'ELOOP',
    {
      problem: 'The links in the path form a loop',
      hint: 'Choose another place with --db.',
    },
  ],
  [
    'EROFS',
    {
      problem: 'The disk is read-only',
      hint: 'Choose another place with --db.',
    },
  ],
  ['ENOSPC', diskFull],
  [
    'ENAMETOOLONG',
    {
      problem: 'The name of the database file is too long',
      hint: 'Give a shorter one with --db.',
    },
  ],
]

/** Describes an error of a driver or of the file system to a person; undefined for any other. */
export function describeFault(error: unknown): MomentumError | undefined {
  const fault = findFault(error)
  if (fault === undefined) return undefined
  const { problem, outcome, hint, isConflict } = fault
  const message = outcome === undefined ? `${problem}.` : `${problem}; ${outcome}.`
  return (isConflict ? conflictError : databaseError)(message, hint, { cause: error })
}

/** Says in a sentence what went wrong, for work that decides by itself what became of it. */
export function describeProblem(error: unknown): string {
  const fault = findFault(error)
  if (fault !== undefined) return `${fault.problem}.`
  return error instanceof Error ? error.message : String(error)
}

function findFault(error: unknown): Fault | undefined {
  const ofFile = findFileFault(error)
  if (ofFile !== undefined) return ofFile
  const code = errorCode(error)
  const [, fault] = faults.find(([start]) => code?.startsWith(start)) ?? []
  return fault ?? findRace(error) ?? findOther(code)
}

/** Finds the meaning of an error that a change of another program caused meanwhile. */
function findRace(error: unknown): Fault | undefined {
  const message = error instanceof Error ? error.message : ''
  if (errorCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY' || message === 'no result') {
    return {
      problem: 'Something this command refers to was deleted while it ran',
      outcome: unchanged,
      hint: 'Check what has changed, then run the command again.',
      isConflict: true,
    }
  }
  if (!isSchemaError(error, message)) return undefined
  return {
    problem: 'The database was upgraded or downgraded while this command ran, or is damaged',
    hint: { lead: 'Run the command again, or check the database', command: 'db check' },
  }
}

/** Whether a part of a file's schema is missing or changed. */
function isSchemaError(error: unknown, message: string): boolean {
  return errorCode(error) === 'SQLITE_ERROR' && schemaErrors.test(message)
}

// The statements of the program are tested, so they fail like this only with another schema.
const schemaErrors =
  /^(no such |table \w+ has no column|unknown function|foreign key mismatch|parse error in|error in (table|index|trigger))/

function findOther(code: string | undefined): Fault | undefined {
  if (code === 'SQLITE_CONSTRAINT_CHECK') {
    return {
      problem: 'A value in the database breaks the database’s own rules',
      outcome: unchanged,
      hint: checkHint,
    }
  }
  if (code?.startsWith('SQLITE_') && code !== 'SQLITE_ERROR' && !code.includes('CONSTRAINT')) {
    return { problem: `The database failed (${code})` }
  }
  return undefined
}
