import { isAscii } from '../text.ts'
import { findMonth, findWeekday } from '../time.ts'
import { type Unit, type Weekday, weekdays } from './rule.ts'

/** A word of a rule in lower case, and where it stands in the text. */
export type Word = {
  readonly word: string
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The words of a rule. `3d` is two words; commas, `and` and `the` are left out. */
export function readWords(typed: string): readonly Word[] {
  // The pattern of a Unicode property is slow to make.
  const [letter, flags] = isAscii(typed) ? ['[a-z]', 'gi'] : ['\\p{L}', 'giu']
  const text = typed
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(new RegExp(`(${letter})\\.(?=[\\s,]|$)`, flags), '$1')
    .replace(new RegExp(`(${letter})(?: *- *| +to +)(?=${letter})`, flags), '$1-')
  return Array.from(text.matchAll(pieces), ({ 0: piece, index: from }) => {
    return { word: piece.toLowerCase(), text, from, to: from + piece.length }
  }).filter(({ word }) => !silent.has(word))
}

/** Numbers glued to a unit, which are no ordinals such as `3rd`, and everything between blanks. */
const pieces = /-?\d+(?:\.\d+)?(?=(?!st|nd|rd|th)[a-z]+(?![^\s,]))|[^\s,]+/gi

const silent = new Set(['and', 'the', '&'])

/** Words as they were typed, from the first to the last. */
export function typedText(words: readonly Word[]): string {
  const [first, last] = [words[0], words.at(-1)]
  return first === undefined ? '' : first.text.slice(first.from, last?.to)
}

/** A unit of time in words, and how many of ours it is. */
type UnitOfWords = { readonly unit: Unit; readonly count: number }

const unitWords: Readonly<Record<string, UnitOfWords>> = {
  d: { unit: 'day', count: 1 },
  day: { unit: 'day', count: 1 },
  w: { unit: 'week', count: 1 },
  wk: { unit: 'week', count: 1 },
  week: { unit: 'week', count: 1 },
  fortnight: { unit: 'week', count: 2 },
  m: { unit: 'month', count: 1 },
  mo: { unit: 'month', count: 1 },
  month: { unit: 'month', count: 1 },
  quarter: { unit: 'month', count: 3 },
  y: { unit: 'year', count: 1 },
  yr: { unit: 'year', count: 1 },
  year: { unit: 'year', count: 1 },
}

const adverbs: Readonly<Record<string, string>> = {
  daily: 'day',
  weekly: 'week',
  fortnightly: 'fortnight',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annually: 'year',
}

/** `day`, `weeks`, `fortnight`, `3d` without its number. */
export function readUnit(word: Word | undefined): UnitOfWords | undefined {
  return word && find(unitWords, word.word.replace(/(?<=..)s$/, ''))
}

/** `daily`, `monthly`. */
export function readAdverb(word: Word | undefined): UnitOfWords | undefined {
  return word && find(unitWords, find(adverbs, word.word) ?? '')
}

const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}

/** `3`, `three`, and also `0`, `-2` and `1.5`, so that they can be named when they are refused. */
export function readNumber(word: Word | undefined): number | undefined {
  if (word === undefined) return undefined
  return /^-?\d+(?:\.\d+)?$/.test(word.word) ? Number(word.word) : find(numberWords, word.word)
}

const ordinalWords: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: -1,
}

/** `first` to `fifth`, `2nd`; `last` is -1. */
export function readOrdinal(word: Word | undefined): number | undefined {
  if (word === undefined) return undefined
  return hasOrdinalDigits(word) ? Number.parseInt(word.word, 10) : find(ordinalWords, word.word)
}

/** Whether a word is `2nd` rather than `second`. */
export function hasOrdinalDigits({ word }: Word): boolean {
  return /^\d+(?:st|nd|rd|th)$/.test(word)
}

/** `mon`, `Monday`, `tues`, `fridays`. */
export function readWeekday(word: string): Weekday | undefined {
  const place = findWeekday(word.replace(/s$/, ''))
  // Ours begin on Monday.
  return place === undefined ? undefined : weekdays[(place + 6) % 7]
}

/** `oct`, `October`, `sept`; 1 for January. */
export function readMonth(word: string | undefined): number | undefined {
  return findMonth(word ?? '')
}

/** Looks up a word, without those that every object inherits, such as `constructor`. */
function find<Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined
}
