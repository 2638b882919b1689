import { enumerate } from '../domain/enumerate.ts'
import type { Routine, RoutineStatus } from '../domain/routine/routine.ts'
import { seasonText } from '../domain/routine/season.ts'
import { isRota } from '../domain/routine/turn-choice.ts'
import type { CalendarDate } from '../domain/time.ts'
import { details, paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { type Cell, type Look, paintedSign, signCell, table } from '../terminal/table.ts'
import { dayOf, plural, relativeDate, shortDate } from '../terminal/words.ts'
import { success } from './answer.ts'

const looks = {
  ACTIVE: { sign: '●', color: 'cyan' },
  PAUSED: { sign: '◐', color: 'yellow' },
  ENDED: { sign: '✗', color: 'dim' },
} as const satisfies Record<RoutineStatus, Look>

/** "◐" in the color of the status. */
export function statusSign(status: RoutineStatus, { paint }: Style): string {
  return paintedSign(looks[status], paint)
}

/** "◐ paused" */
function statusCell(status: RoutineStatus, { paint }: Style) {
  return signCell(looks[status], status.toLowerCase(), paint)
}

/** "◐ paused until Tue 1 Dec" */
function statusText({ status, paused_until }: Routine, style: Style): string {
  const { text, paint } = statusCell(status, style)
  const until = paused_until === null ? '' : ` until ${shortDate(paused_until, style.today)}`
  return paint(`${text}${until}`)
}

/** "✓ Added routine 3: Bins, every week on tue", and below it when it first comes. */
export function addedRoutine(routine: Routine, style: Style): string {
  const { paint, today } = style
  const { id, title, says, next_date, next_task_id } = routine
  const added = success(`Added routine ${id}: ${title}, ${says}`, style)
  if (next_date === null) return added
  const { until_date, times } = routine
  const season = seasonOf(routine)
  const rota = rotaText(routine)
  const facts = [
    `first on ${shortDate(next_date, today)}`,
    ...(season === null ? [] : [season]),
    ...(until_date === null ? [] : [`until ${shortDate(until_date, today)}`]),
    ...(times === null ? [] : [plural(times, 'time')]),
    turnCell(routine) ?? 'unassigned',
    ...(rota === null ? [] : [rota]),
    `task ${next_task_id}`,
  ]
  return `${added}\n  ${paint.dim(facts.join(' · '))}`
}

/** Routines, one per line. */
export function routineTable(routines: readonly Routine[], style: Style): string {
  const { paint, today } = style
  const none = { text: '–', paint: paint.dim }
  const isNarrow = (style.columns ?? Infinity) < 80
  const rows = routines.map((routine): Cell[] => {
    const status = statusCell(routine.status, style)
    const next = nextDate(routine)
    return [
      { text: String(routine.id), paint: paint.dim },
      routine.status === 'ENDED' ? { text: routine.title, paint: paint.dim } : routine.title,
      routine.says,
      next === null ? none : shortDate(next, today),
      turnCell(routine) ?? none,
      // Its sign is enough where titles need the room.
      isNarrow ? { ...status, text: looks[routine.status].sign } : status,
    ]
  })
  return table(
    [
      { title: 'id', align: 'right' },
      { title: 'routine', flexible: true },
      { title: 'repeats', flexible: true },
      { title: 'next', from: 50 },
      { title: 'turn', flexible: true, from: 70 },
      { title: isNarrow ? '' : 'status', from: 40 },
    ],
    rows,
    style,
  )
}

function turnCell({ turn, private: hidden }: Routine): string | undefined {
  if (turn === null) return undefined
  return hidden ? `${turn} (private)` : turn
}

/** A routine, and in words whose turn it is now, and why. */
export type RoutineWithTurn = { readonly routine: Routine; readonly turn: string | undefined }

/** All that is known of a routine. */
export function routineDetails({ routine, turn }: RoutineWithTurn, style: Style): string {
  const { paint } = style
  const heading = paragraph(
    `${paint.bold(routine.title)}  ${paint.dim(`routine ${routine.id}`)}`,
    0,
    style.columns,
  )
  const facts = [...scheduleFacts(routine, turn, style), ...taskFacts(routine, style)]
  return `${heading}\n\n${details(facts, style)}`
}

/** "apr-oct" */
function seasonOf({ season_from, season_to }: Routine): string | null {
  return season_from && season_to && seasonText({ from: season_from, to: season_to })
}

/** "Alex, Sam and Kim in turn"; null if nobody takes turns. */
function rotaText({ turns, members }: Routine): string | null {
  if (!isRota(turns)) return null
  if (members.length === 0) return 'nobody takes turns any more'
  if (members.length === 1) return `only ${members[0]}`
  if (turns === 'ROTATE') return `${enumerate(members, 'and')} in turn`
  return `${enumerate(members, 'or')}, whoever has had the least to do`
}

type Fact = readonly [name: string, value: string | null]

function scheduleFacts(routine: Routine, turn: string | undefined, style: Style): Fact[] {
  const { lead_days, done_count, times } = routine
  return [
    ['Status', statusText(routine, style)],
    ['Note', routine.status_note],
    ['Repeats', routine.says],
    ['Season', seasonOf(routine)],
    ['Starts', routine.start_date],
    ['Until', routine.until_date],
    ['Next', nextText(routine, style)],
    ['Turns', rotaText(routine)],
    ['Turn', turn ?? routine.turn],
    [
      'Done',
      times === null ? plural(done_count, 'time') : `${done_count} of ${plural(times, 'time')}`,
    ],
    ['Shown', lead_days === 0 ? 'on its date' : `${plural(lead_days, 'day')} before its date`],
    [
      'Away',
      routine.when_away === 'SKIP'
        ? 'skipped while everybody is away'
        : 'also while everybody is away',
    ],
  ]
}

function taskFacts(routine: Routine, style: Style): Fact[] {
  return [
    ['Done means', routine.definition_of_done],
    ['Description', routine.description],
    ['Materials', routine.materials_needed],
    ['Domain', routine.domain.toLowerCase()],
    ['Effort', routine.effort.toLowerCase()],
    ['Owner', ownerText(routine)],
    ['Category', routine.category],
    ['Priority', routine.priority.toLowerCase()],
    ['Added', dayOf(routine.created_at, style)],
    ['UUID', style.paint.dim(routine.uuid)],
  ]
}

/** Nobody owns a routine at which members take turns. */
function ownerText({ owner, turns, private: hidden }: Routine): string | null {
  if (isRota(turns)) return null
  if (owner === null) return 'Unassigned'
  return hidden ? `${owner} (private)` : owner
}

/** "2026-11-24 (in 2 days), task 12" */
function nextText(routine: Routine, { today }: Style): string | null {
  const next = nextDate(routine)
  if (next === null) return null
  const when = relativeDate(next, today)
  return `${when === next ? next : `${next} (${when})`}, task ${routine.next_task_id}`
}

/** The date on which it comes next; null while nobody knows how long it is paused. */
function nextDate({ next_date, status, paused_until }: Routine): CalendarDate | null {
  return status === 'PAUSED' && paused_until === null ? null : next_date
}
