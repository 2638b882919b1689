import { dayAndMonth, weekdayName } from '../../domain/date-names.ts'
import {
  isAwayOn,
  isDone,
  type PaperSize,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetRow,
} from '../../domain/sheet.ts'
import {
  emptyWords,
  marksOf,
  sheetFacts,
  sheetTitle,
  signMeanings,
  signsOf,
  winRowName,
  winWords,
} from '../../domain/sheet-words.ts'
import { htmlPage } from '../page.tsx'
import { counted } from '../words.ts'
import { countBlanks, type Line, nameOf } from './cells.ts'
import { type Layout, layOut } from './layout.ts'
import { headingSize, nameSize } from './sizes.ts'
import { sheetStyles } from './styles.ts'

/** What CSS calls each size of paper. */
const pageNames = { a4: 'A4', letter: 'letter' } as const satisfies Record<PaperSize, string>

/** Draws a sheet as a page that is printed on one side of paper. */
export function sheetPage(sheet: Sheet, paper: PaperSize): string {
  const layout = layOut(sheet, paper)
  return htmlPage({
    title: sheetTitle(sheet),
    styles: sheetStyles(layout, pageNames[paper]),
    children: <SheetOnPaper sheet={sheet} layout={layout} />,
  })
}

type Props = { readonly sheet: Sheet; readonly layout: Layout }

function SheetOnPaper({ sheet, layout }: Props) {
  return (
    <main class={layout.hasDaysDown ? 'sheet down' : 'sheet across'}>
      <header>
        <h1 style={`--heading:${headingSize(sheetTitle(sheet), layout.width)}pt`}>
          <bdi>{sheetTitle(sheet)}</bdi>
        </h1>
        <p class="facts">{sheetFacts(sheet)}</p>
      </header>
      <table>
        <caption class="unseen">What is to be done each day, and whose it is</caption>
        {layout.hasDaysDown ? (
          <DaysDown sheet={sheet} layout={layout} />
        ) : (
          <DaysAcross sheet={sheet} layout={layout} />
        )}
      </table>
      <Legend sheet={sheet} layout={layout} />
    </main>
  )
}

function DaysAcross({ sheet, layout }: Props) {
  return (
    <>
      <thead>
        <tr>
          <td />
          {sheet.days.map((day) => (
            <DayHead day={day} scope="col" />
          ))}
        </tr>
      </thead>
      <tbody>
        {layout.lines.map((line, row) => (
          <tr class={line === 'win' ? 'win' : undefined} style={heightOf(row, layout)}>
            <LineHead line={line} scope="row" />
            {sheet.days.map((_, place) => (
              <Cell line={line} place={place} row={row} sheet={sheet} layout={layout} />
            ))}
          </tr>
        ))}
      </tbody>
    </>
  )
}

