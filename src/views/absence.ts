import type { ChangedAbsence } from '../db/absences/changes.ts'
import type { MovedRoutine } from '../db/absences/moves.ts'
import type { Absence } from '../domain/absence.ts'
import type { CalendarDate } from '../domain/time.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, table } from '../terminal/table.ts'
import { plural, relativeDate, shortDate } from '../terminal/words.ts'
import { success } from './answer.ts'
import { passedTurns } from './turn.ts'
import { whoIsAway } from './who-is-away.ts'

/** "Sam, Sat 10 Oct to Tue 20 Oct" */
export function absenceText(absence: Absence, today: CalendarDate): string {
  const { from_date, until_date } = absence
  const until = from_date === until_date ? '' : ` to ${shortDate(until_date, today)}`
  return `${whoIsAway(absence)}, ${shortDate(from_date, today)}${until}`
}

/** "✓ Added absence 3: Sam, Sat 10 Oct to Tue 20 Oct", and below it what moved. */
export function addedAbsence(changed: ChangedAbsence, style: Style): string {
  return changedAbsence('Added', changed, style)
}

/** "✓ Deleted absence 3: Sam, Sat 10 Oct to Tue 20 Oct", and below it what moved. */
export function deletedAbsence(changed: ChangedAbsence, style: Style): string {
  return changedAbsence('Deleted', changed, style)
}

function changedAbsence(
  what: string,
  { absence, moved, passed }: ChangedAbsence,
  style: Style,
): string {
  const sentence = `${what} absence ${absence.id}: ${absenceText(absence, style.today)}`
  const lines = [...movedLines(moved, style), ...passedTurns(passed).map((line) => line.trim())]
  return [success(sentence, style), ...lines]
    .map((line, index) => paragraph(line, index === 0 ? 0 : 2, style.columns))
    .join('\n')
    .replaceAll('\u00a0', ' ')
}

/** How many routines an answer names. */
const mostNamed = 5

function movedLines(moved: readonly MovedRoutine[], { today }: Style): string[] {
  const redated = moved.filter(({ date }) => date !== null)
  const ended = moved.filter(({ date }) => date === null)
  return [
    ...line('Moved', redated, ({ title, date }) => {
      // A date is not divided between two lines.
      const day = date && shortDate(date, today).replaceAll(' ', '\u00a0')
      return day === null ? title : `${title} to ${day}`
    }),
    ...line('Ended', ended, ({ title }) => title),
  ]
}

/** "Moved 2 routines: Bins to Mon 26 Oct, Plants to Tue 27 Oct" */
function line(
  verb: string,
  routines: readonly MovedRoutine[],
  write: (routine: MovedRoutine) => string,
): string[] {
  if (routines.length === 0) return []
  const more = routines.length - mostNamed
  const named = routines.slice(0, mostNamed).map(write).join(', ')
  return [
    `${verb} ${plural(routines.length, 'routine')}: ${named}${more > 0 ? ` and ${more} more` : ''}`,
  ]
}

/** Absences, one per line. */
export function absenceTable(absences: readonly Absence[], style: Style): string {
  const { paint, today } = style
  const rows = absences.map((absence): Cell[] => {
    const { id, from_date, until_date, note } = absence
    const isOver = until_date < today
    const cell = (text: string) => (isOver ? { text, paint: paint.dim } : text)
    return [
      { text: String(id), paint: paint.dim },
      cell(whoIsAway(absence)),
      cell(shortDate(from_date, today)),
      cell(shortDate(until_date, today)),
      cell(whenText(absence, today)),
      cell(note ?? ''),
    ]
  })
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'who', flexible: true },
      { title: 'from' },
      { title: 'until' },
      { title: 'when', from: 50 },
      { title: 'note', flexible: true, from: 60 },
    ],
    rows,
    style,
  )
}

/** "in 5 days", "now", or "over"; nothing if it begins in more than two weeks */
function whenText({ from_date, until_date }: Absence, today: CalendarDate): string {
  if (until_date < today) return 'over'
  if (from_date <= today) return 'now'
  const when = relativeDate(from_date, today)
  return when === from_date ? '' : when
}
