import type { Args } from '../../command.ts'
import { parseCount } from '../../domain/count.ts'
import { parsed } from './options.ts'

/** The most weeks that can be asked for: ten years. */
const mostWeeks = 522

/**
 * The number that `--weeks` gives; undefined where it was not given.
 *
 * @throws MomentumError `usage` for anything but a number of weeks up to ten years
 */
export function parsedWeeks(args: Args): number | undefined {
  return parsed(args, 'weeks', (text) => parseCount('--weeks', text, 1, mostWeeks))
}
