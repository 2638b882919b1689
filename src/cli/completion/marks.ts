import { domains, efforts, priorities } from '../../domain/task.ts'
import type { Kind } from './kinds.ts'
import type { Candidate, Wanted } from './place.ts'

const lowerCase = (words: readonly string[]) => words.map((word) => word.toLowerCase())

/** The kinds of values that can follow each mark of quick add. */
const marks: Readonly<Record<string, readonly Kind[]>> = {
  '@': ['members'],
  '+': [lowerCase(domains), 'categories'],
  'pri:': [lowerCase(priorities)],
  'effort:': [lowerCase(efforts)],
  'due:': ['dates'],
}

/** Lists the words with a mark of quick add that begin as typed; other words are free text. */
export async function listMarked(
  wanted: Wanted,
  typed: string,
  list: (kind: Kind, word: string) => Promise<readonly Candidate[]>,
): Promise<readonly Candidate[]> {
  const [, mark = '', word = ''] = /^(@|\+|pri:|effort:|due:)(.*)$/is.exec(typed) ?? []
  // Everything after a lone = is the definition of done.
  const isDone = wanted.typed.indexOf('=') > 0
  const kinds = isDone ? [] : (marks[mark.toLowerCase()] ?? [])
  const found = await Promise.all(kinds.map((kind) => list(kind, word.replaceAll('-', ' '))))
  return (
    found
      .flat()
      // A number replaces a name that could harm a terminal, but a mark accepts only names.
      .filter(({ value }) => value !== 'none' && !/^\d+$/.test(value))
      .map(({ value, description }) => ({ value: mark + value.replace(/\s+/g, '-'), description }))
  )
}