function DaysDown({ sheet, layout }: Props) {
  return (
    <>
      <thead>
        <tr>
          <td />
          {layout.lines.map((line) => (
            <LineHead line={line} scope="col" />
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.days.map((day, row) => (
          <tr style={heightOf(row, layout)}>
            <DayHead day={day} scope="row" />
            {layout.lines.map((line) => (
              <Cell line={line} place={row} row={row} sheet={sheet} layout={layout} />
            ))}
          </tr>
        ))}
      </tbody>
    </>
  )
}

function heightOf(row: number, { rowHeights }: Layout): string {
  return `height:${Math.floor((rowHeights[row] ?? 0) * 100) / 100}pt`
}

type HeadProps = { readonly scope: 'col' | 'row' }

function DayHead({ day: { date, rest_day }, scope }: HeadProps & { readonly day: SheetDay }) {
  return (
    <th scope={scope}>
      <span class="weekday">{weekdayName(date)}</span>{' '}
      <span class="date">
        {dayAndMonth(date, date)}
        {rest_day && ' · rest day'}
      </span>
    </th>
  )
}

function LineHead({ line, scope }: HeadProps & { readonly line: Line }) {
  const name = nameOf(line)
  return (
    <th scope={scope}>
      <div class="name" style={scope === 'row' ? `font-size:${nameSize(name).size}pt` : undefined}>
        <bdi>{name}</bdi>
      </div>
    </th>
  )
}

type CellProps = Props & {
  readonly line: Line
  /** Which day of the week it is. */
  readonly place: number
  readonly row: number
}

function Cell(props: CellProps) {
  const { line, place, sheet } = props
  const day = sheet.days[place]
  if (day === undefined) return null
  return line === 'win' ? (
    <WinCell {...props} day={day} />
  ) : (
    <ItemsCell {...props} line={line} day={day} />
  )
}

function WinCell({ day, sheet, layout }: Props & { readonly day: SheetDay }) {
  const { title, isDone, note } = winWords(day, sheet.today)
  return (
    <td data-name={winRowName}>
      {title !== null && (
        <div class={isDone ? 'item done' : 'item'}>
          {isDone ? <span class="star">★</span> : <Box sign="☐" />}
          <div>
            <div class={`title l${layout.winLines(title)}`}>
              <bdi>{title}</bdi>
            </div>
            <p class="note">{note}</p>
          </div>
        </div>
      )}
      {title === null && (note === null ? <span class="line" /> : <p class="note">{note}</p>)}
    </td>
  )
}

function ItemsCell({
  line,
  place,
  row,
  day,
  sheet,
  layout,
}: CellProps & { readonly line: SheetRow; readonly day: SheetDay }) {
  const { member, cells } = line
  const lines = layout.smallLinesIn(line, place, row)
  const items = cells[place] ?? []
  const shown = items.slice(0, layout.most[row])
  const more = items.length - shown.length
  const isAway = member !== undefined && isAwayOn(day, member)
  const blanks = countBlanks(sheet, day)
  const isEmpty = items.length === 0 && !isAway && blanks === 0
  return (
    <td data-name={nameOf(line)} class={isEmpty ? 'empty' : undefined}>
      {isAway && <p class="away">away</p>}
      {shown.length > 0 && (
        <ul>
          {shown.map((item) => (
            <Item item={item} day={day} lines={lines} sheet={sheet} layout={layout} />
          ))}
        </ul>
      )}
      {blanks > 0 && (
        <ul>
          {Array.from({ length: blanks }, () => (
            <li class="item">
              <Box sign="☐" />
              <span class="line" />
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p class="more">and {more} more</p>}
    </td>
  )
}

type ItemProps = Props & {
  readonly item: SheetItem
  readonly day: SheetDay
  /** How many lines of small print there are at most. */
  readonly lines: number
}

function Item({ item, day, lines, sheet, layout }: ItemProps) {
  const { titleLines, smallLines } = layout.write(item, day, lines)
  const signs = signsOf(item, day)
  return (
    <li class={isDone(item) ? 'item done' : 'item'}>
      <Box sign={isDone(item) ? '☑' : '☐'} />
      <div>
        <div class={`title l${titleLines}`}>
          <bdi>{item.title}</bdi>
          {signs.length > 0 && <span class="signs">&nbsp;{signs.join('\u00a0')}</span>}
        </div>
        {smallLines > 0 && (
          <Small item={item} day={day} lines={lines} sheet={sheet} layout={layout} />
        )}
      </div>
    </li>
  )
}

function Small({ item, day, lines, sheet, layout }: ItemProps) {
  const marks = marksOf(item, day.date, sheet.today).join(' · ')
  const { smallLines, definition } = layout.write(item, day, lines)
  return (
    <div class={`small l${smallLines}`}>
      {marks !== '' && <span class="marks">{marks}</span>}
      {marks !== '' && definition !== null && ' · '}
      {definition !== null && <bdi>{definition}</bdi>}
    </div>
  )
}

/** The sign is for readers without styles, and for those who listen; the box is drawn. */
function Box({ sign }: { readonly sign: '☐' | '☑' }) {
  return (
    <span class="box">
      <span class="unseen">{sign}</span>
    </span>
  )
}

function Legend({ sheet, layout }: Props) {
  const { hiddenMembers } = layout
  const empty = emptyWords(sheet)
  return (
    <p class="legend">
      {Object.entries(signMeanings).map(([sign, meaning]) => (
        <span>
          {sign} {meaning}
        </span>
      ))}
      {empty !== undefined && <strong>{empty}</strong>}
      {hiddenMembers > 0 && (
        <strong>There is no room for {counted(hiddenMembers, 'more member')}.</strong>
      )}
    </p>
  )
}
