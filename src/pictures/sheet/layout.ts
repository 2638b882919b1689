import {
  isAwayOn,
  isDone,
  type PaperSize,
  rowsOf,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetRow,
} from '../../domain/sheet.ts'
import { emptyWords, marksOf, signsOf, winWords } from '../../domain/sheet-words.ts'
import { countLines, textWidth, widestWord } from './text-width.ts'

// All lengths are in points, of which an inch has 72. Each text gets a number of lines here, and
// the styles keep to it, so the page is full at most, whatever fonts a computer has.

/** The sizes of paper, its long side first. */
const papers = {
  a4: { width: 841.9, height: 595.3 },
  letter: { width: 792, height: 612 },
} as const satisfies Record<PaperSize, { readonly width: number; readonly height: number }>

/** Nearly every printer prints within this margin. */
export const margin = 24

/** How large the fixed parts of a page are. */
export const parts = {
  title: 31,
  legend: 14,
  /** The heads of columns: days, or members. */
  days: 33,
  members: 24,
  /** The heads of rows: members, or days. */
  names: 74,
  dates: 92,
  /** What a cell has beside its text. */
  beside: 5,
} as const

/** Up to so many members, a column is wider for each of them than for each day. */
const mostInColumns = 3

/** With more rows, not even one item fits in each. */
const mostRows = 13

/** How large titles are written, and how many lines titles and small print may have. */
type Step = { readonly size: number; readonly titleLines: number; readonly smallLines: number }

const smallest: Step = { size: 8.5, titleLines: 1, smallLines: 0 }

/** From the largest titles to the smallest ones that can still be read. */
const steps: readonly Step[] = [
  ...[20, 18, 16, 14.5, 13.5, 12.5, 11.5, 10.5].flatMap((size) => [
    { size, titleLines: 4, smallLines: 4 },
    { size, titleLines: 4, smallLines: 2 },
  ]),
  { size: 10, titleLines: 3, smallLines: 1 },
  { size: 9.5, titleLines: 3, smallLines: 1 },
  { size: 9, titleLines: 3, smallLines: 1 },
  { size: 8.5, titleLines: 3, smallLines: 1 },
  { size: 9, titleLines: 3, smallLines: 0 },
  { size: 8.5, titleLines: 3, smallLines: 0 },
  { size: 8.5, titleLines: 2, smallLines: 0 },
  smallest,
]

/** More lines of small print than any step has are only for marks. */
const mostSmallLines = 4

/** Below this size words may be broken and titles cut. */
const leastWithWholeTitles = 10

/** How much wider a text is in bold letters. */
const bold = 1.1

/** The height of a line of names and titles, in parts of their size. */
export const lineHeight = 1.18

/** What is told of each day: its win, and what each member has, and nobody. */
export type Line = SheetRow | 'win'

/** An item as it is written. */
export type Written = {
  readonly titleLines: number
  /** What done means, if there is room for it. */
  readonly definition: string | null
  /** Of the marks and what done means. */
  readonly smallLines: number
}

/** How a sheet is put on one page. */
export type Layout = {
  /** The page without its margins. */
  readonly width: number
  readonly height: number
  readonly tableHeight: number
  /** Of titles, of small print, and of their lines. */
  readonly size: number
  readonly line: number
  readonly smallSize: number
  readonly smallLine: number
  /** Below an item, and above and below all of a cell. */
  readonly gap: number
  readonly above: number
  /** Whether each row is a day. Otherwise, each column is. */
  readonly hasDaysDown: boolean
  readonly lines: readonly Line[]
  readonly rowHeights: readonly number[]
  /** How many members are left out, because there are too many. */
  readonly hiddenMembers: number
  /** How many items each row shows at most in a cell. */
  readonly most: readonly number[]
  /** How many lines of small print there are below each item of a cell. */
  readonly smallLinesIn: (line: Line, place: number, row: number) => number
  readonly write: (item: SheetItem, day: SheetDay, smallLines: number) => Written
  readonly winLines: (title: string) => number
}

