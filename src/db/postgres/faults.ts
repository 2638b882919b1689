import { type ErrorCode, errorCode, type Hint, MomentumError } from '../../errors.ts'
import { checkHint, restoreHint } from '../hints.ts'
import type { Server } from './url.ts'

type Sentence = (server: Server) => readonly [message: string, hint?: Hint | string]

/** What an error means, by the beginning of its code: PostgreSQL's, the system's or TLS's. */
const sentences: readonly (readonly [start: string, Sentence])[] = [
  [
    'ECONNREFUSED',
    ({ label }) => [
      `No server answers at ${label}.`,
      'Check that the server is running, and the host and port in the URL.',
    ],
  ],
  [
    'ENOTFOUND',
    ({ host }) => [`The host “${host}” was not found.`, 'Check its name, and the network.'],
  ],
  ['EAI_', ({ host }) => [`The host “${host}” was not found.`, 'Check the network.']],
  ['EHOSTUNREACH', ({ label }) => [`${label} cannot be reached.`, 'Check the network.']],
  ['ENETUNREACH', ({ label }) => [`${label} cannot be reached.`, 'Check the network.']],
  [
    '28P01',
    (server) =>
      server.password === undefined
        ? missingPassword(server)
        : [
            `${server.label} refused the password.`,
            'Check it in the URL, where @ : / ? # % are written %40 %3A %2F %3F %23 %25.',
          ],
  ],
  [
    '28',
    ({ label }) => [
      `${label} does not let this user connect from here.`,
      'Check the user in the URL, and pg_hba.conf on the server.',
    ],
  ],
  [
    '3D000',
    ({ label, database }) => [
      `There is no database at ${label}.`,
      `Create it on the server: createdb ${database}`,
    ],
  ],
  [
    '42501',
    ({ label, user, schema }) => [
      `The role ${user} does not have permission for this at ${label}.`,
      `Ask the owner of the schema ${schema} for permission, or use a schema of your own: ?schema=${user.replace(/\W/g, '_').toLowerCase()}`,
    ],
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    ({ label }) => [
      `The certificate of ${label} is for another host.`,
      'Use the host name in the certificate. Only on a network that you trust: sslmode=no-verify',
    ],
  ],
  ['53300', ({ label }) => [`${label} has no free connection.`, 'Try again in a moment.']],
  ['53100', ({ label }) => [`The disk of ${label} is full; nothing was changed.`]],
  ['57P03', ({ label }) => [`${label} is still starting.`, 'Try again in a moment.']],
  [
    '57014',
    ({ label }) => [`${label} took too long; nothing was changed.`, 'Try again in a moment.'],
  ],
  [
    '55P03',
    ({ label }) => [
      `Another program is writing to ${label}; it stayed locked for 10 seconds.`,
      'Try again.',
    ],
  ],
  [
    '25006',
    ({ label }) => [
      `${label} can be read but not written; nothing was changed.`,
      'If it is a replica, use the primary server.',
    ],
  ],
  [
    '2BP01',
    ({ label }) => [
      `Something at ${label} that does not belong to Momentum depends on what would be deleted; nothing was changed.`,
      'If members have logins of their own, first run: select momentum_one_login_again()',
    ],
  ],
  [
    '22P05',
    ({ label }) => [
      `The database at ${label} cannot store this text: its encoding is not UTF8.`,
      'Create one that can: createdb --encoding UTF8 --template template0 …',
    ],
  ],
  [
    '23503',
    () => [
      'Something this command refers to was deleted while it ran; nothing was changed.',
      'Check what has changed, then run the command again.',
    ],
  ],
  [
    '23514',
    () => [
      'A value in the database breaks the database’s own rules; nothing was changed.',
      checkHint,
    ],
  ],
  ['XX00', ({ label }) => [`The database at ${label} is damaged.`, restoreHint]],
]

/** What an error of the driver without a code means, by its message. */
const phrases: readonly (readonly [RegExp, Sentence])[] = [
  [
    /timeout expired|timeout exceeded|connection timeout/,
    ({ label, connectTimeout }) => [
      `${label} did not answer within ${connectTimeout === 1 ? 'a second' : `${connectTimeout} seconds`}.`,
      'Check the host and port in the URL, and the network.',
    ],
  ],
  [/Query read timeout/, ({ label }) => [`${label} took too long to answer.`, 'Try again.']],
  [
    /does not support SSL/,
    ({ label }) => [
      `${label} does not encrypt the connection.`,
      'Turn TLS on there. Only on a network that you trust: sslmode=disable in the URL.',
    ],
  ],
  [/password must be a string/, missingPassword],
]

function missingPassword({ label }: Server): ReturnType<Sentence> {
  return [
    `${label} asks for a password.`,
    'Put it in the URL: postgres://user:password@host/database',
  ]
}

