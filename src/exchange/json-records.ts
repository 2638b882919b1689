import { usageError } from '../errors.ts'
import { maxRecords } from './records.ts'

/** A value of a file and the line where it begins, or what is wrong with it in one sentence. */
export type JsonRecord =
  | { readonly line: number; readonly value: unknown; readonly fault?: undefined }
  | { readonly line: number; readonly value?: undefined; readonly fault: string }

/** A record with its key, or the key of its list. */
export type KeyedJsonRecord = JsonRecord & { readonly key: string; readonly isListed: boolean }

/**
 * The records of a file: the elements of its lists, and each value outside a list. Commas may be
 * missing or left over, as after a last element. After a record that is cut off, it goes on with
 * the next line that begins like that record's own, if there is one. It reads the text once, and
 * no more than 100,000 records of it.
 */
export function* jsonRecords(text: string): Generator<JsonRecord> {
  const scanner = new Scanner(text)
  while (scanner.skipBlanks() !== END) {
    if (scanner.take(OPEN_LIST)) yield* scanner.list()
    else yield scanner.record()
  }
}

/**
 * The records of a file that is one object: the elements of its lists, and each value that is no
 * list, all with their keys: those of `{"tasks": [1, 2], "note": 3}` are 1, 2 and 3. There are none
 * in a file that does not begin with an object. What is wrong with the object has an empty
 * key. It reads as much as {@link jsonRecords}.
 */
export function* jsonRecordsByKey(text: string): Generator<KeyedJsonRecord> {
  const scanner = new Scanner(text)
  scanner.skipBlanks()
  const { line } = scanner
  if (!scanner.take(OPEN)) return
  while (scanner.skipBlanks() !== END && !scanner.take(CLOSE)) {
    const named = scanner.value()
    if (typeof named.value !== 'string' || !scanner.takeColon()) {
      const { line, fault = NOT_JSON } = named
      return yield { key: '', isListed: false, line, fault }
    }
    const isListed = scanner.take(OPEN_LIST)
    const records = isListed ? scanner.list() : [scanner.record()]
    for (const record of records) yield { key: named.value, isListed, ...record }
  }
  if (scanner.hasStopped) return
  const file = { key: '', isListed: false }
  if (!scanner.isBehind(CLOSE)) yield { ...file, line, fault: CUT }
  else if (scanner.skipBlanks() !== END) yield { ...file, line: scanner.line, fault: TOO_MUCH }
}

/**
 * The objects of a file as an API answers: in a list, alone, or in an object, such as
 * `{"chores": […], "users": […]}`, whose other values are left out.
 *
 * @param isRecord whether an object with these keys is no table of others
 * @throws MomentumError `usage` for a file that is not JSON at all
 */