/** A sheet that is tried in letters of different sizes. */
type Draft = {
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
type Plan = { readonly most: readonly number[]; readonly small: readonly number[] }

/** Finds the largest letters with which a sheet fits on one page. */
export function layOut(sheet: Sheet, paper: PaperSize): Layout {
  const all = rowsOf(sheet)
  const rows = [...all.slice(0, -1).slice(0, mostRows - 1), ...all.slice(-1)]
  const draft = openDraft(sheet, paper, ['win', ...rows])
  const step = steps.find((each) => !cutsTitles(draft, each) && fits(draft, each)) ?? smallest
  const plan = planOf(draft, step)
  const rowHeights = filled(heightsOf(draft, step, plan), draft)
  return {
    ...draft,
    ...sizesOf(step),
    most: plan.most,
    rowHeights,
    hiddenMembers: all.length - rows.length,
    smallLinesIn(line, place, row) {
      const most = plan.most[row] ?? 0
      const room = (rowHeights[row] ?? 0) - aroundCell(step)
      const fitting = [mostSmallLines, mostExtraLines, 1].find(
        (small) => cellHeight(line, place, draft, step, { most, small }) <= room,
      )
      return fitting ?? plan.small[row] ?? 0
    },
    write: (item, day, smallLines) => written(item, day, draft, step, smallLines),
    winLines: (title) => titleLines(title, draft, step),
  }
}

function openDraft(sheet: Sheet, paper: PaperSize, lines: readonly Line[]): Draft {
  const width = papers[paper].width - 2 * margin
  // Rounding must not begin a second page.
  const height = papers[paper].height - 2 * margin - 2
  const hasDaysDown = sheet.members.length <= mostInColumns
  const columns = hasDaysDown ? lines.length : sheet.days.length
  const heads = hasDaysDown ? parts.dates : parts.names
  return {
    sheet,
    lines,
    hasDaysDown,
    width,
    height,
    tableHeight: height - parts.title - parts.legend,
    column: (width - heads) / columns - 2 * parts.beside,
  }
}

function sizesOf({ size }: Step) {
  const smallSize = Math.max(7, size * 0.7)
  return {
    size,
    smallSize,
    line: size * lineHeight,
    smallLine: smallSize * 1.2,
    gap: size * 0.24,
    above: size * 0.32,
  }
}

/** What a line is called. */
export function nameOf(line: Line): string {
  return line === 'win' ? 'Daily Win' : (line.member?.user ?? 'Unassigned')
}

/** How large a name is written at the head of a row, on one line or two. */
export function nameSize(name: string): { readonly size: number; readonly lines: number } {
  const room = parts.names - parts.beside
  const size = nameSizes.find((each) => textWidth(name, each * bold) <= room)
  return size === undefined ? { size: leastName, lines: 2 } : { size, lines: 1 }
}

const leastName = 8.5
const nameSizes = [12, 10.5, 9.5, leastName]

/** What a box and the blank after it take. */
export function boxWidth(size: number): number {
  return size * 1.1
}

/** The title as it is written: a sign is never alone on a line. */
function titleOf(item: SheetItem, day: SheetDay): string {
  return [item.title, ...signsOf(item, day)].join('\u00a0')
}

/** How many boxes a cell has to be filled in by hand, on a sheet that would be empty otherwise. */
export function countBlanks(sheet: Sheet, day: SheetDay): number {
  return day.date >= sheet.today && emptyWords(sheet) !== undefined ? 2 : 0
}

function written(item: SheetItem, day: SheetDay, draft: Draft, step: Step, lines: number): Written {
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

function titleLines(title: string, { column }: Draft, step: Step): number {
  return Math.min(
    step.titleLines,
    countLines(title, step.size * bold, column - boxWidth(step.size)),
  )
}

/** Whether a word is broken or a title cut that would be whole in smaller letters. */
function cutsTitles({ sheet, lines, column }: Draft, step: Step): boolean {
  if (step.size <= leastWithWholeTitles) return false
  const shown = new Set(lines.flatMap((line) => (line === 'win' ? [] : line.cells.flat())))
  const titles = sheet.days.flatMap((day) => [
    ...day.items.filter((item) => shown.has(item)).map((item) => titleOf(item, day)),
    ...(day.win ? [day.win.task.title] : []),
  ])
  const isWhole = (title: string, size: number) => {
    const room = column - boxWidth(size)
    const isUnbroken = widestWord(title, size * bold) <= room
    return isUnbroken && countLines(title, size * bold, room) <= step.titleLines
  }
  return titles.some((title) => !isWhole(title, step.size) && isWhole(title, leastWithWholeTitles))
}

/** What is in each row: a line and the place of its day for each cell. */
function rowsIn({ sheet, lines, hasDaysDown }: Draft): (readonly [line: Line, day: number])[][] {
  const days = sheet.days.map((_, day) => day)
  return hasDaysDown
    ? days.map((day) => lines.map((line) => [line, day] as const))
    : lines.map((line) => days.map((day) => [line, day] as const))
}

function heightsOf(draft: Draft, step: Step, plan: Plan): number[] {
  return rowsIn(draft).map((cells, row) => {
    const limits = { most: plan.most[row] ?? 0, small: plan.small[row] ?? 0 }
    const [[first] = ['win'] as const] = cells
    const cellHeights = cells.map(([line, day]) => cellHeight(line, day, draft, step, limits))
    const head = draft.hasDaysDown ? parts.members : nameHeight(nameOf(first))
    return Math.max(head, ...cellHeights) + aroundCell(step)
  })
}

/** What is above and below the text of a cell, with its line. */
function aroundCell(step: Step): number {
  return 2 * sizesOf(step).above + 1
}

function nameHeight(name: string): number {
  const { size, lines } = nameSize(name)
  return size * lines * lineHeight
}

function cellHeight(
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** The height that the rows have together. */
function roomForRows({ tableHeight, hasDaysDown }: Draft): number {
  return tableHeight - (hasDaysDown ? parts.members : parts.days)
}

function fits(draft: Draft, step: Step, plan = wholePlan(draft, step)): boolean {
  return sum(heightsOf(draft, step, plan)) <= roomForRows(draft)
}

/** All items, each with as much small print as a step has. */
function wholePlan(draft: Draft, step: Step): Plan {
  const rows = rowsIn(draft)
  return {
    most: rows.map(() => Number.POSITIVE_INFINITY),
    small: rows.map(() => step.smallLines),
  }
}

/** As many items as there is room for, and then as much small print. */
function planOf(draft: Draft, step: Step): Plan {
  const whole = wholePlan(draft, step)
  const isFitting = (plan: Plan) => fits(draft, step, plan)
  const longest = rowsIn(draft).map((cells) =>
    Math.max(...cells.map(([line, day]) => (line === 'win' ? 0 : (line.cells[day] ?? []).length))),
  )
  const one = longest.map((count) => Math.min(1, count))
  const most = isFitting(whole)
    ? whole.most
    : grown(one, longest, (tried) => isFitting({ ...whole, most: tried }))
  const lines = whole.small.map(() => Math.max(step.smallLines, mostExtraLines))
  const small = grown(whole.small, lines, (tried) => isFitting({ most, small: tried }))
  return { most, small }
}

/** How many lines of small print a row gets where there is room, even if others have none. */
const mostExtraLines = 2

/** Adds one to each number in turn, up to its limit, as long as that fits. */
function grown(
  start: readonly number[],
  limits: readonly number[],
  isFitting: (tried: readonly number[]) => boolean,
): readonly number[] {
  let numbers = start
  let growing = start.flatMap((number, row) => (number < (limits[row] ?? 0) ? [row] : []))
  while (growing.length > 0) {
    growing = growing.filter((row) => {
      const next = (numbers[row] ?? 0) + 1
      const tried = numbers.with(row, next)
      if (!isFitting(tried)) return false
      numbers = tried
      return next < (limits[row] ?? 0)
    })
  }
  return numbers
}

/** The heights of rows that fill the page: what is left over is for what people write by hand. */
function filled(heights: readonly number[], draft: Draft): readonly number[] {
  const isGrowing = (row: number) => draft.hasDaysDown || draft.lines[row] !== 'win'
  const growing = heights.filter((_, row) => isGrowing(row)).length
  const left = roomForRows(draft) - sum(heights)
  return heights.map((height, row) => height + (isGrowing(row) ? left / growing : 0))
}
