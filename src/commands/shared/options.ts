import type { Args } from '../../command.ts'
import { parseCount } from '../../domain/count.ts'
import { typedWord } from '../../domain/shell.ts'
import { isNone } from '../../domain/text.ts'
import { type MomentumError, usageError } from '../../errors.ts'

/** The value of an option that takes one. */
export function option(args: Args, name: string): string | undefined {
  const value = args.options[name]
  return typeof value === 'string' ? value : undefined
}

/** Whether an option that takes no value was given. */
export function flag(args: Args, name: string): boolean {
  return args.options[name] === true
}

/** The options that were given as they are typed, each after a blank. */
export function typedOptions(args: Args, isWanted = (_: string) => true): string {
  return Object.entries(args.options)
    .filter(([name]) => isWanted(name))
    .map(([name, value]) => {
      const typed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      if (typeof value === 'string') return ` --${typed} ${typedWord(value)}`
      return value === false ? ` --no-${typed}` : ` --${typed}`
    })
    .join('')
}

/** The parsed value of an option; undefined where it was not given. */
export function parsed<Value>(
  args: Args,
  name: string,
  parse: (text: string) => Value,
): Value | undefined {
  const text = option(args, name)
  return text === undefined ? undefined : parse(text)
}

/** The parsed operand at this position; undefined where there are fewer. */
export function parsedOperand<Value>(
  args: Args,
  position: number,
  parse: (text: string) => Value,
): Value | undefined {
  const text = args.operands[position]
  return text === undefined ? undefined : parse(text)
}

/** The number that an option gives; undefined where it was not given. */
export function parsedCount(args: Args, name: string, least: number): number | undefined {
  return parsed(args, name, (text) => parseCount(`--${name}`, text, least))
}

/** Parses an optional value, which the word `none` clears. */
export function orNone<Value>(parse: (text: string) => Value): (text: string) => Value | null {
  return (text) => (isNone(text) ? null : parse(text))
}

type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> }

/** Keeps the values that were given. */
export function onlyGiven<Values extends object>(values: Values): Given<Values> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  // The keys and values are those of `values`; Object.fromEntries forgets their types.
  return Object.fromEntries(given) as Given<Values>
}

/** Whether an edit changes nothing. */
export function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0
}

/** @throws MomentumError `usage` when more than one of these options was given */
export function requireAtMostOne(args: Args, ...names: readonly string[]): void {
  const [first, second] = names.filter((name) => args.options[name] !== undefined)
  if (first === undefined || second === undefined) return
  throw usageError(`Use ${asTyped(first)} or ${asTyped(second)}, not both.`)
}

/** The option as it is typed: `dueBefore` is `--due-before`. */
function asTyped(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** The error for an edit that names no change. */
export function noChangesError(
  hint: ConstructorParameters<typeof MomentumError>[2],
): MomentumError {
  return usageError('Say what to change.', hint)
}
