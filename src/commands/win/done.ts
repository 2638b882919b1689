import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { moveWin } from '../../db/wins/moves.ts'
import { findCurrentStreak } from '../../db/wins/streaks.ts'
import { getWin } from '../../db/wins/wins.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { isOpenWin, type Win } from '../../domain/win.ts'
import { winFields, winJson } from '../../json/win.ts'
import { success } from '../../views/answer.ts'
import { followingText, type ToldFollowing } from '../../views/following.ts'
import { streakText } from '../../views/win.ts'
import { findCompletion, parseCompletion, type TypedCompletion } from '../shared/completion.ts'
import { findFollowingOf } from '../shared/following.ts'
import { findDateOption } from './shared/date-option.ts'

type Input = { readonly date: CalendarDate; readonly completion: TypedCompletion }

type Output = {
  readonly win: Win
  readonly following: readonly ToldFollowing[]
  readonly streak: number
}

export default defineCommand<Input, Output>({
  fields: winFields,
  async input(args, context) {
    const completion = parseCompletion(args, context)
    const date = await findDateOption(args, context)
    if (context.interactive) await askWhetherDone(date, context)
    return { date, completion }
  },
  async run({ date, completion }, context) {
    const db = await context.db()
    const move = { to: 'DONE', completion: await findCompletion(completion, context) } as const
    const win = await moveWin(await context.writer(), date, move, context.instant)
    const following = await findFollowingOf(win.task, context)
    const streak = await findCurrentStreak(db, context.today)
    return { win, following, streak: streak.days }
  },
  human({ win: { task }, following, streak }, style) {
    const finished = success(`Finished #${task.id}: ${style.paint.bold(task.title)}`, style)
    const next = followingText([task], following, style)
    return [finished, ...next, `  ${streakText(streak, style)}`].join('\n')
  },
  json: ({ win }) => winJson(win),
})

async function askWhetherDone(date: CalendarDate, context: Context): Promise<void> {
  const win = await getWin(await context.db(), date, { to: 'DONE' })
  if (!isOpenWin(win)) return
  const confirm = context.consent()
  const { title, definition_of_done } = win.task
  const message = `“${title}”. Done means: ${definition_of_done}\n  Is that true now?`
  await confirm(message, 'Nothing changed.')
}
