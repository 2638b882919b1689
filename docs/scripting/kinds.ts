import type { Color } from '../../src/domain/category.ts'
import type { DayOfYear } from '../../src/domain/routine/routine.ts'
import type { CalendarDate, Instant } from '../../src/domain/time.ts'

/**
 * What a value in JSON can be: for the page, for tests and, by `Value`, for the compiler. `Value`
 * is what the code has there, without the brands of numbers.
 */
export type Kind<Value> = {
  /** As the page says it, in Markdown. */
  readonly says: string
  /** As the page says several of it. */
  readonly many: string
  /** Says in which places a value is of another kind; `at` is the place of the value itself. */
  readonly faults: (value: unknown, at: string) => readonly string[]
  /** Never called: with it, kinds of different values are different types. */
  readonly of?: (value: Value) => Value
}

type Typed<Value> = 0 extends 1 & Value
  ? unknown
  : Value extends CalendarDate
    ? CalendarDate
    : Value extends Instant
      ? Instant
      : Value extends number
        ? number
        : Value extends readonly (infer Item)[]
          ? readonly Typed<Item>[]
          : Value

/**
 * What a field is, what it means, and a value that it can have; undefined where an example would be
 * longer than the page of the document that it is of.
 */
export type Field<Value> = readonly [kind: Kind<Typed<Value>>, means: string, example: unknown]

/** A row for each key: the compiler names the ones that are missing, and those of another kind. */
export type Fields<Value> = { readonly [Key in keyof Value]-?: Field<Value[Key]> }

/** Any kind, for code that only shows or checks it. */
export type AnyKind = Omit<Kind<unknown>, 'of'>

type AnyField = readonly [kind: AnyKind, means: string, example: unknown]

/** A kind of object whose fields the page lists under a heading of its own. */
export type Document<Value> = Kind<Value> & {
  readonly name: string
  readonly about: string
  /** The document that it has all the fields of. */
  readonly base: AnyDocument | undefined
  /** Its fields, without those of the base. */
  readonly fields: Readonly<Record<string, AnyField>>
}

/** Any document, for code that only shows or checks it. */
export type AnyDocument = Omit<Document<unknown>, 'of'>

function kind<Value>(
  says: string,
  fits: (value: unknown) => boolean,
  many = `list of ${says}`,
): Kind<Value> {
  const faults = (value: unknown, at: string) =>
    fits(value) ? [] : [`${at}: ${JSON.stringify(value)} is not ${says}`]
  return { says, many, faults }
}

function matching<Value>(says: string, pattern: RegExp, many?: string): Kind<Value> {
  return kind(says, (value) => typeof value === 'string' && pattern.test(value), many)
}

