import type { Routine } from '../domain/routine/routine.ts'
import type { Task } from '../domain/task.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { relativeDate, shortDate } from '../terminal/words.ts'
import { success } from './answer.ts'
import { addedRoutine } from './routine.ts'

/**
 * What was understood: "Added #4: Pay rent", its facts with the date of each day, and when done.
 */
export function quicklyAdded(task: Task, style: Style): string {
  const { id, title, domain, effort, owner, category, priority, due_date, starts_on } = task
  const day = (what: string, date: Task['due_date']) =>
    date === null ? [] : [`${what} ${dayText(date, style)}`]
  const facts = [
    domain.toLowerCase(),
    effort.toLowerCase(),
    ...(category === null ? [] : [category]),
    owner ?? 'unassigned',
    ...(priority === 'MEDIUM' ? [] : [priority.toLowerCase()]),
    ...day('due', due_date),
    ...day('starts', starts_on),
    ...(task.private ? ['private'] : []),
  ]
  const lines = [facts.join(' · '), doneText(task)]
  return [success(`Added #${id}: ${title}`, style), ...lines.map((line) => dim(line, style))].join(
    '\n',
  )
}

/** As {@link quicklyAdded}, for a task that repeats. */
export function quicklyAddedRoutine(routine: Routine, style: Style): string {
  const { domain, effort, category, priority } = routine
  const facts = [
    domain.toLowerCase(),
    effort.toLowerCase(),
    ...(category === null ? [] : [category]),
    ...(priority === 'MEDIUM' ? [] : [priority.toLowerCase()]),
  ]
  const lines = [facts.join(' · '), doneText(routine)]
  return [addedRoutine(routine, style), ...lines.map((line) => dim(line, style))].join('\n')
}

function dim(line: string, { paint, columns }: Style): string {
  return paint.dim(paragraph(line, 2, columns))
}

/** "Fri 27 Nov (in 5 days)" */
function dayText(date: NonNullable<Task['due_date']>, { today }: Style): string {
  const [day, when] = [shortDate(date, today), relativeDate(date, today)]
  return when === date ? day : `${day} (${when})`
}

function doneText({ definition_of_done, reviewed }: Pick<Task, 'definition_of_done' | 'reviewed'>) {
  return reviewed ? `Done means: ${definition_of_done}` : 'Done means: as the title says'
}
