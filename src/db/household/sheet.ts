import type { Period } from '../../domain/load.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import type { UpcomingTime } from '../../domain/routine/upcoming.ts'
import {
  definitionOf,
  isLate,
  type Sheet,
  type SheetDay,
  type SheetItem,
  type SheetMember,
  taskItem,
} from '../../domain/sheet.ts'
import { streaksOf, type WonDates } from '../../domain/streak.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import { addDays, type CalendarDate, calendarOf, type Days } from '../../domain/time.ts'
import type { User, Viewer } from '../../domain/user.ts'
import { weekName } from '../../domain/week.ts'
import { listRoutines, type Reader } from '../routines/routines.ts'
import type { Db } from '../schema.ts'
import { selectTasks } from '../tasks/tasks.ts'
import { readAtOneMoment } from '../transaction.ts'
import { listUsers } from '../users/users.ts'
import { findRest } from '../wins/rest.ts'
import { findWonDates } from '../wins/streaks.ts'
import { listWinsOf } from '../wins/wins.ts'
import { selectDone } from './load.ts'
import { listDays, type WeekDay, weekLength } from './week.ts'

/** The most finished tasks of a week that are read. */
const mostDone = 1000

/** Which sheet is found. */
export type SheetLimits = {
  /** The Monday of its week. */
  readonly monday: CalendarDate
  /** The member whose sheet it is; undefined for the household's. */
  readonly member: User | undefined
  /** When the days of the household begin. */
  readonly days: Days
}

/** Finds what is to be done in a week, and what was done in it. */
export function findSheet(db: Db, reader: Reader, limits: SheetLimits): Promise<Sheet> {
  return readAtOneMoment(db, async (from) => {
    const { today } = reader
    const { monday, member } = limits
    const sunday = addDays(monday, weekLength - 1)
    const week = await listDays(from, reader, monday)
    const doneOn = await findDone(from, reader.viewer, { from: monday, until: sunday }, limits.days)
    const wins = await listWinsOf(from, monday, sunday)
    const users = await listAll(from)
    const itemOf = await openTimes(from, reader, users)
    const streakOn = await openStreaks(from, today)
    const isShown = ({ user_id }: Pick<SheetItem, 'user_id'>) =>
      member === undefined || user_id === null || user_id === member.id
    const days = week.map((day): SheetDay => {
      const { date, rest_day, away } = day
      const win = wins.find((each) => each.date === date) ?? null
      const done = (doneOn.get(date) ?? []).map(taskItem)
      return {
        date,
        rest_day,
        away: away.filter(isShown),
        win,
        streak: win?.status === 'DONE' && date <= today ? streakOn(date) : null,
        items: [...openItems(day, itemOf, today), ...done].filter(isShown),
      }
    })
    return {
      from: monday,
      until: sunday,
      week: weekName(monday),
      today,
      user_id: member?.id ?? null,
      user: member?.name ?? null,
      current_streak: streakOn(today),
      members: membersOf(users, member, days),
      days,
    }
  })
}

/** What is to be done on a day, what presses first: it may be all that there is room for. */
function openItems(
  { due, starts, expected }: WeekDay,
  itemOf: (time: UpcomingTime) => SheetItem,
  today: CalendarDate,
): readonly SheetItem[] {
  const items = [...due.map(taskItem), ...expected.map(itemOf), ...starts.map(taskItem)]
  const rank = (item: SheetItem) => (isLate(item, today) ? 0 : item.priority === 'URGENT' ? 1 : 2)
  return items.toSorted((one, other) => rank(one) - rank(other))
}

/**
 * Members in the order in which they joined, inactive ones only if a day has something of theirs.
 */
function membersOf(
  users: readonly User[],
  member: User | undefined,
  days: readonly SheetDay[],
): readonly SheetMember[] {
  const named = new Set(days.flatMap(({ items }) => items.map(({ user_id }) => user_id)))
  return users
    .filter(({ id, active }) => (member ? id === member.id : active || named.has(id)))
    .map(({ id: user_id, name: user }) => ({ user_id, user }))
}

async function listAll(db: Db): Promise<User[]> {
  const users = await listUsers(db, { all: true })
  return users.toSorted((one, other) => one.id - other.id)
}

/** Returns a function that makes an item of a time of a routine. */
async function openTimes(
  db: Db,
  reader: Reader,
  users: readonly User[],
): Promise<(time: UpcomingTime) => SheetItem> {
  const routines = new Map<RoutineId, Routine>()
  for (const routine of await listRoutines(db, reader, { all: false })) {
    routines.set(routine.id, routine)
  }
  return ({ date, routine_id, title, turn }) => {
    const routine = routines.get(routine_id)
    return {
      user_id: users.find(({ name }) => name === turn)?.id ?? null,
      user: turn,
      task_id: null,
      routine_id,
      title,
      definition_of_done: routine ? definitionOf(routine) : null,
      status: null,
      priority: routine?.priority ?? 'MEDIUM',
      due_date: date,
      private: routine?.private ?? false,
    }
  }
}

/** Returns a function that tells the days of the streak as it is or was on a day until today. */
async function openStreaks(db: Db, today: CalendarDate): Promise<(date: CalendarDate) => number> {
  const rest = await findRest(db, today)
  const won: readonly WonDates[] = await findWonDates(db, today)
  return (date) => streaksOf(won, rest, date).current.days
}

/** Finds what was done on each day of a period, in the order in which it was done. */
async function findDone(
  db: Db,
  viewer: Viewer,
  period: Period,
  days: Days,
): Promise<Map<CalendarDate, Task[]>> {
  const done = selectDone(db, { ...period, ...days }, viewer).select('done.id')
  const tasks = await selectTasks(db, viewer)
    .where('tasks.id', 'in', done)
    .orderBy('tasks.completed_at')
    .orderBy('tasks.id')
    .limit(mostDone)
    .execute()
  const dayOf = calendarOf(days)
  return Map.groupBy(
    tasks,
    ({ completed_on, completed_at }) => completed_on ?? dayOf(new Date(completed_at ?? 0)),
  )
}
