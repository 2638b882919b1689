import type { Login } from './access/login.ts'
import type { Location } from './db/location.ts'
import type { Db } from './db/schema.ts'
import type { CalendarDate, Instant } from './domain/time.ts'
import type { User, Viewer } from './domain/user.ts'
import type { Progress } from './terminal/progress.ts'
import type { Prompts } from './terminal/prompt.ts'

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

/** What a command may know and do; whatever costs time is a function, called late. */
export type Context = {
  readonly now: Date
  readonly clock: () => Date
  readonly instant: Instant
  /** The household's calendar day. */
  readonly today: () => CalendarDate
  /** When a day of the household begins. */
  readonly beginningOf: (date: CalendarDate) => Instant
  /** How many rows an answer shows unless it is told: a person sees a page, a program all. */
  readonly pageSize: number | undefined
  /** The width of the terminal; 80 where there is none. */
  readonly columns: number
  /** Whether there is a person at a terminal who can be asked. */
  readonly interactive: boolean
  /** Tells a person something that is not the answer. */
  readonly notice: (sentence: string) => void
  readonly location: () => Location
  /** Another place that a person names. @throws MomentumError `usage` */
  readonly locate: (name: string) => Location
  /** The folder in which this household's backups are kept; it is made with the first one. */
  readonly backups: () => string
  /** A bar at the terminal, for work that takes so many parts. */
  readonly progress: (label: string, total: number) => Progress
  /** The household's database, opened at the first call and closed by the runner. */
  readonly db: () => Promise<Db>
  /** Has a database closed by the runner that a command opened by itself. */
  readonly closing: (db: Db) => Db
  /**
   * Who acts, if somebody said so, or is logged in here.
   *
   * @throws MomentumError `not_allowed` for a user with a password who did not give it
   */
  readonly user: () => Promise<User | undefined>
  /** Whose private tasks may be seen: those of who acts. */
  readonly viewer: () => Promise<Viewer>
  /**
   * Makes sure that who types may act as this user.
   *
   * @throws MomentumError `not_allowed`
   */
  readonly authorize: (user: User) => Promise<void>
  /** Remembers, on this computer, who is logged in to the household; undefined: nobody any more. */
  readonly remember: (login: Login | undefined) => void
  /** Who is remembered. */
  readonly remembered: () => Login | undefined
  /** The secret on standard input. */
  readonly readSecret: () => Promise<string>
  readonly ask: () => Promise<Prompts>
  /**
   * Called before the database is opened; the answer is the question itself, to ask before something
   * is lost. `--yes` answers it.
   *
   * @throws MomentumError `usage` where nobody can be asked; the question, `cancelled` (with the
   * sentence `declined`) when the answer is no
   */
  readonly consent: () => (question: string, declined?: string) => Promise<void>
  readonly newUuid: () => string
  readonly newToken: () => string
}
