import { type ErrorCode, errorCode, type Hint, MomentumError } from '../../errors.ts'
import { SilenceError } from './patience.ts'
import {
  closedConnection,
  lostConnection,
  type Meaning,
  noServerBehindPooler,
  phrases,
  sentences,
  silence,
  unchanged,
  unknownCertificate,
  unknownFault,
} from './sentences.ts'
import type { Server } from './url.ts'

/** What failed; after a change was saved, the rest of the command may still fail. */
export type Action = 'connect' | 'query' | 'query after a change' | 'commit'

/** Codes that the program handles itself. */
const handledCodes = ['23505']

/**
 * Describes an error of the server, the driver or the network to a person; undefined for one that
 * the program handles itself. Their own messages are never shown, because they can hold secrets.
 *
 * @param action what failed; after a lost answer to a commit, the change may or may not be saved
 */
export function describeServerFault(
  error: unknown,
  server: Server,
  action: Action = 'connect',
): MomentumError | undefined {
  if (handledCodes.includes(codeOf(error) ?? '')) return undefined
  const [message, hint] = explain(error, server, action)
  return new MomentumError(kindOf(error), message, hint, { cause: error })
}

function kindOf(error: unknown): ErrorCode {
  if (isRowRefusal(error)) return 'not_allowed'
  return codeOf(error) === '23503' ? 'conflict' : 'database'
}

type Explanation = readonly [message: string, hint: Hint | string]

function explain(error: unknown, server: Server, action: Action): Explanation {
  if (action === 'commit' && isOutcomeUnknown(error)) {
    return [
      `The connection to ${server.label} was lost while a change was being saved; the change may or may not be saved.`,
      checkFirst,
    ]
  }
  const { problem, outcome, hint } = meaningOf(error, server, action)
  if (action === 'query after a change') {
    return [`${problem}; the changes before that were saved.`, checkFirst]
  }
  return [outcome === undefined ? `${problem}.` : `${problem}; ${outcome}.`, hint]
}

const checkFirst: Hint = { lead: 'Check before you try again', command: 'task list' }

/**
 * Whether a commit that failed may have succeeded. Only an error of the transaction itself rules
 * that out.
 */
function isOutcomeUnknown(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  const isSqlState = /^[\dA-Z]{5}$/.test(code) && /\d/.test(code)
  return !isSqlState || /^(08|40003|57P|58|XX)/.test(code)
}

function meaningOf(error: unknown, server: Server, action: Action): Meaning {
  if (error instanceof SilenceError) return silence(server)
  if (isRowRefusal(error)) return hiddenRows(error, server)
  if (action !== 'connect' && isLost(error)) return lostConnection(server)
  const code = codeOf(error) ?? ''
  const [, sentence] = sentences.find(([start]) => code.startsWith(start)) ?? []
  if (sentence) return sentence(server, code)
  if (isCertificateError(code)) return unknownCertificate(server)
  const message = messageOf(error)
  const [, phrase] = phrases.find(([words]) => words.test(message)) ?? []
  if (phrase) return phrase(server, code)
  return isLost(error) ? closedConnection(server) : unknownFault(server, code)
}

/** The server's functions that refuse rows; its messages differ by language. */
const refusals = { read: 'check_enable_rls', write: 'ExecWithCheckOptions' } as const

/** Whether the server refused rows that it shows only to the login of another member. */
function isRowRefusal(error: unknown): error is Error & { readonly routine: string } {
  if (!(error instanceof Error) || !('routine' in error)) return false
  if (isNameRefusal(error)) return true
  return error.routine === refusals.read || error.routine === refusals.write
}

/** Whether the server refused to change the name of a member who has a login. */
function isNameRefusal(error: Error): boolean {
  return 'constraint' in error && error.constraint === 'momentum_keep_names'
}

function hiddenRows(error: Error & { readonly routine: string }, { label }: Server): Meaning {
  const { message, routine } = error
  if (isNameRefusal(error)) {
    return {
      problem: `Members have logins of their own at ${label}, so each changes only their own name`,
      outcome: unchanged,
      hint: 'Ask the member, or the person who set up the server.',
    }
  }
  if (routine === refusals.read) {
    return {
      problem: `${label} shows private tasks only to the login of their owner`,
      outcome: 'nobody else can copy them',
      hint: 'First ask the person who set up the server to run: select momentum_one_login_again()',
    }
  }
  if (message.includes('"users"')) {
    return {
      problem: `Members have logins of their own at ${label}, so Momentum stores no passwords there`,
      outcome: unchanged,
      hint: 'The person who set up the server can give a login a new password.',
    }
  }
  return {
    problem: `${label} lets only the login of its owner change a private task`,
    outcome: unchanged,
    hint: 'Show your private task to everyone first: --no-private',
  }
}

function isCertificateError(code: string): boolean {
  return /^(CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code)
}

function isLost(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  if (/^(57P0[124]|08|ECONNRESET|EPIPE|ETIMEDOUT)/.test(code)) return true
  const message = messageOf(error)
  return /Connection terminated|connection error|not queryable/.test(message)
}

/** Whether the server may answer in a moment, because it is starting or waking up. */
export function isWaking(error: unknown): boolean {
  const message = messageOf(error)
  return (
    /^(57P03|ECONNRESET|ETIMEDOUT)$/.test(codeOf(error) ?? '') ||
    /timeout expired|connection timeout|Connection terminated unexpectedly/.test(message)
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

/** Where a host has several addresses, the error holds an error for each of them. */
function codeOf(error: unknown): string | undefined {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = errorCode(first)
  return code === '08P01' ? poolerCode(first.message) : code
}

/** PgBouncer has one code for everything that it refuses itself. */
function poolerCode(message: string): string {
  if (/cannot connect to server|server login/.test(message)) return noServerBehindPooler
  if (/authentication failed|no such user/.test(message)) return '28P01'
  if (/^database .* does not exist|no such database/.test(message)) return '3D000'
  if (/no more connections allowed|query_wait_timeout/.test(message)) return '53300'
  return '08P01'
}
