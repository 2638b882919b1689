import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRule } from '../../src/domain/routine/parse.ts'
import { MomentumError } from '../../src/errors.ts'
import { isoDay } from '../../src/exchange/days.ts'
import { largestFile } from '../../src/exchange/decode.ts'
import type { SourceFormat } from '../../src/exchange/formats.ts'
import { readHousehold } from '../../src/exchange/jsonl/read.ts'
import { readRecords } from '../../src/exchange/readers.ts'
import { type FileRecords, maxRecords } from '../../src/exchange/records.ts'
import { wholeFiles, wholeHousehold } from '../support/exchange/hostile-files.ts'
import { damagedTexts, reading } from '../support/exchange/reading.ts'
import { isLongRun, longPatience, sample } from '../support/long.ts'

type Read = (text: string) => Promise<FileRecords>

const files: readonly (readonly [name: string, whole: string, read: Read])[] = [
  ...Object.entries(wholeFiles).map(([format, whole]) => {
    // Object.entries forgets the type of the keys.
    const read: Read = (text) => readRecords(format as SourceFormat, text, reading)
    return [format, whole, read] as const
  }),
  [
    'jsonl of a household',
    wholeHousehold,
    async (text) => ({ tasks: [], routines: [], ...readHousehold(text, '0016_import') }),
  ],
]

/** What a program that means harm, or one that is broken, writes instead of a value. */
const oddTexts = [
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '1e999',
  '99999999999999999999',
  '0000-01-01',
  '99999-12-31',
  '2026-02-30',
  '00000101T000000Z',
  '99991231T235959Z',
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '=cmd|calc!A1',
  '<b><p>&lt;',
  '__proto__',
  'constructor',
  '\u200b',
  'two\nlines',
  '\u0007\u001b[2J',
  '\ud800',
  '\u202e',
  '"',
  '{',
  '[',
  '\\',
  'x'.repeat(20_000),
]
const oddValues: readonly unknown[] = [
  ...oddTexts,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  [],
  [null],
  [[[]]],
  ['x'],
  {},
  { id: {} },
  'a,b,'.repeat(5000),
]

test.each(files)('takes a whole file in %s', async (_, text, read) => {
  expect(await problemIn(read, text)).toBeUndefined()
  expect((await read(text)).faults).toEqual([])
})

describe.each(files)('with damage, %s', (_, whole, read) => {
  test('is read or refused when it is cut, or has odd bytes in it', async () => {
    expect(await problemsIn(read, damagedTexts(whole))).toEqual([])
  })

  test('is read or refused with odd values in any place', async () => {
    const texts = isJson(whole) ? jsonTexts(whole) : wordTexts(whole)
    expect(texts.length).toBeGreaterThan(200)
    expect(await problemsIn(read, sample(texts, 9))).toEqual([])
  })

  test('is read or refused with parts in another order', async () => {
    const parts = whole.split(/(?<=[\n,{}[\]])/)
    const orders = fc.sample(fc.shuffledSubarray(parts), {
      numRuns: isLongRun ? 2000 : 50,
      seed: 7,
    })
    expect(
      await problemsIn(
        read,
        orders.map((order) => order.join('')),
      ),
    ).toEqual([])
  })

  test(
    // What takes as long as the square of the length ends in no time that a test may take.
    'is read to its end however long its parts are',
    async () => {
      for (const text of longTexts(whole)) {
        expect([await problemIn(read, text), text.slice(0, 9)]).toEqual([
          undefined,
          expect.anything(),
        ])
      }
    },
    isLongRun ? longPatience : undefined,
  )
})

function isJson(text: string): boolean {
  return /^[[{]/.test(text)
}

/** The file with each of its values replaced by each odd one: one value, or one on each line. */
function jsonTexts(whole: string): readonly string[] {
  const lines = whole.endsWith('\n') ? whole.trimEnd().split('\n') : [whole]
  return lines.flatMap((line, index) => {
    const root: unknown = JSON.parse(line)
    return pathsIn(root).flatMap((path) => {
      const odd = oddValues.map((value) => JSON.stringify(withValue(root, path, value)))
      return odd.map((text) => lines.toSpliced(index, 1, text).join('\n'))
    })
  })
}

type Path = readonly string[]

function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    return [[key], ...pathsIn(inner).map((path) => [key, ...path])]
  })
}

function withValue(value: unknown, [key, ...path]: Path, odd: unknown): unknown {
  if (key === undefined) return odd
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const inner = Reflect.get(copy, key)
  Reflect.set(copy, key, withValue(inner, path, odd))
  return copy
}

