/**
 * Why a command ended without an answer. Scripts see the word in `error.code`; `cli/report.ts`
 * gives each its exit code.
 */
export type ErrorCode =
  | 'usage'
  | 'not_found'
  | 'ambiguous'
  | 'refused'
  | 'conflict'
  | 'database'
  | 'not_allowed'
  | 'cancelled'
  | 'failed'

/** What to do next. */
export type Hint = {
  /**
   * One sentence; before a command, what the command is for, without the colon: `To replace it`.
   */
  readonly lead: string
  /** The command to type, quoted for a shell, without `momentum` before it: `task show 3`. */
  readonly command?: string
  /** Instead, a command of another program, quoted for a shell: `chmod 600 '/home/momentum.db'`. */
  readonly otherCommand?: string
  /** False for a command about who acts, which does not repeat this command's `--as`. */
  readonly forActor?: false
}

/** A problem that a person can fix: one plain sentence, and a hint that says what to type next. */
export class MomentumError extends Error {
  readonly code: ErrorCode
  readonly hint: Hint | undefined

  /** @param hint a plain text is a hint without a command */
  constructor(code: ErrorCode, message: string, hint?: Hint | string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MomentumError'
    this.code = code
    this.hint = typeof hint === 'string' ? { lead: hint } : hint
  }
}

type MakeError = (message: string, hint?: Hint | string, options?: ErrorOptions) => MomentumError

/** Returns the function that makes errors of one code. */
function errorOf(code: ErrorCode): MakeError {
  return (message, hint, options) => new MomentumError(code, message, hint, options)
}

/** An unknown word, an invalid value, or a missing one. */
export const usageError = errorOf('usage')
export const notFoundError = errorOf('not_found')
export const ambiguousError = errorOf('ambiguous')
/** Refused by a rule of the household. */
export const refusedError = errorOf('refused')
/** Refused because somebody else was first. */
export const conflictError = errorOf('conflict')
export const databaseError = errorOf('database')
export const notAllowedError = errorOf('not_allowed')
export const cancelledError = errorOf('cancelled')
/** Another program, such as the editor, failed. */
export const failedError = errorOf('failed')

/** The code of an error: `ENOENT` of Node's, `SQLITE_FULL` or `23505` of a driver's. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/**
 * The hint as a line of text: `To replace it: momentum --db x.db db backup --force`; without a lead
 * the command alone.
 */
export function hintText(hint: Hint): string {
  const typed = typedCommand(hint)
  if (typed === undefined) return hint.lead
  return hint.lead === '' ? typed : `${hint.lead}: ${typed}`
}

/**
 * The whole command that a hint says to type; undefined where it only says something.
 *
 * @param program what is typed to start this program, with the options that every command takes
 */
export function typedCommand(
  { command, otherCommand }: Hint,
  program = 'momentum',
): string | undefined {
  return command === undefined ? otherCommand : `${program} ${command}`
}
