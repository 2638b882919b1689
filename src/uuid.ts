import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/**
 * Makes a version 4 UUID. Reads the system's random source where that is a file, because loading
 * `node:crypto` takes longer than adding a task.
 */
export function newUuid(platform: NodeJS.Platform): string {
  if (platform === 'win32') return randomUUID()
  const bytes = randomBytes()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function randomBytes(): Buffer {
  const bytes = Buffer.alloc(16)
  const file = openSync('/dev/urandom', 'r')
  try {
    readSync(file, bytes)
  } finally {
    closeSync(file)
  }
  return bytes
}
