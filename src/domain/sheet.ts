import { usageError } from '../errors.ts'
import type { Absence } from './absence.ts'
import { parseChoice } from './choice.ts'
import { parsePageFormat } from './page-format.ts'
import type { Priority, RoutineId, Task, TaskId, TaskStatus } from './task.ts'
import { unsaidFields } from './task.ts'
import type { CalendarDate } from './time.ts'
import type { UserId } from './user.ts'
import type { Win } from './win.ts'

export const sheetFormats = ['html', 'text', 'md'] as const
export type SheetFormat = (typeof sheetFormats)[number]

export const paperSizes = ['a4', 'letter'] as const
export type PaperSize = (typeof paperSizes)[number]

/** What a household, or one member of it, does in a week. */
export type Sheet = {
  /** Its Monday. */
  readonly from: CalendarDate
  /** Its Sunday. */
  readonly until: CalendarDate
  /** Its number in ISO 8601: `2026-W48`. */
  readonly week: string
  /** The day on which the sheet is made. */
  readonly today: CalendarDate
  /** The member whose sheet it is; null for the household's. */
  readonly user_id: UserId | null
  readonly user: string | null
  readonly current_streak: number
  /** Whose rows it has, in the order in which they joined. */
  readonly members: readonly SheetMember[]
  readonly days: readonly SheetDay[]
}

export type SheetMember = { readonly user_id: UserId; readonly user: string }

export type SheetDay = {
  readonly date: CalendarDate
  /** Whether the household owes no win on this date. */
  readonly rest_day: boolean
  readonly away: readonly Absence[]
  readonly win: Win | null
  /** The days of the streak with the win of this day; null if the day is not won. */
  readonly streak: number | null
  /** What needs doing, then what was done. */
  readonly items: readonly SheetItem[]
}

/** A task on a day, or a date of a routine that has no task yet. */
export type SheetItem = {
  /** Who did it, else whose it is; null if neither is known. */
  readonly user_id: UserId | null
  readonly user: string | null
  /** null for a date of a routine that has no task yet. */
  readonly task_id: TaskId | null
  readonly routine_id: RoutineId | null
  readonly title: string
  /** null if it has none. */
  readonly definition_of_done: string | null
  /** null for a date of a routine that has no task yet. */
  readonly status: TaskStatus | null
  readonly priority: Priority
  readonly due_date: CalendarDate | null
  readonly private: boolean
}

/** The format of a sheet. @throws MomentumError `usage` for any other word */
export function parseSheetFormat(text: string): SheetFormat {
  if (text.trim().toLowerCase() === 'svg') {
    throw usageError('A sheet is a page, and not a picture.', {
      lead: 'Reports have pictures',
      command: 'report --picture wins --out wins.svg',
    })
  }
  return parsePageFormat(text, sheetFormats, 'sheet --out sheet.html')
}

/** The paper of a sheet. @throws MomentumError `usage` for any other word */
export function parsePaperSize(text: string): PaperSize {
  return parseChoice('paper', text, paperSizes)
}

/** A task as a sheet shows it: under who did it, or else under its owner. */
export function taskItem(task: Task): SheetItem {
  const isDoneByAnother = isDone(task) && task.completed_by_user_id !== null
  const { id: task_id, routine_id, title, status, priority, due_date } = task
  return {
    user_id: isDoneByAnother ? task.completed_by_user_id : task.owner_user_id,
    user: isDoneByAnother ? task.completed_by : task.owner,
    task_id,
    routine_id,
    title,
    definition_of_done: definitionOf(task),
    status,
    priority,
    due_date,
    private: task.private,
  }
}

/** What done means, if somebody has said so. */
export function definitionOf({
  definition_of_done,
  reviewed,
}: Pick<Task, 'definition_of_done' | 'reviewed'>): string | null {
  return !reviewed && definition_of_done === unsaidFields.definition_of_done
    ? null
    : definition_of_done
}

export function isDone({ status }: Pick<SheetItem, 'status'>): boolean {
  return status === 'DONE'
}

/** Whether an open task was due before a day. */
export function isLate({ status, due_date }: SheetItem, today: CalendarDate): boolean {
  return status !== null && status !== 'DONE' && due_date !== null && due_date < today
}

/** Whether a member is away on a day. */
export function isAwayOn({ away }: SheetDay, { user_id }: SheetMember): boolean {
  return away.some((absence) => absence.user_id === null || absence.user_id === user_id)
}

/** A row of a sheet: what a member has on each day, or what is unassigned. */
export type SheetRow = {
  /** undefined for what is unassigned. */
  readonly member: SheetMember | undefined
  /** One list for each day. */
  readonly cells: readonly (readonly SheetItem[])[]
}

/** The rows of a sheet: one for each member, and the last one for what is unassigned. */
export function rowsOf({ members, days }: Sheet): readonly SheetRow[] {
  return [...members, undefined].map((member) => ({
    member,
    cells: days.map(({ items }) =>
      items.filter(({ user_id }) => user_id === (member?.user_id ?? null)),
    ),
  }))
}
