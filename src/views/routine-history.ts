import type { Outcome, PastOccurrence, Routine } from '../domain/routine/routine.ts'
import { isRota } from '../domain/routine/turn-choice.ts'
import { daysBetween } from '../domain/time.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, type Look, signCell, table } from '../terminal/table.ts'
import { plural, shortDate } from '../terminal/words.ts'

/** The latest occurrences of a routine, and how many had each outcome. */
export type RoutineHistory = {
  readonly routine: Routine
  readonly latest: readonly PastOccurrence[]
  readonly counts: Partial<Record<Outcome, number>>
}

const looks = {
  DONE: { sign: '✓', color: 'green' },
  SKIPPED: { sign: '–', color: 'dim' },
  MISSED: { sign: '○', color: 'yellow' },
} as const satisfies Record<Outcome, Look>

/** How often a routine was done, and its latest times, one per line. */
export function routineHistory({ routine, latest, counts }: RoutineHistory, style: Style): string {
  const { paint } = style
  const heading = `${paint.bold(routine.title)}  ${paint.dim(`routine ${routine.id}`)}`
  const { DONE = 0, SKIPPED = 0, MISSED = 0 } = counts
  const more = DONE + SKIPPED + MISSED - latest.length
  if (latest.length === 0) return `${heading}\n\nNot done yet.`
  const others = [
    ...(SKIPPED ? [`skipped ${SKIPPED}`] : []),
    ...(MISSED ? [`missed ${MISSED}`] : []),
  ]
  const summary = [`Done ${plural(DONE, 'time')}`, ...others].join(', ')
  const rest = more > 0 ? [paint.dim(`… and ${more} more (raise --limit)`)] : []
  return [
    `${heading}\n\n${summary}.\n`,
    occurrenceTable(latest, isRota(routine.turns), style),
    ...rest,
  ].join('\n')
}

/** @param withTurns whether it can differ from time to time whose turn it was */
function occurrenceTable(
  occurrences: readonly PastOccurrence[],
  withTurns: boolean,
  style: Style,
): string {
  const { paint, today } = style
  const none = { text: '–', paint: paint.dim }
  const rows = occurrences.map((occurrence): Cell[] => {
    return [
      { text: String(occurrence.number), paint: paint.dim },
      shortDate(occurrence.date, today),
      signCell(looks[occurrence.outcome], occurrence.outcome.toLowerCase(), paint),
      lateness(occurrence) ?? none,
      ...(withTurns ? [occurrence.turn ?? none] : []),
      occurrence.completed_by ?? none,
      occurrence.note?.replaceAll('\n', ' ') ?? none,
    ]
  })
  return table(
    [
      { title: 'no.', align: 'right' },
      { title: 'planned' },
      { title: 'outcome' },
      { title: 'when' },
      ...(withTurns ? [{ title: 'turn', flexible: true }] : []),
      { title: 'done by', flexible: true },
      { title: 'note', flexible: true, from: 70 },
    ],
    rows,
    style,
  )
}

/** "on the day", "2 days late", "1 day early"; undefined for what was not done. */
function lateness({ date, on_date }: PastOccurrence): string | undefined {
  if (on_date === null) return undefined
  const days = daysBetween(date, on_date)
  if (days === 0) return 'on the day'
  return days > 0 ? `${plural(days, 'day')} late` : `${plural(-days, 'day')} early`
}
