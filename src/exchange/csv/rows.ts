import { CsvError, parse } from 'csv-parse/sync'
import { quoteCell } from './cells.ts'

/** A row of a CSV file. */
export type Row = {
  /** The line on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Why it cannot be read, in one sentence. */
  readonly fault?: string | undefined
}

/** The longest row, in characters. All texts of a task together are shorter. */
const longestRow = 100_000

/** More than the records that a file may have, because blank rows and comments are none. */
const mostRows = 500_000

/**
 * How many cells rows with wrong quotes may have: with each, the parser copies its longest cell.
 */
const mostBroken = 10_000

/** What ends the reading of a file. */
const stops = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark opens here and is never closed.',
  CSV_MAX_RECORD_SIZE:
    'A quotation mark opens here and is not closed for many lines. Nothing after it was read.',
  broken: 'Too many rows have wrong quotation marks. Nothing after this one was read.',
  longRow: 'This row has more than 100,000 characters. Nothing after it was read.',
  manyRows: 'There are more than 500,000 rows. Nothing after them was read.',
} as const
type Reason = keyof typeof stops

function isReason(code: string): code is Reason {
  return code in stops
}

class Stop extends Error {
  readonly code: Reason

  constructor(code: Reason) {
    super(stops[code])
    this.name = 'Stop'
    this.code = code
  }
}

/**
 * Reads rows as RFC 4180 has them: a cell in quotes may have delimiters, lines and doubled quotes.
 * Lines end with LF or CRLF. A quote inside of a cell without quotes is a character like any other.
 *
 * @param most how many rows are read
 */
export function readRows(text: string, delimiter: string, most = mostRows): readonly Row[] {
  const end = findLongLine(text)
  const bytes = Buffer.from(text.slice(0, end))
  const rows: Row[] = []
  let [line, start, broken] = [1, 0, 0]
  const add = (cells: readonly string[], info: { bytes: number }) => {
    const fault = cells.some(isQuote) && findFault(cells, bytes.toString('utf8', start, info.bytes))
    rows.push({ line, cells, ...(fault ? { fault } : {}) })
    // The parser counts CRLF in quotes as two lines.
    line += countLines(bytes.subarray(start, info.bytes))
    start = info.bytes
    broken += fault ? cells.length : 0
    if (broken > mostBroken) throw new Stop('broken')
    // The parser keeps no rows of its own.
    return null
  }
  const stop = (reason: Reason) => [...rows, { line, cells: [], fault: stops[reason] }]
  try {
    withoutStacks(() => parse(bytes, { ...options, delimiter, to: most, on_record: add }))
  } catch (error) {
    const isKnown = error instanceof Stop || error instanceof CsvError
    if (!isKnown || !isReason(error.code)) throw error
    return stop(end === undefined ? error.code : 'longRow')
  }
  if (rows.length === mostRows) return stop('manyRows')
  return end === undefined || rows.length === most ? rows : stop('longRow')
}

const options = {
  // A file may mix them, and a CR alone ends no line: the parser would go by the first one.
  record_delimiter: ['\r\n', '\n'],
  // Who expects how many cells can say it in words of its own.
  relax_column_count: true,
  // An inch is written as 1". Wrong quotes are found in what the parser makes of them.
  relax_quotes: true,
  // Quotes that are never closed would make one cell of the rest of the file. It is counted in
  // bytes, of which a character has up to three, so no row of one line is stopped here.
  max_record_size: 3 * longestRow,
}

/**
 * The parser makes an error for each row that is shorter or longer than the first one, although
 * that is allowed. Without stacks, this takes a quarter of the time.
 */
function withoutStacks(work: () => void): void {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    work()
  } finally {
    Error.stackTraceLimit = limit
  }
}

/**
 * Finds where a line begins that is too long for a row. The parser counts no empty cells, so a line
 * of delimiters would take a gigabyte.
 */
function findLongLine(text: string): number | undefined {
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    if (end - start > longestRow) return start
  }
  return undefined
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1
  return count
}

function isQuote(cell: string): boolean {
  return cell.startsWith('"')
}

/**
 * Finds quotes that close before the end of their cell. The parser leaves such a cell as it is
 * written, so that it looks like one whose first quote is doubled.
 */
function findFault(cells: readonly string[], row: string): string | undefined {
  let at = 0
  for (const cell of cells.filter(isQuote)) {
    at = row.indexOf(quoteCell(cell), at) + 1
    if (at === 0) return 'A quotation mark inside of quotes must be doubled.'
  }
  return undefined
}
