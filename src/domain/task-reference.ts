import { usageError } from '../errors.ts'
import type { TaskId } from './task.ts'
import { parseLine } from './text.ts'

/**
 * A task as a person names it: by number, by UUID or the beginning of one, or by part of its title.
 * A text that can be read in several ways is tried in this order.
 */
export type TaskReference = {
  readonly text: string
  readonly id?: TaskId
  readonly uuid?: string
  readonly part?: string
}

/** Tasks as a person names them, with one or more words. */
export type TaskNames = {
  /** What each word names. */
  readonly each: readonly TaskReference[]
  /** All words as one title, typed without quotes; undefined if they cannot be one. */
  readonly whole: TaskReference | undefined
  /** Whether a program gets a list, even for one reference. */
  readonly isList?: true
}

/**
 * A task named by number (`3` or `#3`), UUID or part of its title. Digits alone never stand for
 * part of a title, so that a mistyped number does not find another task.
 *
 * @throws MomentumError `usage` for a blank text or more than 200 characters
 */
export function parseTaskReference(text: string): TaskReference {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^#(?=\d+$)/, '')
  const uuid = isUuidBeginning(word) ? { uuid: word } : {}
  if (/^\d+$/.test(word)) return { text: word, id: Number(word) as TaskId, ...uuid }
  const part = parseLine('task', text, 200)
  return { text: part, part, ...uuid }
}

/**
 * Tasks named by one or more words: `5 7`, `5,7`, `5-10`, `bins`. Unless every word is a number or
 * a UUID, all of them may also be one title.
 *
 * @throws MomentumError `usage` for a word that is blank or longer than 200 characters, and for a
 * range that runs backward or is too long
 */
export function parseTaskNames(words: readonly string[]): TaskNames {
  const each = words.flatMap((word) => parseNumbers(word) ?? parseTaskReference(word))
  const title = words.join(' ')
  const isTitle = each.length > 1 && each.some(isTitleOnly) && [...title].length <= 200
  return { each, whole: isTitle ? { text: title, part: title } : undefined }
}

/** The most tasks that one range of numbers names. */
const maxInRange = 1000

/** The numbers in `5,7` and `5-10`; undefined for another word. */
function parseNumbers(word: string): readonly TaskReference[] | undefined {
  const isList = /^#?\d+(-#?\d+)?(,#?\d+(-#?\d+)?)*$/.test(word)
  if (!isList || isUuidBeginning(word)) return undefined
  return word.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.replaceAll('#', '').split('-').map(Number)
    const count = last - first + 1
    if (count < 1) throw usageError(`${part} runs backward.`, `Type: ${last}-${first}`)
    if (count > maxInRange) throw usageError(`${part} names more than ${maxInRange} tasks.`)
    return Array.from({ length: count }, (_, index) => parseTaskReference(`${first + index}`))
  })
}

/**
 * The words that name tasks in a text that was piped in, one task in each line.
 *
 * @throws MomentumError `usage` if there is none
 */
export function parsePipedNames(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0) throw usageError('What is piped in names no task.')
  return lines
}

/**
 * A task named by words that need no quotes.
 *
 * @throws MomentumError as {@link parseTaskReference}, and for several numbers or UUIDs
 */
export function parseTaskWords(words: readonly string[]): TaskReference {
  const isSeveral = words.length > 1 && !words.map(parseTaskReference).some(isTitleOnly)
  if (isSeveral) throw usageError(`Name one task, not ${words.length}.`)
  return parseTaskReference(words.join(' '))
}

/** Whether a reference can only be part of a title. */
export function isTitleOnly({ id, uuid }: TaskReference): boolean {
  return id === undefined && uuid === undefined
}

/** Whether a word is at least the first eight digits of a UUID, with its dashes. */
function isUuidBeginning(word: string): boolean {
  const filled = word + '00000000-0000-0000-0000-000000000000'.slice(word.length)
  return word.length >= 8 && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(filled)
}
