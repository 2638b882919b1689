import { type Digest, type DigestTasks, isAway, isTurn, mapLists } from '../../domain/digest.ts'
import { isRestDay } from '../../domain/rest.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import { isShownWhenDue } from '../../domain/task-status.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { User } from '../../domain/user.ts'
import { listAbsencesOn } from '../absences/absences.ts'
import type { Reader } from '../routines/routines.ts'
import type { Db } from '../schema.ts'
import { matches, type TaskFilter, wantedTasks } from '../tasks/filter.ts'
import { listTasks } from '../tasks/lists.ts'
import { selectTasks } from '../tasks/tasks.ts'
import { readAtOneMoment } from '../transaction.ts'
import { findRest } from '../wins/rest.ts'
import { findWin } from '../wins/wins.ts'
import { isEmpty } from './set-up.ts'

/** The most tasks in a list. */
const mostTasks = 100

/** The most open tasks of routines that are searched for turns. */
const mostLive = 1000

/**
 * Finds today's reminders.
 *
 * @param member whom they are for; undefined for the household
 * @param soon the last day on which a task counts as due soon; today for no such tasks
 */
export function findDigest(
  db: Db,
  reader: Reader,
  member: User | undefined,
  soon: CalendarDate,
): Promise<Digest> {
  return readAtOneMoment(db, async (from) => {
    const { today } = reader
    const away = await listAbsencesOn(from, today)
    const list = (due: TaskFilter) => listDue(from, reader, member, due)
    const all = {
      overdue: await list({ dueBefore: today }),
      due_today: await list({ dueFrom: today, dueUntil: today }),
      soon: await listSoon(list, today, soon),
      turns: await listTurns(from, reader, member, soon),
    }
    const win = (await findWin(from, today)) ?? null
    const rest_day = isRestDay(await findRest(from, today), today)
    const isOwed = !rest_day && win?.status !== 'DONE'
    return {
      date: today,
      until: soon,
      user_id: member?.id ?? null,
      user: member?.name ?? null,
      lists: member && isAway(member.id, away) ? withoutTurns(all) : all,
      win,
      win_due: isOwed && (win !== null || !(await isEmpty(from))),
      rest_day,
      away,
      is_update: false,
    }
  })
}

async function listDue(
  db: Db,
  { viewer, today }: Reader,
  member: User | undefined,
  due: TaskFilter,
): Promise<DigestTasks> {
  // Unassigned tasks concern everybody.
  const owners = member === undefined ? undefined : [member.id, null]
  const filter = { ...wantedTasks, shownOn: today, owners, ...due }
  const sort = [{ key: 'due_date', descending: false }] as const
  return firstOf(await listTasks(db, viewer, filter, { sort, limit: mostTasks + 1 }))
}

function firstOf(tasks: readonly Task[]): DigestTasks {
  return { tasks: tasks.slice(0, mostTasks), isAll: tasks.length <= mostTasks }
}

async function listSoon(
  list: (due: TaskFilter) => Promise<DigestTasks>,
  today: CalendarDate,
  soon: CalendarDate,
): Promise<DigestTasks> {
  if (soon <= today) return { tasks: [], isAll: true }
  const { tasks, isAll } = await list({ dueAfter: today, dueUntil: soon, shownOn: soon })
  return { tasks: tasks.filter(isShownWhenDue), isAll }
}

/** Lists the turns that no other list has: those that are due later or have no date. */
async function listTurns(
  db: Db,
  { viewer, today }: Reader,
  member: User | undefined,
  soon: CalendarDate,
): Promise<DigestTasks> {
  // A range makes the database use the index of open tasks of routines, which is small.
  const live = await selectTasks(db, viewer)
    .where('tasks.routine_id', '>', 0 as RoutineId)
    .where(matches({ ...wantedTasks, shownOn: today }, undefined))
    .orderBy('tasks.routine_id')
    .limit(mostLive)
    .execute()
  const isLater = ({ due_date }: Task) => due_date === null || due_date > soon
  const isTheirs = ({ owner_user_id }: Task) => !member || owner_user_id === member.id
  const turns = live.filter((task) => isTurn(task) && isLater(task) && isTheirs(task))
  return firstOf(turns.toSorted(byDate))
}

/** A task without a date comes last. */
function byDate(one: Task, other: Task): number {
  const [a, b] = [one.due_date ?? '~', other.due_date ?? '~']
  return Number(a > b) - Number(a < b) || one.id - other.id
}

/** Members who are away are not reminded of turns, not even of those that are always theirs. */
function withoutTurns(lists: Digest['lists']): Digest['lists'] {
  return mapLists((name) => ({
    tasks: lists[name].tasks.filter((task) => !isTurn(task)),
    isAll: lists[name].isAll,
  }))
}
