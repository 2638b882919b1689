/** A cell in quotes. */
export function quoteCell(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

/** Whether a cell would be a formula, or be read without the ' that it begins with. */
export function isUnsafe(cell: string): boolean {
  return /^(?:[=+\-@\t\r]|'[=+\-@\t\r'])/.test(cell)
}
