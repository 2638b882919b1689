import type { Context } from '../../../command.ts'
import type { Db } from '../../../db/schema.ts'
import type { Settlement } from '../../../db/wins/moves.ts'
import { listCandidates } from '../../../db/wins/wins.ts'
import { parseNote, type Task, type TaskId } from '../../../domain/task.ts'
import type { Win } from '../../../domain/win.ts'
import { refusedError } from '../../../errors.ts'
import { cutTo, padTo, stringWidth } from '../../../terminal/layout.ts'
import type { Choice, Prompts } from '../../../terminal/prompt.ts'
import { age } from '../../../terminal/words.ts'

/** How many candidates a search brings up. */
const most = 100

/**
 * A list of what can be picked, most sensible first, narrowed by typing.
 *
 * @param except a task that was just said to be done
 */
export async function askForTask(
  db: Db,
  prompts: Prompts,
  context: Context,
  except: TaskId | undefined,
): Promise<Task> {
  if ((await listCandidates(db, { limit: 1, except })).length === 0) {
    throw refusedError('There is no task that can be picked.', {
      lead: 'Add one',
      command: 'task add',
    })
  }
  return prompts.search({
    message: 'Which task is the Daily Win?',
    find: async (text) =>
      candidateChoices(
        await listCandidates(db, { search: text?.trim() || undefined, limit: most, except }),
        context,
      ),
  })
}

/** Title, effort, owner, due date and age in columns; the title takes what the terminal has left. */
function candidateChoices(
  tasks: readonly Task[],
  { now, columns }: Pick<Context, 'now' | 'columns'>,
): Choice<Task>[] {
  const facts = inColumns(
    tasks.map((task) => [
      task.effort.toLowerCase(),
      cutTo(task.owner ?? '–', 10),
      task.due_date ?? '',
      howOld(task, now),
    ]),
  )
  const beside = Math.max(0, ...facts.map((fact) => stringWidth(fact))) + 6
  const room = Math.max(20, Math.min(columns, 100) - beside)
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

/** Cells under each other; a column that is empty in every row is left out. */
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

/** What became of a win that was left open; undefined leaves it so, to be asked at the next pick. */
export async function askWhatBecame(win: Win, prompts: Prompts): Promise<Settlement | undefined> {
  const answer = await prompts.choose({
    message: `What became of “${win.task.title}”, the win of ${win.date}?`,
    choices: [
      {
        value: 'done',
        name: 'It is done',
        description: `Done means: ${win.task.definition_of_done}`,
      },
      { value: 'drop', name: 'It was not done: back to the backlog' },
      { value: 'leave', name: 'Leave it open for now' },
    ],
  })
  if (answer === 'leave') return undefined
  const about = { date: win.date, task: win.task_id, title: win.task.title }
  if (answer === 'done') return { ...about, to: 'DONE' }
  const note = await prompts.text({ message: 'Why not?', parse: parseNote })
  return { ...about, to: 'BACKLOG', note }
}
