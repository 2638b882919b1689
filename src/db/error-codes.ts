import { errorCode, MomentumError } from '../errors.ts'

// What the codes of SQLite's and PostgreSQL's errors say about a statement. An error of PostgreSQL
// that is described to people is the cause of another one.

/** Whether a statement failed because this table does not exist. */
export function isMissingTable(error: unknown, name: string): boolean {
  if (!(error instanceof Error)) return false
  return error.message === `no such table: ${name}` || codeOf(error) === '42P01'
}

/** Whether a transaction lost against another one, so that it can run again. */
export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '')
}

/** PostgreSQL names the constraint that was violated; SQLite names the columns. */
const uniqueColumns: Readonly<Record<string, string>> = {
  users_name_key_key: 'name_key',
  users_email_key: 'email_key',
  categories_user_name: 'name_key',
  categories_household_name: 'name_key',
}

/** The column in which a write would repeat a unique value, if that is why it failed. */
export function violatedColumn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code = errorCode(error)
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return /: .*\.(\w+)$/.exec(error.message)?.[1]
  if (code !== '23505' || !('constraint' in error)) return undefined
  return uniqueColumns[String(error.constraint)]
}

/** Which kind of constraint a write violated on a server. */
export function violatedConstraint(error: unknown): 'check' | 'reference' | undefined {
  const code = codeOf(error)
  if (code === '23514') return 'check'
  return code === '23503' ? 'reference' : undefined
}

/** Whether a server cannot read its own index. */
export function isDamagedIndex(error: unknown): boolean {
  return codeOf(error) === 'XX002'
}

/** Whether a server was given a text that is not JSON. */
export function isNotJson(error: unknown): boolean {
  return codeOf(error) === '22P02'
}

/** Whether a write violated any constraint. */
export function isConstraintViolation(error: unknown): boolean {
  return /^(SQLITE_CONSTRAINT|23...$)/.test(codeOf(error) ?? '')
}

/** The code of a driver's error. */
function codeOf(error: unknown): string | undefined {
  return errorCode(error instanceof MomentumError ? error.cause : error)
}
