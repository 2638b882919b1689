import { MomentumError, usageError } from '../errors.ts'
import { listed, parseChoice } from './choice.ts'
import { isDateOfWords, parseDate } from './date.ts'
import { didYouMean } from './near.ts'
import { parseRule } from './routine/parse.ts'
import { unlessRefused } from './routine/refusals.ts'
import type { RoutineMode } from './routine/routine.ts'
import { ruleText } from './routine/say.ts'
import { readNumber, readOrdinal, readUnit, readWeekday, readWords } from './routine/words.ts'
import {
  type Domain,
  domains,
  type Effort,
  efforts,
  type Priority,
  parseDefinitionOfDone,
  parseTitle,
  priorities,
} from './task.ts'
import { foldAccents } from './text.ts'
import { anyDay, type CalendarDate } from './time.ts'

/** What the words of quick add say of a task; what they do not say is left out. */
export type QuickAdd = {
  readonly title: string
  /** What was typed after `@`. */
  readonly owner?: string
  readonly domain?: Domain
  /** What was typed after `+`, if it is no domain. */
  readonly category?: string
  readonly priority?: Priority
  readonly effort?: Effort
  readonly due_date?: CalendarDate
  readonly definition_of_done?: string
  readonly mode?: RoutineMode
  /** In its canonical form. */
  readonly rule?: string
}

/** A word, with the blanks in front of it. */
type Word = { readonly text: string; readonly gap: string }

/**
 * Reads the words of quick add: `Bins every tue @sam +chores pri:high due:fri = At the curb`. A
 * mark counts only at the beginning of a word, and with something after it; a backslash in front of
 * a word keeps it. All other words are the title, as they were typed.
 *
 * @throws MomentumError `usage` for a mark that is typed twice, an unknown value, a task that
 * repeats and is due, or words that leave no title
 */
export function parseQuickAdd(text: string, today: CalendarDate): QuickAdd {
  const { words, done: typed } = splitDone(text)
  const done = typed === '' ? {} : { definition_of_done: parseDefinitionOfDone(typed) }
  const { kept, ...marks } = takeMarks(words, today)
  const { title, ...rule } = splitRule(kept)
  if (rule.rule !== undefined && marks.due_date !== undefined) throw dueOfRoutineError()
  return { title: parseTitle(joined(title.map(unescaped))), ...marks, ...done, ...rule }
}

/** The words, and the definition of done after a lone `=`. */
function splitDone(text: string): { readonly words: readonly Word[]; readonly done: string } {
  const all = Array.from(text.matchAll(/(\s*)(\S+)/gu), ([, gap = '', word = '']) => ({
    text: word,
    gap,
  }))
  const end = all.findIndex(
    (word, index) => word.text === '=' && index > 0 && index < all.length - 1,
  )
  if (end === -1) return { words: all, done: '' }
  return { words: all.slice(0, end), done: joined(all.slice(end + 1)) }
}

function joined(words: readonly Word[]): string {
  return words
    .map(({ gap, text }) => gap + text)
    .join('')
    .trim()
}

type Marks = Omit<QuickAdd, 'title' | 'definition_of_done' | 'mode' | 'rule'>

function takeMarks(words: readonly Word[], today: CalendarDate): Marks & { kept: Word[] } {
  const kept: Word[] = []
  let marks: Marks = {}
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word
    const due = dueText(word)
    const last = due === undefined ? at : lastOfDate(words, at, due)
    const mark = readMark(joined(words.slice(at, last + 1)), today)
    if (mark === undefined) kept.push(word)
    else marks = withMark(marks, mark, word)
    at = last
  }
  return { ...marks, kept }
}

function withMark(marks: Marks, mark: Marks, { text }: Word): Marks {
  const [key = ''] = Object.keys(mark)
  if (!(key in marks)) return { ...marks, ...mark }
  const what = names[key as keyof Marks]
  throw usageError(`“${text}” is a second ${what}.`, keepHint(text))
}

const names: Readonly<Record<keyof Marks, string>> = {
  owner: 'owner',
  domain: 'domain',
  category: 'category',
  priority: 'priority',
  effort: 'effort',
  due_date: 'due date',
}

/** The mark that a word is; undefined for a word of the title. */
function readMark(word: string, today: CalendarDate): Marks | undefined {
  const [, mark = '', value = ''] = /^(@|\+|pri:|effort:|due:)(.+)$/isu.exec(word) ?? []
  const read = <Value>(parse: () => Value): Value => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof MomentumError)) throw error
      throw usageError(error.message, sentences(error.hint?.lead, keepHint(word)))
    }
  }
  switch (mark.toLowerCase()) {
    case '@':
      return { owner: value }
    case '+':
      return groupOf(value)
    case 'pri:':
      return { priority: read(() => parseChoice('priority', value, priorities)) }
    case 'effort:':
      return { effort: read(() => parseChoice('effort', value, efforts)) }
    case 'due:':
      return { due_date: read(() => parseDate(value, today)) }
    default:
      return undefined
  }
}

