import type { Context } from '../../../command.ts'
import type { Db } from '../../../db/schema.ts'
import { listCandidates } from '../../../db/wins/candidates.ts'
import type { Task, TaskId } from '../../../domain/task.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import { refusedError } from '../../../errors.ts'
import { cutTo, padTo, stringWidth } from '../../../terminal/layout.ts'
import type { Choice } from '../../../terminal/prompt.ts'
import { age, relativeDate } from '../../../terminal/words.ts'

/** How many candidates a search shows. */
const maxFound = 100

/**
 * Shows the tasks that can be picked, most sensible first; typing searches them.
 *
 * @param except tasks that the person has just said are done
 */
export async function askForTask(
  db: Db,
  context: Context,
  { date, except }: { readonly date: CalendarDate; readonly except: readonly TaskId[] },
): Promise<Task> {
  const shownOn = context.today
  if ((await listCandidates(db, { shownOn, limit: 1, except })).length === 0) {
    throw refusedError('No task can be picked.', { lead: 'Add one', command: 'task add' })
  }
  const prompts = await context.ask()
  return prompts.search({
    message:
      date === context.today
        ? 'Which task will the household finish today?'
        : `Which task is the Daily Win of ${date}?`,
    find: async (text) =>
      candidateChoices(
        await listCandidates(db, {
          shownOn,
          search: text?.trim() || undefined,
          limit: maxFound,
          except,
        }),
        context,
        prompts.columns,
      ),
  })
}

/** Title, effort, owner, due date and age in columns; the title takes the width that is left. */
function candidateChoices(
  tasks: readonly Task[],
  { now, today }: Pick<Context, 'now' | 'today'>,
  columns: number,
): Choice<Task>[] {
  const facts = inColumns(
    tasks.map((task) => [
      task.effort.toLowerCase(),
      cutTo(task.owner ?? '–', 10),
      task.due_date === null ? '' : `due ${relativeDate(task.due_date, today)}`,
      howOld(task, now),
    ]),
  )
  const otherWidth = Math.max(0, ...facts.map((fact) => stringWidth(fact))) + 6
  const room = Math.max(20, Math.min(columns, 100) - otherWidth)
  const width = Math.min(room, Math.max(0, ...tasks.map((task) => stringWidth(task.title))))
  return tasks.map((task, index) => ({
    value: task,
    name: `${padTo(cutTo(task.title, width), width)}  ${facts[index]}`,
    short: task.title,
    description: `${task.title}. Done means: ${task.definition_of_done}`,
  }))
}

function howOld(task: Task, now: Date): string {
  const since = age(task.created_at, now)
  return since === 'now' ? 'new' : `${since} old`
}

/** Aligns the cells of each column; a column that is empty in every row is left out. */
function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
      .join('  ')
      .trimEnd(),
  )
}
