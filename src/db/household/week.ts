import type { Absence } from '../../domain/absence.ts'
import { isRestDay } from '../../domain/rest.ts'
import { listUpcoming, type UpcomingTime } from '../../domain/routine/upcoming.ts'
import type { Task } from '../../domain/task.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { listAbsencesOn, listDaysAway } from '../absences/absences.ts'
import type { Reader } from '../routines/routines.ts'
import { listWithLive } from '../routines/upcoming.ts'
import type { Db } from '../schema.ts'
import { isShownOn, matches, type TaskFilter, wantedTasks } from '../tasks/filter.ts'
import { listTasks } from '../tasks/lists.ts'
import { selectTasks } from '../tasks/tasks.ts'
import { readAtOneMoment } from '../transaction.ts'
import { findRest } from '../wins/rest.ts'

/** How many days a week on the page has, of which today is the first. */
export const weekLength = 7

/** The most overdue tasks that are read. */
const mostOverdue = 100

/** The most tasks that are read of those that are due, or shown for the first time, in a week. */
const mostRead = 1000

/** What a day brings. */
export type WeekDay = {
  readonly date: CalendarDate
  /** Whether the household owes no win on this date. */
  readonly rest_day: boolean
  /** Who is away. */
  readonly away: readonly Absence[]
  /** Open tasks that are due; today, the overdue ones come first. */
  readonly due: readonly Task[]
  /** Hidden tasks that are shown from this day on. Those of routines that are due are not here. */
  readonly starts: readonly Task[]
  /** What routines bring besides their open tasks, if each time is done on its day. */
  readonly expected: readonly UpcomingTime[]
}

/** Lists the next seven days, from today on. */
export function listWeek(db: Db, reader: Reader): Promise<WeekDay[]> {
  return readAtOneMoment(db, (from) => listDays(from, reader, reader.today))
}

/**
 * Lists seven days from one on. What was due before them and is overdue comes first on the day
 * that {@link overdueDay} says.
 */
export async function listDays(db: Db, reader: Reader, first: CalendarDate): Promise<WeekDay[]> {
  const last = addDays(first, weekLength - 1)
  const overdue = await listOverdue(db, reader, first)
  const due = await listDue(db, reader, first, last)
  const starts = await listStarting(db, reader, last)
  const expected = await listExpected(db, reader, first, last, [...overdue, ...due])
  const away = await listAbsencesOn(db, first, last)
  const rest = await findRest(db, last)
  return Array.from({ length: weekLength }, (_, days): WeekDay => {
    const date = addDays(first, days)
    const isOn = (day: CalendarDate | null) => day === date
    return {
      date,
      rest_day: isRestDay(rest, date),
      away: away.filter(({ from_date, until_date }) => from_date <= date && date <= until_date),
      due: [
        ...(date === overdueDay(first, reader.today) ? overdue : []),
        ...due.filter((task) => isOn(task.due_date)),
      ],
      starts: starts.filter((task) => isOn(task.starts_on)),
      expected: expected.filter((time) => isOn(time.date)),
    }
  })
}

/**
 * The day on which overdue tasks are listed: today, or the first of the next seven days. Earlier
 * and later days have none.
 */
function overdueDay(first: CalendarDate, today: CalendarDate): CalendarDate | undefined {
  if (first > addDays(today, weekLength) || addDays(first, weekLength) <= today) return undefined
  return first > today ? first : today
}

/** Lists the overdue tasks that were due before a day, the earliest first. */
async function listOverdue(
  db: Db,
  { viewer, today }: Reader,
  first: CalendarDate,
): Promise<Task[]> {
  if (overdueDay(first, today) === undefined) return []
  const byDate = [{ key: 'due_date', descending: false }] as const
  const dueBefore = first < today ? first : today
  const overdue = { ...wantedTasks, shownOn: today, dueBefore }
  return listTasks(db, viewer, overdue, { sort: byDate, limit: mostOverdue })
}

/** Lists the open tasks that are due from one day to another, the earliest first. */
function listDue(
  db: Db,
  { viewer }: Reader,
  first: CalendarDate,
  last: CalendarDate,
): Promise<Task[]> {
  return select(db, viewer, { ...wantedTasks, dueBefore: addDays(last, 1) })
    .where('tasks.due_date', '>=', first)
    .orderBy('tasks.due_date')
    .orderBy('tasks.id')
    .execute()
}

/**
 * Lists the tasks that are hidden now but not on the last day. Of the tasks of routines, which are
 * hidden as a rule, only those that are due later.
 */
async function listStarting(db: Db, { viewer, today }: Reader, last: CalendarDate) {
  return select(db, viewer, { ...wantedTasks, hiddenOn: today })
    .where(isShownOn(last))
    .where(({ eb, or }) =>
      or([
        eb('tasks.routine_id', 'is', null),
        eb('tasks.due_date', 'is', null),
        eb('tasks.due_date', '>', last),
      ]),
    )
    .orderBy('tasks.starts_on')
    .orderBy('tasks.id')
    .execute()
}

function select(db: Db, viewer: Viewer, filter: TaskFilter) {
  return selectTasks(db, viewer).where(matches(filter, undefined)).limit(mostRead)
}

/**
 * Lists the times of routines from one day to another, but not before today, and without those
 * whose tasks are listed as due.
 */
async function listExpected(
  db: Db,
  reader: Reader,
  first: CalendarDate,
  last: CalendarDate,
  due: readonly Task[],
): Promise<UpcomingTime[]> {
  const { today } = reader
  if (last < today) return []
  const routines = await listWithLive(db, reader)
  const away = await listDaysAway(db)
  const limits = { count: Number.POSITIVE_INFINITY, before: addDays(last, 1) }
  const isDue = new Set(due.map((task) => `${task.routine_id} ${task.due_date}`))
  return listUpcoming(routines, limits, { away, today })
    .filter(({ date, routine_id }) => date >= today && !isDue.has(`${routine_id} ${date}`))
    .filter(({ date }) => date >= first)
    .slice(0, mostRead)
}
