import type { Context } from '../../../command.ts'
import type { Db } from '../../../db/schema.ts'
import type { Picked, Settlement } from '../../../db/wins/picks.ts'
import { findRest } from '../../../db/wins/rest.ts'
import { findWonDates } from '../../../db/wins/streaks.ts'
import { listLeftOver } from '../../../db/wins/wins.ts'
import { worthOf } from '../../../domain/streak.ts'
import { parseNote, type TaskId } from '../../../domain/task.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import { isPickable, type Win, winMoveHint } from '../../../domain/win.ts'
import type { Choice } from '../../../terminal/prompt.ts'
import { dayName, leftOverQuestion, lostDayText, winName } from '../../../views/win.ts'
import { findCompletion } from '../../shared/completion.ts'

/** How many earlier wins one pick asks about or mentions, the latest first. */
const most = 3

type Pick = {
  readonly date: CalendarDate
  /** The task that was named. It is not asked about, because the pick carries it over. */
  readonly named: TaskId | undefined
  /** Whether an earlier win can become the win of this date. */
  readonly isFree: boolean
}

/**
 * Asks what happened to earlier wins that are still open.
 *
 * @param settled gets each answer at once, because it counts even if the next question is cancelled
 * @returns the task to carry over
 */
export async function askAboutLeftOver(
  db: Db,
  pick: Pick,
  context: Context,
  settled: Settlement[],
): Promise<TaskId | undefined> {
  for (const win of await listLeftOver(db, pick.date, most)) {
    if (win.task_id === pick.named) continue
    const answer = await askWhatHappened(db, win, pick, context)
    if (answer === 'carry') return win.task_id
    if (answer !== 'leave') settled.push(answer)
  }
  return undefined
}

async function askWhatHappened(
  db: Db,
  win: Win,
  pick: Pick,
  context: Context,
): Promise<Settlement | 'carry' | 'leave'> {
  const prompts = await context.ask()
  const answer = await prompts.choose({
    message: leftOverQuestion(win, context.today),
    choices: [
      {
        value: 'done',
        name: 'Yes, it is done',
        description: `Done means: ${win.task.definition_of_done}`,
      },
      ...(await carryChoices(db, win, pick, context)),
      { value: 'drop', name: 'No, put it back in the backlog' },
      { value: 'leave', name: 'Leave it open for now' },
    ],
  })
  if (answer === 'carry' || answer === 'leave') return answer
  const about = { date: win.date, task: win.task_id, title: win.task.title }
  if (answer === 'done') {
    // It was the win of that day, so that is the day on which it was done, as far as we know.
    const typed = { on: win.date, by: undefined, isEarly: true, options: '' }
    return { ...about, to: 'DONE', completion: await findCompletion(typed, context) }
  }
  const note = await prompts.text({ message: 'Why not?', parse: parseNote })
  return { ...about, to: 'BACKLOG', note }
}

type Answer = 'done' | 'carry' | 'drop' | 'leave'

async function carryChoices(
  db: Db,
  win: Win,
  { date, named, isFree }: Pick,
  { today }: Context,
): Promise<Choice<Answer>[]> {
  if (named !== undefined || !isFree || !isPickable(win.task)) return []
  const lost = await lostDay(db, win.date, today)
  const description = `${win.date} will have no win. ${lost}`
  return [{ value: 'carry', name: `No, carry it over to ${dayName(date, today)}`, description }]
}

/** Says what it does to the streak if a date loses its win. */
async function lostDay(db: Db, date: CalendarDate, today: CalendarDate): Promise<string> {
  const [won, rest] = [await findWonDates(db, today), await findRest(db, today)]
  return lostDayText(date, worthOf(date, won, rest, today))
}

/** Says that an earlier date lost its win, and what that does to the streak. */
export async function noticeCarriedOver(
  db: Db,
  { win, movedFrom }: Picked,
  context: Context,
): Promise<void> {
  if (movedFrom === undefined) return
  const moved = `“${win.task.title}” moved from ${movedFrom} to ${win.date}.`
  const lost = await lostDay(db, movedFrom, context.today)
  context.notice(`${moved} ${movedFrom} has no win now. ${lost}`, {
    lead: 'To undo this',
    command: 'undo',
  })
}

/** Mentions earlier wins that are still open, and how to finish them. */
export async function noticeLeftOver(db: Db, date: CalendarDate, context: Context): Promise<void> {
  for (const win of await listLeftOver(db, date, most)) {
    const name = `“${win.task.title}” (${winName(win.date, context.today)})`
    context.notice(`${name} is still open.`, winMoveHint(win.date, { to: 'DONE' }))
  }
}
