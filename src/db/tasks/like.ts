/** The pattern of SQL that a text contains another one as it is. */
export function likePattern(key: string): string {
  return `%${key.replace(/[\\%_]/g, '\\$&')}%`
}
