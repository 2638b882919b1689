import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import type { Style } from './paint.ts'

export { stringWidth }

/** What stands between two columns. */
export const gap = '  '

/** How many rows of a terminal a text takes, with the empty row after a line break at its end. */
export function rowsOf(text: string, columns: number): number {
  return text
    .split('\n')
    .reduce((rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0)
}

/** Lines longer than this are tiring to read. */
const widest = 100

/** Lines shorter than this hardly hold a word. */
const narrowest = 10

/** A text of at most `width` columns of a terminal; `…` stands for what was cut off. */
export function cutTo(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  if (isLatin(text)) return ellipsis(text.slice(0, Math.max(0, width - 1)))
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = stringWidth(segment)
    if (used + next > width - 1) break
    kept += segment
    used += next
  }
  return ellipsis(kept)
}

/** What is kept of a text, of which the end may have been cut off before. */
function ellipsis(kept: string): string {
  return `${kept.replace(/…$/, '').trimEnd()}…`
}

/** Whether each character takes one column. To find the others, ICU has to be loaded. */
function isLatin(text: string): boolean {
  return /^[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027]*$/.test(text)
}

/** A text followed by blanks, `width` columns wide. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

/**
 * Two texts at the left and right edges of the terminal, on two lines if they do not fit on one.
 * In a pipe, they are two blanks apart.
 */
export function edges(left: string, right: string, style: Style): string {
  const { columns = Infinity } = style
  if (stringWidth(`${left}${gap}${right}`) > columns) return `${left}\n${right}`
  const room = Math.min(style.columns ?? 0, widest) - stringWidth(left) - stringWidth(right)
  return `${left}${' '.repeat(Math.max(2, room))}${right}`
}

/** A text wrapped at the terminal's width, with every line indented by `indent` blanks. */
export function paragraph(text: string, indent: number, columns: number | undefined): string {
  const room = roomBeside(indent, columns)
  const lines = columns === undefined ? text.split('\n') : text.split('\n').flatMap(wrap(room))
  const blank = ' '.repeat(indent)
  return lines.map((line) => `${blank}${line}`.trimEnd()).join('\n')
}

/** How wide the lines of a paragraph may be. */
function roomBeside(indent: number, columns: number | undefined): number {
  return Math.max(narrowest, Math.min(columns ?? 0, widest) - indent)
}

/**
 * Like {@link paragraph}, but of items: an item that fits on a line is not broken, and no line
 * begins with a separator.
 */
export function itemLines(
  items: readonly string[],
  separator: string,
  indent: number,
  columns: number | undefined,
): string {
  const room = roomBeside(indent, columns)
  const isWhole = (item: string) => stringWidth(`${item}${separator.trimEnd()}`) <= room
  const unbroken = items.map((item) => (isWhole(item) ? item.replaceAll(' ', '\u00a0') : item))
  const between = separator.replace(/^ (?=\S)/, '\u00a0')
  return paragraph(unbroken.join(between), indent, columns).replaceAll('\u00a0', ' ')
}

/**
 * What to type, after what it is for. A command is never wrapped: pasted with a line break in it,
 * it would be two commands.
 */
export function withCommand(
  lead: string,
  command: string | undefined,
  indent: number,
  columns: number | undefined,
): string {
  if (command === undefined) return paragraph(lead, indent, columns)
  const line = `${' '.repeat(indent)}${lead === '' ? '' : `${lead}: `}${command}`
  if (columns === undefined || lead === '' || stringWidth(line) <= columns) return line
  return `${paragraph(`${lead}:`, indent, columns)}\n${' '.repeat(indent)}${command}`
}

/** A text in which only the lines wider than the terminal are wrapped, apart from commands. */
export function fitted(text: string, columns: number | undefined): string {
  if (columns === undefined) return text
  const isWhole = (line: string) => stringWidth(line) <= columns || commandAtEnd.test(line)
  return text
    .split('\n')
    .flatMap((line) => (isWhole(line) ? [line] : wrap(columns)(line)))
    .join('\n')
}

/** What a hint says to type: our own command, or one that `db check` names. */
const commandAtEnd = /(: |→\S* \S*?)(npx|momentum|chmod|find|ls|mv|rm) [^.]/

/**
 * Names and values in two columns: `[['Owner', 'Alex'], …]`. A value that would be broken beside
 * its name is put below it. Pairs without a value are left out.
 */
export function details(
  pairs: readonly (readonly [name: string, value: string | null | undefined])[],
  style: Style,
): string {
  const { columns, paint } = style
  const present = pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))
  const width = Math.max(...present.map(([name]) => stringWidth(name))) + gap.length
  const room = columns === undefined ? Infinity : columns - width
  return present
    .map(([name, value]) => {
      if (room < minRoom || widestCopied(value) > room) {
        return `${paint.bold(name)}\n${paragraph(value, gap.length, columns)}`
      }
      const text = paragraph(value, width, columns).slice(width)
      return `${paint.bold(name)}${' '.repeat(width - stringWidth(name))}${text}`
    })
    .join('\n')
}

/** The least room for values beside their names. */
const minRoom = 20

/**
 * A word that people copy: a link, an email address, a UUID, a path or the name of a file. It must
 * not be broken, because the copy would be wrong.
 */
const copied =
  /:\/\/|\S@\S|[\da-f]{8}-[\da-f]{4}-|^[“"'(]*(~|\.{1,2}|[A-Z]:)?[/\\]\S|[/\\].*[/\\]|\.(db|gz)\b/

function widestCopied(text: string): number {
  const words = text.split(/\s+/).filter((word) => copied.test(word))
  return Math.max(0, ...words.map((word) => stringWidth(word)))
}

/** Wraps a line and keeps its indentation. A word to copy stays whole. */
function wrap(room: number): (line: string) => string[] {
  return (line) => {
    const indent = /^ */.exec(line)?.[0].length ?? 0
    const lead = ' '.repeat(Math.max(0, Math.min(indent, room - narrowest)))
    const width = Math.max(narrowest, room - lead.length)
    return wrapAnsi(line.trimStart(), width, { hard: false })
      .split('\n')
      .flatMap((part) =>
        stringWidth(part) <= width || copied.test(part) ? [part] : hardWrap(part, width),
      )
      .map((part) => lead + part)
  }
}

function hardWrap(text: string, width: number): string[] {
  return wrapAnsi(text, width, { hard: true }).split('\n')
}
