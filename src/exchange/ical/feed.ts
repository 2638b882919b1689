import type { Routine } from '../../domain/routine/routine.ts'
import type { UpcomingTime } from '../../domain/routine/upcoming.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import { addDays, type CalendarDate, type Instant } from '../../domain/time.ts'
import { writeLine } from './lines.ts'
import { calendarEnd, calendarStart } from './write.ts'
import { describe, writeDay, writeInstant, writeText, writeTodo } from './write-todo.ts'

// The calendar that others subscribe to. Events and not tasks, because the calendars of Apple and
// Google show only those. It depends on the household and the day alone: the same bytes each time.

/** What a calendar shows. Everything in it may be seen by who reads it. */
export type Calendar = {
  /** Open tasks with a due date. */
  readonly due: readonly Task[]
  /** Dates of routines, besides those of their open tasks. */
  readonly times: readonly UpcomingTime[]
  readonly routines: ReadonlyMap<RoutineId, Routine>
  /** Open tasks, with or without a date, for programs that show tasks. */
  readonly todos: readonly Task[]
}

/** An event of a whole day. */
export type CalendarEvent = {
  readonly uid: string
  readonly date: CalendarDate
  /** With who does it, if that is known: “Bins (Sam)”. */
  readonly title: string
  /** Who does it; null if that is not known. */
  readonly user: string | null
  /** The description, and what done means. */
  readonly description: string | null
  readonly private: boolean
  readonly updated_at: Instant
}

/** The events of a calendar by date, without those that no date of the calendar has. */
export function eventsOf({ due, times, routines }: Calendar): readonly CalendarEvent[] {
  const ofTasks = due.flatMap((task) => {
    const routine = task.routine_id === null ? undefined : routines.get(task.routine_id)
    const { due_date, occurrence_date } = task
    if (due_date === null) return []
    // The open task of a routine was a date of it before, and is the same event.
    const uid = routine ? uidOf(routine, occurrence_date ?? due_date) : uidOf(task, due_date)
    return [eventOf(task, { uid, date: due_date, user: task.owner })]
  })
  const ofRoutines = times.flatMap(({ routine_id, date, turn }) => {
    const routine = routines.get(routine_id)
    return routine ? [eventOf(routine, { uid: uidOf(routine, date), date, user: turn })] : []
  })
  return [...ofTasks, ...ofRoutines].toSorted(compare)
}

function uidOf({ uuid }: { readonly uuid: string }, date: CalendarDate): string {
  return `${uuid}/${date}@momentum`
}

function eventOf(
  work: Task | Routine,
  { uid, date, user }: Pick<CalendarEvent, 'uid' | 'date' | 'user'>,
): CalendarEvent {
  return {
    uid,
    date,
    title: user === null ? work.title : `${work.title} (${user})`,
    user,
    description: describe(work),
    private: work.private,
    updated_at: work.updated_at,
  }
}

function compare(one: CalendarEvent, other: CalendarEvent): number {
  return (
    Number(one.date > other.date) - Number(one.date < other.date) ||
    Number(one.uid > other.uid) - Number(one.uid < other.uid)
  )
}

/**
 * Writes a calendar in parts.
 *
 * @param name what subscribers see as its name
 */
export function* writeFeed(
  events: readonly CalendarEvent[],
  { todos, routines }: Pick<Calendar, 'todos' | 'routines'>,
  name: string,
): Generator<string, undefined> {
  yield `${calendarStart}${writeText('X-WR-CALNAME', name)}`
  for (const event of events) yield writeEvent(event)
  for (const task of todos) {
    yield writeTodo(task, task.routine_id === null ? undefined : routines.get(task.routine_id))
  }
  yield calendarEnd
}

function writeEvent(event: CalendarEvent): string {
  const { uid, date, title, description, updated_at } = event
  return [
    'BEGIN:VEVENT\r\n',
    writeLine('UID', uid),
    writeLine('DTSTAMP', writeInstant(updated_at)),
    writeLine('LAST-MODIFIED', writeInstant(updated_at)),
    writeText('SUMMARY', title),
    writeText('DESCRIPTION', description),
    writeDay('DTSTART', date),
    date === '9999-12-31' ? '' : writeDay('DTEND', addDays(date, 1)),
    event.private ? writeLine('CLASS', 'PRIVATE') : '',
    writeLine('TRANSP', 'TRANSPARENT'),
    'END:VEVENT\r\n',
  ].join('')
}
