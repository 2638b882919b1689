import { usageError } from '../errors.ts'
import { enumerate } from './enumerate.ts'

/** Folds case and Unicode forms, so that texts can be compared and searched. Never shown. */
export function fold(text: string): string {
  // Lower case comes first because ẞ has to become ß before upper case turns it into SS.
  const folded = text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase()
  return folded.replaceAll('ς', 'σ').normalize('NFC')
}

/**
 * Folds a text further than {@link fold}, so that it is found however it is typed: accents and the
 * forms of letters, quotation marks, dashes and blanks are ignored. Line breaks stay.
 */
export function foldAccents(text: string): string {
  if (isAscii(text)) return text.replaceAll('`', "'").replace(asciiBlanks, ' ').toLowerCase()
  const plain = text
    .replace(apostrophes, "'")
    .replace(quotationMarks, '"')
    .replace(dashes, '-')
    .normalize('NFKD')
    .replace(accents, '')
    .replace(unseen(), '')
    .replace(blanks(), ' ')
  const folded = fold(plain).replace(specialLetters, (letter) => plainLetters[letter] ?? letter)
  // A text of nothing but ignored characters is found by these characters.
  return folded === '' ? fold(text) : folded
}

const apostrophes = /[\u00b4\u02b9\u02bb-\u02bd\u02c8\u0060\u2018-\u201b\u2032\u2035\uff07]/g
const quotationMarks = /[\u00ab\u00bb\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02]/g
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
/** Marks on Latin, Greek and Cyrillic letters. In other scripts, marks tell words apart. */
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
/** Characters that take no room on a screen. The pattern is slow to make, so only if needed. */
const unseen = () => /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const blanks = () => /[\p{Zs}\t]+/gu
const asciiBlanks = /[ \t]+/g

/** Letters that Unicode does not take apart, and what people type whose keyboard lacks them. */
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  þ: 'th',
  ŧ: 't',
}
const specialLetters = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

/**
 * Folds a name, so that two names are equal if nobody could tell them apart in a list: invisible
 * characters are ignored, and so are the kind and number of blanks in a row.
 */
export function nameKey(name: string): string {
  if (isAscii(name)) return name.replace(asciiBlanks, ' ').trim().toLowerCase()
  return fold(name.replace(unseen(), '').replace(blanksOfNames(), ' ').trim())
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

/** With the empty Braille pattern (U+2800), which looks like a blank but is not one in Unicode. */
const blanksOfNames = () => /[\p{Zs}\t\u2800]+/gu

/**
 * One line of text: trimmed, in Unicode NFC, 1 to `max` code points, without control characters.
 *
 * @param label names the text in messages ("title")
 * @throws MomentumError `usage` for any other text
 */
export function parseLine(label: string, text: string, max: number): string {
  const line = parseText(label, text, max)
  // Everything but control characters. The pattern of their Unicode property is slow to make.
  const control = /[^ -~\xa0-\u2027\u202a-\uffff]/.exec(line)
  if (control) {
    throw usageError(
      `The ${label} contains ${describeControl(control[0])}.`,
      'Write it on one line, in plain text.',
    )
  }
  return line
}

/**
 * The keys that no other name may have if this name is added. There are two for a name with an
 * invisible character, which may stand where another name has a blank.
 */
export function conflictingNameKeys(name: string): readonly string[] {
  return [...new Set([nameKey(name), nameKey(name.replace(unseen(), ' '))])]
}

/** What a name is called in messages, how long it may be, and which words it may not be. */
type NameRules = {
  readonly label: string
  readonly max: number
  /** Words with a meaning of their own where such a name is typed. */
  readonly words: readonly string[]
}

/**
 * A name on one line, as {@link parseLine} reads it. It must not look like a number or like a word
 * with a meaning, even if it has invisible characters.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseName(text: string, { label, max, words }: NameRules): string {
  const name = parseLine(label, text, max)
  const seen = nameKey(name)
  if (!/^#?\d+$/.test(seen) && !words.includes(seen)) return name
  const quoted = words.map((word) => `“${word}”`)
  throw usageError(
    `“${name}” cannot be a ${label}.`,
    `Use a name with at least one letter, other than ${enumerate(quoted, 'or')}.`,
  )
}

/**
 * Text of one or more lines: trimmed, in Unicode NFC, 1 to `max` code points.
 *
 * @param label names the text in messages ("description")
 * @throws MomentumError `usage` for a blank, too long or damaged text
 */
export function parseText(label: string, text: string, max: number): string {
  if (!text.isWellFormed() || text.includes('\0') || text.includes('\ufffd')) {
    throw usageError(
      `The ${label} contains an unreadable character.`,
      'Type it again. Text must be valid UTF-8 without NUL characters.',
    )
  }
  const value = text.normalize('NFC').trim()
  if (isInvisible(value)) throw usageError(`The ${label} is empty.`)
  const length = [...value].length
  if (length > max) {
    throw usageError(`The ${label} is ${length} characters long; the limit is ${max}.`)
  }
  return value
}

/** Whether nothing of a text could be seen on a screen. */
function isInvisible(text: string): boolean {
  if (/[!-~]/.test(text)) return false
  const unseen = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu
  return text.replace(unseen, '') === ''
}

function describeControl(character: string): string {
  if (character === '\t') return 'a tab'
  if (/[\n\r\u2028\u2029]/.test(character)) return 'a line break'
  return `a control character (${codePoint(character)})`
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Whether a typed value is the word `none`, which clears an optional value. */
export function isNone(text: string): boolean {
  return text.trim().toLowerCase() === 'none'
}
