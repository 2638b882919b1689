// The content lines of iCalendar, RFC 5545 section 3.1: `NAME;PARAMETER=value:value`. A long line
// goes on in the next one, after a blank.

/** A content line of a file. */
export type Line = {
  /** The number of its first line in the file, from 1. */
  readonly number: number
  /** In upper case. */
  readonly name: string
  /** The parameters as they are written, each after its semicolon. */
  readonly parameters: string
  /** As it is written: texts are still escaped. */
  readonly value: string
  /** What is wrong with the line; then it has no value. */
  readonly problem?: 'has no colon' | 'is too long'
}

/** The longest line whose value is read, in characters. Every text that can be kept is shorter. */
const longest = 1_000_000

/** The longest beginning of a line with its name, in characters. */
const longestName = 1000

/** Reads the lines of a file, without the blank ones. */
export function* readLines(text: string): Generator<Line, undefined> {
  let number = 1
  for (let start = 0; start < text.length; ) {
    const first = number
    let end = endOf(text, start)
    while (text[end + 1] === ' ' || text[end + 1] === '\t') {
      end = endOf(text, end + 1)
      number += 1
    }
    const line = readLine(text, start, end, first)
    if (line !== undefined) yield line
    start = end + 1
    number += 1
  }
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function readLine(text: string, start: number, end: number, number: number): Line | undefined {
  const isTooLong = end - start > longest
  const line = unfold(text.slice(start, isTooLong ? start + longestName : end)).trim()
  if (line === '') return undefined
  const name = /^[\w.-]*/.exec(line)?.[0] ?? ''
  const known = { number, name: name.toUpperCase(), parameters: '', value: '' }
  if (isTooLong) return { ...known, problem: 'is too long' }
  const colon = line[name.length] === ':' ? name.length : colonOf(line, name.length)
  if (name === '' || colon < 0) return { ...known, problem: 'has no colon' }
  return { ...known, parameters: line.slice(name.length, colon), value: line.slice(colon + 1) }
}

function unfold(line: string): string {
  return line.includes('\n') ? line.replace(/\r?\n[ \t]/g, '') : line
}

/** Where the value begins: after the first colon that is not in quotes; -1 if there is none. */
function colonOf(line: string, from: number): number {
  if (line[from] !== ';') return -1
  const quoted = /[^":]*(?:"[^"]*"[^":]*)*/y
  quoted.lastIndex = from
  quoted.exec(line)
  // Without its closing quote, a parameter has no end of its own.
  return line[quoted.lastIndex] === ':' ? quoted.lastIndex : line.indexOf(':', from)
}

/** The value of a parameter, without its quotes; undefined where there is none. */
export function parameter({ parameters }: Line, name: string): string | undefined {
  if (parameters === '') return undefined
  const found = new RegExp(`;${name}=(?:"([^"]*)"|([^;"]*))`, 'i').exec(parameters)
  return found?.[1] ?? found?.[2]
}

/** A text without its escapes. */
export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value
  return value.replace(/\\([nN\\,;:"])/g, (_, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  )
}

/** The texts of a list, which are separated by commas. */
export function readTexts(value: string): readonly string[] {
  const texts = value.match(/(?:[^\\,]|\\.?)+/gs) ?? []
  return texts.map((text) => unescapeText(text).trim()).filter((text) => text !== '')
}

/** A text as a value. Control characters, which no value may contain, become visible signs. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\n\r]/g, '\\n')
    .replace(controls, (character) => {
      const code = character.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421'
    })
}

/** All of ASCII but the tab. */
const controls = /[^\t -~\x80-\uffff]/g

/** A content line, which ends with CRLF. */
export function writeLine(name: string, value: string): string {
  return fold(`${name}:${value}`)
}

/** The longest line of a file that is written, in octets without its end. */
const longestWritten = 75

/** Ends a line with CRLF, and folds it if it is too long: never inside a character. */
function fold(line: string): string {
  if (line.length <= longestWritten && /^[\t -~]*$/.test(line)) return `${line}\r\n`
  let folded = ''
  let octets = 0
  // Marks stay with their letter, as far as a line has room for them.
  for (const [character] of line.matchAll(/\P{M}[\p{M}\u200d]{0,8}|\p{M}/gsu)) {
    const size = octetsOf(character)
    if (octets + size > longestWritten) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return `${folded}\r\n`
}

/** The length of a text in UTF-8. */
function octetsOf(text: string): number {
  let octets = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    octets += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return octets
}
