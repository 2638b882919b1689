import {
  type PaperSize,
  rowsOf,
  type Sheet,
  type SheetDay,
  type SheetItem,
} from '../../domain/sheet.ts'
import {
  aroundCell,
  cellHeight,
  type Draft,
  heightsOf,
  type Line,
  mostSmallLines,
  type Plan,
  rowsIn,
  sum,
  titleLines,
  titleOf,
  type Written,
  written,
} from './cells.ts'
import { bold, boxWidth, margin, papers, parts, type Step, sizesOf } from './sizes.ts'
import { countLines, widestWord } from './text-width.ts'

/** Up to this many members, columns for members are wider than columns for days. */
const mostInColumns = 3

/** With more rows, not even one item fits in each. */
const mostRows = 13

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

/** Below this size words may be broken and titles cut. */
const leastWithWholeTitles = 10

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

/** The height of all rows together. */
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
