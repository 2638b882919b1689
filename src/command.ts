import type { MomentumError } from './errors.ts'
import type { Style } from './terminal/format.ts'
import type { Context } from './world.ts'

/** The words after a command: operands in their order, options by name. */
export type Args = {
  /** The command itself: `task add`; today’s page is `momentum`. */
  readonly command: string
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
  /** The options that every command takes; apart, so that a command may have one of the same name. */
  readonly globals: Readonly<Record<string, unknown>>
}

/** A command is four functions: read the request, do the work, tell a person, tell a program. */
export type Command<Input, Output> = {
  /** The keys of the JSON answer, in its order: what `--fields` can pick from; they may hang on the words. */
  readonly fields: readonly string[] | ((args: Args) => readonly string[])
  /** Parses words, and asks for missing ones where somebody can be asked. */
  input(args: Args, context: Context): Input | Promise<Input>
  run(input: Input, context: Context): Promise<Output>
  /** What a person reads. Every text in `output` is safe to show by now. */
  human(output: Output, style: Style): string
  /** One document; or a list in parts, which is printed while the database is still open. */
  json(output: Output): unknown
  /** For an answer that is itself bad news: told after it, and decides the exit code. */
  failure?(output: Output): MomentumError | undefined
}

/** Any command, to one who only calls it. */
export type AnyCommand = Command<unknown, unknown>

/** Checks a command's four functions against each other. */
export function defineCommand<Input, Output>(command: Command<Input, Output>): AnyCommand {
  // The runner hands each function what the one before gave; which types those are is the command's own affair.
  return command as AnyCommand
}

/** A command as the table of contents knows it: all but the code that runs it. */
export type Verb = {
  /** The words to type: `add [title]`. */
  readonly usage: string
  readonly summary: string
  /** What `--help` says beyond the summary. */
  readonly details?: string
  /** The first one leads the help. */
  readonly examples: readonly [string, ...string[]]
  readonly options?: readonly (readonly [flags: string, description: string])[]
  readonly load: () => Promise<{ readonly default: AnyCommand }>
}

/** A noun and its verbs. */
export type Group = {
  readonly noun: string
  readonly summary: string
  readonly verbs: readonly Verb[]
}

/** The value of an option that takes one. */
export function option(args: Args, name: string): string | undefined {
  const value = args.options[name]
  return typeof value === 'string' ? value : undefined
}

/** Whether an option that takes no value was given. */
export function flag(args: Args, name: string): boolean {
  return args.options[name] === true
}
