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

/** What `remind` says on a day, to a member or to the whole household. */
export type Digest = {
  readonly date: CalendarDate
  /** The last day of what is due soon; the same day if nothing is. */
  readonly until: CalendarDate
  /** The member whom it is for; null for the household. */
  readonly user_id: UserId | null
  /** The member's name. */
  readonly user: string | null
  /**
   * Open tasks that are overdue, due today or due soon, the earliest first: those of the member and
   * those of nobody. `turns` has the tasks of routines that are due later, or have no date.
   */
  readonly lists: Readonly<Record<DigestList, DigestTasks>>
  readonly win: Win | null
  /** Whether the household owes today's Daily Win, and this digest says so. */
  readonly win_due: boolean
  readonly rest_day: boolean
  /** Who is away today. */
  readonly away: readonly Absence[]
  /** Whether it leaves out what was said before on this day. */
  readonly is_update: boolean
}

/** Whether there is nothing to say. */
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
 * What a digest says, a text for each thing. A task is said anew if it becomes due on another day,
 * moves to another list, or gets another owner; the Daily Win is said once a day.
 */
export function thingsIn({ lists, win_due }: Digest): readonly string[] {
  const tasks = digestLists.flatMap((name) => lists[name].tasks.map((task) => thingOf(name, task)))
  return win_due ? [...tasks, winThing] : tasks
}

/** A digest without the things that were said before. */
export function withoutSaid(digest: Digest, said: ReadonlySet<string>): Digest {
  const unsaid = (name: DigestList): DigestTasks => ({
    tasks: digest.lists[name].tasks.filter((task) => !said.has(thingOf(name, task))),
    // How many others there are was said before.
    isAll: digest.lists[name].isAll || said.size > 0,
  })
  return {
    ...digest,
    lists: {
      overdue: unsaid('overdue'),
      due_today: unsaid('due_today'),
      soon: unsaid('soon'),
      turns: unsaid('turns'),
    },
    win_due: digest.win_due && !said.has(winThing),
    is_update: said.size > 0,
  }
}

const winThing = 'win'

// No title: the file that holds this is not the household's.
function thingOf(list: DigestList, { id, due_date, owner_user_id }: Task): string {
  return [list, id, due_date, owner_user_id].join(' ')
}
