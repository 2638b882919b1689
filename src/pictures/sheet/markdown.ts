import {
  isAwayOn,
  isDone,
  rowsOf,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetRow,
} from '../../domain/sheet.ts'
import {
  dayName,
  emptyWords,
  marksOf,
  rowName,
  sheetFacts,
  sheetTitle,
  signsOf,
  winWords,
} from '../../domain/sheet-words.ts'

/** Writes a sheet as task lists, which programs for notes let people tick. */
export function sheetMarkdown(sheet: Sheet): string {
  const empty = emptyWords(sheet)
  const rows = rowsOf(sheet)
  return [
    `# ${escaped(sheetTitle(sheet))}`,
    escaped(sheetFacts(sheet)),
    ...(empty === undefined ? [] : [escaped(empty)]),
    ...sheet.days.flatMap((day, index) => dayBlocks(day, index, rows, sheet)),
  ]
    .map((block) => `${block}\n`)
    .join('\n')
}

function dayBlocks(
  day: SheetDay,
  index: number,
  rows: readonly SheetRow[],
  sheet: Sheet,
): readonly string[] {
  return [
    `## ${dayName(day)}`,
    winLine(day, sheet),
    ...rows.flatMap((row) => {
      const { member, cells } = row
      const items = (cells[index] ?? []).map((item) => itemLine(item, day, sheet))
      const isAway = member !== undefined && isAwayOn(day, member)
      if (items.length === 0 && !isAway) return []
      const list = items.length === 0 ? [] : [items.join('\n')]
      return [`### ${escaped(rowName(row))}${isAway ? ' (away)' : ''}`, ...list]
    }),
  ]
}

function winLine(day: SheetDay, { today }: Sheet): string {
  const { title, isDone, note } = winWords(day, today)
  if (title === null) return note === null ? '- [ ] **Daily Win:** …' : `**Daily Win:** ${note}`
  const box = isDone ? '- [x]' : '- [ ]'
  return `${box} **Daily Win:** ${escaped(title)}${note === null ? '' : ` (${note})`}`
}

function itemLine(item: SheetItem, day: SheetDay, { today }: Sheet): string {
  const marks = marksOf(item, day.date, today)
  const title = [escaped(item.title), ...signsOf(item, day)].join(' ')
  const facts = marks.length === 0 ? '' : ` (${marks.join(', ')})`
  if (isDone(item)) return `- [x] ${title}${facts}`
  const { definition_of_done } = item
  const done = definition_of_done === null ? '' : ` — *${escaped(definition_of_done)}*`
  return `- [ ] ${title}${facts}${done}`
}

/** The text so that Markdown shows it as it is, on one line. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&~|#$^=%]/g, '\\$&')
}