function groupOf(word: string): Marks {
  const domain = domains.find((each) => each.toLowerCase() === word.toLowerCase())
  return domain === undefined ? { category: word } : { domain }
}

function dueText({ text }: Word): string | undefined {
  return /^due:(.+)$/isu.exec(text)?.[1]
}

/** The last of up to three words of a date: `due:25 dec` is one date, and so is `due:in 3 days`. */
function lastOfDate(words: readonly Word[], at: number, first: string): number {
  const isDate = (count: number) => {
    const more = words.slice(at + 1, at + 1 + count).map(({ text }) => text)
    return more.length === count && isDateOfWords([first, ...more].join(' '))
  }
  return at + ([2, 1].find(isDate) ?? 0)
}

/** Finds the words at the end that say how the task repeats, the earliest that do. */
function splitRule(
  words: readonly Word[],
): { readonly title: readonly Word[] } & Pick<QuickAdd, 'mode' | 'rule'> {
  for (let at = 1; at < words.length - 1; at += 1) {
    const mode = modes[words[at]?.text.toLowerCase() ?? '']
    const rule = mode && unlessRefused(() => ruleText(parseRule(joined(words.slice(at + 1)), mode)))
    if (mode && rule) return { title: words.slice(0, at), mode, rule }
  }
  return { title: words }
}

/** What begins like a rule but is none, such as “every 2nd friday”, and the error that says why. */
export type RefusedRule = { readonly text: string; readonly error: MomentumError }

/** Finds what begins like a rule in the title of a task that does not repeat. */
export function findRefusedRule(text: string, today: CalendarDate): RefusedRule | undefined {
  const { kept } = takeMarks(splitDone(text).words, today)
  const at = kept.findIndex((word, index) => {
    return index > 0 && word.text.toLowerCase() === 'every' && beginsLikeRule(kept.slice(index + 1))
  })
  if (at === -1 || splitRule(kept).rule !== undefined) return undefined
  try {
    parseRule(joined(kept.slice(at + 1)), 'CALENDAR')
  } catch (error) {
    if (error instanceof MomentumError) return { text: joined(kept.slice(at)), error }
    throw error
  }
  return undefined
}

function beginsLikeRule(words: readonly Word[]): boolean {
  const [first] = readWords(joined(words))
  const isWeekday = first !== undefined && readWeekday(first.word) !== undefined
  return isWeekday || [readNumber, readOrdinal, readUnit].some((read) => read(first) !== undefined)
}

const modes: Readonly<Record<string, RoutineMode | undefined>> = Object.assign(
  Object.create(null),
  { every: 'CALENDAR', after: 'AFTER' },
)

/** A word without the backslash that keeps it from being a mark. */
function unescaped({ text, gap }: Word): Word {
  return { text: text.replace(/^\\(?=[\\@+=]|pri:|effort:|due:|every$|after$)/iu, ''), gap }
}

function dueOfRoutineError() {
  return usageError(
    'A task that repeats gets its dates from its rule, and so has no due date of its own.',
    'Leave out due:, or put a backslash before “every” or “after” to keep it in the title.',
  )
}

/** Says how a word stays in the title. A shell would take the backslash away without quotes. */
function keepHint(word: string): string {
  return `To keep it in the title, put a backslash before it, in quotes: '\\${word}'`
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ')
}

/**
 * Finds what a mark names: by its name, without accents, or by the beginning of it up to a blank.
 * Blanks in a name can be left out, or be dashes: `@annamaria`, `@anna-maria`, `@anna`.
 *
 * @param mark the sign and what follows it: `@sam`
 * @param kind what is named: `member`
 * @param others words that are valid, too
 * @throws MomentumError `usage`, with the valid names
 */
export function findMarked<Named extends { readonly name: string }>(
  mark: string,
  kind: string,
  named: readonly Named[],
  others: readonly string[] = [],
): Named {
  const typed = keyOf(mark.slice(1))
  const exact = named.find(({ name }) => keyOf(name) === typed)
  const [first, ...more] = named.filter(({ name }) => keyOf(name.split(' ')[0] ?? '') === typed)
  const found = exact ?? (more.length === 0 ? first : undefined)
  if (found) return found
  const valid = [...new Set([...others, ...named.map(({ name }) => name)])]
  const choose = valid.length === 0 ? '' : `: choose ${listed(valid.map(markedName))}`
  const near = didYouMean(mark.slice(1), valid.map(markedName), foldAccents)
  throw usageError(
    first
      ? `“${mark}” is the beginning of several names${choose}.`
      : `There is no ${kind} “${mark.slice(1)}”${choose}.`,
    sentences(near, keepHint(mark)),
  )
}

function keyOf(name: string): string {
  return foldAccents(name).replace(/[\s_-]/gu, '')
}

/** A name as it is typed after a mark. */
function markedName(name: string): string {
  return name.replace(/\s+/gu, '-')
}

/** Whether the words of quick add say how the task repeats. */
export function isRoutine(text: string): boolean {
  return unlessRefused(() => parseQuickAdd(text, anyDay))?.rule !== undefined
}
