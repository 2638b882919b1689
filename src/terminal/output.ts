import { fstatSync, statSync, writeSync } from 'node:fs'
import type { WriteStream } from 'node:tty'
import { errorCode } from '../errors.ts'
import { once } from '../once.ts'
import type { Output } from '../world.ts'
import { isTerminal, openSize } from './terminal.ts'

/** Called with the error when something could not be written. */
type Fail = (error: NodeJS.ErrnoException) => void

/** An output that can tell whether it needs time to write. */
type OpenOutput = Output & {
  /** Whether Node's stream writes, which may fail later. */
  readonly isStreaming: () => boolean
  /** Whether everything was written. */
  readonly isFlushed: () => boolean
}

/**
 * Opens standard output or standard error. It is written to directly, because loading Node's
 * streams takes longer than most commands. Node's stream is opened only to wait for a full pipe, or
 * for news of a terminal.
 *
 * @param platform the system, because a console of Windows has its own character set
 * @param openStream loads Node's stream
 */
export function openOutput(
  fd: 1 | 2,
  platform: NodeJS.Platform,
  { openStream, fail }: { readonly openStream: () => WriteStream; readonly fail: Fail },
): OpenOutput {
  const open = once(() => openStream().on('error', fail))
  const isTTY = once(() => mayBeTerminal(fd) && isTerminal(fd))
  const size = once(() => openSize(fd))
  let stream: WriteStream | undefined
  const openForWriting = () => {
    stream = open()
    return stream
  }
  return {
    isStreaming: () => stream !== undefined,
    isFlushed: () => stream === undefined || stream.writableLength === 0,
    get isTTY() {
      return isTTY()
    },
    get columns() {
      return isTTY() ? (size()() ?? open()).columns : undefined
    },
    get rows() {
      return isTTY() ? (size()() ?? open()).rows : undefined
    },
    on: (event, listener) => isTTY() && open().on(event, listener),
    off: (event, listener) => isTTY() && open().off(event, listener),
    write(text) {
      if (stream) return stream.write(text)
      // There, what is written directly has to be in another character set than UTF-8.
      if (platform === 'win32' && isTTY()) return openForWriting().write(text)
      try {
        const rest = writeNow(fd, Buffer.from(text))
        if (rest.length === 0) return true
        // It is non-blocking and full. Node's stream waits until it can take more.
        return openForWriting().write(rest)
      } catch (error) {
        fail(error as NodeJS.ErrnoException) // node:fs throws nothing else.
        return false
      }
    },
  }
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