/** The file with each of its words replaced by each odd text. */
function wordTexts(whole: string): readonly string[] {
  return [...whole.matchAll(/[^\s,;:="()]+/g)].flatMap(({ 0: word, index }) => {
    const [before, after] = [whole.slice(0, index), whole.slice(index + word.length)]
    return oddTexts.map((odd) => before + odd + after)
  })
}

/** Long texts of one piece over and over: alone, before a file, and in its first long text. */
function* longTexts(whole: string): Generator<string> {
  const length = isLongRun ? largestFile << 20 : 1 << 15
  const middle = whole.indexOf(whole.includes('Paper') ? 'Paper' : 'Bins')
  for (const piece of pieces) {
    const long = piece.repeat(length / piece.length)
    yield long
    const inner = isJson(whole) ? JSON.stringify(long).slice(1, -1) : long
    yield whole.slice(0, middle) + inner + whole.slice(middle)
  }
  for (const piece of countedPieces) {
    const counted = Array.from({ length: length / 10 }, (_, index) =>
      piece.replace('#', `${index}`),
    )
    const long = counted.join('')
    yield long + whole
    yield `{${long}${whole}`
  }
}

/** Pieces whose sign becomes a number, so that no two are equal. */
const countedPieces = [
  '#,',
  '#:',
  '"#":1,',
  '#\n',
  ' +#',
  ' @#',
  '#;',
  '\nX-#:1',
  '{"id":#}\n',
  '/#',
]

const pieces = [
  ...'[{"\'<&,;:@+-=\\/0xA \n\t\u00e9',
  '[{"a":',
  '{},',
  '{"id":1}\n',
  '<p>',
  '</p',
  '"\n',
  ' \n',
  '(A) ',
  'x ',
  ' +a',
  ' rec:',
  'a,',
  '"",',
  '- ',
  'BEGIN:VTODO\n',
  'SUMMARY:a\n',
  '\n a',
  ';A=',
  'every ',
]

async function problemsIn(
  read: Read,
  texts: readonly string[],
): Promise<readonly (readonly [problem: string, text: string])[]> {
  const problems: (readonly [string, string])[] = []
  for (const text of texts) {
    const problem = await problemIn(read, text)
    if (problem !== undefined) problems.push([problem, text.slice(0, 1000)])
    if (problems.length === 5) break
  }
  return problems
}

/** What is wrong with what a reader makes of a text. */
async function problemIn(read: Read, text: string): Promise<string | undefined> {
  try {
    return problemOf(await read(text), text.split(/\r\n?|\n/).length)
  } catch (error) {
    if (error instanceof MomentumError && error.code === 'usage') return undefined
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

function problemOf({ tasks, routines, faults }: FileRecords, lines: number): string | undefined {
  const records = [...tasks, ...routines]
  const times = routines.flatMap(({ past }) => past)
  const isLine = (line: number) => Number.isInteger(line) && line >= 1 && line <= lines
  const days = [
    ...tasks.flatMap(({ due, starts, completedOn }) => [due, starts, completedOn]),
    ...routines.flatMap(({ start, until }) => [start, until]),
    ...times.flatMap(({ date, completedOn }) => [date, completedOn]),
  ]
  const moments = [
    ...records.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt]),
    ...[...tasks, ...times].map(({ completedAt }) => completedAt),
  ]
  const counts = routines.flatMap(({ times: count, leadDays }) => [count, leadDays])
  const fault = faults.find(({ message }) => !/^\S[^\n]*[.?]$/.test(message))
  if (fault) return `not a sentence: ${fault.message}`
  if (records.some(({ title }) => title.trim() === '')) return 'an empty title'
  if (![...records, ...times, ...faults].every(({ line }) => isLine(line))) return 'not a line'
  if (new Set(records.map(({ sourceId }) => sourceId)).size < records.length) return 'equal ids'
  if (!said(days).every(isoDay)) return `not a day: ${days}`
  if (!said(moments).every(isMoment)) return `not a moment: ${moments}`
  if (!said(counts).every(Number.isSafeInteger)) return `not a count: ${counts}`
  if (records.length + faults.length > maxRecords + 1000) return 'too many records'
  for (const { rule, mode } of routines) {
    if (findRule(rule, mode) === undefined) return `not a rule: ${mode} ${rule}`
  }
  return undefined
}

function said<Value>(values: readonly (Value | null | undefined)[]): readonly Value[] {
  return values.flatMap((value) => value ?? [])
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

function findRule(rule: string, mode: 'CALENDAR' | 'AFTER') {
  try {
    return parseRule(rule, mode)
  } catch {
    return undefined
  }
}
