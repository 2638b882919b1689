import { closeSync, openSync, readSync } from 'node:fs'
import { errorCode } from '../../errors.ts'

// A compressed backup is a gzip file, which gunzip and many other programs can read. Its label, a
// comment in the header, says what the file has to contain.

/** What a compressed backup says of itself. */
export type Label = {
  /** The SHA-256 of the decompressed file. */
  readonly sha256: string
  /** How many bytes the decompressed file has. */
  readonly contentBytes: number
  /** How many bytes the compressed file has. */
  readonly fileBytes: number
}

/**
 * The header of a gzip file with a comment, without the time and the system that it was made on.
 */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff])

const commentStart = 'Momentum sha256='
const comment = /^Momentum sha256=([0-9a-f]{64}) bytes=(\d{15}) compressed=(\d{15})\0/

/** Writes the header. It is equally long for every label, so that it can be written last. */
export function formatHeader({ sha256, contentBytes, fileBytes }: Label): Buffer {
  const [content, file] = [contentBytes, fileBytes].map((bytes) => String(bytes).padStart(15, '0'))
  const text = `${commentStart}${sha256} bytes=${content} compressed=${file}\0`
  return Buffer.concat([gzipHeader, Buffer.from(text, 'latin1')])
}

const nothing: Label = { sha256: '0'.repeat(64), contentBytes: 0, fileBytes: 0 }

/** Of a damaged label: no file is what it says. */
const unreadable: Label = { sha256: '', contentBytes: 0, fileBytes: 0 }

/** How many bytes the header has. */
export const headerBytes = formatHeader(nothing).length

/** Reads the label of a file; undefined for a file that Momentum did not compress. */
export function readLabel(path: string): Label | undefined {
  const start = readStart(path, headerBytes)
  if (!start.subarray(0, gzipHeader.length).equals(gzipHeader)) return undefined
  const text = start.toString('latin1', gzipHeader.length)
  if (!text.startsWith(commentStart)) return undefined
  const found = comment.exec(text)
  if (found === null) return unreadable
  const [, sha256 = '', content, file] = found
  return { sha256, contentBytes: Number(content), fileBytes: Number(file) }
}

/** Whether a file is compressed with gzip, whatever its name is. */
export function isCompressed(path: string): boolean {
  return readStart(path, 2).equals(gzipHeader.subarray(0, 2))
}

/** Whether an error says that a file is another account's, and may not be read. */
export function isOfAnother(error: unknown): boolean {
  return errorCode(error) === 'EACCES'
}

/** Reads the first bytes of a file, or all of a shorter one. */
export function readStart(path: string, bytes: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(bytes)
    return start.subarray(0, readSync(file, start, 0, bytes, 0))
  } finally {
    closeSync(file)
  }
}
