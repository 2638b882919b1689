import { closeSync, openSync, readSync, writeSync } from 'node:fs'

const chunkBytes = 1 << 17

/** Reads a file in parts. */
export function* readChunks(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    yield* chunksOf(file)
  } finally {
    closeSync(file)
  }
}

function* chunksOf(file: number): Generator<Uint8Array> {
  for (let position = 0; ; ) {
    // Whoever gets a part may keep it: each has memory of its own.
    const chunk = Buffer.allocUnsafe(chunkBytes)
    const read = readSync(file, chunk, 0, chunkBytes, position)
    if (read === 0) return
    position += read
    yield chunk.subarray(0, read)
  }
}

/** Writes all of the bytes at a position; the system may write fewer at once. */
export function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done)
  }
}

/**
 * Copies an open file into an existing one, byte for byte.
 *
 * @param advance called with how many more bytes are copied
 * @returns how many bytes there are
 */
export function copyBytes(
  from: number,
  path: string,
  advance: (bytes: number) => void = () => {},
): number {
  const to = openSync(path, 'r+')
  const chunk = Buffer.alloc(chunkBytes)
  try {
    for (let size = 0; ; ) {
      const read = readSync(from, chunk, 0, chunkBytes, size)
      if (read === 0) return size
      writeAll(to, chunk.subarray(0, read), size)
      size += read
      advance(read)
    }
  } finally {
    closeSync(to)
  }
}
