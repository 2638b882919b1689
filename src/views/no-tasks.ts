import type { CalendarDate } from '../domain/time.ts'
import type { Hint } from '../errors.ts'
import type { Style } from '../terminal/paint.ts'
import { success, withHints } from './answer.ts'

/** Why a list of tasks is empty. */
export type NoTasks = {
  /** Whether there is any task that the person can see. */
  readonly any: boolean
  /** How many tasks were skipped. */
  readonly offset: number
  /** The date before which tasks had to be due. */
  readonly dueBefore: CalendarDate | undefined
  /** Whether only hidden tasks were to be listed. */
  readonly upcoming: boolean
  /** Whether the list was to contain finished tasks, too. */
  readonly all: boolean
  /** Whether there were other conditions. */
  readonly narrowed: boolean
  /** The option that a word may have meant that was searched for: `--overdue`. */
  readonly meant: string | undefined
}

/** Says that there are no tasks, as a success if that is good news. */
export function noTasksPage(list: NoTasks, style: Style): string {
  return withHints(sentence(list, style), hints(list), style)
}

function sentence(list: NoTasks, style: Style): string {
  const { any, offset, dueBefore, upcoming, all, narrowed } = list
  if (any && offset > 0) return `There are no tasks after the first ${offset}.`
  if (dueBefore !== undefined) {
    const what = narrowed ? 'No matching task' : 'Nothing'
    const isOverdue = dueBefore === style.today
    return success(`${what} is ${isOverdue ? 'overdue' : `due before ${dueBefore}`}.`, style)
  }
  if (!any) return 'No tasks yet.'
  if (upcoming && !narrowed) return 'No task is hidden until a later date.'
  return narrowed || all ? 'No matching tasks.' : success('No open tasks.', style)
}

function hints({ any, meant }: NoTasks): Hint[] {
  const add = { lead: 'Add one', command: 'task add' }
  if (any && meant !== undefined) return [{ lead: 'Did you mean', command: `task list ${meant}` }]
  return any ? [{ lead: 'See every task', command: 'task list --all' }, add] : [add]
}
