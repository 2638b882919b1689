/**
 * Why a command ended without an answer. Scripts see the word in `error.code`; `main.ts` gives each
 * its exit code.
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

/** Something a person can mend: one plain sentence, and a hint that says what to type next. */
export class MomentumError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MomentumError'
    this.code = code
    this.hint = hint
  }
}
