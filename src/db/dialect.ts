/** The column whose value may be there only once, when that is the rule a write broke. */
export function violatedColumn(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code !== 'SQLITE_CONSTRAINT_UNIQUE') return undefined
  return /: .*\.(\w+)$/.exec(error.message)?.[1]
}