export const text = kind<string>('text', (value) => typeof value === 'string', 'list of texts')
export const number = kind<number>('number', (value) => typeof value === 'number')
export const whole = kind<number>('whole number', (value) => Number.isInteger(value))
export const yesOrNo = kind<boolean>('boolean', (value) => typeof value === 'boolean')
export const date = matching<CalendarDate>('date', /^\d{4}-\d\d-\d\d$/, 'list of dates')
export const instant = matching<Instant>('instant', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
export const dayOfYear = matching<DayOfYear>('day of any year, `MM-DD`', /^\d\d-\d\d$/)
export const color = matching<Color>('color, `#rrggbb`', /^#[0-9a-f]{6}$/)
export const uuid = matching<string>('UUID', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const nothing = kind<null>('`null`', (value) => value === null)
export const always = kind<true>('`true`', (value) => value === true)

/** A value of a closed set. */
export function word<Word extends string>(words: readonly Word[]): Kind<Word> {
  const says = words.map((each) => `\`${each}\``).join(', ')
  return kind(says, (value) => words.some((each) => each === value))
}

export function orNull<Value>({ says, faults }: Kind<Value>): Kind<Value | null> {
  return {
    says: `${says}; or \`null\``,
    many: `list of ${says} or \`null\``,
    faults: (value, at) => (value === null ? [] : faults(value, at)),
  }
}

/** A value that is there only sometimes: everywhere else, every key is always present. */
export function sometimes<Value>({ says, faults }: Kind<Value>): Kind<Value | undefined> {
  return {
    says: `${says}; or absent`,
    many: `list of ${says}`,
    faults: (value, at) => (value === undefined ? [] : faults(value, at)),
  }
}

export function listOf<Item>({ many, faults }: Kind<Item>): Kind<readonly Item[]> {
  return {
    says: many,
    many: `list of lists: each a ${many}`,
    faults: (value, at) =>
      Array.isArray(value)
        ? value.flatMap((item, index) => faults(item, `${at}[${index}]`))
        : [`${at}: ${JSON.stringify(value)} is not a list`],
  }
}

/** An object with a value for each of these keys. */
export function tableOf<Key extends string, Value>(
  keys: readonly Key[],
  { says, faults }: Kind<Value>,
): Kind<Readonly<Record<Key, Value>>> {
  const shown = `object: for each of ${word(keys).says} a ${says}`
  return {
    says: shown,
    many: `list of ${shown}`,
    faults: (value, at) => [
      ...keyFaults(value, keys, at),
      ...keys.flatMap((key) => faults(valueAt(value, key), `${at}.${key}`)),
    ],
  }
}

/** An object whose keys are not known beforehand. */
export function anyTable<Value>(
  says: string,
  each: Kind<Value>,
): Kind<Readonly<Record<string, Value>>> {
  return {
    says,
    many: `list of ${says}`,
    faults: (value, at) =>
      isObject(value)
        ? Object.entries(value).flatMap(([key, inner]) => each.faults(inner, `${at}.${key}`))
        : [`${at}: ${JSON.stringify(value)} is not an object`],
  }
}

/** Either of two kinds. */
export function either<One, Other>(one: Kind<One>, other: Kind<Other>): Kind<One | Other> {
  const says = `${one.says}, or ${other.says}`
  return {
    says,
    many: `list of ${says}`,
    faults(value, at) {
      const faults = one.faults(value, at)
      const others = faults.length === 0 ? [] : other.faults(value, at)
      return others.length === 0 ? [] : faults.length <= others.length ? faults : others
    },
  }
}

type Described<Value> = {
  readonly name: string
  /** The plural of the name. */
  readonly plural?: string
  readonly about: string
  readonly fields: Fields<Value>
}

/** A document with its fields, in the order in which they are printed. */
export function document<Value>(described: Described<Value>): Document<Value> {
  return make(described, undefined)
}

/** A document that has all the fields of another one, and then more. */
export function extended<Base, Value extends Base>(
  base: Document<Base>,
  described: Described<Omit<Value, keyof Base>>,
): Document<Value> {
  return make(described, base)
}

function make<Value>(
  { name, plural = `${name}s`, about, fields }: Described<Value>,
  base: AnyDocument | undefined,
): AnyDocument {
  // A mapped type hides that each of its values is a field.
  const made = { name, about, base, fields: fields as AnyDocument['fields'] }
  const all = Object.entries(allFields(made))
  const anchor = `#${name.replace(/[^\w -]/g, '').replaceAll(' ', '-')}`
  return {
    ...made,
    says: `[${name}](${anchor})`,
    many: `list of [${plural}](${anchor})`,
    faults(value, at) {
      const expected = all.filter(([key, field]) => hasKey(value, key) || !isOptional(field))
      const wrong = keyFaults(
        value,
        expected.map(([key]) => key),
        at,
      )
      if (wrong.length > 0) return wrong
      return expected.flatMap(([key, [each]]) => each.faults(valueAt(value, key), `${at}.${key}`))
    },
  }
}

/** The fields of a document, with those of its base, in the order in which they are printed. */
export function allFields({
  base,
  fields,
}: Pick<AnyDocument, 'base' | 'fields'>): AnyDocument['fields'] {
  return base === undefined ? fields : { ...allFields(base), ...fields }
}

/** What a document with the examples of its fields looks like. */
export function exampleOf(document: AnyDocument): Readonly<Record<string, unknown>> {
  const fields = Object.entries(allFields(document)).filter(([, field]) => !isOptional(field))
  return Object.fromEntries(fields.map(([key, [, , example]]) => [key, example]))
}

function isOptional([kind]: AnyField): boolean {
  return kind.faults(undefined, '').length === 0
}

function keyFaults(value: unknown, keys: readonly string[], at: string): readonly string[] {
  if (!isObject(value)) return [`${at}: ${JSON.stringify(value)} is not an object`]
  const found = Object.keys(value)
  if (found.join() === keys.join()) return []
  return [`${at}: the keys are ${found.join(', ')}, not ${keys.join(', ')}`]
}

function valueAt(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined
}

function hasKey(value: unknown, key: string): boolean {
  return isObject(value) && key in value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
