import { createHash } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw, createGunzip } from 'node:zlib'
import { errorCode } from '../../errors.ts'
import { readChunks, writeAll } from '../sqlite/bytes.ts'
import { formatHeader, headerBytes, readLabel } from './label.ts'

/** Called with how many more bytes are done. */
export type Advance = (bytes: number) => void

/** How many bytes zlib hands over at once; with its default, that takes longer than the work. */
const chunkSize = 1 << 17

/** On a household, a higher level takes three times as long and saves a twentieth. */
const deflateOptions = { level: 3, chunkSize }

/** Compresses a file into an existing one. It is whole once this has ended. */
export async function compressFile(path: string, target: string, advance: Advance): Promise<void> {
  const file = openSync(target, 'r+')
  try {
    const sum = createHash('sha256')
    let [crc, contentBytes, position] = [0, 0, headerBytes]
    const append = (bytes: Uint8Array) => {
      writeAll(file, bytes, position)
      position += bytes.length
    }
    const read = function* () {
      for (const chunk of readChunks(path)) {
        sum.update(chunk)
        crc = crc32(chunk, crc)
        contentBytes += chunk.length
        advance(chunk.length)
        yield chunk
      }
    }
    await pipeline(read, createDeflateRaw(deflateOptions), (parts) => forEach(parts, append))
    append(trailer(crc, contentBytes))
    const label = { sha256: sum.digest('hex'), contentBytes, fileBytes: position }
    writeAll(file, formatHeader(label), 0)
  } finally {
    closeSync(file)
  }
}

/** The end of a gzip file, by which other programs check it. The length begins anew at 4 GiB. */
export function trailer(crc: number, contentBytes: number): Uint8Array {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(crc, 0)
  numbers.writeUInt32LE(contentBytes % 2 ** 32, 4)
  return numbers
}

/** Thrown for a compressed file that does not contain what its label says. */
class WrongSumError extends Error {}

/**
 * Decompresses a file, and compares the content with the label, if there is one.
 *
 * @param onPart called with the parts of the content in order, before they are proved
 * @throws Error for a file that {@link isDamagedFile} calls damaged
 */
export async function decompressFile(
  path: string,
  onPart: (part: Uint8Array) => void,
): Promise<void> {
  const label = readLabel(path)
  const sum = createHash('sha256')
  await pipeline(readChunks(path), createGunzip({ chunkSize }), (parts) =>
    forEach(parts, (part) => {
      sum.update(part)
      onPart(part)
    }),
  )
  if (label === undefined || label.sha256 === sum.digest('hex')) return
  throw new WrongSumError(`The content of “${path}” does not have the checksum in its label.`)
}

/** Decompresses a file into an existing one. */
export async function decompressTo(path: string, target: string, advance: Advance): Promise<void> {
  const file = openSync(target, 'r+')
  let position = 0
  try {
    await decompressFile(path, (part) => {
      writeAll(file, part, position)
      position += part.length
      advance(part.length)
    })
  } finally {
    closeSync(file)
  }
}

/** Whether an error says that a compressed file is damaged, or is none. */
export function isDamagedFile(error: unknown): boolean {
  return error instanceof WrongSumError || (errorCode(error)?.startsWith('Z_') ?? false)
}

/** The SHA-256 of a file. */
export function sumOf(path: string): string {
  const sum = createHash('sha256')
  for (const chunk of readChunks(path)) sum.update(chunk)
  return sum.digest('hex')
}

async function forEach(parts: AsyncIterable<unknown>, use: (part: Uint8Array) => void) {
  // The streams of zlib give nothing but bytes; their types do not say so.
  for await (const part of parts) use(part as Uint8Array)
}
