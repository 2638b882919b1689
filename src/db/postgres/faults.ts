import { type ErrorCode, errorCode, type Hint, MomentumError } from '../../errors.ts'
import type { Server } from './url.ts'

type Sentence = (server: Server) => readonly [message: string, hint?: Hint | string]

/** By the beginning of PostgreSQL's SQLSTATE, or of the system's or TLS's code. */
const sentences: readonly (readonly [start: string, Sentence])[] = [
  [
    'ECONNREFUSED',
    ({ label }) => [
      `Nothing is listening at ${label}.`,
      'Check that the server runs, and the host and port in the URL.',
    ],
  ],
  [
    'ENOTFOUND',
    ({ label }) => [`The host of ${label} was not found.`, 'Check its name, and the network.'],
  ],
  ['EAI_', ({ label }) => [`The host of ${label} was not found.`, 'Check the network.']],
  ['EHOSTUNREACH', ({ label }) => [`There is no way to ${label}.`, 'Check the network.']],
  ['ENETUNREACH', ({ label }) => [`There is no way to ${label}.`, 'Check the network.']],
  [
    '28P01',
    (server) =>
      server.password === undefined
        ? passwordless(server)
        : [
            `${server.label} refused the password.`,
            'Check it in the URL; @ : / ? # % are written %40 %3A %2F %3F %23 %25 there.',
          ],
  ],
  [
    '28',
    ({ label }) => [
      `${label} does not let this user in from here.`,
      'Check the user in the URL, and pg_hba.conf on the server.',
    ],
  ],
  [
    '3D000',
    ({ label, database }) => [
      `There is no database at ${label}.`,
      `Make it on the server: createdb ${database}`,
    ],
  ],
  [
    '42501',
    ({ label, user, schema }) => [
      `The role ${user} may not do that at ${label}.`,
      `Ask whoever owns the schema ${schema} for the right, or name one of your own: ?schema=${user.replace(/\W/g, '_').toLowerCase()}`,
    ],
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    ({ label }) => [
      `The certificate of ${label} is for another host.`,
      'Use the name that it was made for. Only in a network that you trust: sslmode=no-verify',
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
      `Another program is writing at ${label}; it was not free for 10 seconds.`,
      'Try again.',
    ],
  ],
  [
    '25006',
    ({ label }) => [
      `${label} can be read but not written; nothing was changed.`,
      'Is it a replica? Name the primary server.',
    ],
  ],
  [
    '2BP01',
    ({ label }) => [
      `Something at ${label} that is not Momentum's depends on what would go; nothing was changed.`,
      'If members have logins of their own, first: select momentum_one_login_again()',
    ],
  ],
  [
    '22P05',
    ({ label }) => [
      `The database at ${label} cannot hold this text: its encoding is not UTF8.`,
      'Make one that can: createdb --encoding UTF8 --template template0 …',
    ],
  ],
  [
    '23503',
    () => [
      'Something that this refers to was removed meanwhile; nothing was changed.',
      'Look, and run the command again.',
    ],
  ],
  [
    '23514',
    () => [
      'A value in the database breaks its own rules; nothing was changed.',
      { lead: 'Look closer', command: 'db check' },
    ],
  ],
  [
    'XX00',
    ({ label }) => [
      `The database at ${label} is damaged.`,
      { lead: 'Go back to a backup', command: 'db backups' },
    ],
  ],
]

/** What the driver says without a code. */
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
      'Turn TLS on there. Only in a network that you trust: sslmode=disable in the URL.',
    ],
  ],
  [/password must be a string/, (server) => passwordless(server)],
]

function passwordless({ label }: Server): ReturnType<Sentence> {
  return [
    `${label} asks for a password.`,
    'Put it into the URL: postgres://user:password@host/database',
  ]
}

/** What the code asks for itself, or mends by trying again. */
const ownAffairs = ['23505', '40001', '40P01', '42P01', '42703']

/**
 * What a person should know of an error of the server, of the driver, or of the way to it; undefined
 * for one that the program deals with by itself. A message of theirs is never repeated.
 *
 * @param deed what was asked for; a lost answer to a commit leaves open what became of it
 */
