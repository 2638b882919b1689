// The files of this folder are the contract with scripts: keys may be added, but never renamed or
// given another type. Every key is always present. docs/scripting/documents.ts explains each.

/** These keys and no others, in this order. */
export function pick<Value extends object, Key extends keyof Value>(
  value: Value,
  keys: readonly Key[],
): Pick<Value, Key> {
  const picked: Partial<Pick<Value, Key>> = {}
  for (const key of keys) picked[key] = value[key]
  // Every key is there by now.
  return picked as Pick<Value, Key>
}
