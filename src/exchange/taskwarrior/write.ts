// What Momentum writes for `task import`. Taskwarrior has no place for much of a task: it keeps
// that as attributes of the user, under the names in `own.ts`, and read.ts reads it back.
//
// | field | becomes |
// | --- | --- |
// | title, category, priority | description, project, priority; urgent is H with an attribute |
// | due date, first day | due, wait: the first moment of the day, as Taskwarrior has it |
// | active | start |
// | paused, blocked | pending, with an attribute |
// | done, abandoned | completed, deleted, and end |
// | description | the annotation of the moment when it was added |
// | notes | annotations, whose moments an attribute lists |
// | the open task of a routine | a time of a recurring task, if Taskwarrior can repeat it |
// | another one | a task, with its rule as attributes and an annotation that says it |
// | a done one | a task |

import { isLive } from '../../domain/live-task.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import { addDays, type CalendarDate, type Instant } from '../../domain/time.ts'
import type { Surroundings, WriteTasks } from '../writing.ts'
import { isDayThere, stampOf } from './moments.ts'
import { ownKeys } from './own.ts'
import { isReadBack, recurrenceOf } from './repeats.ts'

/** Writes a list with an object a line, as Taskwarrior itself does. */
export const writeTaskwarrior: WriteTasks = async function* (tasks, surroundings) {
  const startOf = rememberStarts(surroundings)
  const context = { ...surroundings, startOf }
  let separator = '['
  for await (const batch of tasks) {
    const lines = batch
      .flatMap((task) => itemsOf(task, context))
      .map((item) => {
        const line = `${separator}\n${JSON.stringify(item)}`
        separator = ','
        return line
      })
    yield lines.join('')
  }
  yield separator === '[' ? '[\n]\n' : '\n]\n'
}

/** The first moments of days are slow to find. */
function rememberStarts({ startOf }: Surroundings): Surroundings['startOf'] {
  const known = new Map<CalendarDate, Instant>()
  return (day) => {
    const start = known.get(day) ?? startOf(day)
    known.set(day, start)
    return start
  }
}

type Attributes = Readonly<Record<string, unknown>>

function itemsOf(task: Task, surroundings: Surroundings): readonly Attributes[] {
  const { routines } = surroundings
  const routine = isLive(task) ? routines.get(task.routine_id as RoutineId) : undefined
  if (routine === undefined) return [taskItem(task, [], surroundings)]
  const recur = recurrenceOf(task, routine)
  // What recurs there has to have a day that Taskwarrior takes for one.
  const isDated = [task.occurrence_date, task.due_date ?? task.occurrence_date].every(
    (day) => day !== null && isDayThere(day),
  )
  if (recur === undefined || task.occurrence_date === null || !isDated) {
    return [repeatedItem(task, routine, surroundings)]
  }
  const { occurrence_date: date, due_date } = task
  const repeats = { recur, rtype: routine.mode === 'AFTER' ? 'chained' : 'periodic' }
  const time = {
    ...taskItem({ ...task, due_date: due_date ?? date }, [], surroundings),
    ...repeats,
    parent: routine.uuid,
    imask: 0,
    ...(due_date === date ? {} : { [ownKeys.planned]: date }),
  }
  return [{ ...templateItem(routine, date, surroundings), ...repeats, mask: '-' }, time]
}

/** The open task of a routine whose rule Taskwarrior does not have. */
function repeatedItem(task: Task, routine: Routine, surroundings: Surroundings): Attributes {
  const { [ownKeys.notes]: notes, ...item } = taskItem(
    task,
    [`Repeats ${routine.says}.`],
    surroundings,
  )
  const { uuid, rule, mode, lead_days, until_date } = routine
  const { occurrence_date: date, due_date } = task
  if (date === null || !isReadBack(task, routine)) return { ...item, [ownKeys.notes]: notes }
  const [repeats = '', ...others] = String(notes).split(' ')
  return {
    ...item,
    ...(others.length > 0 ? { [ownKeys.notes]: others.join(' ') } : {}),
    ...(due_date === date ? {} : { [ownKeys.planned]: date }),
    [ownKeys.routine]: uuid,
    [ownKeys.rule]: rule,
    [ownKeys.mode]: mode,
    [ownKeys.repeats]: repeats,
    [ownKeys.leadDays]: String(lead_days),
    ...text(ownKeys.until, until_date),
    ...turnsOf(routine),
  }
}

function turnsOf({ turns, members }: Routine): Attributes {
  return {
    [ownKeys.turns]: turns,
    ...(members.length > 0 ? { [ownKeys.members]: JSON.stringify(members) } : {}),
  }
}

function taskItem(task: Task, notes: readonly string[], surroundings: Surroundings): Attributes {
  const { due_date, starts_on } = task
  const isThere = (day: CalendarDate | null) => day === null || isDayThere(day)
  return {
    ...commonOf(task),
    ...annotationsOf(task, notes, surroundings),
    ...stateOf(task, surroundings),
    ...datesOf({ due: due_date, wait: starts_on }, surroundings),
    ...(isThere(due_date) ? {} : { [ownKeys.due]: due_date }),
    ...(isThere(starts_on) ? {} : { [ownKeys.starts]: starts_on }),
  }
}

