/**
 * Returns a function that turns a text into an identity: the text itself where it is seen for the
 * first time, and otherwise with its count among equal ones.
 */
export function newIdentities(): (text: string) => string {
  const counts = new Map<string, number>()
  return (text) => {
    const count = (counts.get(text) ?? 0) + 1
    counts.set(text, count)
    return count === 1 ? text : `${text}\n${count}`
  }
}
