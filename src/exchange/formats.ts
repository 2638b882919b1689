import { listed, parseChoice } from '../domain/choice.ts'
import { usageError } from '../errors.ts'

/** The formats that are read, in the order in which they are named. */
export const sourceFormats = [
  'jsonl',
  'csv',
  'taskwarrior',
  'todotxt',
  'todoist',
  'ical',
  'donetick',
  'grocy',
] as const
export type SourceFormat = (typeof sourceFormats)[number]

/** The formats that are written. */
export const targetFormats = ['jsonl', 'csv', 'taskwarrior', 'todotxt', 'ical'] as const
export type TargetFormat = (typeof targetFormats)[number]

/** @throws MomentumError `usage` */
export function parseSourceFormat(text: string): SourceFormat {
  return parseChoice('format', text, sourceFormats)
}

/** @throws MomentumError `usage` */
export function parseTargetFormat(text: string): TargetFormat {
  return parseChoice('format', text, targetFormats)
}

/**
 * The format of a file, if its beginning leaves no doubt.
 *
 * @param name what the file is called in messages
 * @throws MomentumError `usage` if several formats are possible
 */
export function detectFormat(text: string, name: string): SourceFormat {
  const found = findFormat(text)
  if (found !== undefined) return found
  throw usageError(
    `${name} does not say what format it has.`,
    `Add --from: ${listed(sourceFormats, 'or')}.`,
  )
}

function findFormat(text: string): SourceFormat | undefined {
  const start = text.slice(0, 100_000).trimStart()
  if (/^BEGIN:(VCALENDAR|VTODO)\b/i.test(start)) return 'ical'
  if (/^[[{]/.test(start)) return findJson(start)
  const [line = ''] = start.split('\n', 1)
  if (/^\([A-Z]\) \S|^x \d{4}-\d\d-\d\d /.test(line)) return 'todotxt'
  const columns = line
    .toLowerCase()
    .split(/[,;\t]/)
    .map((name) => name.replaceAll('"', '').trim())
  if (columns.includes('type') && columns.includes('content')) return 'todoist'
  return columns.length > 1 && columns.includes('title') ? 'csv' : undefined
}

/** The keys by which the first record of a JSON file is known, in the order of the search. */
const jsonKeys: readonly (readonly [key: RegExp, format: SourceFormat])[] = [
  [/^\{\s*"momentum"\s*:/, 'jsonl'],
  [/"(frequencyType|frequencyMetadata|assignStrategy)"\s*:/, 'donetick'],
  [/"(chore_name|chore_id|period_type|assigned_to_user_id|row_created_timestamp)"\s*:/, 'grocy'],
  [/"title"\s*:/, 'jsonl'],
  [/"description"\s*:/, 'taskwarrior'],
]

function findJson(start: string): SourceFormat | undefined {
  return jsonKeys.find(([key]) => key.test(start))?.[1]
}
