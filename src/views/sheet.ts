import {
  isAwayOn,
  isDone,
  rowsOf,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetRow,
} from '../domain/sheet.ts'
import {
  dayName,
  emptyWords,
  marksOf,
  rowName,
  sheetFacts,
  sheetTitle,
  signMeanings,
  signsOf,
  winRowName,
  winWords,
} from '../domain/sheet-words.ts'
import { cutTo, gap, padTo, paragraph, stringWidth } from '../terminal/layout.ts'

/** How wide the paper of a line printer is, in characters. */
const paperColumns = 80

/** The widest column of names. */
const mostName = 16

/** With fewer columns, names stand on lines of their own. */
const leastBeside = 48

/** How much is shown of what done means. */
const mostDefinition = 160

/** Writes a sheet for a terminal or a line printer, of which every font has the signs. */
export function sheetText(sheet: Sheet, columns = paperColumns): string {
  const rows = rowsOf(sheet)
  const names = [winRowName, ...rows.map(rowName)]
  const width = Math.min(mostName, Math.max(...names.map((name) => stringWidth(name))))
  const page = { sheet, rows, width, columns }
  const empty = emptyWords(sheet)
  return [
    [sheetTitle(sheet), sheetFacts(sheet), ...(empty === undefined ? [] : [empty])]
      .map((text) => paragraph(text, 0, columns))
      .join('\n'),
    ...sheet.days.map((day, index) => dayText(day, index, page)),
  ].join('\n\n')
}

type Page = {
  readonly sheet: Sheet
  readonly rows: readonly SheetRow[]
  /** Of the column of names. */
  readonly width: number
  readonly columns: number
}

/** A day with a line above it, and what each member has. */
function dayText(day: SheetDay, index: number, page: Page): string {
  const { rows, columns } = page
  const heading = dayName(day)
  const line = '-'.repeat(Math.max(0, Math.min(columns, paperColumns) - stringWidth(heading) - 1))
  return [
    paragraph(`${heading} ${line}`, 0, columns),
    ...named(winRowName, [winText(day, page)], page),
    ...rows.flatMap((row) => {
      const items = (row.cells[index] ?? []).flatMap((item) => itemTexts(item, day, page))
      const isAway = row.member !== undefined && isAwayOn(day, row.member)
      return named(rowName(row), isAway ? ['away', ...items] : items, page)
    }),
  ].join('\n')
}

/** Texts, the first of them beside a name. */
function named(name: string, texts: readonly string[], { width, columns }: Page): string[] {
  if (texts.length === 0) return []
  if (columns < leastBeside) {
    return [
      paragraph(name, gap.length, columns),
      ...texts.map((text) => hanging(text, 2 * gap.length, columns)),
    ]
  }
  const lead = `${gap}${padTo(cutTo(name, width), width)}${gap}`
  const indent = stringWidth(lead)
  return texts
    .map((text) => hanging(text, indent, columns))
    .map((text, index) => (index === 0 ? lead + text.slice(indent) : text))
}

/** A paragraph whose lines stand beside its box. */
function hanging(text: string, indent: number, columns: number): string {
  const [, box = '', rest = text] = /^(\[.\] | {4})(.*)$/.exec(text) ?? []
  const lines = paragraph(rest, indent + box.length, columns)
  return ' '.repeat(indent) + box + lines.slice(indent + box.length)
}

function winText(day: SheetDay, { sheet, columns, width }: Page): string {
  const { title, isDone, note } = winWords(day, sheet.today)
  const room = Math.min(columns, paperColumns) - (columns < leastBeside ? 10 : width + 12)
  const blank = '_'.repeat(Math.max(4, room))
  if (title === null) return note ?? `[ ] ${blank}`
  return `${isDone ? '[x]' : '[ ]'} ${title}${note === null ? '' : ` (${note})`}`
}

/** The title with its marks, and below it what done means. */
function itemTexts(item: SheetItem, day: SheetDay, { sheet }: Page): string[] {
  const signs = signsOf(item, day).map((sign) => signMeanings[sign])
  const facts = [...signs, ...marksOf(item, day.date, sheet.today)]
  const title = `${item.title}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`
  if (isDone(item)) return [`[x] ${title}`]
  if (item.definition_of_done === null) return [`[ ] ${title}`]
  const definition = cutTo(item.definition_of_done.replace(/\s+/g, ' '), mostDefinition)
  return [`[ ] ${title}`, `    Done means: ${definition}`]
}