/** The recurring task of a routine whose open task has this date. */
function templateItem(
  routine: Routine,
  date: CalendarDate,
  surroundings: Surroundings,
): Attributes {
  const { lead_days, until_date, rule } = routine
  const annotations = descriptionOf(routine.description, routine.created_at)
  return {
    ...commonOf(routine),
    ...(annotations.length > 0 ? { annotations } : {}),
    status: 'recurring',
    ...datesOf({ due: date, wait: addDays(date, -lead_days), until: until_date }, surroundings),
    [ownKeys.rule]: rule,
    ...turnsOf(routine),
  }
}

const letters = { URGENT: 'H', HIGH: 'H', MEDIUM: 'M', LOW: 'L' } as const

/** What tasks and routines have in common. */
function commonOf(item: Task | Routine): Attributes {
  const { uuid, title, category, priority, created_at, updated_at } = item
  return {
    uuid,
    description: printable(title),
    ...(category === null ? {} : { project: category }),
    priority: letters[priority],
    entry: stampOf(created_at),
    modified: stampOf(updated_at),
    ...(priority === 'URGENT' ? { [ownKeys.isUrgent]: 'yes' } : {}),
    [ownKeys.domain]: item.domain,
    [ownKeys.effort]: item.effort,
    [ownKeys.definitionOfDone]: printable(item.definition_of_done),
    ...(item.reviewed ? {} : { [ownKeys.isUnreviewed]: 'yes' }),
    ...text(ownKeys.materials, item.materials_needed),
    ...text(ownKeys.owner, item.owner),
    ...(item.private ? { [ownKeys.isPrivate]: 'yes' } : {}),
  }
}

function stateOf(task: Task, { dayOf }: Surroundings): Attributes {
  const { status, status_note, updated_at, completed_at, completed_on, completed_by } = task
  const note = text(ownKeys.statusNote, status_note)
  switch (status) {
    case 'BACKLOG':
      return { status: 'pending', ...note }
    case 'ACTIVE':
      return { status: 'pending', start: stampOf(updated_at) }
    case 'PAUSED':
    case 'BLOCKED':
      return { status: 'pending', [ownKeys.status]: status, ...note }
    case 'ABANDONED':
      return { status: 'deleted', end: stampOf(updated_at), ...note }
    case 'DONE': {
      const at = completed_at ?? updated_at
      const isOtherDay = completed_on !== null && completed_on !== dayOf(new Date(at))
      return {
        status: 'completed',
        end: stampOf(at),
        [ownKeys.completedAt]: at,
        ...(isOtherDay ? { [ownKeys.completedOn]: completed_on } : {}),
        ...text(ownKeys.completedBy, completed_by),
      }
    }
    default:
      return status satisfies never
  }
}

/** The first moments of days, as far as Taskwarrior takes them for days. */
function datesOf(
  days: Readonly<Record<string, CalendarDate | null>>,
  { startOf }: Surroundings,
): Attributes {
  const there = Object.entries(days).flatMap(([key, day]) =>
    day !== null && isDayThere(day) ? [[key, stampOf(startOf(day))]] : [],
  )
  return Object.fromEntries(there)
}

/** The description, how it repeats, and the notes. */
function annotationsOf(
  task: Pick<Task, 'id' | 'description' | 'created_at'>,
  repeats: readonly string[],
  { notes }: Surroundings,
): Attributes {
  const { description, created_at } = task
  const others = [...repeats.map((text) => ({ text, created_at })), ...(notes.get(task.id) ?? [])]
  // The moment when a task was added is that of its description alone, and Taskwarrior knows
  // annotations by their seconds.
  let last = stampOf(created_at)
  const noted = others.map(({ text, created_at: at }) => {
    const stamp = stampOf(at)
    last = stamp > last ? stamp : secondAfter(last)
    return { entry: last, description: printable(text) }
  })
  const annotations = [...descriptionOf(description, created_at), ...noted]
  return {
    ...(annotations.length > 0 ? { annotations } : {}),
    ...(noted.length > 0 ? { [ownKeys.notes]: noted.map(({ entry }) => entry).join(' ') } : {}),
  }
}

function descriptionOf(description: string | null, created_at: Instant) {
  if (description === null) return []
  return [{ entry: stampOf(created_at), description: printable(description) }]
}

function secondAfter(stamp: string): string {
  const iso = stamp.replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z')
  return stampOf(new Date(Date.parse(iso) + 1000).toISOString() as Instant)
}

function text(key: string, value: string | null): Attributes {
  return value === null ? {} : { [key]: printable(value) }
}

/** Leaves out control characters, after which Taskwarrior's own export could not be read. */
function printable(value: string): string {
  return value.replace(/[^\b\t\n\f\r -\uffff]/g, ' ')
}
