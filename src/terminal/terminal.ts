import { isatty } from 'node:tty'
import { once } from '../once.ts'

// Node's module for terminals is built on the one for network sockets. To load both takes a sixth of
// what `node -e 0` does, and a person waits for it at every command. So the system is asked by what
// that module itself asks. Node documents that as deprecated (DEP0111) but keeps it; where it is
// missing, the module is loaded.

/** What Node's module for terminals is made from. */
type Native = {
  readonly isTTY: (fd: number) => boolean
  readonly TTY: new (
    fd: number,
    failure: { code?: string },
  ) => {
    /** Fills in columns and rows. @returns not 0 if the terminal does not tell */
    getWindowSize(size: [number, number]): number
    setBlocking(isBlocking: boolean): number
  }
}

/** The size of a terminal, in characters. */
export type TerminalSize = { readonly columns: number; readonly rows: number }

const native = once(() => {
  // On Windows, a terminal is written to through Node's stream anyway.
  if (process.platform === 'win32') return undefined
  const { binding } = process as unknown as { binding?: (name: string) => Native }
  const { noDeprecation = false } = process
  // A person who asks Node for warnings wants to hear of their own programs.
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
 * Opens what tells the size of the terminal at a file descriptor.
 *
 * @returns its size at each call; undefined if only Node's stream can tell
 */
export function openSize(fd: number): () => TerminalSize | undefined {
  const asked = native()
  if (asked === undefined) return () => undefined
  const failure: { code?: string } = {}
  const terminal = new asked.TTY(fd, failure)
  if (failure.code !== undefined) return () => undefined
  // As Node's stream does: what is written to a terminal is written at once and whole.
  terminal.setBlocking(true)
  return () => {
    const size: [number, number] = [0, 0]
    if (terminal.getWindowSize(size) !== 0) return undefined
    return { columns: size[0], rows: size[1] }
  }
}
