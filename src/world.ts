/** Everything that the program is given from outside. */
export type World = {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  /** When the command began: the one moment that all it does belongs to. */
  readonly now: Date
  /** The time at the moment it is called, for what must not be dated back. */
  readonly clock: () => Date
  readonly platform: NodeJS.Platform
  readonly cwd: () => string
  readonly homedir: () => string
  /** The number that the system gives the account; undefined on Windows. */
  readonly uid: () => number | undefined
  /** Calls the listener when the program has nothing left to wait for. @returns what stops that */
  readonly whenIdle: (listener: () => void) => () => void
  /** A version 4 UUID. */
  readonly newUuid: () => string
  /** A text that nobody can guess: 256 random bits. */
  readonly newToken: () => string
}

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean }

/** `columns` is the terminal's width; a pipe or a file has none. */
export type Output = {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean
  readonly columns?: number
}
