import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(memory, 'momentum-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Linux's file system in memory. */
const shared = '/dev/shm'

/**
 * Nothing here has to survive a power cut: where there is memory enough, no test waits for a disk.
 */
export const memory = hasRoom(shared) ? shared : tmpdir()

function hasRoom(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize > 2 ** 32
  } catch {
    return false
  }
}

const openFiles = '/proc/self/fd'

/** Whether the system shows which files a process has open. */
export const showsOpenFiles = existsSync(openFiles)

/** The paths in a folder that this process has open. */
export function openFilesIn(folder: string): string[] {
  return readdirSync(openFiles)
    .map((name) => join(openFiles, name))
    .flatMap((link) => (existsSync(link) ? [readlinkSync(link)] : []))
    .filter((path) => path.startsWith(folder))
}
