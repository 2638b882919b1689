import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'
import { errorCode } from '../../errors.ts'

// The name of a draft says which program makes it, in a UUID of version 8, whose bits are ours to
// use: its process, its computer, the time since that was started, and its container. So others
// can tell a draft that was left from one that is being written.

const pattern = /^([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-8([0-9a-f]{3})-([0-9a-f]{3})/

/** Unknown is the maker of an older version, of another computer, or of another container. */
export type MakerState = 'running' | 'ended' | 'unknown'

/** Returns a new UUID that says which process made it. */
export function newMaker(id = pid): string {
  const { computer, boot, container } = surroundings()
  const random = randomBytes(5).toString('hex').slice(1)
  const number = id.toString(16).padStart(8, '0')
  return `${number}-${computer.slice(0, 4)}-8${computer.slice(4)}-8${boot}-${container}${random}`
}

/** Whether this process is the maker. */
export function isOwnMaker(uuid: string): boolean {
  const own = newMaker()
  const end = pattern.exec(own)?.[0].length
  return uuid.slice(0, end) === own.slice(0, end)
}

/** Says whether the program that made a UUID still runs. */
export function stateOfMaker(uuid: string): MakerState {
  const [, number, first, second, boot, container] = pattern.exec(uuid) ?? []
  const here = surroundings()
  if (number === undefined || `${first}${second}` !== here.computer) return 'unknown'
  if (boot !== here.boot) return 'ended'
  if (container !== here.container) return 'unknown'
  return isRunning(Number.parseInt(number, 16)) ? 'running' : 'ended'
}

/**
 * A process that has the number of an ended one counts as that one, which errs on the safe side.
 */
function isRunning(id: number): boolean {
  try {
    kill(id, 0)
    return true
  } catch (error) {
    return errorCode(error) !== 'ESRCH'
  }
}

/** Where this program runs. What a system does not tell is the same for all of its programs. */
function surroundings() {
  return {
    computer: digest(`${hostname()} ${read(() => readFileSync('/etc/machine-id', 'utf8'))}`, 7),
    boot: digest(
      read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
      3,
    ),
    container: digest(
      read(() => readlinkSync('/proc/self/ns/pid')),
      3,
    ),
  }
}

function read(from: () => string): string {
  try {
    return from()
  } catch {
    return ''
  }
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
