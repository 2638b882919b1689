import { fstatSync, statSync, writeSync } from 'node:fs'
import type { WriteStream } from 'node:tty'
import { errorCode } from '../errors.ts'
import type { Output } from '../world.ts'

/** Called with the error when something could not be written. */
type Fail = (error: NodeJS.ErrnoException) => void

/** An output that can tell whether everything was written. */
type OpenOutput = Output & { readonly isFlushed: () => boolean }

/**
 * Opens standard output or standard error. A pipe or a file is written to directly, because loading
 * Node's streams for them takes longer than most commands. A terminal gets Node's stream, which
 * knows its width.
 *
 * @param openStream loads Node's stream
 */
export function openOutput(fd: 1 | 2, openStream: () => WriteStream, fail: Fail): OpenOutput {
  const open = () => openStream().on('error', fail)
  if (mayBeTerminal(fd)) return withFlush(open())
  let stream: WriteStream | undefined
  return {
    isFlushed: () => stream === undefined || stream.writableLength === 0,
    write(text) {
      if (stream) return stream.write(text)
      try {
        const rest = writeNow(fd, Buffer.from(text))
        if (rest.length === 0) return true
        // The pipe is non-blocking and full. Node's stream waits until it can take more.
        stream = open()
        return stream.write(rest)
      } catch (error) {
        fail(error as NodeJS.ErrnoException) // node:fs throws nothing else.
        return false
      }
    },
  }
}

function withFlush(stream: WriteStream): OpenOutput {
  return Object.assign(stream, { isFlushed: () => stream.writableLength === 0 })
}

function mayBeTerminal(fd: number): boolean {
  try {
    const file = fstatSync(fd)
    return file.isCharacterDevice() && file.rdev !== statSync('/dev/null').rdev
  } catch {
    return true
  }
}

/** Writes as much as possible without waiting. @returns the bytes that were not written */
function writeNow(fd: number, bytes: Buffer): Buffer {
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written)
    } catch (error) {
      if (errorCode(error) === 'EAGAIN') break
      throw error
    }
  }
  return bytes.subarray(written)
}
