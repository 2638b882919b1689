import { defineCommand, flag, option } from '../../command.ts'
import type { Db } from '../../db/schema.ts'
import { getTask } from '../../db/tasks.ts'
import { pickWin } from '../../db/win-moves.ts'
import { findLeftOver, findWin } from '../../db/wins.ts'
import {
  parseNote,
  parseTaskReference,
  type TaskId,
  type TaskReference,
} from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { MomentumError } from '../../errors.ts'
import { winFields, winJson } from '../../json.ts'
import { winPage } from '../../views/win.ts'
import type { Context } from '../../world.ts'
import { parseDateOption } from './date.ts'
import { askForTask, settleLeftOver } from './questions.ts'

type Input = {
  readonly chosen: TaskReference | TaskId
  readonly date: CalendarDate
  readonly replace: boolean
  readonly note: string | undefined
}

export default defineCommand<Input, Win>({
  fields: winFields,
  async input(args, context) {
    const [task] = args.operands
    const given = option(args, 'note')
    const note = given === undefined ? undefined : parseNote(given)
    const date = parseDateOption(args, context)
    const pick = { date, replace: flag(args, 'replace'), note }
    const reference = task === undefined ? undefined : parseTaskReference(task)
    if (context.interactive) return askForPick(reference, pick, context)
    if (reference) return { chosen: reference, ...pick }
    throw new MomentumError(
      'usage',
      'Which task? There is nobody to ask here.',
      'Name it: momentum win pick <task>',
    )
  },
  async run({ chosen, ...pick }, context) {
    const db = await context.db()
    const task = typeof chosen === 'number' ? chosen : (await getTask(db, chosen)).id
    const picker = (await context.user())?.id
    const win = await pickWin(db, { ...pick, task, picker }, context.instant)
    if (!context.interactive) await noticeLeftOver(db, pick.date, context)
    return win
  },
  human: winPage,
  json: winJson,
})

/** What became of an earlier win comes first; then what is to be done today. */
async function askForPick(
  reference: TaskReference | undefined,
  pick: Omit<Input, 'chosen'>,
  context: Context,
): Promise<Input> {
  const db = await context.db()
  const prompts = await context.ask()
  const leftOver = await findLeftOver(db, pick.date)
  if (leftOver) await settleLeftOver(db, leftOver, prompts, context)
  const task = reference ? await getTask(db, reference) : await askForTask(db, prompts, context)
  const chosen = task.id
  const present = await findWin(db, pick.date)
  if (!present || present.task_id === chosen || present.status === 'DONE') {
    return { ...pick, chosen }
  }
  const title = present.task.title
  if (!pick.replace) {
    const message = `“${title}” is the win of that day. Let it make way?`
    if (!(await prompts.confirm({ message }))) throw new MomentumError('cancelled', 'Cancelled.')
  }
  if (present.status !== 'ACTIVE' || pick.note !== undefined) {
    return { ...pick, chosen, replace: true }
  }
  const message = `Why does “${title}” make way?`
  return { ...pick, chosen, replace: true, note: await prompts.text({ message, parse: parseNote }) }
}

async function noticeLeftOver(db: Db, date: CalendarDate, context: Context): Promise<void> {
  const win = await findLeftOver(db, date)
  if (!win) return
  context.notice(
    `The win of ${win.date}, “${win.task.title}”, was left open: momentum win done --date ${win.date}`,
  )
}