/** Codes that the program handles itself. */
const handledCodes = ['23505', '40001', '40P01', '42P01', '42703']

/**
 * Describes an error of the server, the driver or the network to a person; undefined for one that
 * the program handles itself. Their own messages are never shown, because they can hold secrets.
 *
 * @param deed what failed; after a lost answer to a commit, the change may or may not be saved
 */
export function describeServerFault(
  error: unknown,
  server: Server,
  deed: 'connect' | 'query' | 'commit' = 'connect',
): MomentumError | undefined {
  const code = codeOf(error)
  if (handledCodes.includes(code ?? '')) return undefined
  const [message, hint] =
    deed !== 'connect' && isLost(error) ? lostConnection(server, deed) : meaningOf(error, server)
  return new MomentumError(kindOf(error), message, hint, { cause: error })
}

function kindOf(error: unknown): ErrorCode {
  if (isRowRefusal(error)) return 'not_allowed'
  return codeOf(error) === '23503' ? 'conflict' : 'database'
}

function meaningOf(error: unknown, server: Server): ReturnType<Sentence> {
  const code = codeOf(error) ?? ''
  if (isRowRefusal(error)) return hiddenRows(error, server)
  const [, sentence] = sentences.find(([start]) => code.startsWith(start)) ?? []
  if (sentence) return sentence(server)
  if (isCertificateError(code)) return unknownCertificate(server)
  const message = error instanceof Error ? error.message : ''
  const [, phrase] = phrases.find(([words]) => words.test(message)) ?? []
  if (phrase) return phrase(server)
  if (isLost(error)) {
    return [
      `${server.label} closed the connection.`,
      'Check the host and port in the URL, and try again.',
    ]
  }
  return [`The server at ${server.label} failed${code === '' ? '' : ` (${code})`}.`]
}

function lostConnection({ label }: Server, deed: 'query' | 'commit'): ReturnType<Sentence> {
  if (deed === 'query') {
    return [
      `The connection to ${label} was lost; unfinished changes were not saved.`,
      'Run the command again.',
    ]
  }
  return [
    `The connection to ${label} was lost while a change was being saved; the change may or may not be saved.`,
    { lead: 'Check before you try again', command: 'task list' },
  ]
}

function unknownCertificate({ label }: Server): ReturnType<Sentence> {
  return [
    `The certificate of ${label} could not be verified.`,
    'Give the certificate that signed it: sslrootcert=<file> in the URL. Only on a network that you trust: sslmode=no-verify',
  ]
}

/** The server's functions that refuse rows; its messages differ by language. */
const refusals = { read: 'check_enable_rls', write: 'ExecWithCheckOptions' } as const

/** Whether the server refused rows that it shows only to the login of another member. */
function isRowRefusal(error: unknown): error is Error & { readonly routine: string } {
  if (!(error instanceof Error) || !('routine' in error)) return false
  return error.routine === refusals.read || error.routine === refusals.write
}

function hiddenRows(
  { message, routine }: Error & { readonly routine: string },
  { label }: Server,
): ReturnType<Sentence> {
  if (routine === refusals.read) {
    return [
      `${label} shows private tasks only to the login of their owner; nobody else can copy them.`,
      'First ask the person who set up the server to run: select momentum_one_login_again()',
    ]
  }
  if (message.includes('"users"')) {
    return [
      `Members have logins of their own at ${label}, so Momentum stores no passwords there; nothing was changed.`,
      'The person who set up the server can give a login a new password.',
    ]
  }
  return [
    `${label} lets only the login of its owner change a private task; nothing was changed.`,
    'Show your private task to everyone first: --no-private',
  ]
}

function isCertificateError(code: string): boolean {
  return /^(CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)
}

function isLost(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  if (/^(57P0[124]|08|ECONNRESET|EPIPE|ETIMEDOUT)/.test(code)) return true
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|connection error|not queryable|Query read timeout/.test(message)
}

/** Whether the server may answer in a moment, because it is starting or waking up. */
export function isWaking(error: unknown): boolean {
  const message = error instanceof Error ? error.message : ''
  return (
    /^(57P03|ECONNRESET|ETIMEDOUT)$/.test(codeOf(error) ?? '') ||
    /timeout expired|connection timeout|Connection terminated unexpectedly/.test(message)
  )
}

/** Where a host has several addresses, the error holds an error for each of them. */
function codeOf(error: unknown): string | undefined {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = errorCode(first)
  return code === '08P01' ? poolerCode(first.message) : code
}

/** PgBouncer has one code for everything that it refuses itself. */
function poolerCode(message: string): string {
  if (/authentication failed|no such user/.test(message)) return '28P01'
  if (/^database .* does not exist|no such database/.test(message)) return '3D000'
  if (/no more connections allowed|query_wait_timeout/.test(message)) return '53300'
  return '08P01'
}
