import type { Absence } from './absence.ts'
import { readTurnReason } from './routine/turn-reason.ts'
import type { Task } from './task.ts'
import type { CalendarDate } from './time.ts'
import type { UserId } from './user.ts'
import type { Win } from './win.ts'

/** The lists of a digest, in the order in which they are shown. No task is in two of them. */
export const digestLists = ['overdue', 'due_today', 'soon', 'turns'] as const
export type DigestList = (typeof digestLists)[number]

/** The first tasks of a list, and whether these are all of them. */
export type DigestTasks = { readonly tasks: readonly Task[]; readonly isAll: boolean }

/** The reminders of a day for a member or for the whole household. */
export type Digest = {
  readonly date: CalendarDate
  /** The last day on which a task counts as due soon; `date` if `soon` stays empty. */
  readonly until: CalendarDate
  /** The member whom it is for; null for the household. */
  readonly user_id: UserId | null
  /** The member's name. */
  readonly user: string | null
  /**
   * Open tasks that are overdue, due today or due soon, earliest first: the member's and unassigned
   * ones. `turns` has the member's tasks of routines that are due later or have no date.
   */
  readonly lists: Readonly<Record<DigestList, DigestTasks>>
  readonly win: Win | null
  /** Whether the household still owes today's Daily Win and this digest mentions it. */
  readonly win_due: boolean
  readonly rest_day: boolean
  /** Who is away today. */
  readonly away: readonly Absence[]
  /** Whether it leaves out what was printed earlier that day. */
  readonly is_update: boolean
}

/** Makes each list of a digest. */
export function mapLists(make: (name: DigestList) => DigestTasks): Digest['lists'] {
  return {
    overdue: make('overdue'),
    due_today: make('due_today'),
    soon: make('soon'),
    turns: make('turns'),
  }
}

/** Whether a digest has no reminders. */
export function isNothing({ lists, win_due }: Digest): boolean {
  return !win_due && digestLists.every((name) => lists[name].tasks.length === 0)
}

/** Whether it is somebody's turn to do a task. */
export function isTurn(task: Task): boolean {
  return task.owner_user_id !== null && readTurnReason(task) !== undefined
}

/** Whether a member is away, alone or with everybody. */
export function isAway(user: UserId, away: readonly Absence[]): boolean {
  return away.some(({ user_id }) => user_id === null || user_id === user)
}

/**
 * The reminders in a digest, each as a short key. A task gets a new key if it becomes due on
 * another day, moves to another list, or gets another owner; the Daily Win has one key a day.
 */
export function thingsIn({ lists, win_due }: Digest): readonly string[] {
  const tasks = digestLists.flatMap((name) => lists[name].tasks.map((task) => thingOf(name, task)))
  return win_due ? [...tasks, winThing] : tasks
}

/** A digest without the reminders that were printed before. */
export function withoutSaid(digest: Digest, said: ReadonlySet<string>): Digest {
  const unsaid = (name: DigestList): DigestTasks => ({
    tasks: digest.lists[name].tasks.filter((task) => !said.has(thingOf(name, task))),
    // The number of further tasks was printed before.
    isAll: digest.lists[name].isAll || said.size > 0,
  })
  return {
    ...digest,
    lists: mapLists(unsaid),
    win_due: digest.win_due && !said.has(winThing),
    is_update: said.size > 0,
  }
}

const winThing = 'win'

// The key has no title, because it is saved outside the household.
function thingOf(list: DigestList, { id, due_date, owner_user_id }: Task): string {
  return [list, id, due_date, owner_user_id].join(' ')
}
