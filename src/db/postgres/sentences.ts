import type { Hint } from '../../errors.ts'
import { checkHint, restoreHint } from '../hints.ts'
import type { Server } from './url.ts'

/** What an error of a server means. */
export type Meaning = {
  /** A sentence without its period. */
  readonly problem: string
  /** What certainly became of the changes that were not saved before: the sentence goes on. */
  readonly outcome?: string
  readonly hint: Hint | string
}

type Sentence = (server: Server, code: string) => Meaning

export const unchanged = 'nothing was changed'
const tryAgain = 'Try again in a moment.'
const askOwner = 'Ask the person who runs the server to look at its log.'

/** PgBouncer has one code for everything that it refuses itself; this one is ours. */
export const noServerBehindPooler = 'pooler'

/**
 * What an error means, by the beginning of its code: PostgreSQL's, the system's or TLS's. The first
 * one that matches applies.
 */
export const sentences: readonly (readonly [start: string, Sentence])[] = [
  [
    'ECONNREFUSED',
    ({ label }) => ({
      problem: `No server answers at ${label}`,
      hint: 'Check that the server is running, and the host and port in the URL.',
    }),
  ],
  [
    'ENOTFOUND',
    ({ host }) => ({
      problem: `The host “${host}” was not found`,
      hint: 'Check its name, and the network.',
    }),
  ],
  [
    'EAI_',
    ({ host }) => ({
      problem: `The host “${host}” was not found`,
      hint: 'Check the network.',
    }),
  ],
  ['EHOST', unreachable],
  ['ENET', unreachable],
  [
    noServerBehindPooler,
    ({ label }) => ({
      problem: `The pooler at ${label} cannot reach its PostgreSQL server`,
      outcome: unchanged,
      hint: 'Check that the server behind it is running, then try again.',
    }),
  ],
  ['08', closedConnection],
  [
    '0A',
    ({ label }, code) => ({
      problem: `${label} lacks something that Momentum needs (${code})`,
      outcome: unchanged,
      hint: 'Update PostgreSQL there, or use another server.',
    }),
  ],
  [
    '22P05',
    ({ label }) => ({
      problem: `The database at ${label} cannot store this text: its encoding is not UTF8`,
      hint: 'Create one that can: createdb --encoding UTF8 --template template0 …',
    }),
  ],
  [
    '23503',
    () => ({
      problem: 'Something this command refers to was deleted while it ran',
      outcome: unchanged,
      hint: 'Check what has changed, then run the command again.',
    }),
  ],
  [
    '23514',
    () => ({
      problem: 'A value in the database breaks the database’s own rules',
      outcome: unchanged,
      hint: checkHint,
    }),
  ],
  [
    '25006',
    ({ label }) => ({
      problem: `${label} can be read but not written`,
      outcome: unchanged,
      hint: 'If it is a replica, use the primary server.',
    }),
  ],
  [
    '25P03',
    ({ label }) => ({
      problem: `${label} ended the connection, because this command paused for too long`,
      outcome: unchanged,
      hint: 'Run the command again.',
    }),
  ],
  [
    '25P04',
    ({ label }) => ({
      problem: `${label} allows no transaction that takes so long`,
      outcome: unchanged,
      hint: 'Raise transaction_timeout on the server, or try again when it is less busy.',
    }),
  ],
  [
    '25',
    ({ label }, code) => ({
      problem: `${label} does not keep to the transactions of this command (${code})`,
      outcome: unchanged,
      hint: 'If a pooler is in between, set its pool_mode to transaction.',
    }),
  ],
  [
    '28P01',
    (server) =>
      server.password === undefined
        ? missingPassword(server)
        : {
            problem: `${server.label} refused the password`,
            hint: 'Check it in the URL, where @ : / ? # % are written %40 %3A %2F %3F %23 %25.',
          },
  ],
  [
    '28',
    ({ label }) => ({
      problem: `${label} does not let this user connect from here`,
      hint: 'Check the user in the URL, and pg_hba.conf on the server.',
    }),
  ],
  [
    '2BP01',
    ({ label }) => ({
      problem: `Something at ${label} that does not belong to Momentum depends on what would be deleted`,
      outcome: unchanged,
      hint: 'If members have logins of their own, first run: select momentum_one_login_again()',
    }),
  ],
  [
    '3D000',
    ({ label, database }) => ({
      problem: `There is no database at ${label}`,
      hint: `Create it on the server: createdb ${database}`,
    }),
  ],
  [
    '3F000',
    ({ label, schema }) => ({
      problem: `There is no schema ${schema} at ${label}`,
      outcome: unchanged,
      hint: { lead: 'Create a household there', command: 'db init' },
    }),
  ],
  [
    '40',
    ({ label }) => ({
      problem: `Other programs kept writing to the same rows at ${label}`,
      outcome: unchanged,
      hint: tryAgain,
    }),
  ],
  [
    '42501',
    ({ label, user, schema }) => ({
      problem: `The role ${user} does not have permission for this at ${label}`,
      hint: `Ask the owner of the schema ${schema} for permission, or use a schema of your own: ?schema=${user.replace(/\W/g, '_').toLowerCase()}`,
    }),
  ],
  ['42P01', changedSchema],
  ['42703', changedSchema],
  ['42704', changedSchema],
  ['42883', changedSchema],
  // Tables, schemas, columns, functions, and everything else.
  ['42P07', nameInUse],
  ['42P06', nameInUse],
  ['42701', nameInUse],
  ['42723', nameInUse],
  ['42710', nameInUse],
  [
    '42',
    ({ label }, code) => ({
      problem: `${label} did not accept a statement of Momentum (${code})`,
      outcome: unchanged,
      hint: checkHint,
    }),
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    ({ label }) => ({
      problem: `The certificate of ${label} is for another host`,
      hint: 'Use the host name in the certificate. Only on a network that you trust: sslmode=no-verify',
    }),
  ],
  [
    '53100',
    ({ label }) => ({
      problem: `The disk of ${label} is full`,
      outcome: unchanged,
      hint: 'Free some space there, then try again.',
    }),
  ],
  [
    '53200',
    ({ label }) => ({
      problem: `${label} is out of memory`,
      outcome: unchanged,
      hint: tryAgain,
    }),
  ],
  ['53300', ({ label }) => ({ problem: `${label} has no free connection`, hint: tryAgain })],
  [
    '53',
    ({ label }, code) => ({
      problem: `${label} has reached one of its limits (${code})`,
      outcome: unchanged,
      hint: tryAgain,
    }),
  ],
  [
    '54',
    ({ label }, code) => ({
      problem: `This is more than ${label} can do at once (${code})`,
      outcome: unchanged,
      hint: 'Do it in smaller parts, such as fewer tasks in one command.',
    }),
  ],
  [
    '55P03',
    ({ label }) => ({
      problem: `Another program is writing to ${label}; it stayed locked for 10 seconds`,
      hint: 'Try again.',
    }),
  ],
  [
    '55',
    ({ label }, code) => ({
      problem: `Another program uses something that this command needs at ${label} (${code})`,
      outcome: unchanged,
      hint: tryAgain,
    }),
  ],
  [
    '57014',
    ({ label }) => ({
      problem: `${label} took too long`,
      outcome: unchanged,
      hint: tryAgain,
    }),
  ],
  ['57P01', shuttingDown],
  ['57P02', shuttingDown],
  ['57P03', ({ label }) => ({ problem: `${label} is still starting`, hint: tryAgain })],
  [
    '57',
    ({ label }, code) => ({
      problem: `${label} stopped this command (${code})`,
      outcome: unchanged,
      hint: tryAgain,
    }),
  ],
  [
    '58',
    ({ label }, code) => ({
      problem: `The server at ${label} has a problem with its disk or its files (${code})`,
      outcome: unchanged,
      hint: askOwner,
    }),
  ],
  ['XX001', damaged],
  ['XX002', damaged],
]

