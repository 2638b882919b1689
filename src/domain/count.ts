import { usageError } from '../errors.ts'

/**
 * A whole number from `least` to `most`, which is ten million by default.
 *
 * @param label names the option in messages ("--limit")
 * @throws MomentumError `usage` for any other text
 */
export function parseCount(label: string, text: string, least: number, most = 10_000_000): number {
  const count = Number(text)
  if (/^\d{1,8}$/.test(text.trim()) && count >= least && count <= most) return count
  throw usageError(`${label} must be a whole number from ${least} to ${most}, not “${text}”.`)
}
