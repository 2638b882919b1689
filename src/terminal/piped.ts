import type { MomentumError } from '../errors.ts'
import type { Input } from '../world.ts'

/**
 * Reads all that is piped in.
 *
 * @param most the most bytes to take
 * @param tooLong the error for more
 */
export async function readPiped(
  stdin: Input,
  most: number,
  tooLong: () => MomentumError,
): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stdin) {
    parts.push(Buffer.from(part))
    size += parts.at(-1)?.length ?? 0
    if (size > most) throw tooLong()
  }
  return Buffer.concat(parts)
}
