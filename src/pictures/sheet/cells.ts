import {
  isAwayOn,
  isDone,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetRow,
} from '../../domain/sheet.ts'
import {
  emptyWords,
  marksOf,
  rowName,
  signsOf,
  winRowName,
  winWords,
} from '../../domain/sheet-words.ts'
import { bold, boxWidth, lineHeight, nameSize, parts, type Step, sizesOf } from './sizes.ts'
import { countLines } from './text-width.ts'

// Each text gets a number of lines here, and the styles keep to it. So a page is never more than
// full, whatever fonts a computer has.

/** The lines of each day: its Daily Win, what each member has, and what is unassigned. */
export type Line = SheetRow | 'win'

/** An item as it is written. */
export type Written = {
  readonly titleLines: number
  /** What done means, if there is room for it. */
  readonly definition: string | null
  /** Of the marks and what done means. */
  readonly smallLines: number
}

/** A sheet that is tried in letters of different sizes. */
export type Draft = {
  readonly sheet: Sheet
  readonly lines: readonly Line[]
  readonly hasDaysDown: boolean
  readonly width: number
  readonly height: number
  readonly tableHeight: number
  /** How wide a text in a cell may be. */
  readonly column: number
}

/** What there is room for in each row: items in a cell, and lines of small print below an item. */
export type Plan = { readonly most: readonly number[]; readonly small: readonly number[] }

/** What a line is called. */
export function nameOf(line: Line): string {
  return line === 'win' ? winRowName : rowName(line)
}

/** The title as it is written: a sign is never alone on a line. */
export function titleOf(item: SheetItem, day: SheetDay): string {
  return [item.title, ...signsOf(item, day)].join('\u00a0')
}

/** How many boxes a cell has to be filled in by hand, on a sheet that would be empty otherwise. */
export function countBlanks(sheet: Sheet, day: SheetDay): number {
  return day.date >= sheet.today && emptyWords(sheet) !== undefined ? 2 : 0
}

/** More lines of small print than any step has are only for marks. */
export const mostSmallLines = 4

/** Finds how an item is written with at most this many lines of small print. */
export function written(
  item: SheetItem,
  day: SheetDay,
  draft: Draft,
  step: Step,
  lines: number,
): Written {
  const { smallSize } = sizesOf(step)
  const marks = marksOf(item, day.date, draft.sheet.today)
  const definition = lines > 0 && !isDone(item) ? item.definition_of_done : null
  const small = [...marks, ...(definition === null ? [] : [definition])].join(' · ')
  const count = (text: string) => countLines(text, smallSize, draft.column - boxWidth(step.size))
  // Marks are bold, and never cut.
  const most = Math.max(lines, marks.length > 0 ? count(marks.join(' · ')) : 0)
  const needed = count(small)
  return {
    titleLines: titleLines(titleOf(item, day), draft, step),
    definition,
    smallLines: small === '' ? 0 : Math.min(most, needed, mostSmallLines),
  }
}

/** How many lines a title gets. */
export function titleLines(title: string, { column }: Draft, step: Step): number {
  return Math.min(
    step.titleLines,
    countLines(title, step.size * bold, column - boxWidth(step.size)),
  )
}

/** What is in each row: a line and the place of its day for each cell. */
export function rowsIn({
  sheet,
  lines,
  hasDaysDown,
}: Draft): (readonly [line: Line, day: number])[][] {
  const days = sheet.days.map((_, day) => day)
  return hasDaysDown
    ? days.map((day) => lines.map((line) => [line, day] as const))
    : lines.map((line) => days.map((day) => [line, day] as const))
}

/** How high each row is. */
export function heightsOf(draft: Draft, step: Step, plan: Plan): number[] {
  return rowsIn(draft).map((cells, row) => {
    const limits = { most: plan.most[row] ?? 0, small: plan.small[row] ?? 0 }
    const [[first] = ['win'] as const] = cells
    const cellHeights = cells.map(([line, day]) => cellHeight(line, day, draft, step, limits))
    const head = draft.hasDaysDown ? parts.members : nameHeight(nameOf(first))
    return Math.max(head, ...cellHeights) + aroundCell(step)
  })
}

/** What is above and below the text of a cell, with its line. */
export function aroundCell(step: Step): number {
  return 2 * sizesOf(step).above + 1
}

function nameHeight(name: string): number {
  const { size, lines } = nameSize(name)
  return size * lines * lineHeight
}

/** How high the text of a cell is. */
export function cellHeight(
  line: Line,
  place: number,
  draft: Draft,
  step: Step,
  { most, small }: { readonly most: number; readonly small: number },
): number {
  const { sheet } = draft
  const day = sheet.days[place]
  if (day === undefined) return 0
  const sizes = sizesOf(step)
  if (line === 'win') {
    const { title, note } = winWords(day, sheet.today)
    const titles = title === null ? 1 : titleLines(title, draft, step)
    return titles * sizes.line + (note === null ? 0 : sizes.smallLine) + sizes.gap
  }
  const items = line.cells[place] ?? []
  const heights = items.slice(0, most).map((item) => {
    const text = written(item, day, draft, step, small)
    return text.titleLines * sizes.line + text.smallLines * sizes.smallLine + sizes.gap
  })
  const isAway = line.member !== undefined && isAwayOn(day, line.member)
  const away = isAway ? sizes.smallLine + sizes.gap : 0
  const more = items.length > most ? sizes.smallLine : 0
  const blanks = countBlanks(sheet, day) * (sizes.line + sizes.gap)
  return Math.max(sizes.line, away + more + blanks + sum(heights))
}

/** Adds numbers up. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
