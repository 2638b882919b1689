import { listUpcoming } from '../../domain/routine/upcoming.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import type { User } from '../../domain/user.ts'
import type { Calendar } from '../../exchange/ical/feed.ts'
import { listDaysAway } from '../absences/absences.ts'
import type { Reader } from '../routines/routines.ts'
import { listWithLive } from '../routines/upcoming.ts'
import type { Db } from '../schema.ts'
import { wantedTasks } from '../tasks/filter.ts'
import { listTasks } from '../tasks/lists.ts'
import { readAtOneMoment } from '../transaction.ts'

/** Which days and tasks a calendar has. */
export type CalendarLimits = {
  /** The member whose calendar it is; undefined for the household. */
  readonly member: User | undefined
  /** Its last day. */
  readonly last: CalendarDate
  /** Whether it also has the open tasks themselves. */
  readonly withTodos: boolean
}

/**
 * Finds what a calendar shows: the due dates of open tasks, overdue ones too, and the dates of
 * routines from today on. What nobody has is in everybody's calendar.
 */
export function findCalendar(
  db: Db,
  reader: Reader,
  { member, last, withTodos }: CalendarLimits,
): Promise<Calendar> {
  return readAtOneMoment(db, async (from) => {
    const { viewer, today } = reader
    const owners = member === undefined ? undefined : [member.id, null]
    const filter = { ...wantedTasks, owners }
    const dueUntil = withTodos ? undefined : last
    const tasks = await listTasks(from, viewer, { ...filter, dueUntil })
    const due = tasks.filter(({ due_date }) => due_date !== null && due_date <= last)
    const routines = await listWithLive(from, reader)
    const away = await listDaysAway(from)
    const isDue = new Set(due.map((task) => `${task.routine_id} ${task.due_date}`))
    const limits = { count: Number.POSITIVE_INFINITY, before: addDays(last, 1) }
    const times = listUpcoming(routines, limits, { away, today })
    return {
      due,
      times: times.filter(
        ({ date, routine_id, turn }) =>
          date >= today && !isDue.has(`${routine_id} ${date}`) && isFor(member, turn),
      ),
      routines: new Map(routines.map((routine) => [routine.id, routine])),
      todos: withTodos ? tasks : [],
    }
  })
}

function isFor(member: User | undefined, turn: string | null): boolean {
  return member === undefined || turn === null || turn === member.name
}
