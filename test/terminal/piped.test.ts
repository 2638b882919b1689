import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { usageError } from '../../src/errors.ts'
import { readPiped } from '../../src/terminal/piped.ts'

const read = (...parts: readonly string[]) =>
  readPiped(Readable.from(parts.map((part) => Buffer.from(part))), 5, () => usageError('Too much.'))

test.each([[[]], [['']], [['ab', 'cd']], [['ab', 'cde']], [['é', 'è', 'a']]])(
  '%j is read, where five bytes may be piped in',
  async (parts) => {
    expect(String(await read(...parts))).toBe(parts.join(''))
  },
)

test.each([[['abcdef']], [['ab', 'cd', 'ef']], [['é', 'è', 'ê']]])(
  '%j is too much, where five bytes may be piped in',
  async (parts) => {
    await expect(read(...parts)).rejects.toThrow('Too much.')
  },
)
