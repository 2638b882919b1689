import { hintText } from '../../../src/errors.ts'
import { loadPaint, type Style } from '../../../src/terminal/paint.ts'
import { today } from '../household/values.ts'

export const plain = await loadPaint(0)
export const colored = await loadPaint(1)

/** How an answer looks in a terminal of so many columns, or in a pipe. */
export function styleFor(columns?: number, paint = plain): Style {
  return { columns, today, zone: 'UTC', paint, hint: hintText }
}