/** What an error of the driver without a code means, by its message. */
export const phrases: readonly (readonly [RegExp, Sentence])[] = [
  [
    /timeout expired|timeout exceeded|connection timeout/,
    ({ label, connectTimeout }) => ({
      problem: `${label} did not answer within ${seconds(connectTimeout)}`,
      hint: 'Check the host and port in the URL, the network and, behind a pooler, the server.',
    }),
  ],
  [
    /does not support SSL/,
    ({ label }) => ({
      problem: `${label} does not encrypt the connection`,
      hint: 'Turn TLS on there. Only on a network that you trust: sslmode=disable in the URL.',
    }),
  ],
  [/password must be a string/, missingPassword],
]

export function seconds(count: number): string {
  return count === 1 ? 'a second' : `${count} seconds`
}

/** Waiting longer than the limit of a command. */
export function silence({ label, commandTimeout }: Server): Meaning {
  return {
    problem: `${label} did not answer within ${seconds(commandTimeout)}`,
    outcome: unchanged,
    hint: 'Check the network and the server, then run the command again.',
  }
}

export function closedConnection({ label }: Server): Meaning {
  return {
    problem: `${label} closed the connection`,
    hint: 'Check the host and port in the URL, and try again.',
  }
}

export function lostConnection({ label }: Server): Meaning {
  return {
    problem: `The connection to ${label} was lost`,
    outcome: 'unfinished changes were not saved',
    hint: 'Run the command again.',
  }
}

export function unknownCertificate({ label }: Server): Meaning {
  return {
    problem: `The certificate of ${label} could not be verified`,
    hint: 'Give the certificate that signed it: sslrootcert=<file> in the URL. Only on a network that you trust: sslmode=no-verify',
  }
}

export function unknownFault({ label }: Server, code: string): Meaning {
  return {
    problem: `The server at ${label} failed${code === '' ? '' : ` (${code})`}`,
    hint: askOwner,
  }
}

function unreachable({ label }: Server): Meaning {
  return { problem: `${label} cannot be reached`, hint: 'Check the network.' }
}

function missingPassword({ label }: Server): Meaning {
  return {
    problem: `${label} asks for a password`,
    hint: 'Put it in the URL: postgres://user:password@host/database',
  }
}

function changedSchema({ label }: Server): Meaning {
  return {
    problem: `The database at ${label} was upgraded or downgraded while this command ran, or is damaged`,
    hint: { lead: 'Run the command again, or check the database', command: 'db check' },
  }
}

function nameInUse({ label, schema }: Server): Meaning {
  return {
    problem: `The schema ${schema} at ${label} already contains something by a name that Momentum needs`,
    outcome: unchanged,
    hint: 'Use a schema of its own for the household: ?schema=household at the end of the URL',
  }
}

function shuttingDown({ label }: Server): Meaning {
  return { problem: `${label} is shutting down`, hint: tryAgain }
}

function damaged({ label }: Server): Meaning {
  return { problem: `The database at ${label} is damaged`, hint: restoreHint }
}
