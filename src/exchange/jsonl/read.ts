import { MomentumError, usageError } from '../../errors.ts'
import { quote } from '../fields.ts'
import { Findings, maxRecords } from '../records.ts'
import { checkedRow, identityOf } from './check.ts'
import {
  type HouseholdRows,
  type PlacedRow,
  type Row,
  type RowType,
  rowFields,
  rowTypes,
} from './rows.ts'
import { type Field, isObject, kindOf } from './values.ts'

// A whole household, one row a line. The first line says that it is one, and of which schema:
//
//   {"momentum":1,"schema":"0016_import"}
//   {"type":"user","uuid":"…","name":"Alex",…}
//   {"type":"task","uuid":"…","title":"Fix the tap","owner_uuid":"…",…}
//
// | type       | table, and what it is the same by                                             |
// | user       | users, by its UUID; without its password                                      |
// | category   | categories, by its name and owner                                             |
// | routine    | routines with routine_members, by its UUID                                    |
// | task       | tasks, by its UUID                                                            |
// | win        | daily_wins, by its date                                                       |
// | occurrence | occurrences, by its routine and number                                        |
// | absence    | absences, by its member and first day                                         |
// | rest       | rest_days, by all of its days                                                 |
// | note       | notes, by its task, moment and text                                           |
//
// Rows may be in any order. A key that is missing has its initial value, so a file of an older
// schema can be read. A key that is not known is lost, and so is a row of an unknown type.

/** What a file says. */
export type HouseholdFile = Pick<Findings, 'lost' | 'faults'> & { readonly rows: HouseholdRows }

/** Whether a text begins as a household in this format. */
export function isHousehold(text: string): boolean {
  return /^\s*\{\s*"momentum"\s*:/.test(text)
}

/**
 * Reads a household in this format.
 *
 * @param schema the schema of this program: a later one is refused
 * @throws MomentumError `usage` for a text that does not begin with the line above
 */
export function readHousehold(text: string, schema: string): HouseholdFile {
  const reader = new Reader(schema)
  let start = 0
  for (let line = 1; start <= text.length && !reader.isTooLong; line += 1) {
    const end = text.indexOf('\n', start)
    const next = end < 0 ? text.length : end
    reader.readLine(text.slice(start, next), line)
    start = next + 1
  }
  return reader.end()
}

/** How many rows a file has. */
export function countRows({ rows, faults }: HouseholdFile): number {
  return rowTypes.reduce((sum, type) => sum + rows[type].length, faults.length)
}

/** How many different things that are lost are told by name. */
const mostNamed = 20

class Reader {
  readonly #schema: string
  readonly #findings = new Findings()
  readonly #rows: { readonly [Type in RowType]: PlacedRow<Type>[] } = {
    ...{ user: [], category: [], routine: [], task: [], win: [] },
    ...{ occurrence: [], absence: [], rest: [], note: [] },
  }
  /** The lines of rows that there can be only once. */
  readonly #lines = new Map<string, number>()
  #isBegun = false
  #count = 0

  constructor(schema: string) {
    this.#schema = schema
  }

  readLine(text: string, line: number): void {
    if (text.trim() === '') return
    // Several files in a row are read like one.
    if (isHousehold(text)) {
      requireHeader(text, this.#schema)
      this.#isBegun = true
      return
    }
    if (!this.#isBegun) throw notAHouseholdError()
    try {
      this.#readRow(text, line)
    } catch (error) {
      if (!(error instanceof MomentumError)) throw error
      this.#findings.fault(line, error.message)
    }
  }

  /** Whether a file has so many rows that it is refused, and reading on would be of no use. */
  get isTooLong(): boolean {
    return this.#count + this.#findings.faults.length > maxRecords
  }

  end(): HouseholdFile {
    if (!this.#isBegun) throw notAHouseholdError()
    const { lost, faults } = this.#findings
    return { rows: this.#rows, lost, faults }
  }

  #readRow(text: string, line: number): void {
    const value = parseLine(text)
    if (!isObject(value)) throw usageError(`A line is an object, not ${kindOf(value)}.`)
    const { type } = value
    if (typeof type !== 'string') throw usageError('Missing type, such as "type":"task".')
    const known = rowTypes.find((each) => each === type)
    if (known === undefined)
      this.#lose(`rows of the type ${quote(type)}`, type, 'rows of other types')
    else this.#addRow(known, value, line)
  }

  #addRow<Type extends RowType>(
    type: Type,
    value: Readonly<Record<string, unknown>>,
    line: number,
  ): void {
    const row = checkedRow(type, readFields(type, value))
    if (type !== 'rest' && type !== 'note') this.#requireFirst(identityOf(type, row), line)
    for (const key of Object.keys(value)) {
      if (key !== 'type' && !Object.hasOwn(rowFields[type], key)) {
        this.#lose(`values of ${quote(key)}`, key, 'other unknown values')
      }
    }
    const rows: PlacedRow<Type>[] = this.#rows[type]
    rows.push({ line, row })
    this.#count += 1
  }

  #requireFirst(identity: string, line: number): void {
    const first = this.#lines.get(identity)
    if (first !== undefined) throw usageError(`This is already on line ${first}.`)
    this.#lines.set(identity, line)
  }

  #lose(what: string, word: string, others: string): void {
    const { lost } = this.#findings
    const isTold = lost.has(what) || (/^[\w-]{1,40}$/.test(word) && lost.size < mostNamed)
    this.#findings.lose(isTold ? what : others)
  }
}

/** @throws MomentumError `usage` for a value that is missing, or that is not as its key says */
function readFields<Type extends RowType>(
  type: Type,
  value: Readonly<Record<string, unknown>>,
): Row<Type> {
  const fields: Readonly<Record<string, Field<unknown>>> = rowFields[type]
  const entries = Object.entries(fields).map(([key, { read, initial }]) => {
    const given = Object.hasOwn(value, key) ? (value[key] ?? null) : null
    if (given !== null) return [key, read(given, key)]
    if (initial === undefined) throw usageError(`Missing ${key}.`)
    return [key, initial]
  })
  // Each value was read as its field says.
  return Object.fromEntries(entries) as Row<Type>
}

/** @throws MomentumError `usage` */
function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw usageError('This is not JSON.')
  }
}

/** @throws MomentumError `usage` for a first line that is none, or that is of a later version */
function requireHeader(text: string, schema: string): void {
  const value = parseLine(text)
  if (!isObject(value)) throw notAHouseholdError()
  const own = stepOf(schema) ?? 0
  const given = value.schema === undefined ? own : stepOf(value.schema)
  if (given === undefined) {
    throw usageError(
      'The first line has a schema that is none.',
      `Write it as "schema":"${schema}".`,
    )
  }
  if (value.momentum === 1 && given <= own) return
  throw usageError(
    'A newer version of Momentum wrote this file.',
    'Install the version that wrote it, or a later one.',
  )
}

/** The number of a step: 16 for `0016_import`. */
function stepOf(schema: unknown): number | undefined {
  const [, number] = /^(\d{4})_\w{1,40}$/.exec(typeof schema === 'string' ? schema : '') ?? []
  return number === undefined ? undefined : Number(number)
}

function notAHouseholdError(): MomentumError {
  return usageError(
    'This is not a household of Momentum.',
    'Its first line is {"momentum":1,"schema":"…"}, as “momentum export --to jsonl” writes it.',
  )
}
