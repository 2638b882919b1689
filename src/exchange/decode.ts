import { usageError } from '../errors.ts'

/** The largest file that is imported, in MiB. */
export const largestFile = 32

/**
 * The text of a file: UTF-8 with or without a byte order mark, with LF or CRLF at the ends of its
 * lines.
 *
 * @param name what the file is called in messages
 * @throws MomentumError `usage` for another encoding, or none
 */
export function decodeFile(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isUtf16) throw utf8Error(`${name} is UTF-16.`)
  if (bytes.includes(0)) throw utf8Error(`${name} has NUL characters, so it is not a text file.`)
  const text = decodeUtf8(bytes)
  if (text === undefined) throw utf8Error(`${name} is not UTF-8.`)
  if (text.trim() === '') throw usageError(`${name} is empty.`)
  // Some old programs write CR alone.
  return text.includes('\n') ? text : text.replaceAll('\r', '\n')
}

/** Decodes without the byte order mark. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function utf8Error(sentence: string) {
  return usageError(sentence, 'Save it as UTF-8.')
}
