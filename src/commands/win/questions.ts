import type { Db } from '../../db/schema.ts'
import { dropWin, moveWin } from '../../db/win-moves.ts'
import { listCandidates } from '../../db/wins.ts'
import { parseNote, type Task } from '../../domain/task.ts'
import type { Win } from '../../domain/win.ts'
import { MomentumError } from '../../errors.ts'
import { age, cutTo, padTo } from '../../format.ts'
import type { Choice, Prompts } from '../../prompt.ts'
import type { Context } from '../../world.ts'

/** How many candidates a search brings up. */
const most = 100

/** A list of what can be picked, most sensible first, narrowed by typing. */
export async function askForTask(db: Db, prompts: Prompts, context: Context): Promise<Task> {
  if ((await listCandidates(db, { limit: 1 })).length === 0) {
    throw new MomentumError(
      'refused',
      'There is no task that can be picked.',
      'Add one: momentum task add',
    )
  }
  return prompts.search({
    message: 'Which task is the Daily Win?',
    find: async (search) =>
      candidateChoices(await listCandidates(db, { search, limit: most }), context.now),
  })
}

/** Title, effort, owner and age in columns. */
export function candidateChoices(tasks: readonly Task[], now: Date): Choice<Task>[] {
  return tasks.map((task) => ({
    value: task,
    name: [
      padTo(cutTo(task.title, 30), 30),
      task.effort.toLowerCase().padEnd(7),
      padTo(cutTo(task.owner ?? '–', 10), 10),
      age(task.created_at, now),
    ].join('  '),
    short: task.title,
    description: `Done means: ${task.definition_of_done}`,
  }))
}

/** Nothing is lost by leaving it open; it is asked again at the next pick. */
export async function settleLeftOver(
  db: Db,
  win: Win,
  prompts: Prompts,
  context: Context,
): Promise<void> {
  const answer = await prompts.choose({
    message: `What became of “${win.task.title}”, the win of ${win.date}?`,
    choices: [
      { value: 'done', name: 'It is done' },
      { value: 'drop', name: 'It was not done: back to the backlog' },
      { value: 'leave', name: 'Leave it open for now' },
    ],
  })
  if (answer === 'done') await moveWin(db, win.date, { to: 'DONE' }, context.instant)
  if (answer === 'drop') {
    const note = await prompts.text({ message: 'Why not?', parse: parseNote })
    await dropWin(db, win.date, note, context.instant)
  }
}
