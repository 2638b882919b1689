import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/**
 * A version 4 UUID. Its random bits come from the system's own source where that is a file:
 * `node:crypto`, which takes from there, too, loads for longer than it takes to add a task.
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
