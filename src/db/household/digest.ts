import { type Digest, type DigestTasks, isAway, isTurn } from '../../domain/digest.ts'
import { isRestDay } from '../../domain/rest.ts'
import { isShownWhenDue, type Task } from '../../domain/task.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import type { User } from '../../domain/user.ts'
import { listAbsencesOn } from '../absences/absences.ts'
import type { Reader } from '../routines/routines.ts'
import type { Db } from '../schema.ts'
import { matches, type TaskFilter, wantedTasks } from '../tasks/filter.ts'
import { listPage } from '../tasks/lists.ts'
import { selectTasks } from '../tasks/tasks.ts'
import { readAtOneMoment } from '../transaction.ts'
import { findRest } from '../wins/rest.ts'
import { findWin } from '../wins/wins.ts'
import { isEmpty } from './set-up.ts'

/** The most tasks of a list that are read. */
const mostRead = 100

/** How far the tasks beyond those are counted. */
const mostCounted = 1_000_000

/**
 * Finds what there is to say today.
 *
 * @param member whom to tell; undefined for the household
 * @param soon the last day of what is soon; today for none
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
      turns: { tasks: await listTurns(from, reader, member, soon), more: 0 },
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
  // What is nobody's concerns everybody.
  const owners = member === undefined ? undefined : [member.id, null]
  const filter = { ...wantedTasks, shownOn: today, owners, ...due }
  const sort = [{ key: 'due_date', descending: false }] as const
  return listPage(db, viewer, filter, { sort, limit: mostRead, most: mostCounted })
}

async function listSoon(
  list: (due: TaskFilter) => Promise<DigestTasks>,
  today: CalendarDate,
  soon: CalendarDate,
): Promise<DigestTasks> {
  if (soon <= today) return { tasks: [], more: 0 }
  const { tasks, more } = await list({ dueAfter: today, dueUntil: soon, shownOn: soon })
  return { tasks: tasks.filter(isShownWhenDue), more }
}

/** Lists the turns that are in no other list: those that are due later, or have no date. */
async function listTurns(
  db: Db,
  { viewer, today }: Reader,
  member: User | undefined,
  soon: CalendarDate,
): Promise<readonly Task[]> {
  const owners = member === undefined ? { notOwners: [null] } : { owners: [member.id] }
  const tasks = await selectTasks(db, viewer)
    .where(matches({ ...wantedTasks, shownOn: today, ...owners }, undefined))
    .where('tasks.routine_id', 'is not', null)
    .where(({ eb, or }) =>
      or([eb('tasks.due_date', 'is', null), eb('tasks.due_date', '>=', addDays(soon, 1))]),
    )
    .orderBy('tasks.id')
    .limit(mostRead)
    .execute()
  return tasks.filter(isTurn).toSorted(byDate)
}

/** A task without a date comes last. */
function byDate(one: Task, other: Task): number {
  const [a, b] = [one.due_date ?? '~', other.due_date ?? '~']
  return Number(a > b) - Number(a < b) || one.id - other.id
}

/** Whoever is away is told of no turns, not even of those that are always theirs. */
function withoutTurns(lists: Digest['lists']): Digest['lists'] {
  const without = ({ tasks, more }: DigestTasks) => ({
    tasks: tasks.filter((task) => !isTurn(task)),
    more,
  })
  return {
    overdue: without(lists.overdue),
    due_today: without(lists.due_today),
    soon: without(lists.soon),
    turns: without(lists.turns),
  }
}