export function jsonTables(
  text: string,
  isRecord: (keys: ReadonlySet<string>) => boolean,
): Iterable<JsonRecord & { readonly key?: string }> {
  if (/^\s*[^[{\s]/.test(text)) throw usageError('This is not a JSON file.')
  // There are none in a list, nor in an object with empty lists.
  const records = [...jsonRecordsByKey(text)]
  const keys = new Set(records.map(({ key }) => key))
  if (!/^\s*{/.test(text) || isRecord(keys)) return jsonRecords(text)
  return records.filter(({ isListed, value, fault }) => {
    return isListed || fault !== undefined || (typeof value === 'object' && value !== null)
  })
}

const NOT_JSON = 'This is not valid JSON.'
const CUT = 'This is cut off before its end.'
const TOO_MANY = 'The file has more than 100,000 records.'
const TOO_MUCH = 'The file goes on after the end of its object.'

/** No program nests deeper, so that whatever handles a value need not fear for its stack. */
const deepest = 32
const TOO_DEEP = `This has more than ${deepest} lists and objects inside each other.`

/** Codes of characters. A closing bracket is two after its opening one. */
const [TAB, NEWLINE, RETURN, BLANK, QUOTE, COMMA, COLON, BACKSLASH] = [
  9, 10, 13, 32, 34, 44, 58, 92,
]
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [123, 125, 91, 93]
/** Where a text has no more characters. */
const END = -1

/** Ends a number or a word such as null. */
const wordEnds = new Set([END, NEWLINE, QUOTE, COMMA, COLON, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST])

class Scanner {
  line = 1
  /** Whether nothing more is read, as the last record says. */
  hasStopped = false
  readonly #text: string
  #at = 0
  #lineStart = 0
  #count = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Skips blanks and commas, and returns the code of what follows. */
  skipBlanks(): number {
    for (; ; this.#at += 1) {
      const code = this.#code()
      if (code === NEWLINE) this.#countLine(this.#at)
      else if (code !== BLANK && code !== COMMA && code !== TAB && code !== RETURN) return code
    }
  }

  take(code: number): boolean {
    if (this.#code() !== code) return false
    this.#at += 1
    return true
  }

  takeColon(): boolean {
    this.skipBlanks()
    const isThere = this.take(COLON)
    this.skipBlanks()
    return isThere
  }

  isBehind(code: number): boolean {
    return this.#text.charCodeAt(this.#at - 1) === code
  }

  /** The elements of a list whose opening bracket was taken. */
  *list(): Generator<JsonRecord> {
    const { line } = this
    while (this.skipBlanks() !== END) {
      if (this.take(CLOSE_LIST)) return
      yield this.record()
    }
    if (!this.hasStopped) yield { line, fault: CUT }
    this.hasStopped = true
  }

  /** The record that begins here, or a refusal of the file if it has too many. */
  record(): JsonRecord {
    this.#count += 1
    if (this.#count <= maxRecords) return this.value()
    this.#stop()
    return { line: this.line, fault: TOO_MANY }
  }

  /** The value that begins here. */
  value(): JsonRecord {
    const { line } = this
    const [from, margin] = [this.#at, this.#text.slice(this.#lineStart, this.#at)]
    const fault = this.#skipValue(margin)
    if (fault !== undefined) {
      if (!this.#skipToLine(margin)) this.#stop()
      return { line, fault }
    }
    try {
      return { line, value: JSON.parse(this.#text.slice(from, this.#at)) }
    } catch {
      return { line, fault: NOT_JSON }
    }
  }

  /** Moves behind a value, whatever is in it, or returns why it has no end. */
  #skipValue(margin: string): string | undefined {
    const code = this.#code()
    if (code === QUOTE || code === OPEN || code === OPEN_LIST) return this.#skipNested(margin)
    do this.#at += 1
    while (!wordEnds.has(this.#code()))
    return undefined
  }

  #skipNested(margin: string): string | undefined {
    const closers: number[] = []
    for (let before = COLON; ; this.#at += 1) {
      const code = this.#code()
      if (code === END) return CUT
      if (code === NEWLINE) this.#countLine(this.#at)
      if (code <= BLANK) continue
      if (code === QUOTE && !this.#skipString()) return CUT
      if (code === OPEN || code === OPEN_LIST) {
        if (code === OPEN && this.#isAnother(margin, before, closers.at(-1))) return CUT
        closers.push(code + 2)
        if (closers.length > deepest) return TOO_DEEP
      }
      if ((code === CLOSE || code === CLOSE_LIST) && closers.pop() !== code) return NOT_JSON
      before = code
      if (closers.length > 0) continue
      this.#at += 1
      return undefined
    }
  }

  /** Moves to the quotation mark that ends a text; false if its line ends before. */
  #skipString(): boolean {
    for (this.#at += 1; ; this.#at += 1) {
      const code = this.#code()
      if (code === QUOTE) return true
      if (code === NEWLINE || code === END) return false
      // What is escaped ends no text, but neither is the end of a line ever escaped.
      if (code === BACKSLASH && this.#text.charCodeAt(this.#at + 1) !== NEWLINE) this.#at += 1
    }
  }

  /** Whether an object begins here that cannot be a part of the record: that one is cut off. */
  #isAnother(margin: string, before: number, closer: number | undefined): boolean {
    if (before === COLON || before === OPEN_LIST) return false
    if (before === COMMA && closer === CLOSE_LIST) return false
    return this.#text.slice(this.#lineStart, this.#at) === margin
  }

  /** Moves to the next object that stands in its line as the one that is cut off did. */
  #skipToLine(margin: string): boolean {
    const isAt = (at: number) => this.#text.startsWith(`${margin}{`, at)
    if (margin.trim() !== '') return false
    if (isAt(this.#lineStart) && this.#at === this.#lineStart + margin.length) return true
    for (let at = this.#at; ; at = this.#lineStart) {
      const end = this.#text.indexOf('\n', at)
      if (end < 0) return false
      this.#countLine(end)
      if (isAt(this.#lineStart)) break
    }
    this.#at = this.#lineStart + margin.length
    return true
  }

  #stop(): void {
    this.#at = this.#text.length
    this.hasStopped = true
  }

  #code(): number {
    return this.#at < this.#text.length ? this.#text.charCodeAt(this.#at) : END
  }

  #countLine(end: number): void {
    this.line += 1
    this.#lineStart = end + 1
  }
}
