import type { Actor } from './access/actor.ts'
import type { Db } from './db/schema.ts'
import type { Writer } from './db/transaction.ts'
import type { CalendarDate, Instant } from './domain/time.ts'
import type { Hint, MomentumError } from './errors.ts'
import { once } from './once.ts'
import type { Settings } from './settings/settings.ts'
import type { Style } from './terminal/paint.ts'
import type { Progress } from './terminal/progress.ts'
import type { Prompts } from './terminal/prompt.ts'

/** What was typed after a command: operands in order, options by name. */
export type Args = {
  /** The command itself: `task add`, or `momentum` for today's page. */
  readonly command: string
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
  /** The options that every command takes, apart from a command's own of the same name. */
  readonly globals: Readonly<Record<string, unknown>>
}

/**
 * A command is four functions: read the request, do the work, answer a person, answer a program.
 */
export type Command<Input, Output> = {
  /** The keys of the JSON answer in order, for `--fields`; they may depend on what was typed. */
  readonly fields: readonly string[] | ((args: Args) => readonly string[])
  /**
   * Whether the command works on the whole household, which may take a server long; it may depend
   * on what was typed.
   */
  readonly isLongWork?: boolean | ((args: Args) => boolean)
  /**
   * Whether it runs unattended, for example from cron: it asks no questions, and neither creates
   * nor upgrades the household.
   */
  readonly isUnattended?: true
  /** Whether it runs although a setting makes no sense, so that it can correct it. */
  readonly mendsSettings?: true
  /** Parses what was typed, and asks a person for what is missing. */
  input(args: Args, context: Context): Input | Promise<Input>
  run(input: Input, context: Context): Promise<Output>
  /** Whether it saves something without `context.writer()`. */
  saves?(input: Input): boolean
  /** Writes what a person reads. Every text in `output` is safe to show. */
  human(output: Output, style: Style): string
  /** Whether people copy the text elsewhere, so that its lines must not be wrapped. */
  isCopied?(output: Output): boolean
  /**
   * Returns text that is meant for other programs, which is printed unchanged instead of `human`'s;
   * in parts, while the database is open. Only a terminal gets its control characters escaped.
   */
  raw?(output: Output): string | AsyncIterable<string> | undefined
  /** Returns one document, or a list in parts, which is printed while the database is open. */
  json(output: Output): unknown
  /** Returns the error to report after an answer that is bad news; it decides the exit code. */
  failure?(output: Output): MomentumError | undefined
}

/** Any command, for code that only calls it. */
export type AnyCommand = Command<unknown, unknown>

/** Defines a command, and checks the types of its four functions against each other. */
export function defineCommand<Input, Output>(command: Command<Input, Output>): AnyCommand {
  // The runner hands each function what the one before returned, whatever its type is.
  return command as AnyCommand
}

/** An option as it is typed. `list` is for one with several values, which add up if repeated. */
export type OptionEntry = readonly [flags: string, description: string, kind?: 'list']

/** A command in the table of contents: everything but the code that runs it. */
export type Verb = {
  /** The words to type: `add [title]`. */
  readonly usage: string
  readonly summary: string
  /** What `--help` says beyond the summary. */
  readonly details?: string
  /** The first is also an example of its noun. */
  readonly examples: readonly [string, ...string[]]
  readonly options?: readonly OptionEntry[]
  /** Whether it changes the household, so that `--dry-run` can try it. */
  readonly writes?: true
  /** Whether the beginning of its name stands for other verbs that begin so, if there are any. */
  readonly isRare?: true
  readonly load: () => Promise<{ readonly default: AnyCommand }>
}

/** A noun and its verbs. */
export type Group = {
  readonly noun: string
  /** A letter that can be typed for the noun. */
  readonly letter?: string
  readonly summary: string
  /** The verbs that can be typed without the noun: `momentum list`. */
  readonly everyday?: readonly string[]
  readonly verbs: readonly Verb[]
}

/**
 * Defines a noun. Its table of verbs is built only when it is needed, because most commands need
 * the verbs of one noun.
 */
export function defineGroup(group: Omit<Group, 'verbs'> & { verbs(): readonly Verb[] }): Group {
  const verbs = once(group.verbs)
  return {
    ...group,
    get verbs() {
      return verbs()
    },
  }
}

/** A file that a person edited, whose text the command has yet to save. */
export type EditedFile = {
  readonly path: string
  readonly text: string
  /** Deletes the file, once its text is saved. */
  readonly discard: () => void
}

/** What a command may know and do. What takes time is a function, called when it is needed. */
export type Context = {
  readonly now: Date
  readonly instant: Instant
  /** The household's calendar day. */
  readonly today: CalendarDate
  readonly settings: Settings
  /** How many rows a list shows by default: a person sees a page, a program all. */
  readonly pageSize: number | undefined
  readonly isLongWork: boolean
  /** Whether all changes are rolled back at the end. */
  readonly isDryRun: boolean
  /** Whether there is a person at a terminal who can be asked. */
  readonly interactive: boolean
  /** Tells a person something that is not the answer. */
  readonly notice: (sentence: string, hint?: Hint) => void
  /** Returns a hint with the whole command to type, for an answer in JSON. */
  readonly completeHint: (hint: Hint) => Hint
  /** Shows a bar at the terminal, for work of this many parts. */
  readonly progress: (label: string, total: number) => Progress
  /** The household's database, opened at the first call and closed by the runner. */
  readonly db: () => Promise<Db>
  /** The same database, to change it: changes are recorded as made by who acts. */
  readonly writer: () => Promise<Writer>
  /** Has the runner close a database that the command opened by itself. */
  readonly closing: (db: Db) => Db
  readonly actor: Actor
  /**
   * Reads what is piped in.
   *
   * @throws MomentumError `usage` at a terminal, with this hint, or for more than so many MiB
   */
  readonly readInput: (most: number, hint: Hint) => Promise<Uint8Array>
  /** Lets the person edit a text in a file of this name. @throws MomentumError if that fails */
  readonly openEditor: (name: string, text: string) => Promise<EditedFile>
  /** Opens a page in the person's browser. @returns whether a program took it */
  readonly openPage: (path: string) => Promise<boolean>
  /** Calls the listener once the answer is printed; never if it could not be. */
  readonly whenPrinted: (listener: () => void) => void
  /** Opens the questions to the person. */
  readonly ask: () => Promise<Prompts>
  /**
   * Makes sure, before the database is opened, that somebody can confirm. Returns the question to
   * ask before something is lost; `--yes` answers it.
   *
   * @throws MomentumError `usage` where nobody can be asked; from the question, `cancelled` with
   * the sentence `declined` when the answer is no
   */
  readonly consent: () => (question: string, declined?: string) => Promise<void>
  readonly newUuid: () => string
  /** The absolute paths with which a shell runs this program: Node and the program. */
  readonly program: readonly string[]
}
