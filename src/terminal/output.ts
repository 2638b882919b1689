import { fstatSync, writeSync } from 'node:fs'
import type { WriteStream } from 'node:tty'
import { errorCode } from '../errors.ts'
import type { Output } from '../world.ts'

/** What went wrong in writing. */
type Fail = (error: NodeJS.ErrnoException) => void

/**
 * Where the program's words go. A pipe or a file is written to as it is, since what Node's streams for
 * them load takes longer than most commands; a terminal, whose width counts, gets Node's stream.
 *
 * @param openStream loads Node's own stream for it
 * @param fail called when it could not be written to
 */
export function openOutput(fd: 1 | 2, openStream: () => WriteStream, fail: Fail): Output {
  const open = () => openStream().on('error', fail)
  if (mayBeTerminal(fd)) return open()
  let stream: WriteStream | undefined
  return {
    write(text) {
      if (stream) return stream.write(text)
      try {
        const rest = writeNow(fd, Buffer.from(text))
        if (rest.length === 0) return true
        // Somebody made the pipe one that does not wait; Node's stream can deal with that.
        stream = open()
        return stream.write(rest)
      } catch (error) {
        fail(error as NodeJS.ErrnoException) // Nothing else is thrown by node:fs.
        return false
      }
    },
  }
}

function mayBeTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice()
  } catch {
    return true
  }
}

/** Writes as much as is taken without waiting. @returns the rest */
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
