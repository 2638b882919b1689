import { usageError } from '../errors.ts'

/**
 * A whole number from `least` to ten million. `label` names the option in messages ("--limit").
 *
 * @throws MomentumError `usage`
 */
export function parseCount(label: string, text: string, least: number): number {
  const count = Number(text.trim())
  if (/^\d{1,8}$/.test(text.trim()) && count >= least && count <= 10_000_000) return count
  throw usageError(`${label} takes a whole number from ${least}, not “${text}”.`)
}
