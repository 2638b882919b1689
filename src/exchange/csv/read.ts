// Tasks as a spreadsheet has them: RFC 4180, with the JSON keys of a task in the first row. Their
// values mean what they mean in JSON; see objects.ts. An empty cell says nothing.
//
// | column | |
// | --- | --- |
// | title | is required; the others may be missing, and their order does not matter |
// | rule | how the routine of the task repeats, in words; only written |
// | any other | is told as lost, if it has values |
//
// A spreadsheet would take a cell that begins with = + - @ for a formula. It is written with ' in
// front, and read without; so is one that begins with ' and would otherwise be read without it.
// A spreadsheet of another country may separate cells with semicolons; both are read, and tabs.

import { usageError } from '../../errors.ts'
import { quote } from '../fields.ts'
import type { FileRecords, ReadFile } from '../records.ts'
import { TaskObjects, type TaskValues } from '../task-object.ts'
import { isUnsafe } from './cells.ts'
import { type Row, readRows } from './rows.ts'

/** Reads tasks in CSV whose first row names the keys of a task. */
export const readCsv: ReadFile = (text, reading): FileRecords => {
  const objects = new TaskObjects(reading)
  const { findings } = objects
  let header: readonly string[] | undefined
  for (const row of readRows(text, findDelimiter(text))) {
    if (findings.isTooLong) break
    if (row.fault !== undefined) {
      findings.fault(row.line, row.fault)
      // Without the names of the columns, no other row makes sense.
      if (header === undefined) break
    } else if (row.cells.every((cell) => cell.trim() === '')) continue
    else if (header === undefined) header = parseHeader(row)
    else addRow(row, header, objects)
  }
  return findings
}

function addRow(row: Row, header: readonly string[], objects: TaskObjects): void {
  const fault = lengthFault(row, header)
  if (fault === undefined) objects.add(valuesOf(row, header), row.line)
  else objects.findings.fault(row.line, fault)
}

/** The character that makes a title column of the first row; the comma if none does. */
function findDelimiter(text: string): string {
  const isHeader = (delimiter: string) => {
    const [first] = readRows(text.trimStart(), delimiter, 1)
    return first?.cells.some((cell) => keyOf(cell) === 'title')
  }
  return [',', ';', '\t'].find(isHeader) ?? ','
}

/** `Due date` is `due_date`. A text that is too long to be a key stays as it is. */
function keyOf(cell: string): string {
  if (cell.length > 100) return cell
  return cell.trim().toLowerCase().replace(/\s+/g, '_')
}

function parseHeader({ cells }: Row): readonly string[] {
  const keys = cells.map(keyOf)
  if (!keys.includes('title')) {
    throw usageError(
      `The first row has no column “title”, but ${quoteNames(cells)}.`,
      'Name the columns in the first row, such as title, category, due_date.',
    )
  }
  const first = new Map(keys.map((key, index) => [key, index] as const).reverse())
  const double = keys.find((key, index) => key !== '' && first.get(key) !== index)
  if (double !== undefined) throw usageError(`The first row has two columns ${quote(double)}.`)
  return keys
}

function quoteNames(cells: readonly string[]): string {
  const named = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const names = named.slice(0, 10).map(quote)
  return [...names, ...(named.length > names.length ? ['…'] : [])].join(', ')
}

function lengthFault({ cells }: Row, header: readonly string[]): string | undefined {
  const [found, expected] = [cells.length, header.length]
  if (found < expected) return `This row ends after ${found} of ${expected} cells.`
  const isLonger = cells.slice(expected).some((cell) => cell.trim() !== '')
  return isLonger ? 'This row has more cells than the first row.' : undefined
}

function valuesOf({ cells }: Row, header: readonly string[]): TaskValues {
  // Without a prototype, no name of a column is special.
  const values: Record<string, string> = Object.create(null)
  for (const [index, key] of header.entries()) {
    const cell = cells[index] ?? ''
    if (cell !== '') values[key] = readCell(cell)
  }
  return values
}

function readCell(cell: string): string {
  return cell.startsWith("'") && isUnsafe(cell) ? cell.slice(1) : cell
}
