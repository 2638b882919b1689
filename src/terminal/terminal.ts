import { isatty } from 'node:tty'
import { once } from '../once.ts'

// Node's module for terminals needs the one for network sockets. Loading both takes a sixth of the
// time of `node -e 0` in every command. So this uses the binding below that module. Node documents
// the binding as deprecated (DEP0111) but keeps it; where it is missing, the module is loaded.

/** The binding that Node's module for terminals uses. */
type Native = {
  readonly isTTY: (fd: number) => boolean
  readonly TTY: new (
    fd: number,
    failure: { code?: string },
  ) => {
    /** Fills in columns and rows. @returns 0, or another number if the size is unknown */
    getWindowSize(size: [number, number]): number
    setBlocking(isBlocking: boolean): number
  }
}

/** The size of a terminal, in characters. */
export type TerminalSize = { readonly columns: number; readonly rows: number }

const native = once(() => {
  // On Windows, Node's stream is needed for writing anyway.
  if (process.platform === 'win32') return undefined
  const { binding } = process as unknown as { binding?: (name: string) => Native }
  const { noDeprecation = false } = process
  // People who turn on Node's warnings want those of their own programs.
  process.noDeprecation = true
  try {
    return binding?.('tty_wrap')
  } catch {
    return undefined
  } finally {
    process.noDeprecation = noDeprecation
  }
})

/** Whether a file descriptor is a terminal. */
export function isTerminal(fd: number): boolean {
  const asked = native()
  return asked === undefined ? isatty(fd) : asked.isTTY(fd)
}

/**
 * Opens the terminal at a file descriptor, to ask for its size.
 *
 * @returns its size at each call; undefined if only Node's stream can tell
 */
export function openSize(fd: number): () => TerminalSize | undefined {
  const asked = native()
  if (asked === undefined) return () => undefined
  const failure: { code?: string } = {}
  const terminal = new asked.TTY(fd, failure)
  if (failure.code !== undefined) return () => undefined
  // Like Node's stream: writing to a terminal waits until the whole text is written.
  terminal.setBlocking(true)
  return () => {
    const size: [number, number] = [0, 0]
    if (terminal.getWindowSize(size) !== 0) return undefined
    return { columns: size[0], rows: size[1] }
  }
}
