/** Everything that comes from outside the program. */
export type World = {
  readonly argv: readonly string[]
  /** The absolute paths with which a shell runs this program: Node and the program. */
  readonly program: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Opened when it is first read. */
  readonly stdin: Input
  /** Whether `stdin` is a terminal. This opens nothing. */
  readonly isInputTerminal: () => boolean
  readonly stdout: Output
  readonly stderr: Output
  /** The moment at which the command began, and to which everything it does belongs. */
  readonly now: Date
  /** The time at the moment of the call, for what a long wait must not date back. */
  readonly clock: () => Date
  readonly platform: NodeJS.Platform
  readonly cwd: () => string
  readonly homedir: () => string
  /** The number that the system gives the account; undefined on Windows. */
  readonly uid: () => number | undefined
  /** Notes that the command saved something, in case its output cannot be written. */
  readonly noteSaved: () => void
  /** Whether everything that was printed so far could be written. */
  readonly isWritten: () => boolean
  /** Calls the listener when the program has nothing left to wait for. @returns what stops that */
  readonly whenIdle: (listener: () => void) => () => void
  /** Calls the listener on Ctrl-C instead of ending the program. @returns what stops that */
  readonly whenInterrupted: (listener: () => void) => () => void
  /**
   * Starts this program with other words; it goes on when this one ends, and tells nobody anything.
   *
   * @returns the number of its process; undefined if it could not be started
   */
  readonly startProgram: (argv: readonly string[]) => number | undefined
  /** Runs a shell line at the terminal until it ends. Until then, only it reacts to Ctrl-C. */
  readonly runShell: (line: string, options: ShellOptions) => Promise<Ending>
  /** Makes a version 4 UUID. */
  readonly newUuid: () => string
  /** Makes a text that nobody can guess, of 256 random bits. */
  readonly newToken: () => string
}

/** What a shell line gets. */
export type ShellOptions = {
  /** Words that are added to the line as they are. */
  readonly words?: readonly string[]
  /** Its standard input, instead of the keyboard. */
  readonly text?: string
  /** Environment variables that are added unless they are already set. */
  readonly defaults?: Readonly<Record<string, string>>
}

/**
 * How another program ended: with a code, maybe after Ctrl-C, or by a signal; or that it could not
 * be started.
 */
export type Ending =
  | { readonly code: number; readonly isInterrupted?: boolean }
  | { readonly signal: string }
  | { readonly isStarted: false }

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean }

/** A stream to write to. Only a terminal has a size: `columns` wide, `rows` high. */
export type Output = {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean
  readonly columns?: number | undefined
  readonly rows?: number | undefined
  /** Calls the listener when the width of the terminal changes. */
  readonly on?: (event: 'resize', listener: () => void) => unknown
  readonly off?: (event: 'resize', listener: () => void) => unknown
}