export function describeServerFault(
  error: unknown,
  server: Server,
  deed: 'connect' | 'query' | 'commit' = 'connect',
): MomentumError | undefined {
  const code = codeOf(error)
  if (ownAffairs.includes(code ?? '')) return undefined
  const [message, hint] =
    deed !== 'connect' && isLost(error) ? lost(server, deed) : said(error, server)
  return new MomentumError(kindOf(error), message, hint, { cause: error })
}

function kindOf(error: unknown): ErrorCode {
  if (isGuarded(error)) return 'not_allowed'
  return codeOf(error) === '23503' ? 'conflict' : 'database'
}

function said(error: unknown, server: Server): ReturnType<Sentence> {
  const code = codeOf(error) ?? ''
  if (isGuarded(error)) return guarded(error, server)
  const [, sentence] = sentences.find(([start]) => code.startsWith(start)) ?? []
  if (sentence) return sentence(server)
  if (isAboutTrust(code)) return untrusted(server)
  const message = error instanceof Error ? error.message : ''
  const [, phrase] = phrases.find(([words]) => words.test(message)) ?? []
  if (phrase) return phrase(server)
  if (isLost(error)) {
    return [`${server.label} hung up.`, 'Check the host and port in the URL, and try again.']
  }
  return [`The server at ${server.label} failed${code === '' ? '' : ` (${code})`}.`]
}

function lost({ label }: Server, deed: 'query' | 'commit'): ReturnType<Sentence> {
  if (deed === 'query') {
    return [
      `The connection to ${label} was lost; what was not finished was not saved.`,
      'Run the command again.',
    ]
  }
  return [
    `The connection to ${label} was lost while the change was being saved; it may or may not be there.`,
    { lead: 'Look before you repeat it', command: 'task list' },
  ]
}

function untrusted({ label }: Server): ReturnType<Sentence> {
  return [
    `The certificate of ${label} could not be verified.`,
    'Name the one that signed it: sslrootcert=<file> in the URL. Only in a network that you trust: sslmode=no-verify',
  ]
}

/** What the server calls its refusals of rows, which it words in its own language. */
const refusals = { read: 'check_enable_rls', write: 'ExecWithCheckOptions' } as const

/** Whether a role would read all, or write, where the server keeps rows to members' own logins. */
function isGuarded(error: unknown): error is Error & { readonly routine: string } {
  if (!(error instanceof Error) || !('routine' in error)) return false
  return error.routine === refusals.read || error.routine === refusals.write
}

function guarded(
  { message, routine }: Error & { readonly routine: string },
  { label }: Server,
): ReturnType<Sentence> {
  if (routine === refusals.read) {
    return [
      `${label} keeps private tasks to the login of their owner; nobody else can copy them.`,
      'Whoever set up the server takes the logins back first: select momentum_one_login_again()',
    ]
  }
  if (message.includes('"users"')) {
    return [
      `Members have logins of their own at ${label}, so that Momentum keeps no passwords there; nothing was changed.`,
      'Whoever set up the server can give a login a new password.',
    ]
  }
  return [
    `${label} keeps private tasks to the login of their owner; nothing was changed.`,
    'A private task of yours can be shown to everybody first: --no-private',
  ]
}

function isAboutTrust(code: string): boolean {
  return /^(CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)
}

function isLost(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  if (/^(57P0[124]|08|ECONNRESET|EPIPE|ETIMEDOUT)/.test(code)) return true
  const message = error instanceof Error ? error.message : ''
  return /Connection terminated|connection error|not queryable|Query read timeout/.test(message)
}

/** Whether the server may be there in a moment: it is starting, or it slept and did not wake in time. */
export function isWaking(error: unknown): boolean {
  const message = error instanceof Error ? error.message : ''
  return (
    /^(57P03|ECONNRESET|ETIMEDOUT)$/.test(codeOf(error) ?? '') ||
    /timeout expired|connection timeout|Connection terminated unexpectedly/.test(message)
  )
}

/** A host with several addresses fails with all of their errors, and a message of none. */
function codeOf(error: unknown): string | undefined {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = errorCode(first)
  return code === '08P01' ? poolerCode(first.message) : code
}

/** PgBouncer has one code for all that it refuses by itself. */
function poolerCode(message: string): string {
  if (/authentication failed|no such user/.test(message)) return '28P01'
  if (/^database .* does not exist|no such database/.test(message)) return '3D000'
  if (/no more connections allowed|query_wait_timeout/.test(message)) return '53300'
  return '08P01'
}
