/** A row of a CSV file. */
export type Row = {
  /** The line on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Why it cannot be read, in one sentence. */
  readonly fault?: string | undefined
}

/**
 * Reads rows as RFC 4180 has them: a cell in quotes may have delimiters, lines and doubled quotes.
 * Lines end with LF or CRLF. A quote inside of a cell without quotes is a character like any other.
 */
export function* readRows(text: string, delimiter: string): Generator<Row, undefined> {
  const cells = new Cells(text, delimiter)
  let line = 1
  while (!cells.isAtEnd) {
    const row = cells.readRow(line)
    yield row
    line += 1 + row.cells.reduce((sum, cell) => sum + countBreaks(cell), 0)
  }
}

class Cells {
  readonly #text: string
  readonly #delimiter: string
  #at = 0
  /** The next delimiter and the next end of a line, so that none is searched for twice. */
  #nextDelimiter = -1
  #nextBreak = -1

  constructor(text: string, delimiter: string) {
    this.#text = text
    this.#delimiter = delimiter
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  readRow(line: number): Row {
    const cells: string[] = []
    let fault: string | undefined
    do {
      const isQuoted = this.#text[this.#at] === '"'
      cells.push(isQuoted ? this.#readQuoted() : this.#readPlain())
      if (isQuoted && !this.#isAtBorder) fault ??= this.#readBroken(cells)
    } while (this.#pass(this.#delimiter))
    if (!this.#pass('\r\n')) this.#pass('\n')
    return { line, cells, fault }
  }

  #readPlain(): string {
    const { end, isLine } = this.#border()
    const cell = this.#text.slice(this.#at, end)
    this.#at = end
    if (!isLine || !cell.endsWith('\r')) return cell
    // CRLF is passed as a whole.
    this.#at -= 1
    return cell.slice(0, -1)
  }

  #readQuoted(): string {
    const start = this.#at + 1
    let end = this.#text.indexOf('"', start)
    while (end >= 0 && this.#text[end + 1] === '"') end = this.#text.indexOf('"', end + 2)
    const cell = this.#text.slice(start, end < 0 ? undefined : end)
    this.#at = end < 0 ? this.#text.length + 1 : end + 1
    return cell.includes('""') ? cell.replaceAll('""', '"') : cell
  }

  /** Reads on to the end of a cell whose quotes are wrong. */
  #readBroken(cells: string[]): string {
    if (this.#at > this.#text.length) return 'A quotation mark opens here and is never closed.'
    cells.push(this.#readPlain())
    return 'A quotation mark inside of quotes must be doubled.'
  }

  get #isAtBorder(): boolean {
    if (this.#at === this.#text.length) return true
    return [this.#delimiter, '\n', '\r\n'].some((end) => this.#text.startsWith(end, this.#at))
  }

  /** The end of a cell without quotes, and whether it is also the end of its line. */
  #border(): { readonly end: number; readonly isLine: boolean } {
    if (this.#nextDelimiter < this.#at) this.#nextDelimiter = this.#find(this.#delimiter)
    if (this.#nextBreak < this.#at) this.#nextBreak = this.#find('\n')
    const end = Math.min(this.#nextDelimiter, this.#nextBreak)
    return { end, isLine: end === this.#nextBreak && end < this.#text.length }
  }

  #find(character: string): number {
    const place = this.#text.indexOf(character, this.#at)
    return place < 0 ? this.#text.length : place
  }

  #pass(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#at)) return false
    this.#at += expected.length
    return true
  }
}

function countBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
